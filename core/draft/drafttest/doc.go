// Package drafttest measures moving pictures: how much a clip jitters, and how well a subject survives it. It is for tests and benchmarks, and knows nothing of how
// the frames were made, so that clips of different makers can be measured alike. Frames are grey images whose origin is 0,0: luma is where the eye sees movement. [Luma] makes them.
package drafttest
