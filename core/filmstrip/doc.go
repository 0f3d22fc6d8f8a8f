// Package filmstrip has what is shown of a clip without decoding it: its filmstrip, which is a small copy of it, and its poster, which is its first frame.
//
// [Open] opens a filmstrip. Whoever has the frames of a clip in hand makes both by a [Recorder]; the filmstrip of a clip that came from elsewhere is core/media's to make.
//
// The rules of this room:
//   - Everything is JPEG, and nothing needs FFmpeg, which on a computer's first day has yet to be compiled.
//   - A filmstrip has its clip's frames, one for one, in their own colours. A clip of more frames, or of other colours, than a filmstrip can have has none.
//   - A file may be of anybody's making, so sizes are bounded before they are used.
//   - Files are written whole or not at all. Errors are *core.Error.
package filmstrip
