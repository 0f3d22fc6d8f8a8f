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

// decide asks the person about a job of which nobody knows whether the service took it. To send it again may cost its price twice, so nothing is chosen beforehand.
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
	settle := func(dec core.Decision) func() {
		return func() {
			c.ask(question{request: j.Request, about: j.ID, again: func() { c.decide(j) }, do: func(ctx context.Context) error {
				if dec == core.SubmitAgain {
					if err := c.quote(ctx, j.Request.Engine, price); err != nil {
						return err
					}
				}
				_, err := c.studio.Decide(ctx, j.ID, dec)
				return err
			}})
		}
	}
	d = kit.Dialog(words.DecideTitle(), words.NotNow(), container.New(layout.NewCustomPaddedVBoxLayout(kit.Gap),
		text,
		choice(words.CheckAgain(), func() { c.retry(j) }),
		choice(words.SendAgain(price), settle(core.SubmitAgain)),
		choice(words.GiveUp(j.Price), settle(core.GiveUp)),
	), c.host.Fyne())
	d.Resize(fyne.NewSize(420, 0))
	c.host.Show(d)
}
