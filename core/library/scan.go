package library

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"caracal/core"
	"caracal/core/database"
	"caracal/core/library/index"
)

// lookPeriod is how often every file is looked at, because one that is written in place does not change its folder's time.
const lookPeriod = 24 * time.Hour

// Scan makes the index agree with the library folder: new clips are found, moved and renamed ones are followed by the id in their story, those that are
// gone are marked and left out until they are back. It lists only folders that have changed since the last scan, reads only files that have, and sweeps up what a
// crash has left. Whoever asks while another scans shares the next scan. What a stopped scan has read need not be read again. A damaged index is replaced: it is
// checked when the last process did not close it, and after an error that tells of damage. Errors are *core.Error, FolderMissing when the folder is gone, in which
// case nothing is marked; or ErrPaused, or ctx.Err().
func (l *Library) Scan(ctx context.Context) error {
	return l.scans.share(ctx, func(ctx context.Context) error { return l.lookInto(ctx, true, nil) })
}

// lookInto looks at the folders that have changed, when all is set, and at those in listed whether they have or not. The caller has the turn.
func (l *Library) lookInto(ctx context.Context, all bool, listed map[string]bool) error {
	there, err := l.folder.Visit()
	if err != nil || !there {
		return l.scans.met(ctx, err)
	}
	scan := func() error {
		if err := l.index.Heal(ctx); err != nil {
			return err
		}
		w := newWalk(l, listed)
		return w.run(ctx, all)
	}
	err = scan()
	if database.IsDamaged(err) { // found by one who was not looking for it
		err = scan()
	}
	return l.scans.met(ctx, database.Wrap("scan library", err))
}

// lookThrough looks at every file, a few folders at a time, with rests in between in which others have the computer and the turn.
func (l *Library) lookThrough(ctx context.Context) error {
	folders, err := l.index.Folders(ctx)
	if err != nil {
		return database.Wrap("scan library", err)
	}
	for dir := range folders {
		start := time.Now()
		err := l.scans.take(ctx, func(ctx context.Context) error { return l.lookInto(ctx, false, map[string]bool{dir: true}) })
		if err != nil {
			return err
		}
		if err := core.Sleep(ctx, 9*time.Since(start)); err != nil {
			return err
		}
	}
	return l.change(ctx, func(tx *index.Txn) error { return tx.MarkScanned(ctx, time.Now()) })
}

// Progress tells how far a scan has come, in files. All is 0 while none is under way, or none that has anything to read.
type Progress struct {
	Done, All int
	Paused    bool  // it is not under way, but would be
	Err       error // what the last look at the library folder met, a *core.Error; nil when all was well
}

// Progress returns how far the scan that is under way has come. It takes no time.
func (l *Library) Progress() Progress {
	l.scans.mu.Lock()
	defer l.scans.mu.Unlock()
	return Progress{Done: int(l.scans.files.Load()), All: int(l.scans.all.Load()), Paused: l.scans.paused.Load(), Err: l.scans.trouble}
}

// ErrPaused is the error of a scan between Pause and Resume.
var ErrPaused = errors.New("the library is not read: somebody has paused that")

// Pause stops the scan that is under way and has something to read, and lets none begin until Resume, or until a clip is to be shelved that a lost index may know. What it has
// read stays. When there is none, because it has just ended, nothing is paused.
func (l *Library) Pause() {
	l.scans.mu.Lock()
	defer l.scans.mu.Unlock()
	if l.scans.stop != nil && l.scans.all.Load() > 0 {
		l.scans.paused.Store(true)
		l.scans.stop()
	}
}

// Resume lets scans begin again. The next one goes on where the one that was stopped had come to.
func (l *Library) Resume() {
	if l.scans.paused.CompareAndSwap(true, false) {
		l.scans.all.Store(0)
	}
}

// scans lets one scan at a time look at the folder.
type scans struct {
	files, all atomic.Int64 // see Progress
	paused     atomic.Bool

	turn chan struct{} // has a place for the one who scans

	mu          sync.Mutex // guards what follows
	stop        func()     // stops the scan that is under way; nil for none
	trouble     error      // what the last look met
	begun, done int        // the numbers of the last shared scan that has begun, and of the last that has ended well
}

func newScans() *scans { return &scans{turn: make(chan struct{}, 1)} }

// take runs scan when it is its turn.
func (s *scans) take(ctx context.Context, scan func(context.Context) error) error {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	whole := ctx
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s.stopWith(stop)
	defer s.stopWith(nil)
	if s.paused.Load() {
		return ErrPaused
	}
	err := scan(ctx)
	if ctx.Err() != nil && whole.Err() == nil {
		return ErrPaused
	}
	return err
}

// begin notes that the scan that is under way has n files to read.
func (s *scans) begin(n int) {
	s.files.Store(0)
	s.all.Store(int64(n))
}

// end notes that it reads no more. How far one has come that is paused stays.
func (s *scans) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.paused.Load() {
		s.all.Store(0)
	}
}

// met notes what a look has met, and returns it. One that was stopped has met nothing.
func (s *scans) met(ctx context.Context, err error) error {
	if ctx.Err() == nil {
		s.mu.Lock()
		s.trouble = err
		s.mu.Unlock()
	}
	return err
}

// stopWith says what stops the scan that is under way.
func (s *scans) stopWith(stop func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stop = stop
}

// share runs scan when it is its turn, unless another that began after this call has done it all.
func (s *scans) share(ctx context.Context, scan func(context.Context) error) error {
	s.mu.Lock()
	before := s.begun
	s.mu.Unlock()
	return s.take(ctx, func(ctx context.Context) error {
		s.mu.Lock()
		if s.done > before {
			s.mu.Unlock()
			return nil
		}
		s.begun++
		number := s.begun
		s.mu.Unlock()
		err := scan(ctx)
		if err == nil {
			s.mu.Lock()
			s.done = number
			s.mu.Unlock()
		}
		return err
	})
}
