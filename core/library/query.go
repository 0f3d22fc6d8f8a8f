package library

import (
	"slices"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"caracal/core"
)

// A Query says which clips are wanted. The zero Query wants all in the library, newest first.
type Query struct {
	// Text is what a person types. It holds words of the prompt, the tags, the file's name or the picture's name, or their beginnings; a phrase in quotes is looked for as it
	// is. See Fields for what else it may say.
	Text      string
	Engine    core.EngineID // only this one's; empty for all
	Aspect    core.Aspect   // only this one; empty for all
	Favourite bool          // only favourites
	Tag       string        // only what has this one; empty for all
	Bin       bool          // look in the bin instead of the library
	Stacked   bool          // takes of one picture are one stack, see Listing; not in the bin
	Open      Row           // a clip whose stack is open; 0 for none
	Order     Order
}

// An Order says which clip comes first.
type Order string

// The orders. Clips that are equal in it are shown newest first.
const (
	Newest   Order = "" // by when it was asked for; in the bin, by when it was deleted
	Oldest   Order = "oldest"
	ByPrompt Order = "prompt"
	Largest  Order = "largest"
)

// ByTime reports whether clips follow each other in time.
func (o Order) ByTime() bool { return o == Newest || o == Oldest }

// Fields returns the words that a Query's text understands before a colon, in the order in which they are offered:
//
//	tag:cat, tag:"golden hour"     clips that have just that tag
//	is:favourite, is:copy          favourites; copies that were made by hand
//	engine:lynx, engine:draft      by their beginning
//	aspect:9:16
//	before:2026-05, after:2026     asked for before the beginning of that month, day or year, or since it
//	larger:5MB, smaller:1.5GB      files of at least, or less than, so many bytes
//
// What does not say yet what it asks for, a date, a size, "is:fa", asks for nothing: the person is still typing. A minus before one of these, or before a word or a phrase, leaves
// out what it would find.
func Fields() []string {
	return []string{"tag", "is", "engine", "aspect", "before", "after", "larger", "smaller"}
}

// A search is what a person typed, taken apart.
type search struct {
	has, lacks   conditions
	since, until time.Time // zero for no limit
	least, below uint64    // bytes; 0 for no limit
}

// conditions are what a clip may meet, or may not.
type conditions struct {
	terms           []term
	tags            []string
	favourite, copy bool
	engines         []string // beginnings, in lower case
	aspects         []string
}

// parseText takes apart what a person typed. What is not understood is looked for as it is.
func parseText(text string) (s search) {
	for len(text) > 0 {
		var w typedWord
		w, text = nextWord(text)
		c := &s.has
		if w.not {
			c = &s.lacks
		}
		value := strings.ToLower(w.value)
		switch {
		case w.field == "tag":
			c.tags = append(c.tags, core.CleanTags(w.value)...)
		case w.field != "" && value == "": // as typed so far
		case w.field == "is" && (strings.HasPrefix("favourites", value) || strings.HasPrefix("favorites", value)):
			c.favourite = c.favourite || len(value) >= leastMark
		case w.field == "is" && strings.HasPrefix("copy", value):
			c.copy = c.copy || len(value) >= leastMark
		case w.field == "engine":
			c.engines = append(c.engines, value)
		case w.field == "aspect":
			c.aspects = append(c.aspects, value)
		case w.limits("before", "after"):
			s.until = earlier(s.until, parseDay(value))
		case w.limits("after", "before"):
			if day := parseDay(value); day.After(s.since) {
				s.since = day
			}
		case w.limits("larger", "smaller"):
			s.least = max(s.least, parseSize(value))
		case w.limits("smaller", "larger"):
			if n := parseSize(value); n > 0 && (s.below == 0 || n < s.below) {
				s.below = n
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

// A typedWord is a word, or a phrase in quotes, perhaps after one of Fields and a colon.
type typedWord struct {
	field, value string
	closed       bool // in quotes, of which both are there
	not          bool // after a minus
}

// limits reports whether the word is this field's, or not its opposite's, which is the same.
func (w typedWord) limits(field, opposite string) bool {
	return w.field == field && !w.not || w.field == opposite && w.not
}

// spaces part words: those that people type.
const spaces = " \t\r\n\u00a0\u3000"

// nextWord cuts the first word off.
func nextWord(text string) (w typedWord, rest string) {
	text = strings.TrimLeft(text, spaces)
	if after, ok := strings.CutPrefix(text, "-"); ok && !strings.HasPrefix(after, "-") { // two are of a prompt that is pasted, as are those for other services: --ar 16:9
		w.not, text = true, after
	}
	for _, field := range Fields() {
		if value, ok := cutFold(text, field+":"); ok {
			w.field, text = field, value
			break
		}
	}
	if strings.HasPrefix(text, `"`) {
		w.value, rest, w.closed = strings.Cut(text[1:], `"`)
		return w, rest
	}
	if i := strings.IndexAny(text, spaces); i >= 0 {
		w.value, rest = text[:i], text[i:]
	} else {
		w.value = text
	}
	return w, rest
}

// cutFold is strings.CutPrefix for a prefix in lower case that may be typed in capitals.
func cutFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

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

// parseSize returns bytes, or 0 for what is no size: 5MB and 5M are five million, as disks and phones count. A comma may part thousands, or be what most of Europe writes for a point.
func parseSize(text string) uint64 {
	if whole, rest, ok := strings.Cut(text, ","); ok {
		if n := strings.IndexFunc(rest+" ", func(r rune) bool { return r < '0' || r > '9' }); (n == 1 || n == 2) && !strings.ContainsAny(rest, ".,") {
			text = strings.ReplaceAll(whole, ".", "") + "." + rest
		}
	}
	n, err := humanize.ParseBytes(text)
	if err != nil {
		return 0
	}
	return n
}

// wants reports whether clips of this kind are among those that were asked for by what was typed.
func (s search) wants(k kind) bool {
	begins := func(list []string, with string) bool {
		return slices.ContainsFunc(list, func(beginning string) bool { return strings.HasPrefix(with, beginning) })
	}
	yes, no := s.has, s.lacks
	engine, aspect := string(k.engine), string(k.aspect)
	return (k.favourite || !yes.favourite) && (len(yes.engines) == 0 || begins(yes.engines, engine)) && (len(yes.aspects) == 0 || begins(yes.aspects, aspect)) &&
		(!k.favourite || !no.favourite) && !begins(no.engines, engine) && !begins(no.aspects, aspect)
}
