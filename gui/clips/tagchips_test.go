package clips

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"caracal/core/library"

	"fyne.io/fyne/v2"
)

// shownTags returns what stands on the chips of tags, with a + on those that are on.
func (b *libraryBench) shownTags() (texts []string) {
	for _, c := range b.browser.tags.chips {
		text := c.Text
		if c.On() {
			text += "+"
		}
		texts = append(texts, text)
	}
	return texts
}

func TestTheTagsUsedMostAreFilters(t *testing.T) {
	inBubble(t, 3, func(t *testing.T, b *libraryBench) {
		shown := func(want ...string) {
			t.Helper()
			b.run(time.Second)
			if got := b.shownTags(); !slices.Equal(got, want) {
				t.Errorf("the chips say %q, not %q", got, want)
			}
			for _, c := range b.browser.tags.chips {
				if !slices.Contains(b.browser.chips.Objects, fyne.CanvasObject(c)) {
					t.Errorf("%q is not among the filters", c.Text)
				}
			}
		}
		shown("# client-a 2")
		b.tap(b.browser.tags.chips[0])
		shown("# client-a 2+")
		if b.state.query.Tag != "client-a" || b.browser.all.On() {
			t.Errorf("%+v is asked for", b.state.query)
		}
		b.shelf.mu.Lock()
		b.shelf.tags = nil
		for i := range 5 {
			b.shelf.tags = append(b.shelf.tags, library.TagCount{Tag: fmt.Sprint("tag", i), Clips: 9 - i})
		}
		b.shelf.mu.Unlock()
		b.shelf.changed()
		shown("# tag0 9", "# tag1 8", "# tag2 7", "# client-a 0+")
		b.findTag("TAG4")
		shown("# tag0 9", "# tag1 8", "# tag2 7", "# tag4 5+")
		b.tap(b.browser.all)
		shown("# tag0 9", "# tag1 8", "# tag2 7")
		if b.state.query != b.state.everything() {
			t.Errorf("%+v is asked for", b.state.query)
		}
		b.tap(b.browser.tags.chips[1])
		b.tap(b.browser.bin)
		shown("# tag0 9", "# tag1 8", "# tag2 7")
	})
}
