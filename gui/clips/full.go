package clips

import (
	"caracal/core/library/index"
	"caracal/gui/film"
	"caracal/gui/words"
)

// enlarge opens the full view.
func (p *Page) enlarge() {
	if p.panel.Clip().ID == "" || p.full != nil {
		return
	}
	p.browser.glimpse.Stop() // it would play below
	p.full = film.OpenFullView(p.host.Fyne(), p.panel.Player, transportLabels(), p.inbox.After, p.favourSeen, func() {
		p.full = nil
		p.panel.Player.SetScreen(p.panel.Screen)
		p.endList()
		p.host.Fyne().Canvas().Focus(p.browser.grid)
	})
	p.full.OnCopy = func() { p.copyFiles(p.panel.Clip().Path) }
	p.full.OnStep = p.step
	p.tellFull()
}

// favourSeen is for the heart of the full view, which is about the clip that is seen there only, however many are selected.
func (p *Page) favourSeen() {
	if p.state.HasLead && !p.state.List.Query.Bin {
		p.setFavourite([]index.Row{p.state.Lead}, !p.panel.Clip().Story.Favourite)
	}
}

// tellFull shows in the full view, if that is open, whether its clip is a favourite, and which of several it is.
func (p *Page) tellFull() {
	if p.full != nil {
		p.full.SetFavourite(p.panel.Clip().Story.Favourite, p.panel.Clip().Deleted.IsZero())
		p.full.SetCaption(p.caption())
	}
}

// transportLabels are the words beside the player.
func transportLabels() film.Labels {
	return film.Labels{
		Loop: words.Loop(), BackTip: words.TipBack(), PlayTip: words.TipPlay(), ForwardTip: words.TipForward(), LoopTip: words.TipLoop(), FullTip: words.TipFull(), HeartTip: words.TipFavourite(),
	}
}
