package words

import (
	"strconv"
	"time"

	"caracal/core"
)

// Spell writes a duration as people say it, in whole seconds or minutes.
func Spell(d time.Duration) string {
	s := int(max(0, d).Round(time.Second) / time.Second)
	if s < longWait {
		return say("%d s", s)
	}
	return say("%d min", (s+30)/60)
}

// longWait is how many seconds are too many to be told as such.
const longWait = 100

// Usually says how long an engine's jobs take; empty when nobody knows.
func Usually(s core.Span) string {
	switch a, b := Spell(s.Low), Spell(s.High); {
	case s == core.Span{}:
		return ""
	case a == b:
		return say("usually %s", a)
	case s.High.Round(time.Second) < longWait*time.Second:
		return say("usually %d–%d s", int(max(0, s.Low).Round(time.Second)/time.Second), int(s.High.Round(time.Second)/time.Second))
	default:
		return say("usually %s to %s", a, b)
	}
}

// ago is how long something has been, in words: "just now", "8 minutes ago", "yesterday".
func ago(then, now time.Time) string {
	d := now.Sub(then)
	const day, month, year = 24 * time.Hour, 30 * 24 * time.Hour, 365 * 24 * time.Hour
	switch {
	case then.IsZero():
		return say("some time ago")
	case d < time.Minute: // or a moment to come, by a clock that was set back
		return say("just now")
	case d < time.Hour:
		return say("%d minutes ago", int(d/time.Minute))
	case d < day:
		return say("%d hours ago", int(d/time.Hour))
	case d < month:
		return say("%d days ago", int(d/day))
	case d < year:
		return say("%d months ago", int(d/month))
	}
	return say("%d years ago", int(d/year))
}

// day is a moment in the person's own time: "today 14:02", "yesterday 9:30", "3 November 2026 9:30".
func day(t, now time.Time) string {
	if t.IsZero() {
		return say("not known")
	}
	t, now = t.Local(), now.Local()
	clock := t.Format("15:04")
	switch {
	case sameDay(t, now):
		return say("today %s", clock)
	case sameDay(t, now.AddDate(0, 0, -1)):
		return say("yesterday %s", clock)
	case t.Year() == now.Year():
		return say("%s %s %s", strconv.Itoa(t.Day()), Month(t.Month()), clock)
	}
	return say("%s %s %s %s", strconv.Itoa(t.Day()), Month(t.Month()), strconv.Itoa(t.Year()), clock)
}

// Month is the name of a month.
func Month(m time.Month) string {
	names := [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	return translated(names[m-1])
}

// ShortMonth is the name of a month in few letters.
func ShortMonth(m time.Month) string {
	names := [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	return translated(names[m-1])
}

// MonthOf is the month of a year: "November 2026".
func MonthOf(year int, m time.Month) string { return say("%s %s", Month(m), strconv.Itoa(year)) }

func sameDay(a, b time.Time) bool {
	ay, am, ad := a.Date()
	by, bm, bd := b.Date()
	return ay == by && am == bm && ad == bd
}

// took is a length of time that someone waited: "1.8 s", "41 s", "3 min 5 s".
func took(d time.Duration) string {
	switch {
	case d < 10*time.Second:
		return say("%.1f s", d.Seconds())
	case d < 2*time.Minute:
		return say("%.0f s", d.Seconds())
	}
	d = d.Round(time.Second)
	return say("%d min %d s", int(d/time.Minute), int(d%time.Minute/time.Second))
}
