package clips

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/core/library"
	"caracal/gui/kit"
)

// mostOffers is how many endings of a word are offered at once.
const mostOffers = 8

// completions returns what the last word of a search may become: a word that the library understands before a colon, or what can follow it.
func completions(text string, tags []library.TagCount, now time.Time) (words []string) {
	word := strings.ToLower(lastWord(text))
	field, value, valued := strings.Cut(word, ":")
	if !valued {
		const least = 3 // letters; less may become any word
		for _, f := range library.Fields() {
			if strings.HasPrefix(f, word) && (len(word) >= least || word == f) {
				words = append(words, f+":")
			}
		}
		return words
	}
	var values []string
	switch field {
	case "tag":
		for _, t := range tags {
			if strings.ContainsRune(t.Tag, ' ') {
				t.Tag = `"` + t.Tag + `"`
			}
			values = append(values, t.Tag)
		}
	case "is":
		values = []string{"favourite", "copy"}
	case "engine":
		values = []string{string(core.Lynx), string(core.Draft)}
	case "aspect":
		for _, a := range core.Aspects() {
			values = append(values, string(a))
		}
	case "before", "after":
		first := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, now.Location())
		values = []string{first.Format("2006-01"), first.AddDate(0, -1, 0).Format("2006-01"), first.Format("2006"), first.AddDate(-1, 0, 0).Format("2006")}
	case "larger", "smaller":
		values = []string{"1MB", "5MB", "20MB", "100MB"}
	}
	for _, v := range values {
		if strings.HasPrefix(strings.Trim(strings.ToLower(v), `"`), strings.TrimPrefix(value, `"`)) && strings.ToLower(v) != value && len(words) < mostOffers {
			words = append(words, field+":"+v)
		}
	}
	return words
}

// lastWord returns what is being typed.
func lastWord(text string) string {
	if i := strings.LastIndex(text, `tag:"`); i >= 0 && strings.Count(text[i:], `"`) == 1 {
		return text[i:]
	}
	return text[strings.LastIndexAny(text, " \t")+1:]
}

// completed returns a search with its last word completed, and a space after it when it is whole.
func completed(text, word string) string {
	if text = strings.TrimSuffix(text, lastWord(text)) + word; !strings.HasSuffix(word, ":") {
		text += " "
	}
	return text
}

// offers are chips with what the last word of the search may become. They stand in the place of the filters while there are any; Tab takes the first.
type offers struct {
	page  *Page
	words []string
	row   *fyne.Container
	tags  []library.TagCount
	known bool // the tags have been asked for since the field was begun
}

func newOffers(p *Page) *offers {
	return &offers{page: p, row: container.New(layout.NewRowWrapLayoutWithCustomPadding(6, 6))}
}

// offer looks what the text may become.
func (o *offers) offer(text string) {
	b := o.page.browser
	isTag := strings.HasPrefix(strings.ToLower(lastWord(text)), "tag:")
	if isTag && !o.known {
		o.known = true
		o.page.inbox.Ask(func(ctx context.Context) func() {
			tags, err := o.page.shelf.Tags(ctx)
			return func() {
				if err == nil {
					o.tags = tags
					o.offer(b.search.Text)
				}
			}
		})
	}
	o.known = o.known && isTag
	words := completions(text, o.tags, time.Now())
	if slices.Equal(words, o.words) {
		return
	}
	o.words = words
	o.row.RemoveAll()
	for _, word := range words {
		o.row.Add(kit.NewChip(word, func() { o.take(word) }))
	}
	if b.search.OnTab = nil; len(words) > 0 {
		b.search.OnTab = func() { o.take(words[0]) }
		b.chips.Hide()
		o.row.Show()
	} else {
		o.row.Hide()
		b.chips.Show()
	}
	b.view.Refresh()
}

// take completes the search.
func (o *offers) take(word string) {
	search := o.page.browser.search
	search.SetText(completed(search.Text, word))
	search.CursorColumn = len([]rune(search.Text))
	search.Refresh()
	o.page.host.Fyne().Canvas().Focus(search)
}
