package library

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/library/index"
)

// put writes a clip's file as another program does, and returns its path.
func put(t testing.TB, path string, c core.Clip) {
	t.Helper()
	b, err := os.ReadFile("testdata/clip.mp4")
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.Write(b)
	if err := errors.Join(err, clipfile.AppendStory(file, clipfile.MP4, c.Story), file.Close()); err != nil {
		t.Fatal(err)
	}
}

// follow follows the library folder until the test ends, and returns a function that waits until something is so.
func follow(t *testing.T, l *Library) (until func(what string, so func() bool)) {
	t.Helper()
	changed := make(chan struct{}, 1)
	stop := l.Watch(func() {
		select {
		case changed <- struct{}{}:
		default:
		}
	})
	ctx, cancel := context.WithCancel(context.Background())
	var work sync.WaitGroup
	work.Go(func() { l.Follow(ctx, func(err error) { t.Error(err) }) })
	t.Cleanup(func() {
		cancel()
		work.Wait()
		stop()
	})
	return func(what string, so func() bool) {
		t.Helper()
		for late := time.After(30 * time.Second); !so(); {
			select {
			case <-changed:
			case <-late:
				t.Fatal("never: ", what)
			}
		}
	}
}

func TestWhatHappensInTheFolderIsSeen(t *testing.T) {
	if !canWatch() {
		t.Skip("this system does not tell")
	}
	f := foldersIn(t.TempDir())
	l := open(t, f)
	if err := l.Ready(); err != nil {
		t.Fatal(err)
	}
	until := follow(t, l)
	is := func(prompts ...string) func() bool {
		return func() bool { return fmt.Sprint(find(t, l, index.Query{Order: index.ByPrompt})) == fmt.Sprint(prompts) }
	}
	at := func(id core.JobID, path string) func() bool {
		return func() bool {
			c, ok, err := l.Has(id)
			return err == nil && ok && c.Path == path
		}
	}
	a := described("a", 0)
	path := filepath.Join(f.Library, "a.mp4")
	put(t, path, a)
	until("a file comes", is("a"))
	rename(t, path, filepath.Join(f.Library, "b.mp4"))
	until("it is renamed", at(a.ID, filepath.Join(f.Library, "b.mp4")))
	if err := os.MkdirAll(filepath.Join(f.Library, "best", "of"), 0o755); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(f.Library, "best", "of", "a.mp4")
	rename(t, filepath.Join(f.Library, "b.mp4"), path)
	until("it is moved to a new folder", at(a.ID, path))
	rename(t, filepath.Join(f.Library, "best"), filepath.Join(f.Library, "rest"))
	path = filepath.Join(f.Library, "rest", "of", "a.mp4")
	until("the folder is renamed", at(a.ID, path))
	put(t, path, described("something longer", 0))
	until("it is overwritten", is("something longer"))
	if err := os.RemoveAll(filepath.Join(f.Library, "rest")); err != nil {
		t.Fatal(err)
	}
	until("it goes", is())
}

// watching returns one that follows the library and is told of what happens in it, as far as it is asked to.
func watching(t *testing.T, l *Library) *follower {
	t.Helper()
	if !canWatch() {
		t.Skip("this system does not tell")
	}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		t.Fatal(err)
	}
	w := &follower{Library: l, watcher: watcher, watched: map[string]bool{}, written: map[string]bool{}}
	t.Cleanup(w.blind)
	return w
}

// told waits until one is told of the file at path.
func told(t *testing.T, w *follower, path string) {
	t.Helper()
	for late := time.After(10 * time.Second); ; {
		select {
		case e := <-w.watcher.Events:
			if e.Name == path {
				return
			}
		case <-late:
			t.Fatal("nobody is told of ", path)
		}
	}
}

// The system drops a watch with the folder that is watched, and another one may have the same name.
func TestAFolderThatWasMadeAgainIsWatchedAgain(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	w := watching(t, l)
	month := filepath.Dir(add(t, l, described("gone", 0)).Path)
	if err := w.catchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.RemoveAll(month), os.Mkdir(month, 0o755)); err != nil {
		t.Fatal(err)
	}
	w.wait(t.Context())
	if err := w.catchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(month, "new.mp4"), described("new", 0))
	told(t, w, filepath.Join(month, "new.mp4"))
}

