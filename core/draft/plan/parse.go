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
	r.findRefusals()
	r.applyPaces()
	r.dropUnsure()
	r.dropMild()
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
	mild   bool // what denies it is a mild denial; see reader.dropMild
}

// A hit is a phrase that was found in tokens[first:end].
type hit struct {
	phrase
	first, end  int
	denied      bool
	sudden      bool // what is denied is that it is sudden, which no move of ours is
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
	isCamera
	isAuxiliary // may stand between what moves and the denial of it
	isSudden    // says of a denied move that only its suddenness is denied

	isPace  = isSlow | isFast
	isBlank = isFiller | isPace // may stand between the words of a phrase
)

func newReader(prompt string) *reader {
	r := &reader{prompt: prompt, roles: map[string]role{}}
	for words, role := range map[string]role{
		fillers: isFiller, contexts: isContext, slow: isSlow, fast: isFast, denials: isDenial, ors: isOr, ands: isAnd, next: isNext,
		foreignFillers: isFiller, foreignContexts: isContext, foreignSlow: isSlow, foreignFast: isFast, foreignDenials: isDenial,
		denialsAfter: isDenialAfter, foreignOrs: isOr, foreignAnds: isAnd, foreignNext: isNext,
		sudden: isSudden, foreignSudden: isSudden, cameras: isCamera, foreignCameras: isCamera, auxiliaries: isAuxiliary, foreignAuxiliaries: isAuxiliary,
	} {
		for _, w := range strings.Fields(words) {
			r.roles[w] |= role
		}
	}
	add := func(rows []string, p phrase) {
		for _, row := range rows {
			p.words = nil
			for _, w := range strings.Fields(row) {
				p.words = append(p.words, strings.Split(w, "/"))
			}
			r.phrases = append(r.phrases, p)
		}
	}
	add(append(idioms(), foreignIdioms()...), phrase{sure: true})
	// The families come first, because the first of two phrases of the same length is taken.
	abroad := foreignFamilies()
	for _, t := range families() {
		add(t.Sure, phrase{term: t, sure: true, family: true})
		add(t.Unsure, phrase{term: t, family: true})
		add(abroad[t.Name], phrase{term: t, sure: true, family: true})
	}
	add(foreignMotions(), phrase{term: movement(), sure: true, family: true, mild: true})
	abroad, unsure := foreignPhrases(), foreignUnsure()
	for _, t := range Vocabulary() {
		add(t.Sure, phrase{term: t, sure: true})
		add(abroad[t.Name], phrase{term: t, sure: true})
		add(append(t.Unsure, unsure[t.Name]...), phrase{term: t})
	}
	r.tokens = r.splitEndings(tokenize(prompt, r.unspaced()))
	for i := range r.tokens {
		t := &r.tokens[i]
		if t.role |= r.roles[t.text]; t.role&isDenialAfter != 0 {
			t.role &^= isFiller // "줌인하지 않고"
		}
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
	listed := !before && !after && r.deniedInList(h)
	switch {
	case before:
		h.denied, h.from = true, by
	case after:
		h.denied, h.until = true, until
	case listed:
		h.denied = true
	default:
		return r.longest(i, false)
	}
	h.sudden, h.mild = r.denies(h, isSudden), h.mild || r.denies(h, isPace)
	if listed || before && !r.is(by, r.tokens[by].clause, isDenial) {
		last := r.hits[len(r.hits)-1]
		h.sudden, h.mild = h.sudden || last.sudden, h.mild || last.mild
	}
	return h, true
}

// longest returns the longest phrase at token i, with the families among them or without, if there is one. "Move the camera left" is more than "move
// the camera", although as many words of it are of a phrase.
func (r *reader) longest(i int, families bool) (best hit, ok bool) {
	for _, p := range r.phrases {
		tie := len(p.words) == len(best.words) && best.family && !p.family
		if p.family && !families || len(p.words) <= len(best.words) && !tie {
			continue
		}
		if end, ok := r.match(p, i); ok && (!tie || end > best.end) {
			best = hit{phrase: p, first: i, end: end, level: 1, from: i, until: end}
		}
	}
	return best, best.words != nil
}

// match reports whether the phrase stands at token i, and where it ends.
func (r *reader) match(p phrase, i int) (end int, ok bool) { return r.matchAcross(p, i, isBlank) }

// matchAcross is match with words of these roles between the words of the phrase.
func (r *reader) matchAcross(p phrase, i int, between role) (end int, ok bool) {
	if i >= len(r.tokens) {
		return 0, false
	}
	first, clause := i, r.tokens[i].clause
	for n, word := range p.words {
		for n > 0 && (r.is(i, clause, between) || r.isThen(i, first)) && !slices.Contains(word, r.tokens[i].text) {
			i++
		}
		if i >= len(r.tokens) || r.tokens[i].clause != clause || !slices.Contains(word, r.tokens[i].text) {
			return 0, false
		}
		i++
	}
	return i, true
}
