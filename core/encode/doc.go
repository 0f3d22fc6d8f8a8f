// Package encode makes clips of frames: H.264 in an MP4 that every player takes.
//
// [Write] makes a clip of a [Film], whose frames can be drawn in any order, by OpenH264 on all cores; it leaves a filmstrip and a poster beside the clip if wanted. [WriteSequence] makes one of
// frames that come one after the other, as those of another clip do. Other forms of a clip are FFmpeg's to write: see core/media's Decoder.Run.
//
// The rules of this room:
//   - A stream is constrained baseline, with one slice a frame and nothing reordered, in BT.709 and video range, which both the stream and the container say.
//   - Groups of pictures need nothing of each other, so that they can be encoded side by side, and none is longer than a second, because a player jumps to their key frames.
//   - One quantiser is for all frames of a clip: OpenH264's own rate control is off. It is made coarser when the clip would have more bits than players are promised.
//   - The same frames give the same bytes, on however many cores.
//   - OpenH264 and its binding are named in encoder.go and tune.go only. What the binding does not pass on is set behind its back, and refused when it has another shape than was known.
//   - A file is written whole or not at all. Errors are *core.Error, or the end of the context.
package encode
