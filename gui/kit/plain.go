package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// A plain area of one colour is painted as a line that is as thick as the area is high. For each of a rectangle's pixels Fyne looks for an edge, a corner and a shadow;
// where there is no graphics card that takes five times as long, and while a film plays the whole window is painted for each of its frames.
func newPlain() *canvas.Line { return &canvas.Line{} }

// placePlain lays a plain area.
func placePlain(l *canvas.Line, x, y float32, size fyne.Size) {
	middle := y + size.Height/2
	l.Position1, l.Position2 = fyne.NewPos(x, middle), fyne.NewPos(x+size.Width, middle)
	l.StrokeWidth = size.Height
}
