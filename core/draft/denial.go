package draft

import "strings"

// deniedAt reports whether a phrase at token i is denied, and by which token: "no zoom", "without any film grain", "no zoom or pan".
func (r *reader) deniedAt(i int) (by int, denied bool) {
	clause := r.tokens[i].clause
	for k := i - 1; ; k-- {
		switch {
		case r.heard(k):
			return 0, false
		case r.is(k, clause, isDenial), r.is(k, clause, isLink) && r.deniedUpTo(k):
			return k, true
		case !r.is(k, clause, isBlank|isCompany):
			return 0, false
		}
	}
}

// heard reports whether token k is part of the last phrase.
func (r *reader) heard(k int) bool {
	n := len(r.hits)
	return n > 0 && k < r.hits[n-1].end
}

// deniedUpTo reports whether a phrase that is denied ends right before token k.
func (r *reader) deniedUpTo(k int) bool {
	n := len(r.hits)
	return n > 0 && r.hits[n-1].denied && r.hits[n-1].end == k
}

// listed reports whether a phrase goes on with a list of what is denied: "no zoom, pan or tilt", "no zoom/pan". After a comma or an "and" a wish may begin as well ("no zoom, pan left"). There the list
// goes on only with a word that names no direction, or if an "or" comes next.
func (r *reader) listed(h hit) bool {
	gap, before := r.gap(h.first), h.first
	if gap == "" && r.is(h.first-1, r.tokens[h.first].clause, isAnd) {
		gap, before = ",", h.first-1
	}
	if !r.deniedUpTo(before) {
		return false
	}
	or := h.end < len(r.tokens) && r.glue[r.tokens[h.end].text]&isLink != 0 && (r.gap(h.end) == "" || isComma(r.gap(h.end)))
	if !or && h.end < len(r.tokens) && r.gap(h.end) == "" && !r.is(h.end, r.tokens[h.first].clause, isAnd) {
		return false // it says more than that: "no zoom, tilt to the sky"
	}
	switch last := r.hits[len(r.hits)-1].term.Kind; {
	case gap == "/" || gap == "、":
		return true
	case isComma(gap):
		return h.family && h.sure || or && h.term.Kind != Holds && h.term.Kind.Grades() == last.Grades()
	}
	return false
}

// gap returns what stands between token i and the one before it. It is empty where that is nothing but space.
func (r *reader) gap(i int) string {
	if i == 0 {
		return ""
	}
	return strings.TrimSpace(r.prompt[r.tokens[i-1].end:r.tokens[i].start])
}

func isComma(gap string) bool { return gap == "," || gap == "，" || gap == "،" }
