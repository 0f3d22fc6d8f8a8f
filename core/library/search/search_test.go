package search

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestWhatIsTypedIsTakenApart(t *testing.T) {
	const text = `Golden "small cat" tag:"client a" -is:copy -snow after:2026-05 -larger:2MB`
	s := Parse(text)
	got := []any{s.Has.Phrases(), s.Has.Tags, s.Lacks.Phrases(), s.Lacks.Copy, s.Since, s.Until, s.Least, s.Below}
	want := []any{[]string{`"golden"*`, `"small cat"`}, []string{"client a"}, []string{`"snow"*`}, true, time.Date(2026, 5, 1, 0, 0, 0, 0, time.Local), time.Time{}, uint64(0), uint64(2e6)}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestSizesAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]uint64{
		"5MB": 5e6, "5m": 5e6, "5Mo": 5e6, "1,5go": 15e8, "o": 0, "1.5GB": 15e8, "1,5MB": 15e5, "1,25 mb": 125e4, "0,5gb": 5e8, "1.500,5kb": 15005e2, "1,500": 1500, "1,500MB": 15e8, "1,500,000": 15e5, "1,500.5kB": 15005e2,
		"": 0, "1,": 1, ",5MB": 5e5, "MB": 0, "1,5,5": 155, "large": 0,
	} {
		if got := parseSize(text); got != want {
			t.Errorf("%q is %d bytes, not %d", text, got, want)
		}
	}
}
