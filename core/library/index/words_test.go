package index

import (
	"testing"

	"caracal/core"
	"caracal/core/library/search"
)

func TestNothingThatIsLookedForIsABoundary(t *testing.T) {
	if words := core.SearchWords(boundary); len(words) != 0 {
		t.Error(words)
	}
	for text, none := range map[string]bool{boundary: true, `"` + boundary + `"`: true, "cat " + boundary + " dog": false} {
		if got := search.Parse(text).Has.Phrases(); (len(got) == 0) != none {
			t.Errorf("%q looks for %q", text, got)
		}
	}
}
