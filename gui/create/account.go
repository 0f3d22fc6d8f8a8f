package create

import (
	"caracal/core"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// A key says whether the service's key is here.
type key int

const (
	noKey      key = iota
	hasKey         // there is one
	unknownKey     // nobody knows yet
)

// keyOf returns what the account knows of its key.
func keyOf(a Account) key {
	switch {
	case a.HasKey():
		return hasKey
	case a.Loading():
		return unknownKey
	}
	return noKey
}

// lacksKey reports whether the engine needs a key and there is none.
func (c choice) lacksKey() bool {
	info, known := c.info()
	return known && !info.Local && c.key == noKey
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
	paid := !info.Local && p.key == hasKey
	text, tone := "", words.Muted
	if paid {
		if credit, known := p.account.Credit(); known {
			text, tone = words.Credit(credit)
		}
	}
	p.balance.Set(text, kit.Tone(tone))
	kit.SetVisible(p.balance, paid)
}
