package plan

import (
	"slices"
	"strings"
)

// Parse reads the camera and light words out of a prompt. Words it does not know are left alone. Of two words for the same way of the camera the later
// one counts. A prompt that says nothing about the camera gets a gentle push in.
func Parse(prompt string) Plan {
	r := newReader(prompt)
	r.findPhrases()
	r.setPaces()
	r.dropUnsure()
	return r.plan()
}

// A reader takes a prompt apart.
type reader struct {
	prompt  string
	tokens  []token
	phrases []phrase
	hits    []hit
	glue    map[string]role
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
	head        []string // the words of the phrase before it with which it begins
	from, until int      // tokens[from:until] are the phrase with its pace and denial
}

// A role is what a word does that asks for nothing by itself.
type role int

const (
	isFiller role = 1 << iota
	isCompany
	isSlow
	isFast
	isDenial
	isBehind // denies what stands before it
	isLink
	isAnd
	isNext // what follows comes afterwards

	isPace  = isSlow | isFast
	isBlank = isFiller | isPace // may stand between the words of a phrase
)

func newReader(prompt string) *reader {
	r := &reader{prompt: prompt, glue: map[string]role{}}
	for words, role := range map[string]role{
		fillers: isFiller, company: isCompany, slow: isSlow, fast: isFast, denials: isDenial, links: isLink, ands: isAnd, next: isNext,
		fillersAbroad: isFiller, companyAbroad: isCompany, slowAbroad: isSlow, fastAbroad: isFast, denialsAbroad: isDenial,
		denialsBehind: isBehind, linksAbroad: isLink, andsAbroad: isAnd, nextAbroad: isNext,
	} {
		for _, w := range strings.Fields(words) {
			r.glue[w] |= role
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
	add(Term{}, append(deaf(), deafInLanguages()...), true, false)
	// The families come first, because the first of two phrases of the same length is taken.
	abroad := familiesAbroad()
	for _, t := range families() {
		add(t, t.Sure, true, true)
		add(t, t.Unsure, false, true)
		add(t, abroad[t.Name], true, true)
	}
	abroad, unsure := inLanguages(), unsureInLanguages()
	for _, t := range Vocabulary() {
		add(t, t.Sure, true, false)
		add(t, abroad[t.Name], true, false)
		add(t, append(t.Unsure, unsure[t.Name]...), false, false)
	}
	r.tokens = tokenize(prompt, r.unspaced())
	for i := range r.tokens {
		r.tokens[i].role = r.glue[r.tokens[i].text]
	}
	r.setNext()
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
			h, ok = r.inherited(i)
		}
		if ok {
			if n := len(r.hits); n > 0 {
				r.hits[n-1].until = min(r.hits[n-1].until, h.from) // what denies it may stand behind this one
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
	by, before := r.deniedAt(i)
	until, behind := r.deniedBehind(h, longestList)
	switch {
	case before:
		h.denied, h.from = true, by
	case behind:
		h.denied, h.until = true, until
	case r.listed(h):
		h.denied = true
	default:
		return r.longest(i, false)
	}
	return h, true
}

// longest returns the longest phrase at token i, if there is one.
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
		for n > 0 && (r.is(i, clause, isBlank) || r.then(i, first)) && !slices.Contains(word, r.tokens[i].text) {
			i++
		}
		if i >= len(r.tokens) || r.tokens[i].clause != clause || !slices.Contains(word, r.tokens[i].text) {
			return 0, false
		}
		i++
	}
	return i, true
}

// plan adds the phrases up.
func (r *reader) plan() Plan {
	var p, forbidden Plan
	var held, moved bool
	joint := r.joint()
	p.Joined = joint < len(r.tokens)
	setBy := map[*float64]int{} // which hit set an amount
	first, then, denied := p.amounts(&p.Camera), p.amounts(&p.Then), forbidden.amounts(&forbidden.Camera)
	for n, h := range r.hits {
		wish := Plan{Camera: h.term.Camera, Look: h.term.Look}
		target := first
		switch {
		case h.denied:
			target = denied
		case h.end > joint:
			target = then
		}
		for k, amount := range wish.amounts(&wish.Camera) {
			switch {
			case *amount == 0:
			case h.denied && h.family:
				*target[k] = both
			case h.denied && *target[k] == -*amount:
				*target[k] = both
			case h.denied:
				*target[k] = *amount
			default:
				*target[k] = *amount * h.level
				setBy[target[k]] = n
				moved = moved || h.term.Kind == Moves
			}
		}
		held = held || h.term.Kind == Holds && !h.denied
	}
	for k, f := range denied {
		for _, amount := range []*float64{first[k], then[k]} {
			if *f == both || *f**amount > 0 {
				*amount = 0
				delete(setBy, amount)
			}
		}
	}
	if !held && !moved {
		p.Camera = quietest(forbidden.Camera)
	}

	acting := map[int]bool{}
	for _, n := range setBy {
		acting[n] = true
	}
	still := p.Camera == (Camera{}) || p.Joined
	for n, h := range r.hits {
		if acting[n] || h.denied || h.term.Kind == Holds && still {
			p.words = append(p.words, Word{
				Start: r.tokens[h.from].start, End: r.tokens[h.until-1].end, Term: h.term.Name, Kind: h.term.Kind, Amount: h.level, Denied: h.denied,
				Next: h.end > joint && !h.term.Kind.Grades() && !h.denied,
			})
		}
	}
	return p
}

// both marks an amount of which both directions are forbidden.
const both = 100

// quietest is the camera of a prompt that asks for none: a gentle push in, or what is not forbidden.
func quietest(forbidden Camera) Camera {
	switch {
	case forbidden.Push <= 0:
		return Camera{Push: Gentle}
	case forbidden.Drift == 0:
		return Camera{Drift: Gentle}
	}
	return Camera{}
}
