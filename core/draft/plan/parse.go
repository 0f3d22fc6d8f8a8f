package plan

import (
	"slices"
	"strings"
)

// Parse reads the camera, light and style words out of a prompt. Words that it does not know are left alone. Of two words for the same way of the camera the later one counts. A
// prompt that says nothing about the camera gets a gentle push in.
func Parse(prompt string) Plan {
	r := newReader(prompt)
	r.findPhrases()
	r.applyPaces()
	r.dropUnsure()
	return r.plan()
}

// A reader takes a prompt apart.
type reader struct {
	prompt  string
	tokens  []token
	phrases []phrase
	hits    []hit
	roles   map[string]role
}

// A phrase is one row of words of a term, each with its alternatives.
type phrase struct {
	term   Term
	words  [][]string
	sure   bool
	family bool // counts only when denied
}

// A hit is a phrase that was found in tokens[first:end].
type hit struct {
	phrase
	first, end  int
	denied      bool
	level       float64
	paced       bool     // a word of pace stands before it
	head        []string // of an elliptical phrase: the words that it leaves out; see elliptical
	from, until int      // tokens[from:until] are the phrase with its pace and denial
}

// A role is what a word that asks for nothing by itself does for the phrases around it.
type role int

const (
	isFiller role = 1 << iota
	isContext
	isSlow
	isFast
	isDenial
	isDenialAfter // denies what stands before it
	isOr
	isAnd
	isNext // what follows is made afterwards

	isPace  = isSlow | isFast
	isBlank = isFiller | isPace // may stand between the words of a phrase
)

func newReader(prompt string) *reader {
	r := &reader{prompt: prompt, roles: map[string]role{}}
	for words, role := range map[string]role{
		fillers: isFiller, contexts: isContext, slow: isSlow, fast: isFast, denials: isDenial, ors: isOr, ands: isAnd, next: isNext,
		foreignFillers: isFiller, foreignContexts: isContext, foreignSlow: isSlow, foreignFast: isFast, foreignDenials: isDenial,
		denialsAfter: isDenialAfter, foreignOrs: isOr, foreignAnds: isAnd, foreignNext: isNext,
	} {
		for _, w := range strings.Fields(words) {
			r.roles[w] |= role
		}
	}
	add := func(t Term, rows []string, sure, family bool) {
		for _, row := range rows {
			p := phrase{term: t, sure: sure, family: family}
			for _, w := range strings.Fields(row) {
				p.words = append(p.words, strings.Split(w, "/"))
			}
			r.phrases = append(r.phrases, p)
		}
	}
	add(Term{}, append(idioms(), foreignIdioms()...), true, false)
	// The families come first, because the first of two phrases of the same length is taken.
	abroad := foreignFamilies()
	for _, t := range families() {
		add(t, t.Sure, true, true)
		add(t, t.Unsure, false, true)
		add(t, abroad[t.Name], true, true)
	}
	abroad, unsure := foreignPhrases(), foreignUnsure()
	for _, t := range Vocabulary() {
		add(t, t.Sure, true, false)
		add(t, abroad[t.Name], true, false)
		add(t, append(t.Unsure, unsure[t.Name]...), false, false)
	}
	r.tokens = tokenize(prompt, r.unspaced())
	for i := range r.tokens {
		r.tokens[i].role = r.roles[r.tokens[i].text]
	}
	r.markNext()
	return r
}

// is reports whether token i exists, is in the clause and has one of the roles.
func (r *reader) is(i, clause int, want role) bool {
	return i >= 0 && i < len(r.tokens) && r.tokens[i].clause == clause && r.tokens[i].role&want != 0
}

// findPhrases finds the longest phrase at each place, from left to right, without overlaps.
func (r *reader) findPhrases() {
	for i := 0; i < len(r.tokens); i++ {
		h, ok := r.phraseAt(i)
		if !ok {
			h, ok = r.elliptical(i)
		}
		if ok {
			if n := len(r.hits); n > 0 {
				r.hits[n-1].until = min(r.hits[n-1].until, h.from) // what denies it may stand after this one
			}
			r.hits = append(r.hits, h)
			i = h.end - 1
		}
	}
}

// phraseAt returns the longest phrase at token i, denied or not, if there is one.
func (r *reader) phraseAt(i int) (h hit, ok bool) {
	if h, ok = r.longest(i, true); !ok {
		return h, false
	}
	by, before := r.deniedBefore(i)
	until, after := r.deniedAfter(h, longestList)
	switch {
	case before:
		h.denied, h.from = true, by
	case after:
		h.denied, h.until = true, until
	case r.deniedInList(h):
		h.denied = true
	default:
		return r.longest(i, false)
	}
	return h, true
}

// longest returns the longest phrase at token i, with the families among them or without, if there is one.
func (r *reader) longest(i int, families bool) (best hit, ok bool) {
	for _, p := range r.phrases {
		if p.family && !families || len(p.words) <= len(best.words) {
			continue
		}
		if end, ok := r.match(p, i); ok {
			best = hit{phrase: p, first: i, end: end, level: 1, from: i, until: end}
		}
	}
	return best, best.words != nil
}

// match reports whether the phrase stands at token i, and where it ends.
func (r *reader) match(p phrase, i int) (end int, ok bool) {
	if i >= len(r.tokens) {
		return 0, false
	}
	first, clause := i, r.tokens[i].clause
	for n, word := range p.words {
		for n > 0 && (r.is(i, clause, isBlank) || r.isThen(i, first)) && !slices.Contains(word, r.tokens[i].text) {
			i++
		}
		if i >= len(r.tokens) || r.tokens[i].clause != clause || !slices.Contains(word, r.tokens[i].text) {
			return 0, false
		}
		i++
	}
	return i, true
}
