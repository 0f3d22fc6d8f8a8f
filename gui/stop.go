package gui

import "caracal/core"

// stop makes the studio wait for a job no longer. Where that saves nothing the person hears so first.
func (p *makePage) stop(j core.Job) {
	if !charged(j) {
		p.studio.Stop(j.ID)
		return
	}
	p.shell.confirm("Stop waiting for this clip?",
		"It is still charged and still made. It comes home later, for free: with Check again on its card, or from Settings within 7 days.",
		"Stop waiting", "Go on waiting", func() { p.studio.Stop(j.ID) })
}

// charged reports whether a job costs its price whatever is done about it now: it was accepted, or may have been.
func charged(j core.Job) bool { return j.Money.Counts() && j.Step.Reached(core.Submitting) }
