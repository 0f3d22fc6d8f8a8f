package lynx

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"caracal/core"
)

// A history is what really happened around some submits of one home, and what the marks and the service tell of it.
type history struct {
	submits []posted
	runs    []found
	made    map[string]core.JobID // who made the run; a stranger's is not in it
	prompt  bool                  // nothing but what the rule expects: no stranger, no run that took longer than soon, clocks known well
}

// newHistory draws clicks with their spacing, a clock that is wrong by up to 3 minutes and known more or less well, kills and lost submits that made no run, answers that
// took their time, and runs made elsewhere.
func newHistory(r *rand.Rand) history {
	begin := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	seconds := func(most float64) time.Duration { return time.Duration(r.Float64() * most * float64(time.Second)) }
	h := history{made: map[string]core.JobID{}, prompt: r.IntN(3) == 0}
	wrong := seconds(360) - 3*time.Minute // the service's clock is ahead by this
	within := seconds(3)
	if !h.prompt && r.IntN(3) == 0 {
		within = seconds(180)
	}
	spacing := soon + 2*within + time.Second + seconds(30)
	if !h.prompt {
		spacing = time.Second + seconds(40)
	}
	at := begin
	for i := range 1 + r.IntN(4) {
		at = at.Add(spacing + seconds(20))
		off := time.Duration((2*r.Float64() - 1) * float64(within)) // the estimate's own error
		p := posted{job: core.JobID(fmt.Sprint("job ", i)), at: at, earliest: at.Add(wrong + off - within), latest: at.Add(wrong + off + within)}
		sent := at.Add(wrong)
		if r.IntN(4) > 0 {
			took := seconds(soon.Seconds())
			if !h.prompt && r.IntN(5) == 0 {
				took = seconds(late.Seconds())
			}
			id := fmt.Sprint("run ", i)
			h.runs = append(h.runs, found{id, sent.Add(took)})
			h.made[id] = p.job
		}
		h.submits = append(h.submits, p)
	}
	if !h.prompt {
		for i := range r.IntN(3) {
			h.runs = append(h.runs, found{fmt.Sprint("stranger ", i), begin.Add(wrong - time.Minute + seconds(400))})
		}
	}
	r.Shuffle(len(h.submits), func(i, j int) { h.submits[i], h.submits[j] = h.submits[j], h.submits[i] })
	r.Shuffle(len(h.runs), func(i, j int) { h.runs[i], h.runs[j] = h.runs[j], h.runs[i] })
	return h
}

// explanations goes through everything that can have happened, in the plainest way: each submit in the order of its sending made one of the later runs that may be its, or none.
// It calls each with the runs by job and how many pairs are likely and how many there are.
func (h history) explanations(each func(pairs map[core.JobID]string, likelies, all int)) {
	submits, runs := slices.Clone(h.submits), slices.Clone(h.runs)
	slices.SortFunc(submits, func(a, b posted) int { return a.at.Compare(b.at) })
	slices.SortFunc(runs, func(a, b found) int { return a.created.Compare(b.created) })
	pairs := map[core.JobID]string{}
	var walk func(i, from, likelies int)
	walk = func(i, from, likelies int) {
		if i == len(submits) {
			each(pairs, likelies, len(pairs))
			return
		}
		walk(i+1, from, likelies)
		for j := from; j < len(runs); j++ {
			p, c := submits[i], runs[j].created
			if c.Before(p.earliest) || c.After(p.latest.Add(10*time.Minute)) {
				continue
			}
			n := likelies
			if !c.After(p.latest.Add(20 * time.Second)) {
				n++
			}
			pairs[p.job] = runs[j].id
			walk(i+1, j+1, n)
			delete(pairs, p.job)
		}
	}
	walk(0, 0, 0)
}

