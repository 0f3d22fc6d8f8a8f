package clips

import (
	"context"
	"slices"
	"strings"
	"time"

	"caracal/core/library/index"
	"caracal/gui/kit"
	"caracal/gui/words"
)

const (
	mostTagChips = 3                      // of the tags that are used most
	tagsPause    = 300 * time.Millisecond // after the last change of the library, before it is asked which these are
)

// tagChips are the filters for the tags that are used most, and for the one that is filtered for. Each says how many clips a tap on it would show, as the filters beside it do.
type tagChips struct {
	page   *Page
	tags   []index.TagCount // in the whole library, the most used first
	counts map[string]int   // of the last answer, by tag
	shown  []string         // the tags that have a chip
	chips  []*kit.Chip      // of shown
	wait   func()           // forgets a question that waits
}

func newTagChips(p *Page) *tagChips {
	return &tagChips{page: p, wait: func() {}}
}

// ask asks which tags are used most, which nothing that is searched for changes, unless the library changes again soon.
func (t *tagChips) ask() {
	t.wait()
	t.wait = t.page.inbox.After(tagsPause, func() {
		q, counts := t.page.state.Query, t.counts
		t.page.inbox.Ask(func(ctx context.Context) func() {
			tags, err := t.page.shelf.Tags(ctx)
			var list index.Listing
			some := tagsFor(tags, q)
			others := len(among(counts, some)) < len(some) // than those that were counted with the last answer
			if err == nil && others {
				list, err = t.page.shelf.List(ctx, q, some...)
			}
			return func() {
				switch {
				case err != nil: // the chips stay as they are: nobody has asked for them
				case q != t.page.state.Query: // the person has gone on
					t.tags = tags
					t.page.reload()
				default:
					if t.tags = tags; others {
						t.counts = list.Counts.Tags
					}
					t.page.browser.showTags(q)
				}
			}
		})
	})
}

// among returns those of some tags that were counted.
func among(counts map[string]int, tags []string) []string {
	return slices.DeleteFunc(slices.Clone(tags), func(tag string) bool {
		_, ok := counts[tag]
		return !ok
	})
}

// tagsFor returns the tags that are to have a chip, and therefore to be counted: of all those that are used most, and the one that is filtered for.
func tagsFor(all []index.TagCount, q index.Query) (tags []string) {
	for _, c := range all[:min(mostTagChips, len(all))] {
		tags = append(tags, c.Tag)
	}
	is := func(tag string) bool { return strings.EqualFold(tag, q.Tag) }
	if q.Tag == "" || slices.ContainsFunc(tags, is) {
		return tags
	}
	if i := slices.IndexFunc(all, func(c index.TagCount) bool { return is(c.Tag) }); i >= 0 {
		return append(tags, all[i].Tag) // as others have written it
	}
	return append(tags, q.Tag)
}

// show makes the chips agree with what is asked for and was counted, and reports whether they are others than before. A chip with nothing behind it is not shown, unless it is on.
func (t *tagChips) show(q index.Query) (changed bool) {
	some := among(t.counts, tagsFor(t.tags, q))
	if changed = !slices.Equal(some, t.shown); changed {
		t.shown, t.chips = some, nil
		for _, tag := range some {
			t.chips = append(t.chips, kit.NewChip("", func() {
				t.page.browser.filter(func(q *index.Query) { q.Bin, q.Tag = false, other(q.Tag, tag) })
			}))
		}
	}
	for i, chip := range t.chips {
		n := t.counts[t.shown[i]]
		chip.SetText(words.TagChip(t.shown[i], n))
		chip.SetOn(strings.EqualFold(t.shown[i], q.Tag))
		kit.SetVisible(chip, n > 0 || chip.On())
	}
	return changed
}
