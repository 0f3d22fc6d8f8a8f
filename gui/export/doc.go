// Package export is where a person exports clips: the dialog with its choices and what they come to, and the work behind it, with its progress and a way to stop it.
//
// The rules of this room:
//   - It knows the files of clips and nothing of the library: whoever opens it says which.
//   - Nothing is written over before the person has said so.
//   - One estimate is under way at a time, and ends when another is asked for or the dialog is closed; so does an export with its dialog.
//   - Everything here runs on the Fyne goroutine, but for what is asked of the inbox.
package export
