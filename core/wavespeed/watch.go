package wavespeed

import (
	"context"
	"errors"
	"io"
	"time"
)

// errStalled is why the context of a transfer ended that did not move for too long.
var errStalled = errors.New("the transfer stalled")

// A watch ends a transfer that does not move, and lets one that is slow go on for as long as it likes.
type watch struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	timer  *time.Timer
	stall  time.Duration
}

// watchOver returns a context for the transfer, which ends after stall without a byte. The caller ends the watch.
func watchOver(ctx context.Context, stall time.Duration) (context.Context, *watch) {
	ctx, cancel := context.WithCancelCause(ctx)
	return ctx, &watch{ctx: ctx, cancel: cancel, stall: stall, timer: time.AfterFunc(stall, func() { cancel(errStalled) })}
}

func (w *watch) end() {
	w.timer.Stop()
	w.cancel(nil)
}

// cause returns errStalled when that caused err.
func (w *watch) cause(err error) error {
	if errors.Is(context.Cause(w.ctx), errStalled) {
		return errStalled
	}
	return err
}

// reader returns r under watch.
func (w *watch) reader(r io.Reader) io.Reader { return watchedReader{r, w} }

type watchedReader struct {
	io.Reader
	watch *watch
}

func (r watchedReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if n > 0 {
		r.watch.timer.Reset(r.watch.stall)
	}
	return n, r.watch.cause(err)
}
