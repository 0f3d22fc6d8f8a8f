package activity

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

// decide asks the person about a job of which nobody knows whether the service took it. To send it again may cost its price twice, so nothing is chosen beforehand. While
// they think about it the job may find its run: then the studio leaves it alone whatever is answered, and its card says what became of it.
func (c *Column) decide(j core.Job) {
	text := &kit.Text{Text: words.ExplainKind(core.OutcomeUnknown).String(), Fit: kit.Wrap}
	var d *dialog.CustomDialog
	choice := func(label string, do func()) fyne.CanvasObject {
		return kit.NewButton(label, nil, func() {
			d.Hide()
			do()
		})
	}
	price := c.price(j.Request.Engine)
	d = kit.Dialog(words.DecideTitle(), words.NotNow(), container.New(layout.NewCustomPaddedVBoxLayout(kit.Gap),
		text,
		choice(words.CheckAgain(), func() { c.look(j) }),
		choice(words.SendAgain(price), func() { c.sendAgain(j, price) }),
		choice(words.GiveUp(j.Price), func() { c.giveUp(j) }),
	), c.host.Fyne())
	d.Resize(fyne.NewSize(420, 0))
	c.host.Show(d)
}

// sendAgain has the studio send an unclear job a second time, for the price that was shown.
func (c *Column) sendAgain(j core.Job, shown core.USD) {
	again := func() { c.sendAgain(j, c.price(j.Request.Engine)) }
	c.ask(question{request: j.Request, shown: shown, about: j.ID, again: again, do: func(ctx context.Context) error {
		_, err := c.studio.Decide(ctx, j.ID, core.SubmitAgain, shown)
		return err
	}})
}

// giveUp has the studio count an unclear job as stopped.
func (c *Column) giveUp(j core.Job) {
	c.ask(question{request: j.Request, about: j.ID, do: func(ctx context.Context) error {
		_, err := c.studio.Decide(ctx, j.ID, core.GiveUp, 0)
		return err
	}})
}
