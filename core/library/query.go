package library

import (
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
// Dates and sizes that do not say one yet ask for nothing: the person is still typing.
func Fields() []string {
	return []string{"tag", "is", "engine", "aspect", "before", "after", "larger", "smaller"}
}

// A search is what a person typed, taken apart.
type search struct {
	terms           []term
	tags            []string
	favourite, copy bool
	engines         []string // beginnings, in lower case
	aspects         []string
	since, until    time.Time // zero for no limit
	least, below    uint64    // bytes; 0 for no limit
}

// parseText takes apart what a person typed. What is not understood is looked for as it is.
func parseText(text string) (s search) {
	for len(text) > 0 {
		var w typedWord
		w, text = nextWord(text)
		value := strings.ToLower(w.value)
		switch {
		case w.field == "tag":
			s.tags = append(s.tags, core.CleanTags(w.value)...)
		case w.field != "" && value == "": // as typed so far
		case w.field == "is" && len(value) >= 3 && (strings.HasPrefix("favourites", value) || strings.HasPrefix("favorites", value)):
			s.favourite = true
		case w.field == "is" && len(value) >= 3 && strings.HasPrefix("copy", value):
			s.copy = true
		case w.field == "engine":
			s.engines = append(s.engines, value)
		case w.field == "aspect":
			s.aspects = append(s.aspects, value)
		case w.field == "before":
			s.until = earlier(s.until, parseDay(value))
		case w.field == "after":
			if day := parseDay(value); day.After(s.since) {
				s.since = day
			}
		case w.field == "larger":
			s.least = max(s.least, parseSize(value))
		case w.field == "smaller":
			if n := parseSize(value); n > 0 && (s.below == 0 || n < s.below) {
				s.below = n
			}
		case w.field != "":
			s.terms = append(s.terms, term{text: w.field + ":" + w.value})
		case value != "":
			s.terms = append(s.terms, term{text: w.value, exact: w.closed})
		}
	}
	return s
}

// A typedWord is a word, or a phrase in quotes, perhaps after one of Fields and a colon.
type typedWord struct {
	field, value string
	closed       bool // in quotes, of which both are there
}

// spaces part words: those that people type.
const spaces = " \t\r\n\u00a0\u3000"

// nextWord cuts the first word off.
func nextWord(text string) (w typedWord, rest string) {
	text = strings.TrimLeft(text, spaces)
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

// parseSize returns bytes, or 0 for what is no size: 5MB and 5M are five million, as disks and phones count.
func parseSize(text string) uint64 {
	n, err := humanize.ParseBytes(text)
	if err != nil {
		return 0
	}
	return n
}

// wants reports whether clips of this kind are among those that were asked for by what was typed.
func (s search) wants(k kind) bool {
	begins := func(list []string, with string) bool {
		for _, beginning := range list {
			if strings.HasPrefix(with, beginning) {
				return true
			}
		}
		return len(list) == 0
	}
	return (k.favourite || !s.favourite) && begins(s.engines, string(k.engine)) && begins(s.aspects, string(k.aspect))
}
