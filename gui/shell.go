package gui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver/desktop"

	"caracal/gui/door"
	"caracal/gui/files"
	"caracal/gui/kit"
	"caracal/gui/kit/rail"
	"caracal/gui/kit/tips"
	"caracal/gui/words"
)

// A page is one of the places that the rail leads to.
type page interface {
	Build() fyne.CanvasObject // called once, when the page is first opened
	Shown()                   // it can be seen now
	Hidden()                  // it cannot be seen any more: nothing on it moves
	Close()                   // the window is gone: what the page started has ended when this returns
}

// A page that wants keys which no widget has taken is one of these as well.
type keyed interface {
	TypedKey(*fyne.KeyEvent)
}

// A page that takes what is pasted outside of an entry is one of these as well.
type pasted interface {
	Paste(fyne.Clipboard)
}

// The page that takes the files that fall on the window, whichever page is seen then, is one of these as well.
type receiver interface {
	Drop(paths []string)
}

// A page that takes some of the files that fall on the window while it is seen is one of these as well.
type taker interface {
	Take(paths []string) (left []string)
}

// A page whose clips are chosen and handed on is one of these as well.
type choosing interface {
	SelectAll() // Ctrl or ⌘ with A
	Export()    // with E
	Copy()      // with C
	Search()    // with F
}

// What lies over the whole window, and so over its toast, and has a toast of its own is one of these.
type offering interface {
	Offer(text, action string, do func())
	Quiet()
}

// toastTime is how long a toast stays; long enough to read it and to reach its action.
const toastTime = 6 * time.Second

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
	quiet func()        // ends the toast's time
	undo  func()        // takes back what was done last; nil for nothing
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
	w.Canvas().SetOnTypedRune(func(r rune) {
		if r == '?' {
			s.ShowShortcuts()
		}
	})
	s.bind(&fyne.ShortcutPaste{}, func(sc fyne.Shortcut) {
		if p, ok := s.now.page.(pasted); ok {
			p.Paste(sc.(*fyne.ShortcutPaste).Clipboard)
		}
	})
	s.bind(&fyne.ShortcutSelectAll{}, func(fyne.Shortcut) {
		if p, ok := s.now.page.(choosing); ok {
			p.SelectAll()
		}
	})
	s.bind(&fyne.ShortcutCopy{}, func(fyne.Shortcut) {
		if p, ok := s.now.page.(choosing); ok {
			p.Copy()
		}
	})
	s.Shortcut(fyne.KeyE, func() {
		if p, ok := s.now.page.(choosing); ok {
			p.Export()
		}
	})
	s.Shortcut(fyne.KeyQ, w.Close)
	s.Shortcut(fyne.KeyF, func() {
		if p, ok := s.now.page.(choosing); ok {
			p.Search()
		}
	})
	s.bind(&fyne.ShortcutUndo{}, func(fyne.Shortcut) {
		if s.undo != nil {
			s.toast.Hide()
			s.undo()
		}
	})
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

// Say shows a sentence for a while.
func (s *shell) Say(text string) { s.Offer(text, "", nil) }

// Offer shows a sentence for a while with one thing to do about it. What lies over the window shows it too, and the window goes on with it when that is left.
func (s *shell) Offer(text, action string, do func()) {
	s.quiet()
	hide := s.toast.Hide
	if over, ok := s.window.Canvas().Overlays().Top().(offering); ok {
		over.Offer(text, action, func() {
			s.toast.Hide()
			do()
		})
		hide = func() {
			s.toast.Hide()
			over.Quiet()
		}
	}
	s.toast.Show(text, action, do)
	s.quiet = s.inbox.After(toastTime, hide)
}

// OfferUndo shows for a while what was done, with the way back, which Ctrl or ⌘ with Z takes as well, until something else can be undone.
func (s *shell) OfferUndo(text string, undo func()) {
	s.undo = func() {
		s.undo = nil
		undo()
	}
	s.Offer(text, words.Undo(), s.undo)
}

// Confirm asks the person before something is done that they may not expect.
func (s *shell) Confirm(title, words, yes, no string, do func()) {
	s.Show(kit.Confirm(s.window, title, words, yes, no, do))
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
	if p, ok := s.now.page.(keyed); ok {
		p.TypedKey(e)
	}
}

// drop hands on the paths of files that fell anywhere on the window. Where they fell is not asked, because on some systems it is not known.
func (s *shell) drop(uris []fyne.URI) {
	paths := make([]string, 0, len(uris))
	for _, u := range uris {
		paths = append(paths, files.Path(u))
	}
	if p, ok := s.now.page.(taker); ok {
		paths = p.Take(paths)
	}
	if len(paths) == 0 {
		return
	}
	for _, at := range s.pages {
		if p, ok := at.page.(receiver); ok {
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