func TestMatchGivesWhatIsCertainAndNothingElse(t *testing.T) {
	const histories = 20_000
	given, wrong, unclear, full := 0, 0, 0, 0
	for seed := range uint64(histories) {
		h := newHistory(rand.New(rand.NewPCG(seed, 9)))
		got := match(h.submits, h.runs)

		// What every best explanation has.
		best, all, certain := -1, -1, map[core.JobID]string{}
		truth := [2]int{-1, -1}
		h.explanations(func(pairs map[core.JobID]string, likelies, n int) {
			same := true
			for run, job := range h.made {
				same = same && pairs[job] == run
			}
			if same && n == len(h.made) {
				truth = [2]int{likelies, n}
			}
			if likelies > best || likelies == best && n > all {
				best, all, certain = likelies, n, map[core.JobID]string{}
				for job, run := range pairs {
					certain[job] = run
				}
			} else if likelies == best && n == all {
				for job, run := range certain {
					if pairs[job] != run {
						delete(certain, job)
					}
				}
			}
		})
		if fmt.Sprint(got) != fmt.Sprint(certain) {
			t.Fatalf("history %d: match gives %v, certain is %v\n%+v", seed, got, certain, h)
		}
		owner := map[string]bool{}
		for job, run := range got {
			given++
			if owner[run] {
				t.Fatalf("history %d: run %s is given twice", seed, run)
			}
			owner[run] = true
			if h.made[run] == job {
				continue
			}
			wrong++
			// What happened needs more coincidences than an explanation in which this pair is right, so nothing tells them apart.
			if truth == [2]int{best, all} {
				t.Fatalf("history %d: %s is given %s, made by %q, and the truth is among the best explanations", seed, job, run, h.made[run])
			}
		}
		unclear += len(h.made) - len(got)
		if h.prompt {
			full++
			if len(got) != len(h.made) || len(owner) != len(h.made) {
				t.Fatalf("history %d: nothing unusual happened, and %d of %d runs are given: %v\n%+v", seed, len(got), len(h.made), got, h)
			}
		}
	}
	t.Logf("%d histories, %d of them without anything unusual: %d runs given, %d of them to another job by a coincidence that nothing tells", histories, full, given, wrong)
}

func TestALookDecidesByATable(t *testing.T) {
	const settle = 2 * time.Minute
	for _, c := range []struct {
		name string
		saw  sight
		do   doing
		id   string
	}{
		{"our own upload, at first sight", sight{mine: "a", open: 1}, take, "a"},
		{"our own upload, among others", sight{mine: "a", match: "b", open: 3, age: settle}, take, "a"},
		{"a run that is alone, at first sight", sight{match: "a", open: 1}, keepLooking, ""},
		{"a run that is alone, later", sight{match: "a", open: 1, age: settle}, take, "a"},
		{"a 429 and nothing there", sight{busy: true}, sendAgain, ""},
		{"a 429 and a run that is alone, at first sight", sight{busy: true, match: "a", open: 1}, keepLooking, ""},
		{"a 429 and a run that is alone, later", sight{busy: true, match: "a", open: 1, age: settle}, take, "a"},
		{"a 429 and two runs", sight{busy: true, open: 2, age: settle}, giveUp, ""},
		{"nothing yet", sight{age: settle - 1}, keepLooking, ""},
		{"nothing", sight{age: settle}, giveUp, ""},
		{"two runs", sight{open: 2, age: settle}, giveUp, ""},
		{"others submit again and again", sight{match: "a", open: 1, waited: 2 * settle}, giveUp, ""},
	} {
		c.saw.settle = settle
		if do, id := c.saw.decide(); do != c.do || id != c.id {
			t.Errorf("%s: %v, %q; want %v, %q", c.name, do, id, c.do, c.id)
		}
	}
}

// A submit that got a 429 cannot have made a run after that.
func TestARunAfterA429IsSomebodyElses(t *testing.T) {
	at := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	p := posted{job: "a", at: at, earliest: at.Add(-time.Second), latest: at.Add(time.Second), heard: at.Add(2 * time.Second)}
	if got := match([]posted{p}, []found{{"stranger", at.Add(3 * time.Second)}}); len(got) != 0 {
		t.Errorf("match = %v", got)
	}
	if got := match([]posted{p}, []found{{"ours", at.Add(time.Second)}, {"stranger", at.Add(3 * time.Second)}}); got["a"] != "ours" {
		t.Errorf("match = %v", got)
	}
}
