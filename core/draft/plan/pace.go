package plan

import "slices"

// applyPaces gives each word of pace to the phrase that follows it, else to the one that it follows: "slow push in", "pans left very slowly".
func (r *reader) applyPaces() {
	owner := make([]int, len(r.tokens)) // the hit whose phrase holds the token, counted from 1
	for n, h := range r.hits {
		for k := h.first; k < h.end; k++ {
			owner[k] = n + 1
		}
	}
	for k, t := range r.tokens {
		pace := t.role & isPace
		if pace == 0 {
			continue
		}
		n := owner[k]
		for _, step := range []int{1, -1} {
			for i := k + step; n == 0 && i >= 0 && i < len(r.tokens) && r.tokens[i].clause == t.clause; i += step {
				if n = owner[i]; n == 0 && !r.is(i, t.clause, isBlank) {
					break
				}
			}
		}
		if n == 0 {
			continue
		}
		h := &r.hits[n-1]
		if owner[k] == n && !r.between(*h, k) {
			continue // the word is part of the phrase itself
		}
		h.level = Gentle
		if pace == isFast {
			h.level = Strong
		}
		h.paced = h.paced || k < h.first
		h.from, h.until = min(h.from, k), max(h.until, k+1)
	}
}

// between reports whether token k stands between the words of the hit's phrase and is none of them.
func (r *reader) between(h hit, k int) bool {
	return !slices.ContainsFunc(h.words, func(word []string) bool { return slices.Contains(word, r.tokens[k].text) })
}
