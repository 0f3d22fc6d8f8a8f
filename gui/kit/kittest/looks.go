package kittest

import (
	"image"
	"image/color"
	"image/draw"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"caracal/gui/kit"
)

// Looks fails the test where a board of widgets does not look as it did, in the dark and in the light. The pictures of how it did are <name>dark.png and <name>light.png under testdata.
func Looks(t *testing.T, name string, size fyne.Size, board func() fyne.CanvasObject) {
	for look, variant := range map[string]fyne.ThemeVariant{"dark": theme.VariantDark, "light": theme.VariantLight} {
		t.Run(look, func(t *testing.T) {
			test.NewTempApp(t).Settings().SetTheme(kit.Theme{Forced: true, Variant: variant})
			content := board()
			w := test.NewTempWindow(t, kit.NewPanel(kit.ColorBackground, kit.ColorClear, "", fyne.NewSquareSize(8), content))
			w.SetPadded(false)
			w.Resize(size)
			content.Refresh() // the heights of texts follow from the widths that they have now
			makeWhole(w.Content())
			test.AssertRendersToImage(t, name+look+".png", w.Canvas())
		})
	}
}

// Picture returns an image of one colour.
func Picture(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{0x7F, 0xB2, 0xEA, 0xFF}), image.Point{}, draw.Src)
	return img
}

// makeWhole shows all of each rectangle of which parts are cut out. A window cuts them out by OpenGL; Fyne's painter for tests forgets where in the rectangle the part begins.
func makeWhole(o fyne.CanvasObject) {
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	shown := false
	for _, child := range children {
		clip, ok := child.(*container.Clip)
		if !ok {
			makeWhole(child)
			continue
		}
		const outside = 8 // more than the painter draws around a rectangle
		for _, r := range clip.Content.(*fyne.Container).Objects {
			r := r.(*canvas.Rectangle)
			at := clip.Position().Add(r.Position()).SubtractXY(outside, outside)
			kit.Place(clip, at.X, at.Y, r.Size().AddWidthHeight(2*outside, 2*outside))
			r.Move(fyne.NewSquareOffsetPos(outside))
		}
		clip.Hidden = shown // the others are parts of the same
		shown = true
	}
}
