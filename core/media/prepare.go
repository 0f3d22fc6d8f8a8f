package media

import (
	"cmp"
	"context"
	"os"
	"os/exec"
	"time"

	"caracal/core"
)

// CompileArgument is the first argument of a process of this program that does nothing but [Compile]. The second is the cache folder.
const CompileArgument = "compile-decoder"

// Compile leaves FFmpeg's code below cacheDir, as Warm does, and keeps nothing in memory.
func Compile(ctx context.Context, cacheDir string) error {
	s, err := newSandbox(ctx, cacheDir)
	if err == nil {
		s.close()
	}
	return core.Wrap("compile decoder", core.Internal, err)
}

// Ourselves returns this program as a process that compiles, for Decoder.Compiler. Its main function has to know [CompileArgument].
func Ourselves(ctx context.Context, cacheDir string) *exec.Cmd {
	self, _ := os.Executable() // without a name it does not start, and says so
	return exec.CommandContext(ctx, self, CompileArgument, cacheDir)
}

// Prepare has another process leave the code on the disk at the lowest priority, unless it is there, and waits for it. So the window goes on as if nothing were done, and gets none of
// the 700 MB of memory; a thread of our own at such a priority would hold up the others, because Go's scheduler and its collector wait for each thread. When ctx ends, the process
// is killed, and what it has done is lost; so it is, without an error, when Warm has waited for it for long. Without a Compiler it is Warm. Errors are *core.Error of kind Internal, or ctx.Err().
func (d *Decoder) Prepare(ctx context.Context) error {
	if d.Compiled() {
		return nil
	}
	if d.Compiler == nil {
		return d.Warm(ctx)
	}
	working, stop := context.WithCancel(ctx)
	defer stop()
	p, failed := &preparation{make(chan struct{}), stop}, make(chan error, 1)
	d.mu.Lock()
	if d.closed || d.warming != nil || d.preparing != nil { // somebody is at it
		d.mu.Unlock()
		return nil
	}
	d.preparing = p
	d.work.Go(func() {
		defer context.AfterFunc(d.ctx, stop)()
		err := d.prepare(working)
		d.mu.Lock()
		d.preparing = nil
		d.mu.Unlock()
		close(p.done)
		if working.Err() != nil {
			err = cmp.Or(ctx.Err(), d.ctx.Err()) // else Warm has taken over
		}
		failed <- err
	})
	d.mu.Unlock()
	return <-failed
}

// prepare runs the other process.
func (d *Decoder) prepare(ctx context.Context) error {
	cmd := d.Compiler(ctx, d.cacheDir)
	setApart(cmd)
	err := cmd.Start()
	if err == nil {
		lower(cmd.Process)
		err = cmd.Wait()
	}
	return core.Wrap("prepare decoder", core.Internal, err)
}

// A preparation is another process that compiles.
type preparation struct {
	done chan struct{} // is closed when it has ended
	stop context.CancelFunc
}

// prepareTime is how long somebody who wants to see a clip waits for the other process: what it takes where nothing else is going on. Where more is, it may not get on at all.
const prepareTime = 5 * time.Second

// takeOver waits for the other process, and ends it when that takes longer than patience.
func (d *Decoder) takeOver(patience time.Duration) {
	d.mu.Lock()
	p := d.preparing
	d.mu.Unlock()
	if p == nil {
		return
	}
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case <-p.done:
	case <-late.C:
	case <-d.ctx.Done():
	}
	p.stop()
	<-p.done
}
