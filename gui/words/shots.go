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
	return say("Line %d:", n) + " "
}

// Total says what a list comes to: "3 clips with Lynx, 2 drafts · $1.50".
func Total(t shots.Total, engines []core.Info) string {
	var parts []string
	for _, e := range engines {
		n := t.Clips[e.ID]
		switch {
		case n == 0:
		case e.ID == core.Draft:
			parts = append(parts, say("%d drafts", n))
		default:
			parts = append(parts, say("%s with %s", Clips(n), e.Name))
		}
	}
	return strings.Join(parts, ", ") + " · " + cost(t.Price)
}

// Counts says how the rows of a begun list stand: "10 saved · 2 at work · 11 to come · 1 failed".
func Counts(s shots.Status) string {
	var parts []string
	count := func(state shots.RowState, words func(n int) string) {
		if n := s.Count(state); n > 0 {
			parts = append(parts, words(n))
		}
	}
	count(shots.Saved, func(n int) string { return say("%d saved", n) })
	count(shots.Making, func(n int) string { return say("%d at work", n) })
	count(shots.ToCome, func(n int) string { return say("%d to come", n) })
	count(shots.Failed, func(n int) string { return say("%d failed", n) })
	count(shots.Unclear, func(n int) string { return say("%d unclear", n) })
	count(shots.LeftOut, func(n int) string { return say("%d left out", n) })
	return strings.Join(parts, " · ")
}