func TestADiskThatComesBackIsWatchedAgain(t *testing.T) {
	f := foldersIn(t.TempDir())
	mount(t, f.Library, "size=64m")
	l := open(t, f)
	w := watching(t, l)
	add(t, l, described("on the disk", 0))
	if err := w.catchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	equal(t, "period with the disk", w.period(), safety)
	unmount(t, f.Library)
	wantKind(t, "without it", w.catchUp(t.Context()), core.FolderMissing)
	equal(t, "period without it", w.period(), slow)
	mount(t, f.Library, "size=64m")
	put(t, filepath.Join(f.Library, "a.mp4"), described("a", 0))
	if err := w.catchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	equal(t, "period with it again", w.period(), safety)
	put(t, filepath.Join(f.Library, "b.mp4"), described("b", 0))
	told(t, w, filepath.Join(f.Library, "b.mp4"))
}

// When more has happened than the system keeps in mind the rest is lost, and found all the same.
func TestWhatTheSystemForgetsToTellIsSeen(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	w := watching(t, l)
	month := filepath.Dir(add(t, l, described("first", 0)).Path)
	if err := w.catchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("/proc/sys/fs/inotify/max_queued_events")
	if err != nil {
		t.Skip("it is not known how much this system keeps in mind")
	}
	var kept int
	if _, err := fmt.Sscan(string(b), &kept); err != nil || kept > 100_000 {
		t.Skipf("it keeps %d in mind: %v", kept, err)
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	troubles, heard := w.watcher.Errors, make(chan error)
	var lost atomic.Bool
	w.watcher.Errors = heard
	var ear sync.WaitGroup
	defer ear.Wait()
	defer stop()
	ear.Go(func() {
		for {
			select {
			case err := <-troubles:
				lost.Store(lost.Load() || errors.Is(err, fsnotify.ErrEventOverflow))
				select {
				case heard <- err:
				case <-ctx.Done():
					return
				}
			case <-ctx.Done():
				return
			}
		}
	})
	a, z := filepath.Join(month, "a.tmp"), filepath.Join(month, "z.tmp")
	if err := os.WriteFile(a, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for range kept { // two events each
		rename(t, a, z)
		a, z = z, a
	}
	path := filepath.Join(month, "second.mp4")
	put(t, path, described("second", 0))
	for !lost.Load() {
		if !w.wait(ctx) {
			t.Fatal("nothing was lost")
		}
	}
	if err := w.catchUp(ctx); err != nil {
		t.Fatal(err)
	}
	equal(t, "library", len(find(t, l, index.Query{})), 2)
	equal(t, "it is told of what happens", w.watcher != nil, true)
}

// Before the first clip there is no folder: it is looked for, and from then on watched.
func TestAFolderThatIsNotThereYetIsLookedFor(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	w := watching(t, l)
	if err := w.catchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	equal(t, "period without a folder", w.period(), slow)
	if err := l.Ready(); err != nil {
		t.Fatal(err)
	}
	if err := w.catchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	equal(t, "period with a folder", w.period(), safety)
}

func TestManyFilesAtOnceAreSeen(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	if err := l.Ready(); err != nil {
		t.Fatal(err)
	}
	const n = 700 // more than a batch
	until := follow(t, l)
	for i := range n {
		put(t, filepath.Join(f.Library, fmt.Sprint(i, ".mp4")), described("one of many", time.Duration(i)))
	}
	until("all are there", func() bool { return len(find(t, l, index.Query{})) == n })
}

func TestWhereTheSystemDoesNotTellWeLook(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	if err := l.Ready(); err != nil {
		t.Fatal(err)
	}
	spent, err := fsnotify.NewWatcher()
	if err := errors.Join(err, spent.Close()); err != nil { // as one that has come to the system's limit, it takes no more folders
		t.Fatal(err)
	}
	w := &follower{Library: l, watcher: spent, watched: map[string]bool{}, written: map[string]bool{}}
	if err := w.catchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if w.watcher != nil {
		t.Fatal("it still waits to be told")
	}
	synctest.Test(t, func(t *testing.T) {
		alarm := make(chan struct{}, 1)
		l.alarm = alarm
		begun := time.Now()
		if !w.wait(t.Context()) || time.Since(begun) != slow {
			t.Errorf("it looks after %v", time.Since(begun))
		}
	})
	put(t, filepath.Join(f.Library, "a.mp4"), described("a", 0))
	if err := w.catchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	equal(t, "library", find(t, l, index.Query{}), []string{"a"})
}

// FAT on Windows leaves a folder's time as it was when something comes or goes.
func TestWhatIsToldIsLookedForWhateverTheTimeOfItsFolderSays(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	path := filepath.Join(filepath.Dir(add(t, l, described("first", 0)).Path), "second.mp4")
	age(t, path)
	scan(t, l)
	put(t, path, described("second", 0))
	age(t, path)
	w := &follower{Library: l, written: map[string]bool{}}
	equal(t, "a reason to look", w.note(fsnotify.Event{Name: path, Op: fsnotify.Create}), true)
	if err := w.catchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	equal(t, "library", len(find(t, l, index.Query{})), 2)
}

// An index that somebody has met damaged is looked at at once, and one that stays so is not looked at all the time.
func TestDamageThatSomebodyMeetsIsAReasonToLook(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	synctest.Test(t, func(t *testing.T) {
		alarm := make(chan struct{}, 1)
		l.alarm = alarm
		w := &follower{Library: l, written: map[string]bool{}}
		for _, after := range []time.Duration{quiet, slow, quiet} {
			begun := time.Now()
			alarm <- struct{}{}
			if !w.wait(t.Context()) || time.Since(begun) != after {
				t.Errorf("it looks after %v, not %v", time.Since(begun), after)
			}
		}
	})
}

func TestManyEventsAreOneLook(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	synctest.Test(t, func(t *testing.T) {
		alarm := make(chan struct{}, 1)
		l.alarm = alarm
		events, done := make(chan fsnotify.Event), make(chan struct{})
		w := &follower{Library: l, watcher: &fsnotify.Watcher{Events: events}, written: map[string]bool{}}
		begun := time.Now()
		go func() { // for a minute
			defer close(done)
			for range 600 {
				select {
				case events <- fsnotify.Event{Name: l.folder.Abs("x/" + time.Now().String() + "/a.mp4"), Op: fsnotify.Write}:
				case <-t.Context().Done():
				}
				time.Sleep(100 * time.Millisecond)
			}
		}()
		looks := 0
		for ; time.Since(begun) < 50*time.Second; looks++ {
			w.wait(t.Context())
		}
		if looks < 20 || looks > 30 || len(w.written) > manyDirs {
			t.Errorf("%d looks, %d folders", looks, len(w.written))
		}
		for range 100 {
			w.wait(t.Context())
		}
		<-done
	})
}

func TestEveryFileIsLookedAtOnceADay(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	c := add(t, l, described("written in place", 0))
	old := time.Now().Add(-time.Hour)
	settle := func() { // a folder that has not changed for long
		t.Helper()
		scan(t, l)
		if err := os.Chtimes(filepath.Dir(c.Path), old, old); err != nil {
			t.Fatal(err)
		}
		scan(t, l)
	}
	settle()
	put(t, c.Path, described("another, longer than that", 0))
	scan(t, l)
	equal(t, "its folder says nothing", find(t, l, index.Query{}), []string{"written in place"})

	w := &follower{Library: l}
	for _, at := range []time.Time{time.Now().Add(-time.Hour), time.Now().Add(-25 * time.Hour), time.Now().Add(48 * time.Hour)} {
		put(t, c.Path, described("looked "+at.String(), 0))
		execute(t, f, `UPDATE scans SET looked = ?`, at.UnixMicro())
		if err := w.lookThroughIfDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		ago := time.Since(at)
		equal(t, fmt.Sprintf("seen when the last look was %v ago", ago.Round(time.Hour)), find(t, l, index.Query{})[0] == "looked "+at.String(), ago < 0 || ago > lookPeriod)
	}
}
