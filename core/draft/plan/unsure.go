package plan

import (
	"slices"
	"unicode/utf8"
)

// dropUnsure takes out the phrases that Draft is deaf to, and those of everyday speech that nothing makes a wish for Draft.
func (r *reader) dropUnsure() {
	known := make([]bool, len(r.tokens))
	for k, t := range r.tokens {
		known[k] = t.role != 0
	}
	for _, h := range r.hits {
		for k := h.first; k < h.end; k++ {
			known[k] = true
		}
	}
	dropped := false
	r.hits = slices.DeleteFunc(r.hits, func(h hit) bool {
		if h.head == nil { // else it goes the way of the phrase before it
			dropped = h.term.Name == "" || !h.sure && !h.denied && (h.term.Kind != Moves || !h.paced) && !r.inCompany(h) && !r.wholeClause(h, known)
		}
		return dropped
	})
}

// inCompany reports whether a word such as "camera" or "light" stands at most two words from the phrase.
func (r *reader) inCompany(h hit) bool {
	clause := r.tokens[h.first].clause
	for d := range 2 {
		if r.is(h.first-1-d, clause, isCompany) || r.is(h.end+d, clause, isCompany) {
			return true
		}
	}
	if first, _ := utf8.DecodeRuneInString(r.tokens[h.first].text); Unspaced(first) {
		// Each letter that is not known is a word there, so two words are not far: a clause that begins with the camera is about it.
		return r.is(slices.IndexFunc(r.tokens, func(t token) bool { return t.clause == clause }), clause, isCompany)
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
