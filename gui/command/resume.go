package command

import (
	"context"
	"fmt"

	"caracal/core"
)

// Resume finishes what was interrupted, prints where each clip is. Its exit code is that of the first job that did not come to a clip.
func Resume(ctx context.Context, p Parts, term Terminal) int {
	if len(term.Args) > 0 {
		fmt.Fprint(term.Err, usage)
		return Usage
	}
	f := newFollower(p.Studio, term.Err)
	defer f.stop()
	ids, err := p.Studio.Resume()
	if err != nil {
		return Refuse(term, err)
	}
	code := OK
	if err := p.Shots.Resume(); err != nil {
		code = Refuse(term, err)
	}
	for _, id := range ids {
		if p.Shots.Owns(id) {
			continue // its list tells
		}
		job := f.wait(ctx, func(j core.Job) bool { return j.ID == id && settled(j) })[id]
		switch c := report(term, job); {
		case c == OK:
			fmt.Fprintln(term.Out, job.Clip.Path)
		case code == OK:
			code = c
		}
	}
	if c := followLists(ctx, p.Shots, term); code == OK {
		code = c
	}
	return code
}
