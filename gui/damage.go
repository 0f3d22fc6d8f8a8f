package gui

import (
	"strings"

	"fyne.io/fyne/v2"

	"caracal/gui/kit"
	"caracal/gui/words"
)

// tellDamage says what was found damaged at the start, all of it at once and until the person has read it.
func (s *shell) tellDamage(found []error) {
	var said []string
	for _, err := range found {
		said = append(said, words.Explain(err).String())
	}
	if len(said) == 0 {
		return
	}
	text := &kit.Text{Text: strings.Join(said, "\n\n"), Fit: kit.Wrap}
	d := kit.Dialog(words.DamageTitle(), words.Close(), text, s.window)
	s.Show(d)
	for range 2 { // the text's height follows from the width that it has after the first time
		d.Resize(fyne.NewSize(440, 0))
	}
}
