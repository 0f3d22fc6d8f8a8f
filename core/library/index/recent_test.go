package index

import (
	"fmt"
	"testing"
	"time"
)

func TestRecentForgetsWhatWasUsedLongestAgo(t *testing.T) {
	var r recent
	set := func(n int) rowSet { return rowSet{uint64(n)} }
	phrase := func(n int) string { return fmt.Sprintf(`"%d"*`, n) }
	for n := range mostRecent {
		r.put(phrase(n), set(n))
	}
	r.get(phrase(0))
	r.put(phrase(mostRecent), set(mostRecent))
	for n := range mostRecent + 1 {
		switch got := r.get(phrase(n)); {
		case n == 1 && got != nil:
			t.Error("the second is still there")
		case n != 1 && (got == nil || got[0] != uint64(n)):
			t.Errorf("%d is %v", n, got)
		}
	}
	r.put(phrase(2), set(7))
	if got := r.get(phrase(2)); got[0] != 7 || len(r.list) != mostRecent {
		t.Errorf("what was put again is %v, of %d", got, len(r.list))
	}
}

func TestWhatComesIsFoundByWhatWasLookedForBefore(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	add(t, l, described("a cat in the sun", 0))
	for _, want := range [][]string{{"a cat in the sun"}, {"a cat at night", "a cat in the sun"}} {
		for _, text := range []string{"cat", "ca", "a cat", "cat"} {
			equal(t, text, find(t, l, Query{Text: text}), want)
		}
		add(t, l, described("a cat at night", time.Second))
	}
}
