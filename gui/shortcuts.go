package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"

	"caracal/gui/kit"
	"caracal/gui/words"
)

// bindShortcuts has the keys do what they do on every page. A shortcut for a page of another kind than the one that is seen does nothing.
func (s *shell) bindShortcuts() {
	s.window.Canvas().SetOnTypedRune(func(r rune) {
		if r == '?' {
			s.ShowShortcuts()
		}
	})
	s.bind(&fyne.ShortcutPaste{}, func(sc fyne.Shortcut) {
		if p, ok := s.now.page.(paster); ok {
			p.Paste(sc.(*fyne.ShortcutPaste).Clipboard)
		}
	})
	onClips := func(do func(clipPage)) func() {
		return func() {
			if p, ok := s.now.page.(clipPage); ok {
				do(p)
			}
		}
	}
	selectAll, copyClips := onClips(clipPage.SelectAll), onClips(clipPage.Copy)
	s.bind(&fyne.ShortcutSelectAll{}, func(fyne.Shortcut) { selectAll() })
	s.bind(&fyne.ShortcutCopy{}, func(fyne.Shortcut) { copyClips() })
	s.Shortcut(fyne.KeyE, onClips(clipPage.Export))
	s.Shortcut(fyne.KeyF, onClips(clipPage.Search))
	s.Shortcut(fyne.KeyQ, s.window.Close)
	s.bind(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { s.takeBack() })
}

// Shortcut has fn called for Ctrl or ⌘ with a key, on every page, unless a dialog is open.
func (s *shell) Shortcut(key fyne.KeyName, fn func()) {
	s.bind(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) { fn() })
}

// bind has fn called for a shortcut, unless a dialog is open.
func (s *shell) bind(to fyne.Shortcut, fn func(fyne.Shortcut)) {
	s.keys.AddShortcut(to, func(sc fyne.Shortcut) {
		if s.window.Canvas().Overlays().Top() == nil {
			fn(sc)
		}
	})
	s.window.Canvas().AddShortcut(to, s.keys.TypedShortcut)
	s.bound = append(s.bound, to)
}

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
