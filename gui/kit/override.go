package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// override is the window's theme with a few sizes of its own and a few colours taken away, for one of Fyne's widgets that cannot be told otherwise.
type override struct {
	sizes map[fyne.ThemeSizeName]float32
	clear map[fyne.ThemeColorName]bool
}

var _ fyne.Theme = override{}

// Flush returns a label of Fyne's without the space around its words, so that it lines up with our own texts.
func Flush(label fyne.CanvasObject) fyne.CanvasObject {
	return container.NewThemeOverride(label, override{sizes: map[fyne.ThemeSizeName]float32{theme.SizeNameInnerPadding: 0}})
}

// Bare returns one of Fyne's lists or grids with its items so far apart, and without what it draws around them: ours have marks of their own, and the shadow of a scroll would
// lie over them as a grey band.
func Bare(collection fyne.CanvasObject, apart float32) fyne.CanvasObject {
	return container.NewThemeOverride(collection, override{
		sizes: map[fyne.ThemeSizeName]float32{theme.SizeNamePadding: apart},
		clear: map[fyne.ThemeColorName]bool{theme.ColorNameHover: true, theme.ColorNameSelection: true, theme.ColorNameShadow: true},
	})
}

func (o override) now() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Color is Fyne's.
func (o override) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if o.clear[name] {
		return color.Transparent
	}
	return o.now().Color(name, variant)
}

// Size is Fyne's.
func (o override) Size(name fyne.ThemeSizeName) float32 {
	if size, ok := o.sizes[name]; ok {
		return size
	}
	return o.now().Size(name)
}

// Font is Fyne's.
func (o override) Font(style fyne.TextStyle) fyne.Resource { return o.now().Font(style) }

// Icon is Fyne's.
func (o override) Icon(name fyne.ThemeIconName) fyne.Resource { return o.now().Icon(name) }
