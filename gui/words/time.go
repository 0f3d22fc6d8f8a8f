package words

import (
	"fmt"
	"strings"
	"time"

	"github.com/dustin/go-humanize"
)

// Spell writes a duration as people say it, in whole seconds or minutes.
func Spell(d time.Duration) string {
	s := int(max(0, d).Round(time.Second) / time.Second)
	if s < 100 {
		return fmt.Sprintf("%d s", s)
	}
	return fmt.Sprintf("%d min", (s+30)/60)
}

// Usually says how long an engine's jobs take; empty when nobody knows.
func Usually(low, high time.Duration, ok bool) string {
	switch a, b := Spell(low), Spell(high); {
	case !ok:
		return ""
	case a == b:
		return "usually " + a
	case strings.HasSuffix(a, " s") && strings.HasSuffix(b, " s"):
		return "usually " + strings.TrimSuffix(a, " s") + "–" + b
	default:
		return "usually " + a + " to " + b
	}
}

// ago is how long something has been, in words: "just now", "8 minutes ago", "yesterday".
func ago(then, now time.Time) string {
	if then.IsZero() {
		return "some time ago"
	}
	return humanize.CustomRelTime(then, now, "ago", "from now", []humanize.RelTimeMagnitude{
		{D: time.Minute, Format: "just now", DivBy: 1},
		{D: 2 * time.Minute, Format: "1 minute %s", DivBy: 1},
		{D: time.Hour, Format: "%d minutes %s", DivBy: time.Minute},
		{D: 2 * time.Hour, Format: "1 hour %s", DivBy: 1},
		{D: humanize.Day, Format: "%d hours %s", DivBy: time.Hour},
		{D: 2 * humanize.Day, Format: "1 day %s", DivBy: 1},
		{D: humanize.Month, Format: "%d days %s", DivBy: humanize.Day},
		{D: 2 * humanize.Month, Format: "1 month %s", DivBy: 1},
		{D: humanize.Year, Format: "%d months %s", DivBy: humanize.Month},
		{D: 2 * humanize.Year, Format: "1 year %s", DivBy: 1},
		{D: humanize.LongTime, Format: "%d years %s", DivBy: humanize.Year},
	})
}

// day is a moment in the person's own time: "today 14:02", "yesterday 9:30", "3 November 2026 9:30".
func day(t, now time.Time) string {
	if t.IsZero() {
		return "not known"
	}
	t, now = t.Local(), now.Local()
	clock := t.Format("15:04")
	switch {
	case sameDay(t, now):
		return "today " + clock
	case sameDay(t, now.AddDate(0, 0, -1)):
		return "yesterday " + clock
	case t.Year() == now.Year():
		return t.Format("2 January ") + clock
	}
	return t.Format("2 January 2006 ") + clock
}

func sameDay(a, b time.Time) bool {
	ay, am, ad := a.Date()
	by, bm, bd := b.Date()
	return ay == by && am == bm && ad == bd
}

// took is a length of time that someone waited: "1.8 s", "41 s", "3 min 5 s".
func took(d time.Duration) string {
	switch {
	case d < 10*time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < 2*time.Minute:
		return fmt.Sprintf("%.0f s", d.Seconds())
	}
	d = d.Round(time.Second)
	return fmt.Sprintf("%d min %d s", int(d/time.Minute), int(d%time.Minute/time.Second))
}

// firstGuess is how long a paid clip takes as far as anyone can say before the first ones were made here. The service tells of 25 to 60 s.
const (
	FirstGuess      = 45 * time.Second
	FirstGuessRange = "usually 25–60 s"
)
