// Package still runs libheif and libavif, the reference readers of HEIC and AVIF pictures, compiled to WebAssembly.
//
// The rules of this room:
//   - Whatever a file makes the two do, they reach no memory but their own, and have as much of that as the caller gives them.
//   - Their code is compiled when it is first needed, which takes under a second, and kept: many such pictures come one after another.
//   - They see bytes and give pixels. What a file may hold, how large it may be and which way is up is for the caller to know.
package still
