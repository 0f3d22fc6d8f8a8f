package clips

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"

	"caracal/core/library"
)

func TestCompletions(t *testing.T) {
	now := time.Date(2026, 1, 31, 12, 0, 0, 0, time.Local)
	tags := []library.TagCount{{Tag: "client-a"}, {Tag: "Golden hour"}, {Tag: "cat"}}
	for text, want := range map[string][]string{
		"":                  nil,
		"golden ho":         nil,
		"be":                nil, // beautiful
		"bef":               {"before:"},
		"snow ENG":          {"engine:"},
		"is":                {"is:"},
		"engine:":           {"engine:lynx", "engine:draft"},
		"engine:ly":         {"engine:lynx"},
		"engine:lynx":       nil,
		"aspect:9":          {"aspect:9:16"},
		"aspect:1":          {"aspect:16:9", "aspect:1:1"},
		"before:":           {"before:2026-01", "before:2025-12", "before:2026", "before:2025"},
		"cat after:2025":    {"after:2025-12"},
		"larger:5":          {"larger:5MB"},
		"is:f":              {"is:favourite"},
		"tag:c":             {"tag:client-a", "tag:cat"},
		"tag:gold":          {`tag:"Golden hour"`},
		`tag:"golden h`:     {`tag:"Golden hour"`},
		`tag:"golden hour"`: nil,
		"http:":             nil,
	} {
		if diff := cmp.Diff(want, completions(text, tags, now)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	for text, want := range map[[2]string]string{
		{"snow eng", "engine:"}:                    "snow engine:",
		{"snow engine:l", "engine:lynx"}:           "snow engine:lynx ",
		{`cat tag:"golden h`, `tag:"Golden hour"`}: `cat tag:"Golden hour" `,
	} {
		if got := completed(text[0], text[1]); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestLibraryCompletesTheSearch(t *testing.T) {
	inBubble(t, 7, func(t *testing.T, b *libraryBench) {
		b.host.Fyne().Canvas().Focus(b.browser.search)
		b.browser.search.SetText("eng")
		b.run(50 * time.Millisecond)
		if b.browser.chips.Visible() || !b.browser.offers.row.Visible() || !b.browser.search.AcceptsTab() {
			t.Fatal("nothing is offered")
		}
		b.key(fyne.KeyTab)
		b.key(fyne.KeyTab)
		if got := b.browser.search.Text; got != "engine:lynx " || !b.browser.chips.Visible() || b.browser.search.AcceptsTab() {
			t.Errorf("the search is %q", got)
		}
		b.browser.search.SetText("tag:")
		b.run(50 * time.Millisecond)
		if diff := cmp.Diff([]string{"tag:client-a"}, b.browser.offers.words); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		b.browser.search.OnEscape()
		if !b.browser.chips.Visible() || b.browser.offers.row.Visible() {
			t.Error("Escape does not bring the filters back")
		}
	})
}
