package selection

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"caracal/core/library/index"
)

func TestSet(t *testing.T) {
	var all []index.Row
	for row := range index.Row(1000) {
		all = append(all, row+1)
	}
	s := set{}.with(all...)
	some := s.without(5, 6, 2000)
	if s.len() != 1000 || some.len() != 998 || some.has(5) || !s.has(5) || !some.has(7) || some.has(1_000_000) {
		t.Error(s.len(), some.len())
	}
	if got := some.with(6, 1001); got.len() != 1000 || !got.has(1001) || some.has(6) {
		t.Error(got.len())
	}
	if diff := cmp.Diff([]index.Row{8, 7}, some.in([]index.Row{8, 5, 7, 3000})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := (set{}); got.has(0) || got.len() != 0 || len(got.in(all)) != 0 {
		t.Error("an empty selection has something")
	}
}
