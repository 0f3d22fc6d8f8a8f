package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"

	"caracal/core"
	"caracal/core/wavespeed"
	"caracal/gui/words"
)

// Runs tell which clips are finished at the service; wavespeed.Client is one. It waits for the network.
type Runs interface {
	Finished(ctx context.Context, skip func(id string) bool) ([]wavespeed.Prediction, error)
}

// Resume finishes what was interrupted, looks again for what is unclear, brings finished clips of the last 7 days home, and says of each job how it stands. The paths of clips are on
// stdout. Its exit code is the worst of the jobs'.
func Resume(ctx context.Context, p Parts, term Terminal) int {
	noHome := false
	flags := flagsOf("resume", term)
	flags.BoolVar(&noHome, "no-home", false, "leave finished clips at the service that no job of this computer asks for")
	if err := flags.Parse(term.Args); errors.Is(err, flag.ErrHelp) {
		return OK
	} else if err != nil || flags.NArg() > 0 {
		fmt.Fprint(term.Err, usage)
		return Usage
	}
	f := newFollower(p.Studio, term.Err)
	defer f.stop()
	ids, err := p.Studio.Resume()
	if err != nil {
		return Refuse(term, err)
	}
	code, ours := OK, map[core.JobID]bool{}
	if err := p.Shots.Resume(); err != nil {
		code = Refuse(term, err)
	}
	for _, id := range ids {
		ours[id] = true
		if !p.Shots.Owns(id) { // its list tells
			code = worse(code, reportLine(term, f.await(ctx, id)))
		}
	}
	code = worse(code, followLists(ctx, p.Shots, ours, term))
	for _, j := range p.Studio.Jobs() {
		if j.State == core.Unclear && !ours[j.ID] {
			fmt.Fprintf(term.Err, "%.8s %s %s\n", j.ID, words.Standing(j), words.Elsewhere)
			code = worse(code, Unknown)
		}
	}
	if !noHome && ctx.Err() == nil {
		code = worse(code, bringHome(ctx, p, f, term))
	}
	return code
}

// bringHome saves the clips that are finished at the service and not here. Without a key there is nowhere to look, which is nothing wrong; a key that is locked away is, because the
// clips do not wait for ever.
func bringHome(ctx context.Context, p Parts, f *follower, term Terminal) int {
	runs, err := p.Runs.Finished(ctx, p.Studio.Known)
	switch core.KindOf(err) {
	case "":
	case core.NeedsKey:
		if err := p.Keys.Load(ctx); core.KindOf(err) == core.KeychainLocked {
			return Refuse(term, err)
		}
		return OK
	default:
		return Refuse(term, err)
	}
	if len(runs) > 0 && p.Clips.Scan(ctx) == nil { // another computer may have saved them in the same folder
		runs = slices.DeleteFunc(runs, func(r wavespeed.Prediction) bool { return p.Studio.Known(r.ID) })
	}
	code := OK
	for _, r := range runs {
		id, err := p.Studio.Collect(ctx, core.Lynx, r.ID, r.Account)
		if err != nil {
			code = worse(code, Refuse(term, err))
			continue
		}
		j := f.await(ctx, id)
		if j.State == core.Saved {
			fmt.Fprintf(term.Err, "%.8s %s\n", j.ID, words.BroughtHome)
		}
		code = worse(code, reportLine(term, j))
	}
	return code
}
