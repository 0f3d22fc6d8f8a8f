package gui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// decide asks the person about a job of which nobody knows whether the service took it. To send it again may cost its price twice, so nothing is chosen beforehand.
func (p *makePage) decide(j core.Job) {
	what, next := words.Explain(core.Errorf("", core.OutcomeUnknown, ""))
	text := &kit.Text{Text: what + " " + next, Fit: kit.Wrap}
	var d *dialog.CustomDialog
	choice := func(label string, do func(context.Context) (core.JobID, error)) fyne.CanvasObject {
		return kit.NewButton(label, nil, func() {
			d.Hide()
			p.order(j, do)
		})
	}
	decision := func(dec core.Decision) func(context.Context) (core.JobID, error) {
		return func(ctx context.Context) (core.JobID, error) { return p.studio.Decide(ctx, j.ID, dec) }
	}
	d = dialog.NewCustom("Was this clip begun?", "Not now", container.New(layout.NewCustomPaddedVBoxLayout(kit.Gap),
		text,
		choice("Check again", func(ctx context.Context) (core.JobID, error) { return p.studio.Retry(ctx, j.ID) }),
		choice("Send it again: may cost another "+j.Price.String(), decision(core.SubmitAgain)),
		choice("Give up on it: may have cost "+j.Price.String(), decision(core.GiveUp)),
	), p.shell.window)
	d.Resize(fyne.NewSize(420, 0))
	p.shell.Show(d)
}
