package gui

import "github.com/go-gl/glfw/v3.4/glfw"

// withoutDepth has the windows that are shown from now on made without the depth and stencil buffers that GLFW gives each: Fyne paints one thing over the other and asks neither, but
// clears them for each frame, which without a graphics card is a tenth of what a frame costs. It is called on the main goroutine, after Fyne has opened GLFW by making a window and before
// that is shown.
func withoutDepth() {
	glfw.WindowHint(glfw.DepthBits, 0)
	glfw.WindowHint(glfw.StencilBits, 0)
}
