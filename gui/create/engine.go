package create

import (
	"strings"

	"caracal/core"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// ChooseEngine has clips made by another engine from now on.
func (p *Page) ChooseEngine(id core.EngineID) {
	i := p.index(id)
	if i < 0 {
		return
	}
	p.engine = id
	p.engines.Choose(i)
	p.settings.Change(func(s *core.Settings) { s.Engine = id })
	p.askBalance()
	p.render()
}

// keyOf returns what the account knows of its key.
func keyOf(a Account) key {
	switch {
	case a.HasKey():
		return aKey
	case a.Loading():
		return soughtKey
	}
	return noKey
}

// next returns the word on the main button, what stands in its way, and whether it can be pressed.
func (c choice) next() (word, reason string, ready bool) {
	info, known := c.info()
	word = words.MakeClip(info)
	switch {
	case !known:
		return word, words.NoEngines(), false
	case !info.Local && c.key == soughtKey:
		return word, words.KeyAwaited(), false
	case c.lacksKey():
		return words.AddKey(), words.KeyNeeded(info), true
	case c.opening != "":
		return word, words.PictureAwaited(), false
	case c.source == nil:
		return word, words.PictureNeeded(), false
	case info.NeedsPrompt && strings.TrimSpace(c.text) == "":
		return word, words.PromptNeeded(info), false
	}
	return word, "", true
}

// lacksKey reports whether the engine needs a key and there is none.
func (c choice) lacksKey() bool {
	info, known := c.info()
	return known && !info.Local && c.key == noKey
}

// press does what the main button says.
func (p *Page) press() {
	if p.lacksKey() {
		p.host.OpenSettings()
		return
	}
	p.submit()
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
	paid := !info.Local && p.key == aKey
	text, tone := "", words.Muted
	if paid {
		if credit, known := p.account.Credit(); known {
			text, tone = words.Credit(credit)
		}
	}
	p.buys.Set(text, kit.Tone(tone))
	kit.SetVisible(p.buys, paid)
}
