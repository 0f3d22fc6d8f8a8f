// Package playback is where a film is seen and how a person moves along it: the screen, which shows one frame after the other, and the scrubber.
//
// The rules of this room:
//   - Like all of kit it knows Fyne and nothing of us: who plays films sets frames and times, and is told of taps and drags.
//   - All of it runs on the Fyne goroutine.
package playback
