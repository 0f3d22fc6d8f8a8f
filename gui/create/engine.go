package create

import (
	"slices"
	"strings"

	"caracal/core"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// ChooseEngine has clips made by another engine from now on.
func (p *Page) ChooseEngine(id core.EngineID) {
	i := slices.IndexFunc(p.infos, func(info core.Info) bool { return info.ID == id })
	if i < 0 {
		return
	}
	p.engine = id
	p.engines.Choose(i)
	p.settings.Change(func(s *core.Settings) { s.Engine = id })
	p.askBalance()
	p.render()
}

// lacksKey reports whether the engine needs a key and there is none.
func (p *Page) lacksKey(info core.Info) bool {
	return !info.Local && !p.account.HasKey()
}

// next returns the word on the main button, what stands in its way, and whether it can be pressed.
func (p *Page) next(info core.Info, known bool) (word, reason string, ready bool) {
	word = "Make clip — " + info.Price.String()
	if info.Local {
		word = "Make draft — free"
	}
	switch {
	case !known:
		return word, "There is nothing to make clips with.", false
	case p.lacksKey(info) && p.account.Loading():
		return word, "Looking for your WaveSpeed key…", false
	case p.lacksKey(info):
		return "Add your WaveSpeed key", info.Name + " needs your WaveSpeed key. Drafts are free and need none.", true
	case p.opening != "":
		return word, "Opening the picture…", false
	case p.source == nil:
		return word, "Choose a picture first, or drop one anywhere on this window.", false
	case info.NeedsPrompt && strings.TrimSpace(p.prompt.text()) == "":
		return word, info.Name + " needs a prompt: say what should happen.", false
	}
	return word, "", true
}

// press does what the main button says.
func (p *Page) press() {
	if info, ok := p.info(); ok && p.lacksKey(info) {
		p.host.OpenSettings()
		return
	}
	p.submit()
}

// framed reports whether only the framed part of the picture is sent. An engine on this computer makes the frame anyway.
func (p *Page) framed() bool {
	sent, sends := p.parcel()
	return sends && sent.framed
}

// askBalance asks what is left in the account, while that is of interest.
func (p *Page) askBalance() {
	if info, ok := p.info(); ok && !info.Local {
		p.account.Refresh()
	}
}

// accountChanged takes the news of the account, with which the price may have changed.
func (p *Page) accountChanged() {
	p.infos = p.studio.Engines()
	p.render()
}

// renderBalance says below the button what is left in the account. Its line keeps its place while an answer is awaited.
func (p *Page) renderBalance(info core.Info) {
	paid := !info.Local && p.account.HasKey()
	text, tone := "", words.Muted
	if paid {
		if credit, known := p.account.Credit(); known {
			text, tone = words.Credit(credit)
		}
	}
	p.buys.Set(text, kit.Tone(tone))
	kit.SetVisible(p.buys, paid)
}
