package library

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
	"caracal/core/clipfile"
)

// seenPeriod is how exactly it is known when a preview was seen last, so that looking at one is not a write to the disk each time.
const seenPeriod = time.Hour

// limitTime is how long a lower limit waits to be kept to, because the first digit of a number that is typed is a number too.
const limitTime = 3 * time.Second

// previews are the posters and the filmstrips in the cache. They share one budget on the disk; those that were seen least recently go first. When one was seen is the time of
// its file.
type previews struct {
	dirs   []string
	budget atomic.Int64  // bytes
	turn   chan struct{} // has a place for the one who makes room

	ctx     context.Context // ends with close
	stop    context.CancelFunc
	work    sync.WaitGroup // what a lower limit makes go
	lowered atomic.Bool    // that is about to begin
	wait    time.Duration  // limitTime

	mu   sync.Mutex // guards used
	used int64      // bytes; negative when that has not been looked at
}

func newPreviews(dirs ...string) *previews {
	p := &previews{dirs: dirs, turn: make(chan struct{}, 1), wait: limitTime, used: -1}
	p.ctx, p.stop = context.WithCancel(context.Background())
	p.budget.Store(core.DefaultSettings().Previews)
	return p
}

// close ends what a lower limit makes go, and waits for it. What is left then goes with the next preview that is made.
func (p *previews) close() {
	p.stop()
	p.work.Wait()
}

// LimitPreviews says how many bytes posters and filmstrips may take on the disk together. It returns at once; what is too much goes in the background, a moment later.
func (l *Library) LimitPreviews(bytes int64) {
	p := l.previews
	if bytes >= p.budget.Swap(bytes) || !p.lowered.CompareAndSwap(false, true) {
		return
	}
	p.work.Go(func() {
		err := rest(p.ctx, p.wait)
		p.lowered.Store(false)
		if err == nil {
			_ = p.shrink(p.ctx, p.budget.Load()) // what cannot be removed now is tried again with each preview that is made
		}
	})
}

// EmptyCache removes all posters and filmstrips. They are made again when they are needed; one that is being played may stay. Errors are *core.Error, or ctx.Err().
func (l *Library) EmptyCache(ctx context.Context) error { return l.previews.shrink(ctx, 0) }

// A preview is a file of a poster or a filmstrip.
type preview struct {
	path  string
	bytes int64
	seen  time.Time
}

// list returns all of them, and how large they are together.
func (p *previews) list(ctx context.Context) (all []preview, bytes int64, err error) {
	const op = "look at previews"
	for _, dir := range p.dirs {
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
func (p *previews) shrink(ctx context.Context, most int64) error {
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	p.count(0) // and what is made from here on
	all, bytes, err := p.list(ctx)
	if err != nil {
		p.count(-1)
		return err
	}
	if bytes <= most && most > 0 {
		p.add(bytes)
		return nil
	}
	most -= most / 10
	slices.SortFunc(all, func(a, b preview) int { return a.seen.Compare(b.seen) })
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
	p.add(bytes)
	return cmp.Or(ctx.Err(), core.WrapFile("remove previews", errors.Join(failed...)))
}

// count notes how many bytes there are; negative for a number that is not known.
func (p *previews) count(bytes int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.used = bytes
}

// add notes that there are so many bytes more, and returns how many there are; negative when that is not known.
func (p *previews) add(bytes int64) int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.used >= 0 {
		p.used += bytes
	}
	return p.used
}

// asItIs returns a clip with the size and time that its file has now, by which its previews are named: another program may have written to it since it was indexed. The error is one of
// kind BadClip when the file is gone, or is another clip, because names were swapped: a scan finds out where the clip is.
func asItIs(c core.Clip) (core.Clip, error) {
	const op = "look at clip"
	if isAsItWas(c) {
		return c, nil
	}
	info, err := os.Stat(c.Path)
	if err != nil {
		return c, core.Wrap(op, core.BadClip, err)
	}
	story, err := clipfile.ReadStory(c.Path)
	if err != nil {
		return c, err
	}
	if story.ID != c.Story.ID {
		return c, core.Errorf(op, core.BadClip, "another clip is in its place")
	}
	c.Bytes, c.Modified = info.Size(), info.ModTime()
	return c, nil
}

// isAsItWas reports whether the file of a clip still has the size and time that the clip has.
func isAsItWas(c core.Clip) bool {
	info, err := os.Stat(c.Path)
	return err == nil && info.Size() == c.Bytes && info.ModTime().UnixMicro() == c.Modified.UnixMicro()
}

// saw notes that a preview is looked at.
func (p *previews) saw(path string) {
	now := time.Now()
	if info, err := os.Stat(path); err == nil && now.Sub(info.ModTime()).Abs() > seenPeriod {
		_ = os.Chtimes(path, now, now) // else it only goes sooner
	}
}

// made makes room when the preview at path is too much. What cannot be removed is tried again with the next one.
func (p *previews) made(ctx context.Context, path string) {
	budget := p.budget.Load()
	if used := p.add(sizeOf(path)); used < 0 || used > budget {
		_ = p.shrink(ctx, budget)
	}
}

// remove removes the previews of clips.
func (p *previews) remove(of map[core.JobID]bool) {
	for _, dir := range p.dirs {
		removeFiles(dir, func(f fs.FileInfo) bool { return len(f.Name()) > uuidLen && of[core.JobID(f.Name()[:uuidLen])] })
	}
	p.count(-1)
}

// uuidLen is the length of a job's id as text, with which the name of each preview begins.
const uuidLen = 36
