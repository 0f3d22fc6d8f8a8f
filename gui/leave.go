package gui

import (
	"context"
	"time"
)

// leaveTime is how long Fyne may take to return once its window has been closed, or it was told to end: on a computer that has a lot else to do that is seconds.
const leaveTime = 15 * time.Second

// watchLeaving calls stuck when Fyne has not returned some time after the session has ended, or ctx: left is closed when it has. When its loop ends, Fyne (2.8.1) takes what is queued for
// it out of the queue and closes that. What another goroutine queues at this very moment is neither done nor dropped, and Fyne waits for it for ever. A program that has no window any
// more would be left, to which every later start hands over and ends.
func watchLeaving(ctx context.Context, ended, left <-chan struct{}, stuck func()) {
	select {
	case <-ctx.Done():
	case <-ended:
	case <-left:
		return
	}
	select {
	case <-left:
	case <-time.After(leaveTime):
		stuck()
	}
}
