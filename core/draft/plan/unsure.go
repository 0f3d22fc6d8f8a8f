package plan

import (
	"slices"
	"unicode/utf8"
)

// dropUnsure takes out idioms, which mean nothing to Draft, what is only not to be sudden, which nothing of Draft is, and phrases of everyday speech that nothing around them makes a wish for Draft.
func (r *reader) dropUnsure() {
	known := make([]bool, len(r.tokens))
	for k, t := range r.tokens {
		known[k] = t.role&^(isCamera|isAuxiliary|isSudden) != 0
	}
	for _, h := range r.hits {
		for k := h.first; k < h.end; k++ {
			known[k] = true
		}
	}
	dropped := false
	r.hits = slices.DeleteFunc(r.hits, func(h hit) bool {
		if h.head == nil { // an elliptical phrase shares the fate of the one before it
			dropped = h.term.Name == "" || h.sudden || !h.sure && !h.denied && (h.term.Kind != Moves || !h.paced) && !r.inContext(h) && !r.wholeClause(h, known)
		}
		return dropped
	})
}

// inContext reports whether a word such as "camera" or "light" stands at most two words from the phrase.
func (r *reader) inContext(h hit) bool {
	clause := r.tokens[h.first].clause
	for d := range 2 {
		if r.is(h.first-1-d, clause, isContext) || r.is(h.end+d, clause, isContext) {
			return true
		}
	}
	if first, _ := utf8.DecodeRuneInString(r.tokens[h.first].text); Unspaced(first) {
		// Every unknown letter counts as a word there, so two words are very near: a clause that begins with the camera is about it.
		return r.is(slices.IndexFunc(r.tokens, func(t token) bool { return t.clause == clause }), clause, isContext)
	}
	return r.is(h.first-1, clause, isFiller) && r.tokens[h.first-1].text == "camera"
}

// wholeClause reports whether the phrase's clause says nothing that Draft does not know.
func (r *reader) wholeClause(h hit, known []bool) bool {
	clause := r.tokens[h.first].clause
	for k := h.first; k >= 0 && r.tokens[k].clause == clause; k-- {
		if !known[k] {
			return false
		}
	}
	for k := h.end; k < len(r.tokens) && r.tokens[k].clause == clause; k++ {
		if !known[k] {
			return false
		}
	}
	return true
}
