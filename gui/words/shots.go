package words

import (
	"fmt"
	"strings"

	"caracal/core"
	"caracal/core/shots"
)

// Line begins a sentence about a line of a file; it is empty for what is about the whole.
func Line(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("Line %d: ", n)
}

// Total says what a list comes to: "3 clips with Lynx, 2 drafts · $1.50".
func Total(t shots.Total, engines []core.Info) string {
	var parts []string
	for _, e := range engines {
		n := t.Clips[e.ID]
		switch {
		case n == 0:
		case e.ID == core.Draft && n == 1:
			parts = append(parts, "1 draft")
		case e.ID == core.Draft:
			parts = append(parts, fmt.Sprintf("%d drafts", n))
		default:
			parts = append(parts, Clips(n)+" with "+e.Name)
		}
	}
	price := "free"
	if t.Price > 0 {
		price = t.Price.String()
	}
	return strings.Join(parts, ", ") + " · " + price
}

// Counts says how the rows of a begun list stand: "10 saved · 2 at work · 11 to come · 1 failed".
func Counts(s shots.Status) string {
	var parts []string
	for _, c := range []struct {
		state shots.RowState
		word  string
	}{
		{shots.Saved, "saved"},
		{shots.Making, "at work"},
		{shots.ToCome, "to come"},
		{shots.Failed, "failed"},
		{shots.Unclear, "unclear"},
		{shots.Left, "left out"},
	} {
		if n := s.Count(c.state); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, c.word))
		}
	}
	return strings.Join(parts, " · ")
}
