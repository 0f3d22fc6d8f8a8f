// Package prompt is where prompts are written: an entry that underlines what is understood, phrases that are put into it, a line that says what was heard or what is missing, and all
// prompts that were used before.
//
// The rules of this room:
//   - It knows what was written, and nothing of the picture or of what becomes of it.
//   - Whatever it writes into the entry for the person is undone by the person's own undo.
//   - What it asks of the disk it asks through the inbox.
package prompt
