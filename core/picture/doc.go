// Package picture brings pictures in: it looks at what a file holds, bounds it, decodes it, turns it upright, brings it to sRGB, frames it, writes it out clean and keeps it. What is
// to be seen in it is core/vision's to find out.
//
// The rules of this room:
//   - A file is judged by its content, never by its name, and by its header before a pixel of it is decoded.
//   - No file, however made, takes more than [budget] bytes of memory, hangs us or makes us panic.
//   - What comes out is an upright, opaque picture in sRGB, of at most [CleanSide] pixels a side; what is written has no metadata.
//   - It keeps no goroutine: whatever it starts has ended when the call returns.
//
// Errors are [*core.Error] with one of the Picture… kinds, or the context's own. Every function may be called from any goroutine. Those that open
// or keep a picture wait for the disk and take milliseconds to seconds, and do not belong on the UI's.
package picture
