// Package draft is the engine that works on this computer: it moves a camera over the picture as the words of the prompt say, which core/draft/plan reads.
//
// The way of a clip is [plan.Parse] (words to a [plan.Plan]), [NewScene] (picture, plan and frame to a [Scene]) and [Scene.Render] (a moment to a frame);
// [Engine] walks it 120 times, for 24 frames a second, and hands the frames to core/encode.
//
// The rules of this room:
//   - The frame of the framing strip is the whole world. No frame of a clip ever shows anything outside it. A camera that stands still shows exactly
//     the frame; a push in begins with exactly the frame; a pull back ends with exactly the frame. A camera that moves sideways (pan, tilt, orbit, drift,
//     handheld) needs room and looks at a slightly tightened frame, tightened by just what the move needs.
//   - Depth is a smooth guess: the subject stands forward with a soft edge, the ground comes forward at the bottom. The displacement that follows from it
//     changes so slowly from place to place that it never folds or tears, and the subject itself is flat, so that faces keep their shape.
//   - Paths have continuous acceleration and no position is ever rounded to a whole pixel, so nothing jitters.
//   - The same request gives the same clip, bit for bit. There is no randomness and no clock in here.
//   - Draft does not act out what the people in the picture should do.
package draft
