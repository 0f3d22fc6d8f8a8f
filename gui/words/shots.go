package words

import (
	"strings"

	"caracal/core"
	"caracal/core/shots"
)

// Line begins a sentence about a line of a file; it is empty for what is about the whole.
func Line(n int) string {
	if n == 0 {
		return ""
	}
	return L("Line %d:", n) + " "
}

// Total says what a list comes to: "3 clips with Lynx, 2 drafts · $1.50".
func Total(t shots.Total, engines []core.Info) string {
	var parts []string
	for _, e := range engines {
		n := t.Clips[e.ID]
		switch {
		case n == 0:
		case e.ID == core.Draft:
			parts = append(parts, L("%d drafts", n))
		default:
			parts = append(parts, L("%s with %s", Clips(n), e.Name))
		}
	}
	price := L("free")
	if t.Price > 0 {
		price = Price(t.Price)
	}
	return strings.Join(parts, ", ") + " · " + price
}

// Counts says how the rows of a begun list stand: "10 saved · 2 at work · 11 to come · 1 failed".
func Counts(s shots.Status) string {
	var parts []string
	say := func(state shots.RowState, words func(n int) string) {
		if n := s.Count(state); n > 0 {
			parts = append(parts, words(n))
		}
	}
	say(shots.Saved, func(n int) string { return L("%d saved", n) })
	say(shots.Making, func(n int) string { return L("%d at work", n) })
	say(shots.ToCome, func(n int) string { return L("%d to come", n) })
	say(shots.Failed, func(n int) string { return L("%d failed", n) })
	say(shots.Unclear, func(n int) string { return L("%d unclear", n) })
	say(shots.Left, func(n int) string { return L("%d left out", n) })
	return strings.Join(parts, " · ")
}
