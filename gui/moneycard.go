package gui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/gui/kit"
)

// A moneyCard is where the month's budget is set, and how many paid clips are made at once.
type moneyCard struct {
	settings *settings
	apply    func(core.Settings) // gives the studio its new limits

	card   *kit.Panel
	column *fyne.Container
	budget *kit.Entry
	wrong  *kit.Text
}

// inFlightChoices are the numbers of clips at once that are offered. WaveSpeed lets a new account have two.
func inFlightChoices() []int { return []int{1, 2, 3, 5} }

// newMoneyCard returns the card.
func newMoneyCard(set *settings, apply func(core.Settings)) *moneyCard {
	c := &moneyCard{settings: set, apply: apply, budget: kit.NewEntry(), wrong: kit.NewSmall("")}
	c.budget.SetPlaceHolder("No budget")
	if b := set.get().Budget; b > 0 {
		c.budget.SetText(b.String())
	}
	c.budget.OnChanged = c.read
	c.wrong.Hide()

	choices := inFlightChoices()
	atOnce := kit.NewSwitch(len(choices), func(i int) { c.change(func(s *core.Settings) { s.InFlight = choices[i] }) })
	for i, n := range choices {
		atOnce.SetChoice(i, strconv.Itoa(n), "")
		if n <= set.get().InFlight {
			atOnce.Choose(i)
		}
	}
	c.column = container.New(layout.NewCustomPaddedVBoxLayout(8),
		&kit.Text{Text: "Budget for a month, in dollars"}, c.budget, c.wrong,
		kit.NewSmall("A paid clip that would go over it is not made, unless you say so for that one clip."),
		&kit.Text{Text: "Paid clips at once"}, atOnce,
		kit.NewSmall("WaveSpeed lets a new account make two at once."),
	)
	c.card = kit.NewCard(c.column)
	return c
}

// read takes over what is typed as soon as it is an amount.
func (c *moneyCard) read(text string) {
	var budget core.USD
	ok := text == ""
	if !ok {
		b, err := core.ParseUSD(text)
		budget, ok = b, err == nil && b >= 0
	}
	if ok {
		c.change(func(s *core.Settings) { s.Budget = budget })
	} else {
		c.wrong.Set("This is not an amount. The budget is still what it was.", kit.ColorBad)
	}
	if setVisible(c.wrong, !ok) {
		settle(c.column)
	}
}

func (c *moneyCard) change(edit func(*core.Settings)) {
	c.settings.change(edit)
	c.apply(c.settings.get())
}
