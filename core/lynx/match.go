package lynx

import (
	"cmp"
	"slices"
	"time"

	"caracal/core"
)

// A posted is a submit whose outcome nobody knows: what its mark tells. earliest and latest are when it was sent, as the service's clock showed it; they differ by how
// well that is known.
type posted struct {
	job              core.JobID
	at               time.Time // by this computer's clock
	earliest, latest time.Time
	heard            time.Time // the latest that the service's clock can have shown when its answer, a 429, came; zero when none did
}

// A found is a run that the service shows and no job is known to have.
type found struct {
	id      string
	created time.Time // by the service's clock
}

// How long after its submit a run may be created. A submit that was answered with a 429 cannot make one after the answer.
const (
	soon = 20 * time.Second // as a rule; less than the usual time between two submits
	late = 10 * time.Minute // when the service is in trouble
)

// How well a run fits a submit.
const (
	never  = 0
	later  = 1 // possible
	likely = 2 // what is to be expected
)

// fits says how well run r fits the submit.
func (p posted) fits(r found) int {
	switch {
	case r.created.Before(p.earliest), !p.heard.IsZero() && r.created.After(p.heard), r.created.After(p.latest.Add(late)):
		return never
	case r.created.After(p.latest.Add(soon)):
		return later
	}
	return likely
}

// match gives runs to submits, as far as it is certain whose they are. It is a pure function: the same marks, runs and clock error give the same pairs in every process, whoever
// asks first.
//
// The rule. An explanation is a set of pairs of a submit and a run that fits it, in which nothing is used twice and no pair crosses another: what was sent later was made
// later. What is left over in an explanation is a submit that was lost, or a run that somebody else made. The best explanations are those with the most likely pairs, and of
// these those with the most pairs. A pair is given when every best explanation has it.
//
// What that means. A run belongs to the last submit before it when no other can be meant, because submits are further apart than soon plus what the clocks may be wrong by, so that
// the run is likely for that one only. n runs and n submits in the same stretch are n pairs: the one explanation without anything left over has them in order. One run for two
// submits, or two runs for one, are no pair: each of the two is in a best explanation that the other is not in.
//
// The proof that no run is given to a submit that did not make it, unless nothing that the service tells could show it. Let T be what really happened; its pairs fit and do not cross, so T is an
// explanation. If T is among the best, every given pair is in T, because it is in all of them. If T is not, then there is an explanation that fits all that the service tells and needs fewer
// coincidences: a submit was lost, or late, and near it a run of somebody else's came in its place. Nothing tells these two apart. No run is given twice, because a best explanation uses none twice.
// And what could be told apart is: a pair that is not given is missing in some best explanation, which fits all that the service tells as well as one that has it does.
//
// That nothing crosses needs the order in which the submits were sent. Our own clock tells it, where it ran on undisturbed, and else the service's; where neither does, nothing is given
// in that stretch unless there is only one submit in it.
func match(submits []posted, runs []found) map[core.JobID]string {
	given := map[core.JobID]string{}
	runs = slices.SortedFunc(slices.Values(runs), func(a, b found) int { return cmp.Or(a.created.Compare(b.created), cmp.Compare(a.id, b.id)) })
	for _, s := range stretches(submits, runs) {
		if !s.order() {
			continue
		}
		e := s.explain(nil)
		for _, p := range e.pairs {
			if s.explain(&p).worth < e.worth && !s.twin(p) {
				given[s.submits[p.submit].job] = s.runs[p.run].id
			}
		}
	}
	return given
}

// A stretch is a part of the submits and runs that nothing outside it can be mixed up with.
type stretch struct {
	submits []posted
	runs    []found // in the order of their creation
}

// stretches parts what cannot be mixed up, because no run fits a submit of both parts. Runs that fit none are left out.
func stretches(submits []posted, runs []found) []stretch {
	var parts []stretch
	for _, p := range submits {
		now := stretch{submits: []posted{p}}
		for _, r := range runs {
			if p.fits(r) != never {
				now.runs = append(now.runs, r)
			}
		}
		parts = slices.DeleteFunc(parts, func(old stretch) bool {
			if !slices.ContainsFunc(old.runs, func(r found) bool { return slices.Contains(now.runs, r) }) {
				return false
			}
			now.submits = append(now.submits, old.submits...)
			for _, r := range old.runs {
				if !slices.Contains(now.runs, r) {
					now.runs = append(now.runs, r)
				}
			}
			return true
		})
		parts = append(parts, now)
	}
	for _, p := range parts {
		slices.SortFunc(p.runs, func(a, b found) int { return cmp.Or(a.created.Compare(b.created), cmp.Compare(a.id, b.id)) })
	}
	return parts
}

// order puts the submits in the order in which they were sent, and reports whether that is known.
func (s stretch) order() bool {
	for _, by := range []func(a, b posted) int{
		func(a, b posted) int { return a.at.Compare(b.at) },
		func(a, b posted) int { return a.earliest.Compare(b.earliest) },
	} {
		slices.SortFunc(s.submits, by)
		known := true
		for i, b := range s.submits {
			for _, a := range s.submits[:i] {
				known = known && a.before(b)
			}
		}
		if known {
			return true
		}
	}
	return false
}

// before reports whether p was surely sent before q: by the service's clock, or by ours, when it was not set in between.
func (p posted) before(q posted) bool {
	if p.latest.Before(q.earliest) {
		return true
	}
	if q.latest.Before(p.earliest) || !p.at.Before(q.at) {
		return false
	}
	// What our clock was behind the service's is the same for both, as far as that is known.
	return p.earliest.Sub(p.at) <= q.latest.Sub(q.at) && q.earliest.Sub(q.at) <= p.latest.Sub(p.at)
}

// A pair is a submit and the run that it made, by their places in a stretch.
type pair struct{ submit, run int }

// An explanation is a best one, with what makes it the best: likely pairs count above all others together.
type explanation struct {
	pairs []pair
	worth int
}

// explain returns a best explanation of the stretch that does not have the pair without. It is the longest common subsequence of submits and runs, where common is what fits.
func (s stretch) explain(without *pair) explanation {
	n, m := len(s.submits), len(s.runs)
	worth := func(i, j int) int {
		if without != nil && *without == (pair{i, j}) {
			return 0
		}
		switch s.submits[i].fits(s.runs[j]) {
		case likely:
			return n + 2 // more than all the other pairs together, and itself a pair
		case later:
			return 1
		}
		return 0
	}
	best := make([][]int, n+1) // of the submits from i on and the runs from j on
	for i := range best {
		best[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if w := worth(i, j); w > 0 {
				best[i][j] = max(best[i][j], w+best[i+1][j+1])
			}
		}
	}
	e := explanation{worth: best[0][0]}
	for i, j := 0, 0; i < n && j < m; {
		switch w := worth(i, j); {
		case w > 0 && best[i][j] == w+best[i+1][j+1]:
			e.pairs = append(e.pairs, pair{i, j})
			i, j = i+1, j+1
		case best[i][j] == best[i+1][j]:
			i++
		default:
			j++
		}
	}
	return e
}

// twin reports whether another run was created at the same moment, so that nothing tells which of the two is meant.
func (s stretch) twin(p pair) bool {
	t := s.runs[p.run].created
	return slices.ContainsFunc(s.runs, func(r found) bool { return r.id != s.runs[p.run].id && r.created.Equal(t) })
}
