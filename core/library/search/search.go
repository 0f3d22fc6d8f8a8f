package search

import (
	"slices"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"caracal/core"
)

// A Search is what a person typed, taken apart. A clip is found that meets all of Has and nothing of Lacks, lies within the limits, and is of a kind that is wanted, see
// [Search.Wants]. The zero Search finds all clips.
type Search struct {
	Has, Lacks   Conditions
	Since, Until time.Time // asked for then or later, and before; zero for no limit
	Least, Below uint64    // bytes of the file, at least and less; 0 for no limit
}

// Conditions are what a clip may meet, or may not.
type Conditions struct {
	Tags []string // see [core.CleanTags]
	Copy bool     // that was made by hand

	terms            []term
	favourite        bool
	engines, aspects []string // beginnings, in lower case
}

// Parse takes apart what a person typed.
func Parse(text string) (s Search) {
	for len(text) > 0 {
		var w typedWord
		w, text = nextWord(text)
		c := &s.Has
		if w.not {
			c = &s.Lacks
		}
		value := strings.ToLower(w.value)
		switch {
		case w.field == "tag":
			c.Tags = append(c.Tags, core.CleanTags(w.value)...)
		case w.field != "" && value == "": // as typed so far
		case w.field == "is" && (strings.HasPrefix("favourites", value) || strings.HasPrefix("favorites", value)):
			c.favourite = c.favourite || len(value) >= leastMark
		case w.field == "is" && strings.HasPrefix("copy", value):
			c.Copy = c.Copy || len(value) >= leastMark
		case w.field == "engine":
			c.engines = append(c.engines, value)
		case w.field == "aspect":
			c.aspects = append(c.aspects, value)
		case w.limits("before", "after"):
			s.Until = earlier(s.Until, parseDay(value))
		case w.limits("after", "before"):
			if day := parseDay(value); day.After(s.Since) {
				s.Since = day
			}
		case w.limits("larger", "smaller"):
			s.Least = max(s.Least, parseSize(value))
		case w.limits("smaller", "larger"):
			if n := parseSize(value); n > 0 && (s.Below == 0 || n < s.Below) {
				s.Below = n
			}
		case w.field != "":
			c.terms = append(c.terms, term{text: w.field + ":" + w.value})
		case value != "":
			c.terms = append(c.terms, term{text: w.value, exact: w.closed})
		}
	}
	return s
}

// leastMark is how many letters of what follows "is:" say which it is; less asks for nothing yet.
const leastMark = 3

// earlier returns the earlier of two times, of which a zero one is none.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// parseDay returns the beginning of a day, a month or a year where the person is, or the zero time for what is none.
func parseDay(text string) time.Time {
	text = strings.NewReplacer("/", "-", ".", "-").Replace(text)
	for _, layout := range []string{"2006", "2006-1", "2006-1-2"} {
		if day, err := time.ParseInLocation(layout, text, time.Local); err == nil {
			return day
		}
	}
	return time.Time{}
}

// parseSize returns bytes, or 0 for what is no size: 5MB, 5M and the French 5Mo are five million, as disks and phones count. A comma may part thousands, or be what most of Europe writes for a point.
func parseSize(text string) uint64 {
	if whole, rest, ok := strings.Cut(text, ","); ok {
		if n := strings.IndexFunc(rest+" ", func(r rune) bool { return r < '0' || r > '9' }); (n == 1 || n == 2) && !strings.ContainsAny(rest, ".,") {
			text = strings.ReplaceAll(whole, ".", "") + "." + rest
		}
	}
	if octets, ok := strings.CutSuffix(strings.ToLower(text), "o"); ok {
		text = octets + "b"
	}
	n, err := humanize.ParseBytes(text)
	if err != nil {
		return 0
	}
	return n
}

// Wants reports whether clips of this kind, favourites or others, are among those that were asked for by their engine, their aspect and the person's heart.
func (s Search) Wants(engine core.EngineID, aspect core.Aspect, favourite bool) bool {
	begins := func(list []string, with string) bool {
		return slices.ContainsFunc(list, func(beginning string) bool { return strings.HasPrefix(with, beginning) })
	}
	yes, no := s.Has, s.Lacks
	by, shape := string(engine), string(aspect)
	return (favourite || !yes.favourite) && (len(yes.engines) == 0 || begins(yes.engines, by)) && (len(yes.aspects) == 0 || begins(yes.aspects, shape)) &&
		(!favourite || !no.favourite) && !begins(no.engines, by) && !begins(no.aspects, shape)
}
