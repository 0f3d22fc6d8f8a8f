package clips

import (
	"context"
	"slices"
	"strings"
	"time"

	"caracal/core/library"
	"caracal/gui/kit"
	"caracal/gui/words"
)

const (
	mostTagChips = 3                      // of the tags that are used most
	tagsPause    = 300 * time.Millisecond // after the last change of the library, before the tags are counted
)

// tagChips are the filters for the tags that are used most, and for the one that is filtered for.
type tagChips struct {
	page  *Page
	tags  []library.TagCount
	chips []*kit.Chip // of shown
	shown []library.TagCount
	wait  func() // forgets a question that waits
}

func newTagChips(p *Page) *tagChips {
	return &tagChips{page: p, wait: func() {}}
}

// ask counts the tags, of which nothing that is searched for changes anything, unless the library changes again soon.
func (t *tagChips) ask() {
	t.wait()
	t.wait = t.page.inbox.After(tagsPause, func() {
		t.page.inbox.Ask(func(ctx context.Context) func() {
			tags, err := t.page.shelf.Tags(ctx)
			return func() {
				if err == nil { // else the chips stay as they are: nobody has asked for them
					t.tags = tags
					t.page.browser.showTags(t.page.state.query)
				}
			}
		})
	})
}

// show makes the chips agree with what is asked for, and reports whether they are others than before.
func (t *tagChips) show(q library.Query) (changed bool) {
	some := slices.Clone(t.tags[:min(mostTagChips, len(t.tags))])
	is := func(c library.TagCount) bool { return strings.EqualFold(c.Tag, q.Tag) }
	if q.Tag != "" && !slices.ContainsFunc(some, is) {
		chosen := library.TagCount{Tag: q.Tag}
		if i := slices.IndexFunc(t.tags, is); i >= 0 {
			chosen = t.tags[i]
		}
		some = append(some, chosen)
	}
	if changed = !slices.Equal(some, t.shown); changed {
		t.shown, t.chips = some, nil
		for _, c := range some {
			chip := kit.NewChip(words.TagChip(c.Tag, c.Clips), func() {
				t.page.browser.filter(func(q *library.Query) { q.Bin, q.Tag = false, other(q.Tag, c.Tag) })
			})
			t.chips = append(t.chips, chip)
		}
	}
	for i, chip := range t.chips {
		chip.SetOn(is(t.shown[i]))
	}
	return changed
}
