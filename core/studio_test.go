package core_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"caracal/core"
)

func TestCloseWaitsForTheRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := false
		p := newWorld().start(t, free(func(ctx context.Context, _ *core.Task) error {
			<-ctx.Done()
			time.Sleep(time.Second)
			ended = true
			return ctx.Err()
		}))
		mustSubmit(t, p, draft("pan"))
		synctest.Wait()
		soon, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if err := p.Close(soon); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Close = %v before the run has ended", err)
		}
		if err := p.Close(t.Context()); err != nil || !ended {
			t.Errorf("Close = %v, ended %v", err, ended)
		}
		if _, err := p.Submit(t.Context(), draft("pan")); err == nil {
			t.Error("a closed studio takes jobs")
		}
	})
}
