package command

import (
	"context"
	"fmt"

	"caracal/core"
)

// Resume finishes what was interrupted, prints where each clip is. Its exit code is that of the first job that did not come to a clip.
func Resume(ctx context.Context, studio *core.Studio, term Terminal) int {
	if len(term.Args) > 0 {
		fmt.Fprint(term.Err, usage)
		return Usage
	}
	f := newFollower(studio, term.Err)
	defer f.stop()
	ids, err := studio.Resume()
	if err != nil {
		return Refuse(term, err)
	}
	code := OK
	for _, id := range ids {
		job := f.wait(ctx, func(j core.Job) bool { return j.ID == id && settled(j) })[id]
		switch c := report(term, job); {
		case c == OK:
			fmt.Fprintln(term.Out, job.Clip.Path)
		case code == OK:
			code = c
		}
	}
	return code
}
