package gui

import (
	"caracal/core"
	"caracal/gui/words"
)

// stop makes the studio wait for a job no longer. Where that saves nothing the person hears so first.
func (p *makePage) stop(j core.Job) {
	if !words.Charged(j) {
		p.studio.Stop(j.ID)
		return
	}
	p.shell.Confirm("Stop waiting for this clip?",
		"It is still charged and still made. It comes home later, for free: with Check again on its card, or from Settings within 7 days.",
		"Stop waiting", "Go on waiting", func() { p.studio.Stop(j.ID) })
}
