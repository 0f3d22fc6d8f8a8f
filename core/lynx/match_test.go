package lynx

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"caracal/core"
)

// A history is what really happened around some submits of one home, and what the marks and the service tell of it.
type history struct {
	submits []postedSubmit
	runs    []foundRun
	made    map[string]core.JobID // who made the run; a stranger's is not in it
	prompt  bool                  // nothing but what the rule expects: no stranger, no run that took longer than 20 s, clocks known well
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
	spacing := 20*time.Second + 2*within + time.Second + seconds(30)
	if !h.prompt {
		spacing = time.Second + seconds(40)
	}
	at := begin
	for i := range 1 + r.IntN(4) {
		at = at.Add(spacing + seconds(20))
		off := time.Duration((2*r.Float64() - 1) * float64(within)) // the estimate's own error
		p := postedSubmit{job: core.JobID(fmt.Sprint("job ", i)), at: at, earliest: at.Add(wrong + off - within), latest: at.Add(wrong + off + within)}
		sent := at.Add(wrong)
		if r.IntN(4) > 0 {
			took := seconds(20)
			if !h.prompt && r.IntN(5) == 0 {
				took = seconds(600)
			}
			id := fmt.Sprint("run ", i)
			h.runs = append(h.runs, foundRun{id, sent.Add(took)})
			h.made[id] = p.job
		}
		h.submits = append(h.submits, p)
	}
	if !h.prompt {
		for i := range r.IntN(3) {
			h.runs = append(h.runs, foundRun{fmt.Sprint("stranger ", i), begin.Add(wrong - time.Minute + seconds(400))})
		}
	}
	r.Shuffle(len(h.submits), func(i, j int) { h.submits[i], h.submits[j] = h.submits[j], h.submits[i] })
	r.Shuffle(len(h.runs), func(i, j int) { h.runs[i], h.runs[j] = h.runs[j], h.runs[i] })
	return h
}

// mayBe reports whether the run was created while the submit can have been on its way: 20 s, and what the clocks are wrong by.
func mayBe(p postedSubmit, r foundRun) bool {
	return !r.created.Before(p.earliest) && !r.created.After(p.latest.Add(20*time.Second))
}

// explanations goes through everything that can have happened, in the plainest way: each submit in the order of its sending made one of the later runs that may be its, or none.
// It calls each with the runs by job.
func (h history) explanations(each func(pairs map[core.JobID]string)) {
	submits, runs := h.inOrder()
	pairs := map[core.JobID]string{}
	var walk func(i, from int)
	walk = func(i, from int) {
		if i == len(submits) {
			each(pairs)
			return
		}
		walk(i+1, from)
		for j := from; j < len(runs); j++ {
			if mayBe(submits[i], runs[j]) {
				pairs[submits[i].job] = runs[j].id
				walk(i+1, j+1)
				delete(pairs, submits[i].job)
			}
		}
	}
	walk(0, 0)
}

// inOrder returns the submits as they were sent and the runs as they were made.
func (h history) inOrder() ([]postedSubmit, []foundRun) {
	submits, runs := slices.Clone(h.submits), slices.Clone(h.runs)
	slices.SortFunc(submits, func(a, b postedSubmit) int { return a.at.Compare(b.at) })
	slices.SortFunc(runs, func(a, b foundRun) int { return a.created.Compare(b.created) })
	return submits, runs
}

// judge returns the pairs that are certain, which are those in every explanation with the most pairs, and how many pairs that is.
func (h history) judge() (certain map[core.JobID]string, most int) {
	most = -1
	h.explanations(func(pairs map[core.JobID]string) {
		switch {
		case len(pairs) > most:
			most, certain = len(pairs), maps.Clone(pairs)
		case len(pairs) == most:
			maps.DeleteFunc(certain, func(job core.JobID, run string) bool { return pairs[job] != run })
		}
	})
	return certain, most
}

// check returns what is wrong with the pairs that a rule gives: one that is not certain or one that is left out, a run that two have, and another's run where what happened is among
// the best explanations.
func (h history) check(got map[core.JobID]string) error {
	certain, most := h.judge()
	truth, last := 0, time.Time{} // pairs that really happened as is to be expected; none where one submit overtook another
	submits, _ := h.inOrder()
	for _, p := range submits {
		for _, r := range h.runs {
			if h.made[r.id] == p.job && mayBe(p, r) {
				if truth++; r.created.Before(last) {
					truth = -len(submits)
				}
				last = r.created
			}
		}
	}
	owner := map[string]bool{}
	for job, run := range got {
		if owner[run] {
			return fmt.Errorf("%s is given twice", run)
		}
		owner[run] = true
		if h.made[run] != job && truth == most {
			return fmt.Errorf("%s is given %s, made by %q, and the truth is among the best explanations", job, run, h.made[run])
		}
	}
	if !maps.Equal(got, certain) {
		return fmt.Errorf("given are %v, certain is %v", got, certain)
	}
	if h.prompt && len(got) != len(h.made) {
		return fmt.Errorf("nothing unusual happened, and %d of %d runs are given: %v", len(got), len(h.made), got)
	}
	return nil
}

