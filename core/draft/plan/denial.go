package plan

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

// longestList is the most phrases that one denial behind them is looked for, which bounds the time that a long prompt takes.
const longestList = 12

// deniedBehind reports whether a phrase is denied by what comes after it and after the others of its list, and where the words end that deny it: "手ブレなし",
// "ビネットやグレインなし". A word that denies on either side does so behind only at the end of a clause.
func (r *reader) deniedBehind(h hit, others int) (until int, denied bool) {
	clause := r.tokens[h.first].clause
	for k := h.end; ; k++ {
		switch {
		case r.is(k, clause, isBehind) && r.is(k+1, clause, isBehind): // "하지 않고"
		case r.is(k, clause, isBehind):
			return k + 1, !r.is(k, clause, isDenial) || k+1 == len(r.tokens) || r.tokens[k+1].clause != clause
		case r.is(k, clause, isLink), r.is(k, clause, isAnd) && h.directionless():
			next, ok := r.longest(k+1, true)
			if ok = ok && others > 0; ok {
				_, ok = r.deniedBehind(next, others-1)
			}
			return k, ok
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

// listed reports whether a phrase goes on with a list of what is denied: "no zoom, pan or tilt", "no zoom/pan". After a comma or an "and" a wish may begin as well: "no
// zoom, pan left". There the list goes on only with a word that names no direction, or if an "or" comes next.
func (r *reader) listed(h hit) bool {
	at, clause := h.first, r.tokens[h.first].clause
	and := r.is(at-1, clause, isAnd)
	if and {
		at--
	}
	if !r.deniedUpTo(at) {
		return false
	}
	or := h.end < len(r.tokens) && r.is(h.end, r.tokens[h.end].clause, isLink) && (r.gap(h.end) == "" || isComma(r.gap(h.end)))
	if ends := h.end == len(r.tokens) || r.gap(h.end) != ""; !ends && !or && !r.is(h.end, clause, isAnd) {
		return false // it says more than what to leave out: "no zoom, tilt to the sky"
	}
	switch gap := r.gap(at); {
	case gap == "、", gap == "/" && r.tokens[at].start == r.tokens[at-1].end+len(gap):
		return true
	case isComma(gap), gap == "" && and:
		last := r.hits[len(r.hits)-1].term.Kind
		return h.directionless() || or && h.term.Kind != Holds && h.term.Kind.Grades() == last.Grades()
	}
	return false
}

// directionless reports whether the phrase asks for nothing where it is not denied, or not for all that a move needs.
func (p phrase) directionless() bool { return p.family && p.sure }

// gap returns what stands between token i and the one before it. It is empty where that is nothing but space.
func (r *reader) gap(i int) string {
	if i == 0 {
		return ""
	}
	return strings.TrimSpace(r.prompt[r.tokens[i-1].end:r.tokens[i].start])
}

func isComma(gap string) bool { return gap == "," || gap == "，" || gap == "،" || gap == "/" }
