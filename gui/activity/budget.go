package activity

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// A budget is the line that says what the month has cost.
type budget struct {
	line  *fyne.Container
	words *kit.Text
	bar   *kit.Bar
}

func newBudget() *budget {
	b := &budget{words: kit.NewSmall(""), bar: kit.NewBar()}
	b.line = container.New(layout.NewCustomPaddedVBoxLayout(7), b.words, b.bar)
	b.line.Hide()
	return b
}

// show brings the line up to date; while nothing has cost anything and there is no budget there is none. Where the clips are of more than one account,
// it says that all count. It reports whether the line takes another place now.
func (b *budget) show(clips, accounts int, spent, limit core.USD, now time.Time) (changed bool) {
	changed = kit.SetVisible(b.line, clips > 0 || spent > 0 || limit > 0)
	if limit > 0 {
		b.bar.Set(float64(spent) / float64(limit))
	}
	changed = kit.SetVisible(b.bar, limit > 0) || changed
	b.words.Set(words.MonthCost(now.Month(), clips, accounts, spent, limit), kit.ColorMuted)
	return changed
}
