package clips

import (
	"slices"
	"testing"
	"time"

	"caracal/core/library/index"

	"fyne.io/fyne/v2"
)

// shownTags returns what stands on the chips of tags, with a + on those that are on.
func (b *libraryBench) shownTags() (texts []string) {
	for _, c := range b.browser.tags.chips {
		if !c.Visible() {
			continue
		}
		text := c.Text
		if c.On() {
			text += "+"
		}
		texts = append(texts, text)
	}
	return texts
}

func TestTheTagsUsedMostAreFilters(t *testing.T) {
	inBubble(t, 12, func(t *testing.T, b *libraryBench) {
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
		tags := func(used ...string) {
			b.shelf.mu.Lock()
			b.shelf.tags = nil
			for _, tag := range used {
				b.shelf.tags = append(b.shelf.tags, index.TagCount{Tag: tag, Clips: 99})
			}
			b.shelf.mu.Unlock()
			b.shelf.changed()
		}
		shown() // nothing has the tag
		b.setTags(0, "client-a")
		b.setTags(11, "client-a")
		b.shelf.changed()
		shown("# client-a 2")
		b.tap(b.browser.tags.chips[0])
		shown("# client-a 2+")
		if b.state.Query.Tag != "client-a" || b.browser.all.On() {
			t.Errorf("%+v is asked for", b.state.Query)
		}
		for i := range 9 {
			b.setTags(i, slices.Repeat([]string{"tag0", "tag1", "tag2", "tag3", "tag4"}, 2)[i%3:5]...)
		}
		b.setTags(11)
		tags("tag0", "tag1", "tag2", "tag3", "tag4")
		shown("# tag0 3", "# tag1 6", "# tag2 9", "# client-a 0+")
		b.findTag("TAG4")
		shown("# tag0 3", "# tag1 6", "# tag2 9", "# tag4 9+")
		b.tap(b.browser.all)
		shown("# tag0 3", "# tag1 6", "# tag2 9")
		if b.state.Query != b.state.Everything() {
			t.Errorf("%+v is asked for", b.state.Query)
		}
		b.tap(b.browser.tags.chips[1])
		b.tap(b.browser.bin)
		shown("# tag0 3", "# tag1 6", "# tag2 9")
		b.tap(b.browser.all)
		b.browser.search.SetText("clip 1") // which are 1, 10 and 11
		shown("# tag1 1", "# tag2 1")
		b.tap(b.browser.tags.chips[1])
		shown("# tag1 1+", "# tag2 1")
		if n := b.state.Len(); n != 1 {
			t.Errorf("%d clips are found behind a tag that counts one", n)
		}
	})
}
