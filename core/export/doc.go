// Package export takes clips to other places, in the form that the place wants: the file as it is, a clean copy, GIF, animated WebP, a single frame, or what a platform takes.
//
// The rules of this room:
//   - A clip is only read. What is written is written whole, under a name that no other file has, unless the person has said that it may be replaced.
//   - What nobody has to encode anew is not: a platform gets the bytes that came wherever it takes those.
//   - What each platform takes is in platforms.go and nowhere else, with the source of each line.
//   - However long or large a clip is, its frames are never in memory all at once.
//   - Errors are *core.Error: BadClip for the clip, TargetExists, TargetMissing, TargetDenied or DiskFull for what was to be written, TooLong for a clip that a platform
//     does not take; and ctx.Err().
package export
