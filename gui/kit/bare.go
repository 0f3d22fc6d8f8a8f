package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Flush returns a label of Fyne's without the space around its words, so that it lines up with our own texts.
func Flush(label fyne.CanvasObject) fyne.CanvasObject {
	space := -theme.InnerPadding()
	return container.New(layout.NewCustomPaddedLayout(space, space, space, space), label)
}

// Bare returns one of Fyne's lists or grids with its items so far apart, and without what it draws around them: ours have marks of their own, and the shadow of a scroll would
// lie over them as a grey band. Its items embed Item.
func Bare(collection fyne.CanvasObject, apart float32) fyne.CanvasObject {
	b := &bare{collection: collection, themed: container.NewThemeOverride(collection, bareTheme{apart})}
	b.ExtendBaseWidget(b)
	return b
}

// A bare is a collection under a theme of its own. Fyne reads all fonts for the words under such a theme, 5 MB of them, and does so again whenever the override is refreshed, and keeps
// what it has read before. So a refresh is handed on to the collection alone, and items have no part in its theme.
type bare struct {
	widget.BaseWidget
	collection fyne.CanvasObject
	themed     *container.ThemeOverride
}

// Refresh is Fyne's.
func (b *bare) Refresh() { b.collection.Refresh() }

// CreateRenderer is Fyne's.
func (b *bare) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.themed) }

// An Item is embedded by widgets that lie in a Bare collection and have the window's theme. It takes the pointer for itself: what Fyne's list puts an item into has the window's
// theme too, and would shade the ground around the item's corners.
type Item struct{}

var _ desktop.Hoverable = Item{}

// SetDeviceIsMobile is what Fyne's theme overrides know each other by: no override reaches into another.
func (Item) SetDeviceIsMobile(bool) {}

// MouseIn is Fyne's.
func (Item) MouseIn(*desktop.MouseEvent) {}

// MouseMoved is Fyne's.
func (Item) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is Fyne's.
func (Item) MouseOut() {}

// bareTheme is the window's with other space between things and a few colours taken away.
type bareTheme struct{ apart float32 }

var _ fyne.Theme = bareTheme{}

func (bareTheme) now() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Color is Fyne's.
func (t bareTheme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch name {
	case theme.ColorNameHover, theme.ColorNameSelection, theme.ColorNameShadow:
		return color.Transparent
	}
	return t.now().Color(name, variant)
}

// Size is Fyne's.
func (t bareTheme) Size(name fyne.ThemeSizeName) float32 {
	if name == theme.SizeNamePadding {
		return t.apart
	}
	return t.now().Size(name)
}

// Font is Fyne's.
func (t bareTheme) Font(style fyne.TextStyle) fyne.Resource { return t.now().Font(style) }

// Icon is Fyne's.
func (t bareTheme) Icon(name fyne.ThemeIconName) fyne.Resource { return t.now().Icon(name) }
