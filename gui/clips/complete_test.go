package clips

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"
)

func TestLibraryCompletesTheSearch(t *testing.T) {
	inBubble(t, 7, func(t *testing.T, b *libraryBench) {
		search := b.browser.search
		b.host.Fyne().Canvas().Focus(search)
		typed := func(text string) {
			for _, r := range text {
				search.TypedRune(r)
			}
			b.run(50 * time.Millisecond)
		}
		offered := func(what string, want ...string) {
			t.Helper()
			if diff := cmp.Diff(want, b.browser.offers.Words()); diff != "" || b.browser.offers.View().Visible() != (len(want) > 0) || !b.browser.chips.Visible() {
				t.Errorf("%s, the filters are seen: %v (-want +got):\n%s", what, b.browser.chips.Visible(), diff)
			}
		}
		typed("eng")
		offered("a beginning", "engine:")
		b.key(fyne.KeyTab)
		offered("a field", "engine:lynx", "engine:draft")
		b.key(fyne.KeyTab)
		if offered("a whole value"); search.Text != "engine:lynx " || search.AcceptsTab() {
			t.Errorf("the search is %q", search.Text)
		}
		typed("tag:")
		offered("a tag", "tag:client-a")
		for range 5 {
			b.key(fyne.KeyLeft)
		}
		typed("ne")
		offered("the cursor is in another word")
		b.key(fyne.KeyBackspace)
		b.key(fyne.KeyBackspace)
		b.key(fyne.KeyBackspace)
		offered("that word", "engine:lynx")
		if b.key(fyne.KeyTab); search.Text != "engine:lynx tag:" || search.CursorColumn != 12 {
			t.Errorf("the search is %q with the cursor at %d", search.Text, search.CursorColumn)
		}
		search.OnEscape()
		offered("after Escape")
	})
}

// Words that mean something by themselves are searched for, and completed only by those who choose that.
func TestLibraryCompletesNoWholeWord(t *testing.T) {
	inBubble(t, 7, func(t *testing.T, b *libraryBench) {
		search := b.browser.search
		for word, want := range map[string]string{"small": "smaller:", "is": "is:", "after": "after:", "LARGE": "larger:", "tag": "tag:"} {
			b.host.Fyne().Canvas().Focus(search)
			search.SetText(word)
			b.run(50 * time.Millisecond)
			if search.AcceptsTab() || !b.browser.offers.View().Visible() {
				t.Errorf("after %q Tab leads nowhere, or nothing is offered", word)
			}
			b.key(fyne.KeyReturn)
			if search.Text != word || b.browser.offers.View().Visible() || b.host.Fyne().Canvas().Focused() != b.browser.grid {
				t.Errorf("after Enter the search is %q, and offers are seen: %v", search.Text, b.browser.offers.View().Visible())
			}
			b.host.Fyne().Canvas().Focus(search)
			search.SetText("")
			search.SetText(word)
			b.key(fyne.KeyDown)
			b.key(fyne.KeyDown)
			b.key(fyne.KeyUp)
			if b.key(fyne.KeyReturn); search.Text != word {
				t.Errorf("what was chosen no more makes the search %q", search.Text)
			}
			b.host.Fyne().Canvas().Focus(search)
			search.SetText("")
			search.SetText(word)
			b.key(fyne.KeyDown)
			if b.key(fyne.KeyTab); search.Text != want || b.host.Fyne().Canvas().Focused() != search {
				t.Errorf("%q becomes %q by Down and Tab, want %q", word, search.Text, want)
			}
		}
	})
}
