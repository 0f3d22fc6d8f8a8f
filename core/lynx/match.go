package lynx

import (
	"cmp"
	"slices"
	"time"

	"caracal/core"
	"caracal/core/wavespeed"
)

// A postedSubmit is what the mark of a submit of unknown outcome tells. earliest and latest are when it was sent by the service's clock; they differ by as much as that is uncertain.
type postedSubmit struct {
	job              core.JobID
	at               time.Time // by this computer's clock
	earliest, latest time.Time
	busyAt           time.Time // the latest that the service's clock can have shown when a 429 came for it; zero when none did
}

// A foundRun is a run that the service shows and no job is known to have.
type foundRun struct {
	id      string
	created time.Time // by the service's clock
}

// How long after its submit a run may be created. A submit that was answered with a 429 cannot make one after the answer.
const (
	// expectedWithin is how long a POST can really be on its way: the client gives up where there is no connection after wavespeed.ConnectWithin, the order fits in one packet, and the service
	// notes a run as it arrives. It is less than the usual time between two submits.
	expectedWithin = wavespeed.ConnectWithin + 5*time.Second
	// possibleWithin allows for a service in trouble, where an order may lie for a while. A run that is made so late may be ours, and is as likely somebody else's.
	possibleWithin = 10 * time.Minute
)

// possible reports whether the submit may have made the run at all.
func (p postedSubmit) possible(r foundRun) bool {
	return !r.created.Before(p.earliest) && !r.created.After(p.latest.Add(possibleWithin)) && (p.busyAt.IsZero() || !r.created.After(p.busyAt))
}

// fits reports whether the run was created when the submit is expected to have reached the service.
func (p postedSubmit) fits(r foundRun) bool {
	return p.possible(r) && !r.created.After(p.latest.Add(expectedWithin))
}

// match gives runs to submits, as far as it is certain whose they are. It is a pure function: the same marks, runs and clock error give the same pairs in every process, whoever asks
// first.
//
// The rule. A run fits a submit when it was created between the moment of sending and expectedWithin of it, allowing for what is not known of the clocks. An explanation is a set of
// pairs of a submit and a run that fits it, in which nothing is used twice and no pair crosses another: what was sent later was made later. What is left over in an explanation is a
// submit that was lost or came late, or a run that somebody else made. The best explanations are those with the most pairs. A pair is given when every best explanation has it.
//
// What that means. A run belongs to the last submit before it when no other can be meant, because submits are further apart than expectedWithin plus what the clocks may be wrong by,
// so that the run fits that one only. n runs and n submits in the same stretch are n pairs: the one explanation without anything left over has them in order. One run for two
// submits, or two runs for one, are no pair: each of the two is in a best explanation that the other is not in. A run that comes later than expectedWithin is never given, even to a
// submit that is alone: within minutes of a lost submit somebody else's is as likely as one of ours that lay somewhere, and no other evidence speaks for either. The person decides.
//
// The proof that no run is given to a submit that did not make it, unless nothing that the service tells could show it. Let T be the pairs that really happened and fit. Where no
// submit overtook another they do not cross, so T is an explanation. If T is among the best, every given pair is in T, because it is in all of them. If T is not, there is an
// explanation that fits all that the service tells with fewer things left over: a submit was lost or late, and in the seconds in which its run was to be expected somebody else's was
// made. Nothing tells these two apart, since the list names neither's maker. Nor does anything tell that a submit overtook another, which takes two within expectedWithin of each
// other. No run is given twice, because a best explanation uses none twice. And what could be told apart is: a pair that fits and is not given is missing in some best explanation,
// which fits all that the service tells as well as one that has it does.
//
// That nothing crosses needs the order in which the submits were sent. Our own clock tells it, where it ran on undisturbed, and else the service's; where neither does, nothing is
// given in that stretch unless there is only one submit in it.
func match(submits []postedSubmit, runs []foundRun) map[core.JobID]string {
	given := map[core.JobID]string{}
	runs = slices.SortedFunc(slices.Values(runs), func(a, b foundRun) int { return cmp.Or(a.created.Compare(b.created), cmp.Compare(a.id, b.id)) })
	for _, s := range stretches(submits, runs) {
		if !s.sortSubmits() {
			continue
		}
		best := s.explain(nil)
		for _, p := range best {
			if len(s.explain(&p)) < len(best) && !s.hasTwin(p) {
				given[s.submits[p.submit].job] = s.runs[p.run].id
			}
		}
	}
	return given
}

