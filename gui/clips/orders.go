package clips

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"caracal/core/library/index"
	"caracal/gui/words"
)

// orders are the orders that a person can choose from.
func orders() []struct {
	order index.Order
	words string
} {
	return []struct {
		order index.Order
		words string
	}{
		{index.Newest, words.NewestFirst()},
		{index.Oldest, words.OldestFirst()},
		{index.ByPrompt, words.ByPrompt()},
		{index.Largest, words.LargestFirst()},
	}
}

// openOrders offers the orders under the button.
func (b *browser) openOrders() {
	items := make([]*fyne.MenuItem, 0, 4)
	for _, o := range orders() {
		item := fyne.NewMenuItem(o.words, func() { b.filter(func(q *index.Query) { q.Order = o.order }) })
		item.Checked = o.order == b.page.state.Query.Order
		items = append(items, item)
	}
	items = append(items, fyne.NewMenuItemSeparator(), b.page.stackItem())
	widget.ShowPopUpMenuAtRelativePosition(fyne.NewMenu("", items...), b.page.host.Fyne().Canvas(), fyne.NewPos(0, b.order.Size().Height+4), b.order)
}
