package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/gui/kit"
	"caracal/gui/words"
)

// ShowShortcuts shows what can be done by keys, unless something lies over the window.
func (s *shell) ShowShortcuts() {
	c := s.window.Canvas()
	if c.Overlays().Top() != nil {
		return
	}
	column := container.New(&kit.Column{Gap: 6})
	for i, group := range words.Shortcuts() {
		if i > 0 {
			column.Add(kit.NewSmall(" "))
		}
		column.Add(kit.NewHeading(group.Where))
		for _, key := range group.Keys {
			column.Add(container.New(shortcutLayout{}, &kit.Text{Text: key.Keys, Bold: true, Fit: kit.Wrap}, &kit.Text{Text: key.Does, Fit: kit.Wrap}))
		}
	}
	d := kit.Dialog(words.ShortcutsTitle(), words.Close(), container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, kit.Gap), column)), s.window)
	s.Show(d)
	d.Resize(fyne.NewSize(560, c.Size().Height*0.8))
}

// shortcutLayout puts what keys do beside the keys.
type shortcutLayout struct{}

var _ fyne.Layout = shortcutLayout{}

// keysPart is how much of the width the keys have.
const keysPart = 0.3

// Layout is Fyne's.
func (shortcutLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	keys := size.Width * keysPart
	objects[0].Resize(fyne.NewSize(keys, size.Height))
	objects[1].Move(fyne.NewPos(keys+kit.Gap, 0))
	objects[1].Resize(fyne.NewSize(size.Width-keys-kit.Gap, size.Height))
}

// MinSize is Fyne's.
func (shortcutLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Max(objects[1].MinSize())
}
