package library

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"caracal/core"
	"caracal/core/database"
	"caracal/core/library/layout"
)

const (
	quiet = 300 * time.Millisecond // nothing more has happened for so long before we look
	most  = 2 * time.Second        // and we wait no longer than that
	// safety is how often we look although we are told of what happens: nobody is told what another computer does in a shared folder.
	safety = time.Minute
	// slow is how often we look where the system does not tell. It costs one question for each folder.
	slow = 10 * time.Second
	// manyDirs is how many folders in which something has happened are told apart.
	manyDirs = 1024
)

// Follow keeps the index in agreement with the library folder until ctx ends: what comes, goes, is renamed, moved or written there while the program runs is seen within
// seconds, and once a day every file is looked at. Where the system does not tell of changes, or not of so many folders, it looks from time to time. failed is told of what
// goes wrong, a *core.Error, once for each kind in a row; it is tried again.
func (l *Library) Follow(ctx context.Context, failed func(error)) {
	f := &follower{Library: l, watched: make(map[string]bool), written: make(map[string]bool)}
	if canWatch() {
		f.watcher, _ = fsnotify.NewWatcher() // without one we look
	}
	defer f.blind()
	var last core.Kind
	tell := func(err error) {
		if errors.Is(err, ErrPaused) {
			return
		}
		if kind := core.KindOf(err); err != nil && ctx.Err() == nil && kind != last {
			failed(err)
		}
		last = core.KindOf(err)
	}
	tell(f.catchUp(ctx))
	var through sync.WaitGroup
	defer through.Wait()
	through.Go(func() {
		if err := f.index.Reword(ctx); err != nil && ctx.Err() == nil {
			failed(err)
		}
	})
	for f.wait(ctx) {
		tell(f.catchUp(ctx))
		if f.looking.TryLock() {
			through.Go(func() {
				defer f.looking.Unlock()
				if err := f.lookThroughIfDue(ctx); err != nil && ctx.Err() == nil && !errors.Is(err, ErrPaused) {
					failed(err)
				}
			})
		}
	}
}

// canWatch reports whether the system tells of what happens in a folder. On macOS and the BSDs every file in it would have to be opened for that.
func canWatch() bool { return runtime.GOOS == "linux" || runtime.GOOS == "windows" }

// A follower is one that follows. Its fields are for its goroutine only.
type follower struct {
	*Library
	watcher *fsnotify.Watcher // nil where there is none, or none any more
	watched map[string]bool   // folders
	written map[string]bool   // folders in which something has happened, which need not change a folder's time
	looking sync.Mutex        // held while every file is looked at
	alarmed time.Time         // when the index was last met damaged
}

// blind gives the watcher up.
func (f *follower) blind() {
	if f.watcher != nil {
		f.watcher.Close()
		f.watcher = nil
	}
}

// wait waits until something has happened and nothing more does, or until it is time to look. It reports whether to go on.
func (f *follower) wait(ctx context.Context) bool {
	var events <-chan fsnotify.Event
	var troubles <-chan error
	if f.watcher != nil {
		events, troubles = f.watcher.Events, f.watcher.Errors
	}
	timer := time.NewTimer(f.period())
	defer timer.Stop()
	var first time.Time
	soon := func() {
		if first.IsZero() {
			first = time.Now()
		}
		timer.Reset(min(quiet, most-time.Since(first)))
	}
	for {
		select {
		case <-ctx.Done():
			return false
		case <-timer.C:
			return true
		case e, ok := <-events:
			if !ok {
				events = nil
			} else if f.note(e) {
				soon()
			}
		case <-f.alarm: // somebody has met damage, and waits for what a scan makes of it
			if time.Since(f.alarmed) >= slow { // one that cannot be healed is not tried all the time
				f.alarmed = time.Now()
				soon()
			}
		case err, ok := <-troubles:
			if !ok {
				troubles = nil
				continue
			}
			if !errors.Is(err, fsnotify.ErrEventOverflow) { // with that one the folders' times tell what was lost
				f.blind()
				return true
			}
			soon()
		}
	}
}

// period returns how often to look when nothing is heard. Before the first clip, and while its disk is away, there is no folder to watch.
func (f *follower) period() time.Duration {
	if f.watcher == nil || len(f.watched) == 0 {
		return slow
	}
	return safety
}

// note takes an event in, and reports whether it is a reason to look.
func (f *follower) note(e fsnotify.Event) bool {
	if e.Op&^fsnotify.Chmod == 0 {
		return false
	}
	rel, err := filepath.Rel(f.folder.Root(), e.Name)
	if err == nil && len(f.written) < manyDirs {
		f.written[layout.Dir(filepath.ToSlash(rel))] = true
	}
	return true
}

// catchUp scans, and then watches the folders that there are. What came into a new one before it was watched is scanned too.
func (f *follower) catchUp(ctx context.Context) error {
	for begun := make(map[string]bool); ; {
		written := f.written
		f.written = make(map[string]bool)
		if err := f.scans.take(ctx, func(ctx context.Context) error { return f.lookInto(ctx, true, written) }); err != nil {
			maps.Copy(f.written, written)
			if !errors.Is(err, ErrPaused) {
				clear(f.watched) // what we would be told of is not there
			}
			return err
		}
		if more, err := f.watchFolders(ctx, begun); err != nil || !more {
			return database.Wrap("follow library", err)
		}
	}
}

// watchFolders watches the folders of the library, notes in begun which were not watched before, and reports whether that is news. When the system cannot watch so many none
// is watched.
func (f *follower) watchFolders(ctx context.Context, begun map[string]bool) (more bool, err error) {
	if f.watcher == nil {
		return false, nil
	}
	folders, err := f.index.Folders(ctx)
	if err != nil {
		return false, err
	}
	// The system drops the watch of a folder that goes, with its disk too, and another folder may have come in its place since.
	live := make(map[string]bool)
	for _, path := range f.watcher.WatchList() {
		live[path] = true
	}
	clear(f.watched)
	for dir := range folders {
		path := f.folder.Abs(dir)
		if live[path] {
			f.watched[dir] = true
			continue
		}
		switch err := f.watcher.Add(path); {
		case err == nil:
			more = more || !begun[dir]
			f.watched[dir], begun[dir] = true, true
		case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission):
			f.blind()
			return false, nil
		}
	}
	return more, nil
}

// lookThroughIfDue looks at every file when that is a day ago, or when the clock was set back.
func (f *follower) lookThroughIfDue(ctx context.Context) error {
	ever, looked, err := f.index.Scanned(ctx)
	if err != nil {
		return database.Wrap("follow library", err)
	}
	if ago := time.Since(looked); !ever || ago >= 0 && ago < lookPeriod {
		return nil
	}
	return f.lookThrough(ctx)
}
