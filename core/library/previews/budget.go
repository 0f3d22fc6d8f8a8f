package previews

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"caracal/core"
)

// seenPeriod is how exactly it is known when a preview was seen last, so that looking at one is not a write to the disk each time.
const seenPeriod = time.Hour

// limitTime is how long a lower limit waits to be kept to, because the first digit of a number that is typed is a number too.
const limitTime = 3 * time.Second

// A budget is what the previews in some folders may take on the disk together. Those that were seen least recently go first. When one was seen is the time of its file.
type budget struct {
	dirs []string
	most atomic.Int64  // bytes
	turn chan struct{} // has a place for the one who makes room

	ctx     context.Context // ends with close
	stop    context.CancelFunc
	work    sync.WaitGroup // what a lower limit makes go
	lowered atomic.Bool    // that is about to begin
	wait    time.Duration  // limitTime

	mu   sync.Mutex // guards used
	used int64      // bytes; negative when that has not been looked at
}

func newBudget(dirs ...string) *budget {
	b := &budget{dirs: dirs, turn: make(chan struct{}, 1), wait: limitTime, used: -1}
	b.ctx, b.stop = context.WithCancel(context.Background())
	b.most.Store(core.DefaultSettings().Previews)
	return b
}

// close ends what a lower limit makes go, and waits for it. What is left then goes with the next preview that is made.
func (b *budget) close() {
	b.stop()
	b.work.Wait()
}

// Limit says how many bytes posters and filmstrips may take on the disk together. It returns at once; what is too much goes in the background, a moment later.
func (p *Previews) Limit(bytes int64) {
	b := p.budget
	if bytes >= b.most.Swap(bytes) || !b.lowered.CompareAndSwap(false, true) {
		return
	}
	b.work.Go(func() {
		select {
		case <-time.After(b.wait):
		case <-b.ctx.Done():
		}
		b.lowered.Store(false)
		if b.ctx.Err() == nil {
			_ = b.shrink(b.ctx, b.most.Load()) // what cannot be removed now is tried again with each preview that is made
		}
	})
}

// Empty removes all posters and filmstrips. They are made again when they are needed; one that is being played may stay. Errors are *core.Error, or ctx.Err().
func (p *Previews) Empty(ctx context.Context) error { return p.budget.shrink(ctx, 0) }

// A preview is a file of a poster or a filmstrip.
type preview struct {
	path  string
	bytes int64
	seen  time.Time
}

// list returns all of them, and how large they are together.
func (b *budget) list(ctx context.Context) (all []preview, bytes int64, err error) {
	const op = "look at previews"
	for _, dir := range b.dirs {
		files, err := os.ReadDir(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, 0, core.WrapFile(op, err)
		}
		for _, file := range files {
			if ctx.Err() != nil {
				return nil, 0, ctx.Err()
			}
			info, err := file.Info()
			if err != nil {
				continue // it has just gone
			}
			all = append(all, preview{filepath.Join(dir, file.Name()), info.Size(), info.ModTime()})
			bytes += info.Size()
		}
	}
	return all, bytes, nil
}

// shrink removes what was seen least recently when there are more bytes than most, and a tenth on top, so that not each next preview has all of them looked at. Others can make
// and show previews meanwhile.
func (b *budget) shrink(ctx context.Context, most int64) error {
	select {
	case b.turn <- struct{}{}:
		defer func() { <-b.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	b.count(0) // and what is made from here on
	all, bytes, err := b.list(ctx)
	if err != nil {
		b.count(-1)
		return err
	}
	if bytes <= most && most > 0 {
		b.add(bytes)
		return nil
	}
	most -= most / 10
	slices.SortFunc(all, func(x, y preview) int { return x.seen.Compare(y.seen) })
	var failed []error
	for _, old := range all {
		if bytes <= most && most > 0 || ctx.Err() != nil {
			break
		}
		if err := os.Remove(old.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = append(failed, err)
			continue
		}
		bytes -= old.bytes
	}
	b.add(bytes)
	return cmp.Or(ctx.Err(), core.WrapFile("remove previews", errors.Join(failed...)))
}

// count notes how many bytes there are; negative for a number that is not known.
func (b *budget) count(bytes int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.used = bytes
}

// add notes that there are so many bytes more, and returns how many there are; negative when that is not known.
func (b *budget) add(bytes int64) int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.used >= 0 {
		b.used += bytes
	}
	return b.used
}

// saw notes that a preview is looked at.
func (b *budget) saw(path string) {
	now := time.Now()
	if info, err := os.Stat(path); err == nil && now.Sub(info.ModTime()).Abs() > seenPeriod {
		_ = os.Chtimes(path, now, now) // else it only goes sooner
	}
}

// made makes room when the preview at path is too much. What cannot be removed is tried again with the next one.
func (b *budget) made(ctx context.Context, path string) {
	most := b.most.Load()
	if used := b.add(sizeOf(path)); used < 0 || used > most {
		_ = b.shrink(ctx, most)
	}
}
