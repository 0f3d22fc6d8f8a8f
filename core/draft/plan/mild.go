package plan

import "slices"

// A mild denial gives way to whatever is wished elsewhere of the same kind, because it is of something else than the wish, or perhaps: of the pace in "slow push in, no fast camera movement", of
// people in "sin movimiento", and of something that we do not know in "the camera does not tremble". Where nothing is wished it denies as any other.

// deniesPace reports whether a word of pace stands with a denied phrase, so that the pace is what is denied.
func (r *reader) deniesPace(h hit) bool {
	clause := r.tokens[h.first].clause
	from, until := h.from, h.until
	for from == h.first && r.is(h.first-1, clause, isPace) && !r.inLastHit(h.first-1) {
		from--
	}
	for r.is(until, clause, isBlank) {
		until++
	}
	for k := from; k < until; k++ {
		if r.is(k, clause, isPace) && (h.family || k < h.first || k >= h.end || r.between(h, k)) {
			return true
		}
	}
	return false
}

// findRefusals finds clauses that deny something of the camera and hold no phrase. They would be answered with the default move, which may be what they refuse.
func (r *reader) findRefusals() {
	for first := 0; first < len(r.tokens); {
		clause, end := r.tokens[first].clause, first
		for end < len(r.tokens) && r.tokens[end].clause == clause {
			end++
		}
		at := slices.IndexFunc(r.hits, func(h hit) bool { return h.end > first })
		if at < 0 {
			at = len(r.hits)
		}
		if at == len(r.hits) || r.hits[at].first >= end {
			if h, ok := r.refusal(first, end); ok {
				r.hits = slices.Insert(r.hits, at, h)
			}
		}
		first = end
	}
}

// refusal returns what a clause denies that begins with the camera, at which it is denied what comes next, or what comes before the clause's end: "die Kamera folgt ihr nicht". That the clause
// begins with it keeps out what people do: "she never looks at the camera".
func (r *reader) refusal(first, end int) (h hit, ok bool) {
	clause := r.tokens[first].clause
	camera := first
	for r.is(camera, clause, isBlank) && !r.is(camera, clause, isCamera) {
		camera++
	}
	if !r.is(camera, clause, isCamera) {
		return h, false
	}
	next := camera + 1
	for r.is(next, clause, isBlank|isAuxiliary) {
		next++
	}
	last := end - 1
	switch {
	case r.is(next, clause, isDenial):
		last = next
	case last == camera || !r.is(last, clause, isDenial|isDenialAfter):
		return h, false
	}
	of := phrase{term: movement(), sure: true, family: true, mild: true}
	return hit{phrase: of, first: camera, end: last + 1, denied: true, level: 1, from: camera, until: last + 1}, true
}

// dropMild takes out the mild denials of what is wished elsewhere.
func (r *reader) dropMild() {
	ways := func(h hit) (set []bool) {
		p := Plan{Camera: h.term.Camera, Look: h.term.Look}
		for _, amount := range p.amounts(&p.Camera) {
			set = append(set, *amount != 0)
		}
		return set
	}
	wished := ways(hit{})
	for _, h := range r.hits {
		for k, set := range ways(h) {
			wished[k] = wished[k] || set && !h.denied
		}
	}
	r.hits = slices.DeleteFunc(r.hits, func(h hit) bool {
		if !h.denied || !h.mild {
			return false
		}
		for k, set := range ways(h) {
			if set && wished[k] {
				return true
			}
		}
		return false
	})
}
