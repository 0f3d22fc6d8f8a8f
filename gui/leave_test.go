package gui

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestAFyneThatNeverReturnsIsLeft(t *testing.T) {
	for name, c := range map[string]struct {
		stop, end bool
		returns   time.Duration // after that; 0 for never
		stuck     bool
	}{
		"the window is closed":                 {end: true, returns: time.Second},
		"the window is closed, and it hangs":   {end: true, stuck: true},
		"the system says so":                   {stop: true, returns: time.Second},
		"the system says so, and it hangs":     {stop: true, stuck: true},
		"it returns by itself":                 {returns: time.Hour},
		"it takes its time, and does not hang": {end: true, returns: leaveTime - time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, stop := context.WithCancel(t.Context())
				defer stop()
				ended, left, stuck := make(chan struct{}), make(chan struct{}), false
				over := make(chan struct{})
				go func() {
					defer close(over)
					watchLeaving(ctx, ended, left, func() { stuck = true })
				}()
				time.Sleep(time.Hour)
				if c.stop {
					stop()
				}
				if c.end {
					close(ended)
				}
				if c.returns > 0 {
					time.Sleep(c.returns)
					close(left)
				}
				<-over
				if stuck != c.stuck {
					t.Errorf("it was left: %v", stuck)
				}
			})
		})
	}
}
