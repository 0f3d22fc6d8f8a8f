package plan

// A tally adds up what the phrases of a prompt ask for.
type tally struct {
	plan, forbidden Plan
	setBy           map[*float64]int // which hit set an amount of the plan
	held, moved     bool             // a phrase asks for a still camera, or for one that moves
}

// plan adds the phrases up.
func (r *reader) plan() Plan {
	split := r.splitToken()
	t := &tally{plan: Plan{TwoMoves: split < len(r.tokens)}, setBy: map[*float64]int{}}
	for n, h := range r.hits {
		t.add(n, h, h.end > split)
	}
	t.takeOutForbidden()
	if !t.held && !t.moved {
		t.plan.Camera = defaultCamera(t.forbidden.Camera)
	}
	t.plan.words = r.words(t, split)
	return t.plan
}

// add adds hit n, which may be of the second of two moves.
func (t *tally) add(n int, h hit, second bool) {
	wish := Plan{Camera: h.term.Camera, Look: h.term.Look}
	target := t.plan.amounts(&t.plan.Camera)
	switch {
	case h.denied:
		target = t.forbidden.amounts(&t.forbidden.Camera)
	case second:
		target = t.plan.amounts(&t.plan.Then)
	}
	for k, amount := range wish.amounts(&wish.Camera) {
		switch {
		case *amount == 0:
		case h.denied && (h.family || *target[k] == -*amount):
			*target[k] = bothWays
		case h.denied:
			*target[k] = *amount
		default:
			*target[k] = *amount * h.level
			t.setBy[target[k]] = n
			t.moved = t.moved || h.term.Kind == Moves
		}
	}
	t.held = t.held || h.term.Kind == Holds && !h.denied
}

// bothWays marks an amount of which both directions are forbidden.
const bothWays = 100

// takeOutForbidden takes out of the plan what is forbidden, wherever in the prompt it was asked for.
func (t *tally) takeOutForbidden() {
	first, then := t.plan.amounts(&t.plan.Camera), t.plan.amounts(&t.plan.Then)
	for k, f := range t.forbidden.amounts(&t.forbidden.Camera) {
		for _, amount := range []*float64{first[k], then[k]} {
			if *f == bothWays || *f**amount > 0 {
				*amount = 0
				delete(t.setBy, amount)
			}
		}
	}
}

// defaultCamera is the camera of a prompt that asks for none: a gentle push in, or what is not forbidden.
func defaultCamera(forbidden Camera) Camera {
	switch {
	case forbidden.Push <= 0:
		return Camera{Push: Gentle}
	case forbidden.Drift == 0:
		return Camera{Drift: Gentle}
	}
	return Camera{}
}

// words returns the parts of the prompt that have an effect on the plan, of which those after the token split may be of the second move.
func (r *reader) words(t *tally, split int) (words []Word) {
	acting := map[int]bool{}
	for _, n := range t.setBy {
		acting[n] = true
	}
	still := t.plan.Camera == (Camera{}) || t.plan.TwoMoves
	for n, h := range r.hits {
		if acting[n] || h.denied || h.term.Kind == Holds && still {
			words = append(words, Word{
				Start: r.tokens[h.from].start, End: r.tokens[h.until-1].end, Term: h.term.Name, Kind: h.term.Kind, Amount: h.level, Denied: h.denied,
				Next: h.end > split && !h.term.Kind.Grades() && !h.denied,
			})
		}
	}
	return words
}
