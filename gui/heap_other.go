//go:build !linux

package gui

// keepHeap does nothing: OpenGL of other systems is not in malloc's hands.
func keepHeap() {}
