package create

import (
	"strings"

	"caracal/core"
	"caracal/gui/words"
)

// mainButton returns the word on the main button, what stands in its way, and whether it can be pressed.
func (c choice) mainButton() (word, reason string, ready bool) {
	info, known := c.info()
	word = words.MakeClip(info)
	switch {
	case !known:
		return word, words.NoEngines(), false
	case !info.Local && c.key == unknownKey:
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

// press does what the main button says.
func (p *Page) press() {
	if p.lacksKey() {
		p.host.OpenSettings()
		return
	}
	p.submit()
}

func (p *Page) submitByKey() {
	if p.visible && p.shots.Active() {
		p.shots.Submit()
		return
	}
	if p.visible && !p.make.Disabled() {
		p.press()
	}
}

// submit orders the clip: one order for one press. The button rests until the studio has answered.
func (p *Page) submit() {
	if p.source == nil || p.busy {
		return
	}
	p.busy = true
	p.render()
	info, _ := p.info()
	p.activity.Order(p.request(), info.Price, func() {
		p.busy, p.trouble = false, ""
		p.infos = p.studio.Engines() // an order asks for the price
		p.render()
	})
}

// Refused says why the studio did not do what was asked of a job, or by the page where about is empty; a nil err says nothing. A job may have another picture than the one that is seen.
func (p *Page) Refused(about core.JobID, err error) {
	switch said := words.Explain(err).String(); {
	case about == "" && core.KindOf(err).Nature().About == core.AboutPicture:
		p.trouble = said
		p.render()
	case said != "":
		p.host.Say(said)
	}
}

// JobsChanged follows the activity: some job is in another state, or how long jobs take has been found out.
func (p *Page) JobsChanged() {
	if p.built {
		p.setMotion()
		p.render()
		p.shots.Recount()
	}
}

// JobEnded is for when a job has come to its end, which may have cost something.
func (p *Page) JobEnded() { p.askBalance() }
