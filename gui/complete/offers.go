package clips

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core/library/index"
	"caracal/core/library/search"
	"caracal/gui/complete"
	"caracal/gui/kit"
)

// offers are chips with what the word of the search may become that the cursor is in. They stand below the filters while there are any. Down and Up choose one, which Tab and Enter take;
// where nothing else can be meant Tab takes the first.
type offers struct {
	page   *Page
	word   string   // that the cursor is in
	words  []string // that it may become
	chosen int      // -1 for none
	row    *fyne.Container
	tags   []index.TagCount
	known  bool   // the tags have been asked for since the field was begun
	done   string // a search that was sent off: nothing is offered before it is changed
}

func newOffers(p *Page) *offers {
	o := &offers{page: p, chosen: -1, row: container.New(layout.NewRowWrapLayoutWithCustomPadding(6, 6))}
	o.row.Hide()
	return o
}

// offer looks what the word may become that the cursor is in.
func (o *offers) offer() {
	typed := o.page.browser.search.Text
	start, end := search.WordAt(typed, o.at())
	word := typed[start:end]
	isTag := strings.HasPrefix(strings.ToLower(word), "tag:")
	if isTag && !o.known {
		o.known = true
		o.page.inbox.Ask(func(ctx context.Context) func() {
			tags, err := o.page.shelf.Tags(ctx)
			return func() {
				if err == nil {
					o.tags = tags
					o.offer()
				}
			}
		})
	}
	o.known = o.known && isTag
	var words []string
	if typed != o.done {
		o.done = ""
		words = complete.Word(word, o.tags, time.Now())
	}
	o.word = word
	if slices.Equal(words, o.words) {
		o.listen()
		return
	}
	o.words, o.chosen = words, -1
	o.listen()
	o.row.RemoveAll()
	for _, word := range words {
		o.row.Add(kit.NewChip(word, func() { o.take(word) }))
	}
	kit.SetVisible(o.row, len(words) > 0)
	o.page.browser.view.Refresh()
}

// listen has the keys do what the offers say.
func (o *offers) listen() {
	search := o.page.browser.search
	search.OnTab, search.OnStep = nil, nil
	if len(o.words) == 0 {
		return
	}
	search.OnStep = o.step
	if o.chosen >= 0 || !complete.IsWhole(o.word) {
		search.OnTab = func() { o.take(o.words[max(0, o.chosen)]) }
	}
}

// at returns where in the search the cursor is, in bytes.
func (o *offers) at() int {
	search := o.page.browser.search
	before := []rune(search.Text)
	return len(string(before[:min(search.CursorTextOffset(), len(before))]))
}

// step chooses the next offer, or the one before; before the first there is none.
func (o *offers) step(by int) {
	o.chosen = min(max(o.chosen+by, -1), len(o.words)-1)
	for i, chip := range o.row.Objects {
		chip.(*kit.Chip).SetOn(i == o.chosen)
	}
	o.listen()
}

// submit is for Enter: it takes the offer that was chosen, or goes on to what was found.
func (o *offers) submit() {
	if o.chosen >= 0 {
		o.take(o.words[o.chosen])
		return
	}
	o.done = o.page.browser.search.Text
	o.offer()
	o.page.host.Fyne().Canvas().Focus(o.page.browser.grid)
}

// take completes the search.
func (o *offers) take(word string) {
	search := o.page.browser.search
	text, at := complete.Take(search.Text, o.at(), word)
	search.SetText(text)
	search.CursorColumn = len([]rune(text[:at]))
	search.Refresh()
	o.offer()
	o.page.host.Fyne().Canvas().Focus(search)
}
