package index_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"caracal/core/library/index"
)

func TestSelection(t *testing.T) {
	var all []index.Row
	for row := range index.Row(1000) {
		all = append(all, row+1)
	}
	s := index.Selection{}.With(all...)
	some := s.Without(5, 6, 2000)
	if s.Len() != 1000 || some.Len() != 998 || some.Has(5) || !s.Has(5) || !some.Has(7) || some.Has(1_000_000) {
		t.Error(s.Len(), some.Len())
	}
	if got := some.With(6, 1001); got.Len() != 1000 || !got.Has(1001) || some.Has(6) {
		t.Error(got.Len())
	}
	if diff := cmp.Diff([]index.Row{8, 7}, some.In([]index.Row{8, 5, 7, 3000})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := (index.Selection{}); got.Has(0) || got.Len() != 0 || len(got.In(all)) != 0 {
		t.Error("an empty selection has something")
	}
}