// A stretch is a part of the submits and runs that nothing outside it can be mixed up with.
type stretch struct {
	submits []postedSubmit
	runs    []foundRun // in the order of their creation
}

// stretches divides the submits wherever no run can fit both a submit before and a submit after. Runs that fit none are left out. runs are in the order of their creation.
func stretches(submits []postedSubmit, runs []foundRun) []stretch {
	submits = slices.SortedFunc(slices.Values(submits), func(a, b postedSubmit) int { return a.earliest.Compare(b.earliest) })
	var parts []stretch
	var end time.Time // of the last part: no run after it fits
	for _, p := range submits {
		if len(parts) == 0 || p.earliest.After(end) {
			parts = append(parts, stretch{})
		}
		now := &parts[len(parts)-1]
		now.submits = append(now.submits, p)
		if last := p.latest.Add(expectedWithin); last.After(end) {
			end = last
		}
	}
	for i := range parts {
		s := &parts[i]
		for _, r := range runs {
			if slices.ContainsFunc(s.submits, func(p postedSubmit) bool { return p.fits(r) }) {
				s.runs = append(s.runs, r)
			}
		}
	}
	return parts
}

// sortSubmits puts the submits in the order in which they were sent, and reports whether that is known.
func (s stretch) sortSubmits() bool {
	for _, by := range []func(a, b postedSubmit) int{
		func(a, b postedSubmit) int { return a.at.Compare(b.at) },
		func(a, b postedSubmit) int { return a.earliest.Compare(b.earliest) },
	} {
		slices.SortFunc(s.submits, by)
		known := true
		for i, b := range s.submits {
			for _, a := range s.submits[:i] {
				known = known && a.sentBefore(b)
			}
		}
		if known {
			return true
		}
	}
	return false
}

// sentBefore reports whether p was surely sent before q: by the service's clock, or by ours, when it was not set in between.
func (p postedSubmit) sentBefore(q postedSubmit) bool {
	if p.latest.Before(q.earliest) {
		return true
	}
	if q.latest.Before(p.earliest) || !p.at.Before(q.at) {
		return false
	}
	// By how much our clock was behind the service's is the same for both, as far as it is known.
	return p.earliest.Sub(p.at) <= q.latest.Sub(q.at) && q.earliest.Sub(q.at) <= p.latest.Sub(p.at)
}

// A pair is a submit and the run that it made, by their places in a stretch.
type pair struct{ submit, run int }

// explain returns a best explanation of the stretch that does not have the pair without. It is the longest common subsequence of submits and runs, where common is what fits.
func (s stretch) explain(without *pair) []pair {
	n, m := len(s.submits), len(s.runs)
	fits := func(i, j int) bool {
		return (without == nil || *without != pair{i, j}) && s.submits[i].fits(s.runs[j])
	}
	most := make([][]int, n+1) // pairs of the submits from i on and the runs from j on
	for i := range most {
		most[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			most[i][j] = max(most[i+1][j], most[i][j+1])
			if fits(i, j) {
				most[i][j] = max(most[i][j], 1+most[i+1][j+1])
			}
		}
	}
	var pairs []pair
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case fits(i, j) && most[i][j] == 1+most[i+1][j+1]:
			pairs = append(pairs, pair{i, j})
			i, j = i+1, j+1
		case most[i][j] == most[i+1][j]:
			i++
		default:
			j++
		}
	}
	return pairs
}

// hasTwin reports whether another run was created at the same moment, so that nothing tells which of the two is meant.
func (s stretch) hasTwin(p pair) bool {
	t := s.runs[p.run].created
	return slices.ContainsFunc(s.runs, func(r foundRun) bool { return r.id != s.runs[p.run].id && r.created.Equal(t) })
}
