package shots

import (
	"testing"

	"caracal/core"
)

// Two jobs at once run in the tests' studio, so that a list may have three there.
func TestAListIsHeldUpWhenNoRowGetsFurther(t *testing.T) {
	s := newHome(t).open(t, 0, nil)
	held := core.Job{ID: "held", State: core.Working, Step: core.Fetched, Request: core.Request{Engine: core.Lynx}, Err: &core.Error{Kind: core.FolderMissing}}
	works, saved, none := held, held, core.Job{}
	works.Err, saved.State = nil, core.Saved
	for _, c := range []struct {
		name   string
		jobs   []core.Job
		paused bool
		want   bool
	}{
		{"one is held up, and that is all", []core.Job{saved, held}, false, true},
		{"another works", []core.Job{held, works}, false, false},
		{"another may be sent", []core.Job{held, held, none}, false, false},
		{"there is no room for another", []core.Job{held, held, held, none}, false, true},
		{"the list is paused", []core.Job{held, none}, true, true},
		{"nothing is in the making", []core.Job{saved, none}, true, false},
	} {
		l := paid(t, len(c.jobs))
		l.Paused = c.paused
		if got := s.HeldUp(Status{List: l, Jobs: c.jobs}); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}
