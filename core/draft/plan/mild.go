package plan

import "slices"

// A mild denial gives way to whatever is wished elsewhere of the same kind, because it is of something else than the wish, or perhaps: of the pace in "slow push in, no fast camera movement", of
// people in "sin movimiento", and of something that we do not know in "the camera does not tremble". Where nothing is wished it denies as any other.

// denies reports whether a word of pace, or one such as "sudden", stands with a denied phrase, so that this is what is denied.
func (r *reader) denies(h hit, how role) bool {
	clause := r.tokens[h.first].clause
	from, until := h.from, h.until
	for from == h.first && r.is(h.first-1, clause, isPace|isSudden) && !r.inLastHit(h.first-1) {
		from--
	}
	for r.is(until, clause, isBlank|isSudden) {
		until++
	}
	for k := from; k < until; k++ {
		if r.is(k, clause, how) && (h.family || k < h.first || k >= h.end || r.between(h, k)) {
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
			r.hits = slices.Insert(r.hits, at, r.refusals(first, end)...)
		}
		first = end
	}
}

// refusals returns what a clause denies that begins with the camera, at which it is denied what comes next, or what comes before the clause's end: "die Kamera folgt ihr nicht". That the
// clause begins with it keeps out what people do: "she never looks at the camera".
func (r *reader) refusals(first, end int) []hit {
	clause := r.tokens[first].clause
	camera := first
	for r.is(camera, clause, isBlank) && !r.is(camera, clause, isCamera) {
		camera++
	}
	if !r.is(camera, clause, isCamera) {
		return nil
	}
	last := end - 1
	ends := last > camera && r.is(last, clause, isDenial|isDenialAfter)
	if h, ok := r.refusedMove(camera); ok && (ends || r.has(isDenial, camera, h.end)) {
		if ends {
			h.until = end
		}
		return []hit{h}
	}
	next := camera + 1
	for r.is(next, clause, isBlank|isAuxiliary) {
		next++
	}
	switch {
	case r.is(next, clause, isDenial):
		last = next
	case !ends:
		return nil
	}
	if named := r.refusedFamilies(camera, end); len(named) > 0 {
		named[0].from, named[len(named)-1].until = camera, max(named[len(named)-1].end, last+1)
		return named
	}
	of := phrase{term: movement(), sure: true, family: true, mild: true}
	return []hit{{phrase: of, first: camera, end: last + 1, denied: true, level: 1, from: camera, until: last + 1}}
}

// refusedMove returns the longest phrase of a move that stands at the camera if what denies it is read over: "die Kamera fährt nicht heran".
func (r *reader) refusedMove(camera int) (best hit, ok bool) {
	for _, p := range r.phrases {
		if p.family || !p.sure || p.term.Kind != Moves || len(p.words) <= max(1, len(best.words)) {
			continue
		}
		if end, ok := r.matchAcross(p, camera, isBlank|isAuxiliary|isDenial); ok {
			best = hit{phrase: p, first: camera, end: end, denied: true, level: 1, from: camera, until: end}
		}
	}
	return best, best.words != nil
}

// refusedFamilies returns the families that are named between two tokens: all of the camera is held only where none is.
func (r *reader) refusedFamilies(from, until int) (named []hit) {
	for k := from; k < until; k++ {
		if h, ok := r.longest(k, true); ok && h.family && h.end <= until {
			h.denied = true
			named = append(named, h)
			k = h.end - 1
		}
	}
	return named
}

// has reports whether one of the tokens between two has one of the roles.
func (r *reader) has(want role, from, until int) bool {
	return slices.ContainsFunc(r.tokens[from:until], func(t token) bool { return t.role&want != 0 })
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
