package gui

import "fyne.io/fyne/v2"

// A page is one of the places that the rail leads to. It may be some of the interfaces below as well.
type page interface {
	Build() fyne.CanvasObject // called once, when the page is first opened
	Shown()                   // it can be seen now
	Hidden()                  // it cannot be seen any more: nothing on it moves
	Close()                   // the window is gone: what the page started has ended when this returns
}

// A keyHandler is a page that wants the keys which no widget has taken.
type keyHandler interface {
	TypedKey(*fyne.KeyEvent)
}

// A paster is a page that takes what is pasted outside of an entry.
type paster interface {
	Paste(fyne.Clipboard)
}

// A dropHandler is the page that takes the files that fall on the window, whichever page is seen then.
type dropHandler interface {
	Drop(paths []string)
}

// An importer is a page that takes some of those files for itself while it is seen.
type importer interface {
	Take(paths []string) (left []string)
}

// A clipPage is a page on which clips are searched, selected and handed on.
type clipPage interface {
	SelectAll() // Ctrl or ⌘ with A
	Export()    // with E
	Copy()      // with C
	Search()    // with F
}