func TestMatchGivesWhatIsCertainAndNothingElse(t *testing.T) {
	const histories = 20_000
	given, others, made, prompt := 0, 0, 0, 0
	for seed := range uint64(histories) {
		h := newHistory(rand.New(rand.NewPCG(seed, 9)))
		got := match(h.submits, h.runs)
		if err := h.check(got); err != nil {
			t.Fatalf("history %d: %v\n%+v", seed, err, h)
		}
		for job, run := range got {
			given++
			if h.made[run] != job {
				others++
			}
		}
		made += len(h.made)
		if h.prompt {
			prompt++
		}
	}
	t.Logf("%d histories, %d of them without anything unusual: %d of %d runs given, %d runs given to another job by a coincidence that nothing tells", histories, prompt, given-others, made, others)
}

// The histories must be hard enough to tell the rule from simpler ones.
func TestSimplerRulesAreFoundOut(t *testing.T) {
	for name, rule := range map[string]func(h history) map[core.JobID]string{
		"by order alone": func(h history) map[core.JobID]string {
			submits, runs := h.inOrder()
			given := map[core.JobID]string{}
			for i := range min(len(submits), len(runs)) {
				given[submits[i].job] = runs[i].id
			}
			return given
		},
		"the rule without the clocks' error": func(h history) map[core.JobID]string {
			submits := slices.Clone(h.submits)
			for i, p := range submits {
				submits[i].earliest, submits[i].latest = p.middle(), p.middle()
			}
			return match(submits, h.runs)
		},
		"the last submit before it": func(h history) map[core.JobID]string {
			submits, runs := h.inOrder()
			given := map[core.JobID]string{}
			for _, r := range runs {
				for _, p := range slices.Backward(submits) {
					if mayBe(p, r) {
						given[p.job] = r.id
						break
					}
				}
			}
			return given
		},
		"a run that is alone, however late": func(h history) map[core.JobID]string {
			given := match(h.submits, h.runs)
			if len(h.submits) == 1 && len(h.runs) == 1 && h.submits[0].possible(h.runs[0]) {
				given[h.submits[0].job] = h.runs[0].id
			}
			return given
		},
	} {
		failed, stolen := 0, 0
		for seed := range uint64(2000) {
			h := newHistory(rand.New(rand.NewPCG(seed, 9)))
			got := rule(h)
			if h.check(got) != nil {
				failed++
			}
			for job, run := range got {
				if h.made[run] != job {
					stolen++
				}
			}
		}
		t.Logf("%s: wrong in %d of 2000 histories, %d runs given to who did not make them", name, failed, stolen)
		if failed == 0 {
			t.Errorf("%s does as well", name)
		}
	}
}

// A run that is alone is not ours for that: it must also have come when ours was to be expected.
func TestALoneRunIsGivenOnlyWhileTheSubmitCanHaveBeenOnItsWay(t *testing.T) {
	at := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	p := postedSubmit{job: "a", at: at, earliest: at.Add(-3 * time.Second), latest: at.Add(3 * time.Second)}
	for after, want := range map[time.Duration]string{
		-4 * time.Second: "", -2 * time.Second: "run", 0: "run", 22 * time.Second: "run", 24 * time.Second: "", time.Minute: "", 9 * time.Minute: "",
	} {
		if got := match([]postedSubmit{p}, []foundRun{{"run", at.Add(after)}})["a"]; got != want {
			t.Errorf("%v after the mark: given %q, want %q", after, got, want)
		}
	}
}

func TestALookDecidesByATable(t *testing.T) {
	const settle = 2 * time.Minute
	for _, c := range []struct {
		name string
		saw  observation
		do   action
		id   string
	}{
		{"our own upload, at first sight", observation{mine: "a", open: 1}, adopt, "a"},
		{"our own upload, among others", observation{mine: "a", match: "b", open: 3, age: settle}, adopt, "a"},
		{"a run that is alone, at first sight", observation{match: "a", open: 1}, keepLooking, ""},
		{"a run that is alone, later", observation{match: "a", open: 1, age: settle}, adopt, "a"},
		{"a 429 and nothing there", observation{busy: true}, resubmit, ""},
		{"a 429 and a run that is alone, at first sight", observation{busy: true, match: "a", open: 1}, keepLooking, ""},
		{"a 429 and a run that is alone, later", observation{busy: true, match: "a", open: 1, age: settle}, adopt, "a"},
		{"a 429 and two runs", observation{busy: true, open: 2, age: settle}, giveUp, ""},
		{"nothing yet", observation{age: settle - 1}, keepLooking, ""},
		{"nothing", observation{age: settle}, giveUp, ""},
		{"two runs", observation{open: 2, age: settle}, giveUp, ""},
		{"others submit again and again", observation{match: "a", open: 1, waited: 2 * settle}, giveUp, ""},
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
	p := postedSubmit{job: "a", at: at, earliest: at.Add(-time.Second), latest: at.Add(time.Second), busyAt: at.Add(2 * time.Second)}
	if got := match([]postedSubmit{p}, []foundRun{{"stranger", at.Add(3 * time.Second)}}); len(got) != 0 {
		t.Errorf("match = %v", got)
	}
	if got := match([]postedSubmit{p}, []foundRun{{"ours", at.Add(time.Second)}, {"stranger", at.Add(3 * time.Second)}}); got["a"] != "ours" {
		t.Errorf("match = %v", got)
	}
}
