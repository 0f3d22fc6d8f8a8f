package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"

	"caracal/gui/door"
	"caracal/gui/files"
	"caracal/gui/kit"
	"caracal/gui/kit/rail"
	"caracal/gui/kit/tips"
)

var _ kit.Window = (*shell)(nil)

// A shell is the window around the pages: the rail, the pages' places, toasts, dialogs, shortcuts and drops.
type shell struct {
	window fyne.Window
	inbox  *door.Inbox

	pages []*place
	now   *place // the one that is seen
	body  *fyne.Container
	toast *kit.Toast
	tips  *tips.Layer
	quiet func() // ends the toast's time
	undo  undoing
	asked dialog.Dialog // the dialog that was opened last

	layout windowLayout

	keys  fyne.ShortcutHandler // what Ctrl or ⌘ with a key does
	bound []fyne.Shortcut      // of keys
}

// A place is a page and its item on the rail.
type place struct {
	page page
	item *rail.Item
	view fyne.CanvasObject
}

// newShell returns a shell without pages for a window that is not shown yet.
func newShell(w fyne.Window, in *door.Inbox) *shell {
	s := &shell{window: w, inbox: in, body: container.NewStack(), toast: kit.NewToast(), tips: tips.New(in.After), quiet: func() {}}
	s.layout = windowLayout{s.tips, leastWindow}
	w.SetPadded(false)
	w.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { s.drop(uris) })
	w.Canvas().SetOnTypedKey(s.typedKey)
	s.bindShortcuts()
	return s
}

// add puts a page on the rail, which the key opens together with Ctrl or ⌘. The last one is at the rail's bottom.
func (s *shell) add(p page, icon fyne.Resource, word string, key fyne.KeyName) {
	at := &place{page: p}
	at.item = rail.NewItem(icon, word, func() { s.open(p) })
	s.pages = append(s.pages, at)
	s.Shortcut(key, func() { s.open(p) })
}

// fill puts the rail and the pages' places into the window and opens the first page.
func (s *shell) fill(logo fyne.CanvasObject) {
	items := make([]*rail.Item, len(s.pages))
	for i, at := range s.pages {
		items[i] = at.item
	}
	all := container.NewScroll(container.New(roomLayout{}, rail.New(logo, items...), s.body))
	s.window.SetContent(container.New(&s.layout, all, s.toast.Layer(), s.tips.View()))
	s.open(s.pages[0].page)
}

// open shows a page and hides the one that was seen.
func (s *shell) open(p page) {
	if s.now != nil && s.now.page == p {
		return
	}
	if s.now != nil {
		s.now.item.SetSelected(false)
		s.now.view.Hide()
		s.now.page.Hidden()
	}
	for _, at := range s.pages {
		if at.page != p {
			continue
		}
		if at.view == nil {
			at.view = p.Build()
			s.body.Add(at.view)
		}
		s.now = at
		at.item.SetSelected(true)
		at.view.Show()
	}
	s.window.Canvas().Unfocus()
	p.Shown()
}

// Confirm asks the person before something is done that they may not expect.
func (s *shell) Confirm(title, text, yes, no string, do func()) {
	s.Show(kit.Confirm(s.window, title, text, yes, no, do))
}

// Show opens a dialog, which Escape closes.
func (s *shell) Show(d dialog.Dialog) {
	s.asked = d
	d.Show()
}

// Fyne returns Fyne's own window.
func (s *shell) Fyne() fyne.Window { return s.window }

func (s *shell) typedKey(e *fyne.KeyEvent) {
	if top := s.window.Canvas().Overlays().Top(); top != nil {
		if e.Name != fyne.KeyEscape {
			return
		}
		if s.asked != nil {
			s.asked.Hide()
			s.asked = nil
		}
		if s.window.Canvas().Overlays().Top() == top { // it is another one, or a menu
			top.Hide()
			s.window.Canvas().Overlays().Remove(top)
		}
		return
	}
	if e.Name == fyne.KeyF1 {
		s.ShowShortcuts()
		return
	}
	if p, ok := s.now.page.(keyHandler); ok {
		p.TypedKey(e)
	}
}

// drop hands on the paths of files that fell anywhere on the window. Where they fell is not asked, because on some systems it is not known.
func (s *shell) drop(uris []fyne.URI) {
	paths := make([]string, 0, len(uris))
	for _, u := range uris {
		paths = append(paths, files.Path(u))
	}
	if p, ok := s.now.page.(importer); ok {
		paths = p.Take(paths)
	}
	if len(paths) == 0 {
		return
	}
	for _, at := range s.pages {
		if p, ok := at.page.(dropHandler); ok {
			p.Drop(paths)
			return
		}
	}
}

// raise brings the window before the others.
func (s *shell) raise() {
	s.window.Show()
	s.window.RequestFocus()
}

// close ends what the pages started, and takes their shortcuts off the window, which may have another shell next.
func (s *shell) close() {
	for _, to := range s.bound {
		s.window.Canvas().RemoveShortcut(to)
	}
	for _, at := range s.pages {
		if at.view != nil {
			at.page.Close()
		}
	}
}
