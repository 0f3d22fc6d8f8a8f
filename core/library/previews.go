package library

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"caracal/core"
	"caracal/core/media"
)

// seenPeriod is how exactly it is known when a preview was seen last, so that looking at one is not a write to the disk each time.
const seenPeriod = time.Hour

// previews are the posters and the filmstrips in the cache. They share one budget on the disk; those that were seen least recently go first. When one was seen is the time of
// its file.
type previews struct {
	dirs []string

	budget atomic.Int64 // bytes

	mu   sync.Mutex // guards what follows, and lets one goroutine at a time make room
	used int64      // bytes; negative when that has not been looked at
}

func newPreviews(dirs ...string) *previews {
	p := &previews{dirs: dirs, used: -1}
	p.budget.Store(core.DefaultSettings().Previews)
	return p
}

// LimitPreviews says how many bytes posters and filmstrips may take on the disk together, from the next one on that is made. It returns at once.
func (l *Library) LimitPreviews(bytes int64) {
	l.previews.budget.Store(bytes)
}

// EmptyCache removes all posters and filmstrips. They are made again when they are needed; one that is being played may stay. Errors are *core.Error.
func (l *Library) EmptyCache() error {
	l.previews.mu.Lock()
	defer l.previews.mu.Unlock()
	return l.previews.shrink(0)
}

// A preview is a file of a poster or a filmstrip.
type preview struct {
	path  string
	bytes int64
	seen  time.Time
}

// list returns all of them, and how large they are together. The caller holds mu.
func (p *previews) list() (all []preview, bytes int64, err error) {
	const op = "look at previews"
	for _, dir := range p.dirs {
		files, err := os.ReadDir(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, 0, core.WrapFile(op, err)
		}
		for _, file := range files {
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

// shrink removes what was seen least recently until no more than so many bytes are left. The caller holds mu.
func (p *previews) shrink(to int64) error {
	all, bytes, err := p.list()
	if err != nil {
		return err
	}
	slices.SortFunc(all, func(a, b preview) int { return a.seen.Compare(b.seen) })
	var failed []error
	for _, old := range all {
		if bytes <= to && to > 0 {
			break
		}
		if err := os.Remove(old.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = append(failed, err)
			continue
		}
		bytes -= old.bytes
	}
	p.used = bytes
	return core.WrapFile("remove previews", errors.Join(failed...))
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
	story, err := media.ReadStory(c.Path)
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

// made makes room when the preview at path is too much.
func (p *previews) made(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return nil // it has gone already
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.used < 0 {
		_, p.used, err = p.list() // with this one
	} else {
		p.used += info.Size()
	}
	budget := p.budget.Load()
	if err != nil || p.used <= budget {
		return err
	}
	return p.shrink(budget - budget/10) // with a reserve, so that not each next one looks at all of them
}

// remove removes the previews of clips.
func (p *previews) remove(of map[core.JobID]bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, dir := range p.dirs {
		removeFiles(dir, func(f fs.FileInfo) bool { return len(f.Name()) > uuidLen && of[core.JobID(f.Name()[:uuidLen])] })
	}
	p.used = -1
}

// uuidLen is the length of a job's id as text, with which the name of each preview begins.
const uuidLen = 36
