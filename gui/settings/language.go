package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/gui/door"
	"caracal/gui/kit"
	"caracal/gui/words"
	"caracal/gui/words/language"
)

// A languageCard is where the language of the window is chosen. Each has its own name, so that whoever looks for it can read it whatever the window speaks.
type languageCard struct {
	card  *kit.Panel
	chips []*kit.Chip // of language.All
	note  *kit.Text   // of those that this computer has no letters for
}

// newLanguageCard returns the card. canWrite says of texts whether there are letters for them; it looks at the disk.
func newLanguageCard(h Host, in *door.Inbox, set *door.Settings, canWrite func(texts ...string) []bool) *languageCard {
	c := &languageCard{note: kit.NewSmall("")}
	chip := func(name, tag string) *kit.Chip {
		return kit.NewChip(name, func() {
			if tag == set.Get().Language {
				return
			}
			set.Change(func(s *core.Settings) { s.Language = tag })
			h.Speak(tag)
		})
	}
	system := chip(words.AsSystem(), "")
	system.SetOn(set.Get().Language == "")
	row := container.New(layout.NewRowWrapLayoutWithCustomPadding(6, 6), system)
	var names []string
	for _, l := range language.All() {
		one := chip(l.Name, l.Tag)
		one.SetOn(set.Get().Language == l.Tag)
		c.chips, names = append(c.chips, one), append(names, l.Name)
		row.Add(one)
	}
	c.note.Hide()
	c.card = kit.NewCard(container.New(&kit.Column{Gap: 8}, row, c.note))
	in.Ask(func(context.Context) func() {
		can := canWrite(names...)
		return func() { c.leaveOut(can, row) }
	})
	return c
}

// leaveOut takes away the languages that this computer has no letters for, and says which they are.
func (c *languageCard) leaveOut(can []bool, row *fyne.Container) {
	var without []string
	for i, l := range language.All() {
		if !can[i] {
			without = append(without, l.English)
			c.chips[i].Hide()
		}
	}
	if len(without) > 0 {
		c.note.Set(words.NoLetters(without), kit.ColorMuted)
		c.note.Show()
	}
	row.Refresh()
}
