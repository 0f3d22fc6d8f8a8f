// Package icc turns the colours of a picture that has an ICC profile into those of sRGB.
//
// The rules of this room:
//   - It knows profiles of three curves and a matrix, which cameras, phones and screens have. A picture with any other stays as it is.
//   - It knows the primaries that a picture without a profile may tell by a number.
//   - It sees the bytes of a profile and the pixels of a picture. Where a file keeps its profile is for the caller to know.
//   - No bytes make it panic, or take more memory than they have themselves.
package icc
