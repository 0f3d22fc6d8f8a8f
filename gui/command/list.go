package command

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"caracal/core"
	"caracal/core/picture"
	"caracal/core/shots"
	"caracal/gui/words"
)

// makeList makes the clips of a shot list in a CSV file and prints where each is. A list of the same shots that was interrupted goes on, so that nothing is submitted twice.
func makeList(ctx context.Context, p Parts, path string, rules shots.Rules, term Terminal) int {
	rules.Engines = p.Studio.Engines()
	rules.CheckPicture = func(path string) error { return picture.Check(ctx, path) }
	list, err := shots.ReadCSV(path, rules)
	if err != nil {
		return refuseList(term, err)
	}
	id, err := beginList(ctx, p, list, term)
	switch {
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(term.Err, words.Stopped)
		return Failed
	case err != nil:
		return refuseList(term, err)
	}
	return followList(ctx, p.Shots, id, term)
}

// beginList goes on with a list of the same shots that was begun before, or else begins this one, and returns the id of the one that goes on. It looks and begins in one turn, so that
// nothing is ordered twice by commands that are given at the same time.
func beginList(ctx context.Context, p Parts, list shots.List, term Terminal) (id string, err error) {
	release, err := p.Shots.AwaitTurn(ctx)
	if err != nil {
		return "", err
	}
	defer release()
	// The jobs of an interrupted list belong to nobody now.
	if _, err := p.Studio.Resume(); err != nil {
		return "", err
	}
	if id, err = p.Shots.ResumeSame(list); err != nil {
		return "", err
	}
	if id != "" {
		fmt.Fprintln(term.Err, words.ListBegun)
		return id, resumeList(ctx, p, id, term)
	}
	told := quote(ctx, p.Studio, list)
	fmt.Fprintln(term.Err, words.Total(list.Total(told), told))
	if ctx.Err() != nil { // Begin asks nobody, and what it has begun is sent by whoever resumes
		return "", ctx.Err()
	}
	return list.ID, p.Shots.Begin(list.Agree(told))
}

// quote asks what the clips of a list cost now.
func quote(ctx context.Context, studio *core.Studio, list shots.List) []core.Info {
	for id := range list.Total(nil).Clips {
		studio.Quote(ctx, id)
	}
	return studio.Engines()
}

// resumeList goes on with a list that was begun before, and tries again what failed. Where it has stopped for a new price, which was said then, the same command is the person's word to that.
func resumeList(ctx context.Context, p Parts, id string, term Terminal) error {
	s, _ := p.Shots.Status(id)
	now := quote(ctx, p.Studio, s.List)
	if rest := s.Total(now, shots.ToCome, shots.Failed); len(rest.Clips) > 0 {
		fmt.Fprintln(term.Err, words.Total(rest, now))
	}
	if ctx.Err() != nil {
		return nil // whoever follows it sees that too
	}
	var told []core.Info
	if core.KindOf(s.List.Why) == core.PriceRose {
		told = now
	}
	if err := p.Shots.Retry(ctx, id, s.IDs(shots.Failed), told); err != nil {
		return err
	}
	return p.Shots.Continue(id, told)
}

// refuseList says what is wrong with every line of a list.
func refuseList(term Terminal, err error) int {
	var lines shots.Errors
	if !errors.As(err, &lines) {
		return Refuse(term, err)
	}
	for _, l := range lines {
		fmt.Fprintf(term.Err, "%s%s (%v)\n", words.Line(l.Line), words.Explain(l.Err).What, l.Err)
	}
	fmt.Fprintln(term.Err, words.ExplainKind(core.BadList).Next)
	return Usage
}

