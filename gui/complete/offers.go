package complete

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core/library/index"
	"caracal/core/library/search"
	"caracal/gui/kit"
)

// Needs are what offers want of the page that they stand on.
type Needs struct {
	Tags  func(found func([]index.TagCount)) // asks for all tags, and hands them over when they are known
	Lay   func()                             // lays out what is around the offers: they have come or gone
	Leave func()                             // goes on to what was found
}

// Offers are chips with what the word of a search may become that the cursor is in. They stand below the search while there are any. Down and Up choose one, which Tab and Enter take;
// where nothing else can be meant Tab takes the first.
type Offers struct {
	search *kit.Entry
	needs  Needs
	word   string   // that the cursor is in
	words  []string // that it may become
	chosen int      // -1 for none
	row    *fyne.Container
	tags   []index.TagCount
	asked  bool   // the tags have been asked for since the field was begun
	done   string // a search that was sent off: nothing is offered before it is changed
}

// NewOffers returns what an entry in which one searches offers, nothing yet. From now on its cursor and Enter are theirs, and Tab, Up and Down while there are any; OnChanged stays the
// page's, which calls Offer.
func NewOffers(search *kit.Entry, needs Needs) *Offers {
	o := &Offers{search: search, needs: needs, chosen: -1, row: container.New(layout.NewRowWrapLayoutWithCustomPadding(6, 6))}
	o.row.Hide()
	search.OnSubmitted = func(string) { o.submit() }
	search.OnCursorChanged = o.Offer
	return o
}

// View returns the chips.
func (o *Offers) View() fyne.CanvasObject { return o.row }

// Words returns what the word may become, as the chips say it.
func (o *Offers) Words() []string { return o.words }

// Offer looks what the word may become that the cursor is in.
func (o *Offers) Offer() {
	typed := o.search.Text
	start, end := search.WordAt(typed, o.at())
	word := typed[start:end]
	isTag := strings.HasPrefix(strings.ToLower(word), "tag:")
	if isTag && !o.asked {
		o.asked = true
		o.needs.Tags(func(tags []index.TagCount) {
			o.tags = tags
			o.Offer()
		})
	}
	o.asked = o.asked && isTag
	var words []string
	if typed != o.done {
		o.done = ""
		words = Word(word, o.tags, time.Now())
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
	o.needs.Lay()
}

// listen has the keys do what the offers say.
func (o *Offers) listen() {
	search := o.search
	search.OnTab, search.OnStep = nil, nil
	if len(o.words) == 0 {
		return
	}
	search.OnStep = o.step
	if o.chosen >= 0 || !IsWhole(o.word) {
		search.OnTab = func() { o.take(o.words[max(0, o.chosen)]) }
	}
}

// at returns where in the search the cursor is, in bytes.
func (o *Offers) at() int {
	search := o.search
	before := []rune(search.Text)
	return len(string(before[:min(search.CursorTextOffset(), len(before))]))
}

// step chooses the next offer, or the one before; before the first there is none.
func (o *Offers) step(by int) {
	o.chosen = min(max(o.chosen+by, -1), len(o.words)-1)
	for i, chip := range o.row.Objects {
		chip.(*kit.Chip).SetOn(i == o.chosen)
	}
	o.listen()
}

// submit is for Enter: it takes the offer that was chosen, or goes on to what was found.
func (o *Offers) submit() {
	if o.chosen >= 0 {
		o.take(o.words[o.chosen])
		return
	}
	o.done = o.search.Text
	o.Offer()
	o.needs.Leave()
}

// take completes the search.
func (o *Offers) take(word string) {
	search := o.search
	text, at := Take(search.Text, o.at(), word)
	search.SetText(text)
	search.CursorColumn = len([]rune(text[:at]))
	search.Refresh()
	o.Offer()
	kit.CanvasOf(search).Focus(search)
}
