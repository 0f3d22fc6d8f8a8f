package command

import (
	"context"
	"fmt"
	"strings"

	"caracal/core"
	"caracal/gui/words"
)

// Decide carries out the person's word on an unclear job: to send it again, which may be paid beside the first, or to forget it.
func Decide(ctx context.Context, p Parts, term Terminal) int {
	if asksHelp(term.Args) {
		return help(ctx, p, term)
	}
	decision := map[string]core.Decision{"send": core.SubmitAgain, "forget": core.GiveUp}
	if len(term.Args) != 2 || decision[term.Args[1]] == "" {
		fmt.Fprint(term.Err, usage)
		return Usage
	}
	jobs, err := p.Studio.History(listed)
	if err != nil {
		return Refuse(term, err)
	}
	job, code := jobByID(jobs, term.Args[0], term)
	if code != OK {
		return code
	}
	if job.State != core.Unclear {
		fmt.Fprintln(term.Err, words.NothingToDecide(job))
		return Usage
	}
	d := decision[term.Args[1]]
	var told core.USD
	if d == core.SubmitAgain {
		told = p.Studio.Quote(ctx, job.Request.Engine)
		fmt.Fprintln(term.Err, words.Costs(told))
	}
	f := newFollower(p.Studio, term.Err)
	defer f.stop()
	id, err := p.Studio.Decide(ctx, job.ID, d, told)
	if err != nil {
		return Refuse(term, err)
	}
	if d == core.GiveUp {
		fmt.Fprintln(term.Err, words.GivenUp(id, job.Price))
		return OK
	}
	return finish(ctx, f, id, "", term)
}

// jobByID returns the job whose id begins so. That there is not exactly one is said, and is bad usage.
func jobByID(jobs []core.Job, id string, term Terminal) (found core.Job, code int) {
	n := 0
	for _, j := range jobs {
		if strings.HasPrefix(string(j.ID), strings.ToLower(id)) && id != "" {
			found, n = j, n+1
		}
	}
	if n != 1 {
		fmt.Fprintln(term.Err, words.NotOneJob(id, n))
		return core.Job{}, Usage
	}
	return found, OK
}
