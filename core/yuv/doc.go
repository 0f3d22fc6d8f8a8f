// Package yuv turns pictures as video has them, Y, Cb and Cr in 4:2:0 and video range, into pictures as a screen shows them: see [Paint].
//
// The rules of this room:
//   - Every processor makes the same colours, which are those of the textbook, rounded.
//   - C writes where it is told to: Go sees to it first that each plane is as large as it has to be.
package yuv
