package rail

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// NewLogo returns the sign at the top of the rail.
func NewLogo(icon fyne.Resource) fyne.CanvasObject {
	logo := canvas.NewImageFromResource(icon)
	logo.FillMode = canvas.ImageFillContain
	logo.CornerRadius = 9
	logo.SetMinSize(fyne.NewSquareSize(40))
	return logo
}
