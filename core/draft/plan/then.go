package plan

import "slices"

// markNext corrects the roles of words for time: "after that" is "then", and "next to" is a place.
func (r *reader) markNext() {
	for i := 1; i < len(r.tokens); i++ {
		switch before, t := &r.tokens[i-1], &r.tokens[i]; {
		case t.clause != before.clause:
		case before.text == "after" && (t.text == "that" || t.text == "this"):
			before.role, t.role = isNext, isNext
		case before.text == "next" && t.text == "to":
			before.role &^= isNext
		}
	}
}

// splitToken returns the token between two moves that are made one after the other: "push in, then pan left". It is the number of tokens where there is none.
func (r *reader) splitToken() int {
	moves := func(is func(h hit) bool) bool {
		return slices.ContainsFunc(r.hits, func(h hit) bool { return is(h) && !h.denied && !h.term.Kind.Grades() })
	}
	for k, t := range r.tokens {
		if t.role&isNext == 0 {
			continue
		}
		clause := t.clause // in which the second move must be: "then she turns, slow push in" has none
		if k+1 < len(r.tokens) && r.tokens[k+1].clause != clause && r.startsClause(k) {
			clause = r.tokens[k+1].clause // "Then, pan left"
		}
		if moves(func(h hit) bool { return h.end <= k }) && moves(func(h hit) bool { return h.end > k && r.tokens[h.first].clause == clause }) {
			return k
		}
	}
	return len(r.tokens)
}

// startsClause reports whether nothing that says anything stands before token i in its clause.
func (r *reader) startsClause(i int) bool {
	clause := r.tokens[i].clause
	for i--; r.is(i, clause, isBlank|isAnd|isNext); i-- {
	}
	return i < 0 || r.tokens[i].clause != clause
}

// isThen reports whether token i is a word such as "then" between what moves, which begins the clause, and what it does: "the camera then pulls back", but not "she
// looks at the camera then turns left".
func (r *reader) isThen(i, first int) bool {
	clause := r.tokens[first].clause
	return r.is(i, clause, isNext) && r.is(first, clause, isContext) && r.startsClause(first)
}

// elliptical returns the phrase at token i, after a word such as "then", that leaves its first words out because the phrase before it has said them: "zoom in, then out", "the
// camera pushes in, then pulls back".
func (r *reader) elliptical(i int) (best hit, ok bool) {
	if len(r.hits) == 0 || !r.followsNext(i) {
		return best, false
	}
	last, clause := r.hits[len(r.hits)-1], r.tokens[i].clause
	if last.denied || last.term.Kind.Grades() || r.tokens[last.first].clause < clause-1 {
		return best, false
	}
	at := i
	if r.tokens[i].text == "back" {
		for at++; r.is(at, clause, isBlank); at++ { // "pan left, then back to the right"
		}
	}
	for _, head := range r.heads(last) {
		for _, p := range r.phrases {
			if p.family || len(p.words) <= max(len(head), len(best.words)) || !begins(p, head) {
				continue
			}
			rest := phrase{words: p.words[len(head):]}
			end, ok := r.match(rest, i)
			if !ok && at > i {
				end, ok = r.match(rest, at)
			}
			bare := len(rest.words) == 1 && !r.isSubject(head) // a direction alone
			if ok && !(bare && r.beginsPlace(end, clause)) {
				best = hit{phrase: p, head: head, first: i, end: end, level: 1, from: i, until: end}
			}
		}
	}
	return best, best.words != nil
}

// beginsPlace reports whether token i makes the word before it say where something is, and not where the camera goes: "zoom in, then out of the fog comes a ship".
func (r *reader) beginsPlace(i, clause int) bool {
	return i < len(r.tokens) && r.tokens[i].clause == clause && slices.Contains([]string{"of", "the", "a", "an"}, r.tokens[i].text)
}

// followsNext reports whether a word such as "then" stands before token i in its clause.
func (r *reader) followsNext(i int) bool {
	clause := r.tokens[i].clause
	for i--; r.is(i, clause, isBlank); i-- {
	}
	return r.is(i, clause, isNext)
}

// heads returns the words that a phrase after a hit may leave out: those with which the hit begins, and the subject of which it is said.
func (r *reader) heads(h hit) (heads [][]string) {
	said := slices.Clone(h.head)
	for k := h.first; k < h.end && len(said) < len(h.words); k++ {
		if slices.Contains(h.words[len(said)], r.tokens[k].text) {
			said = append(said, r.tokens[k].text)
		}
	}
	for n := 1; n < len(said); n++ {
		heads = append(heads, said[:n])
	}
	k, clause := h.first-1, r.tokens[h.first].clause
	for r.is(k, clause, isBlank) && !r.is(k, clause, isContext) {
		k--
	}
	if r.is(k, clause, isContext) {
		heads = append(heads, []string{r.tokens[k].text})
	}
	return heads
}

// isSubject reports whether words are what moves: "camera".
func (r *reader) isSubject(words []string) bool {
	return len(words) == 1 && r.roles[words[0]]&isContext != 0
}

// begins reports whether a phrase begins with the words.
func begins(p phrase, words []string) bool {
	for n, word := range words {
		if !slices.Contains(p.words[n], word) {
			return false
		}
	}
	return true
}