// followList waits until a list does nothing more by itself, or for the end of ctx, and prints where each clip is as it is saved. The exit code is the worst of what stopped it and of the
// rows that have no clip. A list of which nothing is left to do is done with.
func followList(ctx context.Context, desk *shots.Desk, id string, term Terminal) int {
	news := make(chan struct{}, 1)
	stop := desk.Watch(func(shots.Status) {
		select {
		case news <- struct{}{}:
		default:
		}
	})
	defer stop()
	printed, said := map[core.JobID]bool{}, ""
	for {
		s, ok := desk.Status(id)
		if !ok {
			return OK // dismissed by another
		}
		for i, j := range s.Jobs {
			if s.State(i) == shots.Saved && !printed[j.ID] {
				printed[j.ID] = true
				fmt.Fprintln(term.Out, j.Clip.Path)
			}
		}
		if line := words.Counts(s); line != said {
			said = line
			fmt.Fprintln(term.Err, line)
		}
		switch {
		case s.Ended():
			return reportList(desk, s, term)
		case s.List.Paused && s.Count(shots.Making) == 0, desk.HeldUp(s), ctx.Err() != nil:
			return leaveList(s, term)
		}
		select {
		case <-news:
		case <-ctx.Done():
		}
	}
}

// reportList says which rows have no clip. A list of which there is nothing left to do is done with, so that the same one can be made again.
func reportList(desk *shots.Desk, s shots.Status, term Terminal) int {
	code := reportRows(s, term)
	if s.Count(shots.Failed)+s.Count(shots.Unclear) == 0 {
		if err := desk.Dismiss(s.List.ID); err != nil {
			return Refuse(term, err)
		}
	}
	return code
}

// leaveList says how a list stands that has not ended and for which nobody waits any longer, and how it goes on.
func leaveList(s shots.Status, term Terminal) int {
	code, why := reportRows(s, term), s.List.Why
	switch {
	case !s.List.Paused:
	case why == nil:
		fmt.Fprintln(term.Err, words.ListInWindow)
		return worse(code, Failed)
	case why.Kind == core.PriceRose:
		fmt.Fprintf(term.Err, "%s\n%s\n", words.ListPriceRose(), words.ListAgree)
		return worse(code, errorCode(why))
	default:
		code = worse(code, Refuse(term, why))
	}
	fmt.Fprintln(term.Err, words.ListGoesOn)
	return code
}

// reportRows says how the rows stand that have no clip, and returns the worst of their exit codes.
func reportRows(s shots.Status, term Terminal) int {
	code := OK
	for i := range s.List.Rows {
		code = worse(code, reportRow(s, i, term))
	}
	return code
}

// reportRow says how a row stands when nobody waits for it any longer, unless it is saved or nothing stands in its way, and returns the exit code. That a row is left out is the person's
// word and no failure: a script that gives the command again until it succeeds would order all the other clips anew.
func reportRow(s shots.Status, i int, term Terminal) int {
	row, job, state := s.List.Rows[i], s.Jobs[i], s.State(i)
	name := words.ShortName(row.Picture.Name)
	switch {
	case state == shots.Saved:
		return OK
	case state == shots.LeftOut && job.Step.Reached(core.Submitting):
		fmt.Fprintf(term.Err, "%s: %s\n", name, words.Standing(job))
		return OK
	case state == shots.LeftOut:
		fmt.Fprintln(term.Err, words.LeftOut(row.Picture.Name))
		return OK
	case state == shots.ToCome && s.List.Paused:
		return OK // what has paused the list counts
	case state == shots.ToCome && row.Agreed > 0:
		return Going // whoever resumes the list sends it
	case state == shots.ToCome:
		return Failed
	case state == shots.Making && job.Err == nil:
		return jobCode(job)
	}
	fmt.Fprintf(term.Err, "%s: ", name)
	if row.Err != nil {
		return Refuse(term, row.Err)
	}
	return report(term, job)
}

// followLists goes on with what was interrupted of the desk's lists, and returns the worst exit code. What had ended before is shown in the window until it is dismissed there; that what goes
// on, with these jobs, has an end meanwhile makes no difference.
func followLists(ctx context.Context, desk *shots.Desk, goOn map[core.JobID]bool, term Terminal) int {
	code := OK
	for _, s := range desk.Lists() {
		if s.Ended() && !slices.ContainsFunc(s.Jobs, func(j core.Job) bool { return goOn[j.ID] }) {
			continue
		}
		c := OK
		if s.List.Why != nil && s.List.Why.Kind != core.PriceRose { // to go on for more is not this command's to say
			if err := desk.Continue(s.List.ID, nil); err != nil {
				c = Refuse(term, err)
			}
		}
		if c == OK {
			c = followList(ctx, desk, s.List.ID, term)
		}
		code = worse(code, c)
	}
	return code
}
