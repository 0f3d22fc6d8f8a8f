package plan

import (
	"strings"
	"unicode/utf8"
)

// deniedBefore reports whether a phrase at token i is denied by what stands before it, and by which token: "no zoom", "without any film grain", "no zoom or pan".
func (r *reader) deniedBefore(i int) (by int, denied bool) {
	clause := r.tokens[i].clause
	for k := i - 1; ; k-- {
		switch {
		case r.inLastHit(k):
			return 0, false
		case r.is(k, clause, isDenial) && !r.deniesBack(k), r.is(k, clause, isOr) && r.endsDenied(k):
			return k, true
		case !r.is(k, clause, isBlank|isContext|isSudden):
			return 0, false
		}
	}
}

// longestList is how many phrases a denial after them can deny at most, which bounds the time that a long prompt takes.
const longestList = 12

// deniedAfter reports whether a phrase is denied by what comes after it, or after the others of its list, and where the words that deny it end: "手ブレなし",
// "ビネットやグレインなし".
func (r *reader) deniedAfter(h hit, others int) (until int, denied bool) {
	clause := r.tokens[h.first].clause
	for k := h.end; ; k++ {
		switch {
		case r.is(k, clause, isDenialAfter) && r.is(k+1, clause, isDenialAfter): // "하지 않고"
		case r.is(k, clause, isDenialAfter):
			return k + 1, r.deniesBack(k)
		case r.is(k, clause, isOr), r.is(k, clause, isAnd) && h.directionless():
			next, ok := r.longest(k+1, true)
			if ok = ok && others > 0; ok {
				_, ok = r.deniedAfter(next, others-1)
			}
			return k, ok
		case !r.is(k, clause, isBlank|isContext):
			return 0, false
		}
	}
}

// deniesBack reports whether token k denies what comes before it. A word that can deny what comes after it as well, because it is Chinese and Japanese, denies what comes before it only at
// the end of a clause, and before what only Japanese has there: "ビネットは不要です". But 禁止 denies what comes after it only where it begins the clause.
func (r *reader) deniesBack(k int) bool {
	clause := r.tokens[k].clause
	if !r.is(k, clause, isDenialAfter) || !r.is(k, clause, isDenial) || k+1 == len(r.tokens) || r.tokens[k+1].clause != clause {
		return r.is(k, clause, isDenialAfter)
	}
	next, _ := utf8.DecodeRuneInString(r.tokens[k+1].text)
	return strings.ContainsRune("でだなのとに", next) || r.tokens[k].text == "禁止" && !r.startsClause(k)
}

// inLastHit reports whether token k is part of the last phrase that was found, or stands before it.
func (r *reader) inLastHit(k int) bool {
	n := len(r.hits)
	return n > 0 && k < r.hits[n-1].end
}

// endsDenied reports whether a denied phrase ends right before token k.
func (r *reader) endsDenied(k int) bool {
	n := len(r.hits)
	return n > 0 && r.hits[n-1].denied && r.hits[n-1].end == k
}

// deniedInList reports whether a phrase continues a list of what is denied: "no zoom, pan or tilt", "no zoom/pan". After a comma or an "and" a wish may begin as well, as in "no
// zoom, pan left": there a phrase continues the list only if it names no direction, or if an "or" comes next.
func (r *reader) deniedInList(h hit) bool {
	at, clause := h.first, r.tokens[h.first].clause
	and := r.is(at-1, clause, isAnd)
	if and {
		at--
	}
	if !r.endsDenied(at) {
		return false
	}
	or := h.end < len(r.tokens) && r.is(h.end, r.tokens[h.end].clause, isOr) && (r.gap(h.end) == "" || isComma(r.gap(h.end)))
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

// directionless reports whether the phrase names a move and no direction of it, so that it can only be denied.
func (p phrase) directionless() bool { return p.family && p.sure }

// gap returns what stands between token i and the one before it. It is empty where that is nothing but space.
func (r *reader) gap(i int) string {
	if i == 0 {
		return ""
	}
	return strings.TrimSpace(r.prompt[r.tokens[i-1].end:r.tokens[i].start])
}

func isComma(gap string) bool { return gap == "," || gap == "，" || gap == "،" || gap == "/" }
