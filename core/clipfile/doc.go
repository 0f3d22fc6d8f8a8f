// Package clipfile knows clips as files: what container one is, and the story behind the film.
//
// A story is read by [ReadStory], written by [AppendStory], changed by [SetStory] and left out by [WriteClean]. Whether a file came whole is for [CheckWhole] to say.
//
// The rules of this room:
//   - It knows nothing of codecs: what is in a container is core/media's to say.
//   - A clip may come from anywhere, so nothing in it is believed: sizes are bounded before they are used.
//   - The bytes of a film are those that came, whatever its container: nothing is packed anew, and a story is behind them, where players do not look.
//   - A story that changes is the old or the new one whatever happens.
//   - Errors are *core.Error: BadClip for a file that is not a clip, ClipMissing where there is none.
package clipfile
