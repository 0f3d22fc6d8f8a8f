package clips

import (
	"caracal/gui/clips/selection"
	"caracal/gui/kit/tiles"
)

// picked is for a tile that was pointed at with Ctrl, ⌘ or Shift.
func (p *Page) picked(i int, how tiles.Pick) {
	if i >= p.state.Len() {
		return
	}
	p.unwant()
	if how == tiles.UpTo {
		p.state.SelectUpTo(i)
	} else {
		p.state.Toggle(i)
	}
	p.selectionChanged()
}

// banded is for a frame that is dragged over tiles.
func (p *Page) banded(places []int) {
	p.unwant()
	p.state.SelectOnly(places)
	p.selectionChanged()
}

// SelectAll selects all clips that were found, also those that were never seen.
func (p *Page) SelectAll() {
	if p.state.Len() > 0 && p.host.Fyne().Canvas().Focused() != p.browser.search {
		p.unwant()
		p.state.SelectAll()
		p.selectionChanged()
	}
}

// selectionChanged shows what is selected: one clip in the panel, or several with a bar of what can be done with them.
func (p *Page) selectionChanged() {
	p.browser.grid.Mark(p.state.Marked())
	p.showParts()
	if p.state.Many() {
		p.panel.Player.Pause()
	} else if p.state.HasLead {
		p.read(false)
	}
}

// clearMany selects the clip that leads alone.
func (p *Page) clearMany() {
	if p.state.Many() {
		p.state.Choose(p.state.Place)
		p.selectionChanged()
	}
}

// showParts shows the parts of the page that make sense. While a frame is dragged over the tiles they stay as they are: tiles that move would come to lie below it.
func (p *Page) showParts() {
	if p.browser.grid.IsDragged() {
		return
	}
	s := &p.state
	p.bar.set(s.SelectedCount(), s.List.Query.Bin)
	p.view.show(p.scene())
}

// scene returns what makes sense to be shown.
func (p *Page) scene() scene {
	s := &p.state
	everything := selection.Closed(s.Query) == s.Everything() // no search and no filter leaves a clip out
	switch {
	case s.Len() > 0 && !s.Many():
		return browserAndPanel
	case s.Loaded && s.Len() == 0 && everything && s.List.Counts.Bin == 0:
		return welcomeAlone
	}
	return browserAlone
}
