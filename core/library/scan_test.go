package library

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/library/index"
	"caracal/core/library/layout"
	"caracal/core/library/librarytest"
	"caracal/core/media"
)

func TestIndexIsRebuiltFromTheFiles(t *testing.T) {
	for name, lose := range map[string]func(t *testing.T, index string){
		"deleted": func(t *testing.T, index string) {
			if err := os.Remove(index); err != nil {
				t.Fatal(err)
			}
		},
		"not a database": func(t *testing.T, index string) {
			if err := os.WriteFile(index, []byte("something else"), 0o600); err != nil {
				t.Fatal(err)
			}
		},
		"damaged inside": func(t *testing.T, index string) {
			b, err := os.ReadFile(index)
			if err != nil {
				t.Fatal(err)
			}
			copy(b[4096:], bytes.Repeat([]byte{0xA5}, len(b)-4096))
			if err := os.WriteFile(index, b, 0o600); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := foldersIn(t.TempDir())
			l, err := Open(f, &camera{})
			if err != nil {
				t.Fatal(err)
			}
			kept, binned := add(t, l, described("kept", 0)), described("binned", time.Second)
			add(t, l, binned)
			if err := errors.Join(deleted(t, l, binned.ID), l.Close()); err != nil {
				t.Fatal(err)
			}
			lose(t, filepath.Join(f.Data, "library.db"))

			l = open(t, f)
			scan(t, l)
			got, ok, err := l.Has(kept.ID)
			if err != nil || !ok {
				t.Fatal(ok, err)
			}
			kept.PictureName, kept.Took = "", 0 // only the index knew
			equal(t, "kept", got, kept)
			equal(t, "library", find(t, l, index.Query{}), []string{"kept"})
			equal(t, "bin", find(t, l, index.Query{Bin: true}), []string{"binned"})
			if _, err := l.Restore(t.Context(), binned.ID); err != nil {
				t.Fatal(err)
			}
			equal(t, "restored", find(t, l, index.Query{Order: index.Oldest}), []string{"kept", "binned"})
		})
	}
}

// Damage that only a list meets is healed by the next scan.
func TestDamageThatAListMeetsIsHealed(t *testing.T) {
	f := foldersIn(t.TempDir())
	l, err := Open(f, &camera{})
	if err != nil {
		t.Fatal(err)
	}
	add(t, l, described("kept", 0))
	scan(t, l)
	var page, size int64
	db := connect(t, f)
	err = db.QueryRow(`SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = 'clips_newest'`).Scan(&page, &size)
	if err := errors.Join(err, db.Close(), l.Close()); err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(filepath.Join(f.Data, "library.db"), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.WriteAt(bytes.Repeat([]byte{0xA5}, int(size)), (page-1)*size)
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	l = open(t, f)
	scan(t, l) // has nothing to do with that part
	if _, err := l.List(t.Context(), index.Query{}); err == nil || len(l.alarm) == 0 {
		t.Fatal("nobody is told of damage: ", err)
	}
	scan(t, l)
	equal(t, "library", find(t, l, index.Query{}), []string{"kept"})
}

func TestScanFollowsWhatPeopleDoInTheFolder(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	moved, gone, copied := add(t, l, described("moved", 0)), add(t, l, described("gone", 1)), add(t, l, described("copied", 2))
	if err := os.MkdirAll(filepath.Join(f.Library, "best of"), 0o755); err != nil {
		t.Fatal(err)
	}
	to, away := filepath.Join(f.Library, "best of", "Smiling.MP4"), filepath.Join(t.TempDir(), "away.mp4")
	b, err := os.ReadFile(copied.Path)
	err = errors.Join(err, os.Rename(moved.Path, to), os.Rename(gone.Path, away),
		os.WriteFile(filepath.Join(f.Library, "a copy of it.mp4"), b, 0o600))
	if err != nil {
		t.Fatal(err)
	}

	scan(t, l)
	got, ok, err := l.Has(moved.ID)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	moved.Path = to
	equal(t, "moved", got, moved) // with what only the index knows
	if _, ok, err := l.Has(gone.ID); ok || err != nil {
		t.Error(ok, err)
	}
	equal(t, "library", find(t, l, index.Query{Order: index.ByPrompt}), []string{"copied", "copied", "moved"})
	equal(t, "by its new name", find(t, l, index.Query{Text: "smil"}), []string{"moved"})

	if err := os.Rename(away, gone.Path); err != nil {
		t.Fatal(err)
	}
	scan(t, l)
	if got, _, err = l.Has(gone.ID); err != nil {
		t.Fatal(err)
	}
	equal(t, "it came back", got, gone)
	version := l.Version()
	scan(t, l)
	equal(t, "a scan that finds nothing new writes nothing", l.Version(), version)
}

func TestScanPassesOverWhatIsNotOurs(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	add(t, l, described("ours", 0))
	clip, err := os.ReadFile("testdata/clip.mp4")
	if err != nil {
		t.Fatal(err)
	}
	withStory := func(s core.Story) []byte {
		b := bytes.NewBuffer(slices.Clone(clip))
		if err := clipfile.AppendStory(b, clipfile.MP4, s); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	story := described("hostile", 0).Story
	path, huge, cut := story, story, withStory(story)
	path.ID = "../../../etc/cron.d/x"
	huge.Created = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	for name, b := range map[string][]byte{
		"foreign.mp4": clip, "empty.mp4": nil, "text.mp4": []byte("text"), "cut.mp4": cut[:len(cut)/2], "path.mp4": withStory(path), "time.mp4": withStory(huge),
		"noise.mp4": bytes.Repeat([]byte{0xFF}, 1000), "zero.mp4": make([]byte, 1000), "story.txt": withStory(story), ".hidden/x.mp4": withStory(story),
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(f.Library, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(f.Library, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(f.Library, "folder.mp4"), 0o755); err != nil {
		t.Fatal(err)
	}
	os.Symlink(f.Library, filepath.Join(f.Library, "round and round")) // not everywhere allowed
	before := librarytest.Files(t, f.Library)
	scan(t, l)
	equal(t, "library", find(t, l, index.Query{}), []string{"ours"})
	equal(t, "files", librarytest.Files(t, f.Library), before)
}

func TestLibraryMayMoveToAnotherFolderAndBack(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	add(t, l, described("first", 0))
	second := f
	second.Library = filepath.Join(filepath.Dir(f.Library), "second")
	other := open(t, second)
	add(t, other, described("second", 0))
	equal(t, "second", find(t, other, index.Query{}), []string{"second"})
	equal(t, "first", find(t, l, index.Query{}), []string{"first"})

	moved := f
	moved.Library = filepath.Join(filepath.Dir(f.Library), "moved")
	if err := os.Rename(f.Library, moved.Library); err != nil {
		t.Fatal(err)
	}
	l = open(t, moved)
	scan(t, l)
	if clips := clips(t, l, index.Query{}); len(clips) != 1 || clips[0].PictureName != "portrait.jpg" {
		t.Error(clips)
	}
}

// ageAll has the folders below dir unchanged for a while, so that a scan goes by their times.
func ageAll(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			err = os.Chtimes(path, noon(), noon())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestFolderThatALibraryWasCopiedFromHasItsClipsWhenItIsChosenAgain(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	add(t, l, described("kept", 0))
	gone := add(t, l, described("deleted", time.Hour))
	if _, err := l.Delete(t.Context(), gone.ID); err != nil {
		t.Fatal(err)
	}
	ageAll(t, f.Library)
	scan(t, l)
	copied := f
	copied.Library = filepath.Join(filepath.Dir(f.Library), "copied")
	if err := os.CopyFS(copied.Library, os.DirFS(f.Library)); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		for _, root := range []core.Folders{copied, f} {
			l := open(t, root)
			scan(t, l)
			equal(t, "clips in "+root.Library, find(t, l, index.Query{}), []string{"kept"})
			equal(t, "in its bin", find(t, l, index.Query{Bin: true}), []string{"deleted"})
			ageAll(t, root.Library)
			scan(t, l)
		}
	}
}

// beforeItsFirstScan returns a library with n files that take a scan some batches, and that it does not know yet.
func beforeItsFirstScan(t *testing.T) (l *Library, n int) {
	t.Helper()
	f := foldersIn(t.TempDir())
	l, n = open(t, f), 3*batch+10
	if err := l.Ready(); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		put(t, filepath.Join(f.Library, fmt.Sprint(i, ".mp4")), described("one of many", time.Duration(i)))
	}
	return l, n
}

func TestStoppedScanGoesOnWhereItWas(t *testing.T) {
	l, n := beforeItsFirstScan(t)
	ctx, stop := context.WithCancel(t.Context())
	var at Progress
	unwatch := l.Watch(func() {
		if ctx.Err() == nil {
			at = l.Progress()
			stop()
		}
	})
	if err := l.Scan(ctx); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	unwatch()
	if at.All != n || at.Done < batch || at.Done > n {
		t.Errorf("%+v", at)
	}
	first := len(find(t, l, index.Query{}))
	if first < batch || first >= n {
		t.Errorf("%d are indexed", first)
	}
	equal(t, "progress of nothing", l.Progress().All, 0)

	w := newWalk(l, nil)
	findings := make(chan finding, n)
	if err := w.read(t.Context(), listing{}, findings); err != nil {
		t.Fatal(err)
	}
	close(findings)
	again := 0
	for found := range findings {
		again += len(found.files)
	}
	equal(t, "read again", again, n-first)
	scan(t, l)
	equal(t, "all", len(find(t, l, index.Query{})), n)
}

func TestPausedScanGoesOnWhereItWas(t *testing.T) {
	l, n := beforeItsFirstScan(t)
	unwatch := l.Watch(l.Pause)
	if err := l.Scan(t.Context()); !errors.Is(err, ErrPaused) {
		t.Fatal(err)
	}
	unwatch()
	at := l.Progress()
	if first := len(find(t, l, index.Query{})); at.All != n || at.Done < batch || !at.Paused || first < batch || first >= n {
		t.Errorf("%+v, and %d are indexed", at, first)
	}
	if err := l.Scan(t.Context()); !errors.Is(err, ErrPaused) {
		t.Errorf("a scan began: %v", err)
	}
	l.Resume()
	equal(t, "progress", l.Progress(), Progress{Done: at.Done})
	scan(t, l)
	equal(t, "all", len(find(t, l, index.Query{})), n)
}

// A person taps on Stop just as the scan ends.
func TestAPauseOfNothingPausesNothing(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	l.Pause()
	equal(t, "before any scan", l.Progress(), Progress{})
	if err := l.Ready(); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(l.folder.Root(), "a.mp4"), described("a", 0))
	if err := l.scans.take(t.Context(), func(context.Context) error {
		l.Pause()
		return nil
	}); err != nil {
		t.Error(err)
	}
	equal(t, "while a scan looks what there is", l.Progress(), Progress{})
	scan(t, l)
	equal(t, "library", find(t, l, index.Query{}), []string{"a"})
}

func TestAClipIsShelvedWhateverIsPaused(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	l.scans.paused.Store(true) // before the first scan
	add(t, l, described("paid for", 0))
	equal(t, "library", find(t, l, index.Query{}), []string{"paid for"})
	l.scans.paused.Store(true)
	add(t, l, described("paid for too", time.Second))
	equal(t, "library", find(t, l, index.Query{}), []string{"paid for too", "paid for"})
}

// Whoever follows the library while scans are paused hears of no trouble, and sees in the end what came meanwhile.
func TestFollowersWaitWhileScansArePaused(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	add(t, l, described("first", 0))
	l.scans.paused.Store(true)
	ctx, stop := context.WithCancel(t.Context())
	var following sync.WaitGroup
	following.Go(func() { l.Follow(ctx, func(err error) { t.Error(err) }) })
	put(t, filepath.Join(f.Library, "second.mp4"), described("second", time.Second))
	equal(t, "paused", find(t, l, index.Query{}), []string{"first"})
	l.Resume()
	scan(t, l)
	equal(t, "resumed", find(t, l, index.Query{}), []string{"second", "first"})
	stop()
	following.Wait()
}

func TestScansAreShared(t *testing.T) {
	s := newScans()
	synctest.Test(t, func(t *testing.T) {
		s.turn = make(chan struct{}, 1)
		looks := 0
		look := func(context.Context) error {
			looks++
			time.Sleep(time.Second)
			return nil
		}
		var group sync.WaitGroup
		for range 10 {
			group.Go(func() {
				if err := s.share(t.Context(), look); err != nil {
					t.Error(err)
				}
			})
			synctest.Wait()
		}
		ctx, stop := context.WithCancel(t.Context())
		group.Go(func() {
			if err := s.share(ctx, look); !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		})
		synctest.Wait()
		stop()
		group.Wait()
		equal(t, "looks for those who came while the first looked", looks, 2)
	})
}

func TestFolderThatMayNotBeWrittenIsScanned(t *testing.T) {
	f := foldersIn(t.TempDir())
	mount(t, f.Library, "size=64m")
	kept := add(t, open(t, f), described("kept", 0))
	mount(t, f.Library, "remount,ro")
	f.Data += "2"
	l := open(t, f)
	scan(t, l)
	equal(t, "library", find(t, l, index.Query{}), []string{"kept"})
	err := deleted(t, l, kept.ID)
	wantKind(t, "Delete", err, core.FolderDenied)
	equal(t, "library", find(t, l, index.Query{}), []string{"kept"})
}

func TestDiskThatIsPulledOutWhileItIsScannedLosesNothing(t *testing.T) {
	f := foldersIn(t.TempDir())
	mount(t, f.Library, "size=64m")
	l := open(t, f)
	add(t, l, described("first", 0))
	add(t, l, described("second", time.Second))
	scan(t, l)
	w := newWalk(l, nil)
	todo, err := w.plan(t.Context(), true)
	if err != nil || len(todo) == 0 {
		t.Fatal(todo, err)
	}
	unmount(t, f.Library)
	w = newWalk(l, nil)
	findings := readAll(t, w, todo)
	if err := w.write(t.Context(), findings); err != nil {
		t.Fatal(err)
	}
	if _, err := w.plan(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	equal(t, "folders that seem to be gone", len(w.vanished) > 0, true)
	wantKind(t, "finish", w.finish(t.Context()), core.FolderMissing)
	equal(t, "library", find(t, l, index.Query{}), []string{"second", "first"})
}

// age makes the folder of a file one that has not changed for long, as the next scan finds it.
func age(t *testing.T, path string) {
	t.Helper()
	if err := os.Chtimes(filepath.Dir(path), noon(), noon()); err != nil {
		t.Fatal(err)
	}
}

// Its folder has its last time from when the file came, which is long ago when the last of it is written.
func TestAFileThatTakesLongToWriteIsSeenWhenItIsWhole(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	if err := l.Ready(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(f.Library, "slow.mp4")
	put(t, path, described("slow", 0))
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range [][]byte{whole[:len(whole)/2], whole} {
		if err := os.WriteFile(path, part, 0o600); err != nil {
			t.Fatal(err)
		}
		age(t, path)
		scan(t, l)
	}
	equal(t, "library", find(t, l, index.Query{}), []string{"slow"})
}

func TestAFileThatIsWrittenWhileItIsIndexedIsSeenByTheNextScan(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	if err := l.Ready(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(f.Library, "a.mp4")
	write := func(c core.Clip) {
		t.Helper()
		put(t, path, c)
		if err := os.Chtimes(path, noon(), noon().Add(time.Duration(len(c.Story.Prompt)))); err != nil {
			t.Fatal(err)
		}
		age(t, path)
	}
	write(described("first", 0))
	w := newWalk(l, nil)
	todo, err := w.plan(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	findings := readAll(t, w, todo)
	write(described("second, and longer", 0))
	if err := errors.Join(w.write(t.Context(), findings), w.finish(t.Context())); err != nil {
		t.Fatal(err)
	}
	scan(t, l)
	equal(t, "library", find(t, l, index.Query{}), []string{"second, and longer"})
}

// readAll reads these folders as a scan does, and returns what it found.
func readAll(t *testing.T, w *walk, todo []listing) <-chan finding {
	t.Helper()
	findings := make(chan finding, 10)
	defer close(findings)
	for _, dir := range todo {
		if err := w.read(t.Context(), dir, findings); err != nil {
			t.Fatal(err)
		}
	}
	return findings
}

// A scan that is killed has noted folders, and not yet marked what has gone from them.
func TestWhatHasGoneIsMarkedByTheScanAfterOneThatWasKilled(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	gone := add(t, l, described("gone", 0))
	add(t, l, described("there", 0))
	if err := os.Remove(gone.Path); err != nil {
		t.Fatal(err)
	}
	age(t, gone.Path)
	w := newWalk(l, nil)
	todo, err := w.plan(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	findings := readAll(t, w, todo)
	if err := w.write(t.Context(), findings); err != nil {
		t.Fatal(err)
	}
	scan(t, l)
	equal(t, "library", find(t, l, index.Query{}), []string{"there"})
}

func TestFoldersWhoseTimesSayNothingAreListedEachTime(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	add(t, l, described("first", 0))
	equal(t, "the times of this disk tell", l.telling(), true)
	equal(t, "what the trial has left", librarytest.Files(t, filepath.Join(f.Library, layout.Incoming)), []string(nil))

	come := func(prompt string) { // as on FAT under Windows, which leaves the folder's time
		t.Helper()
		path := filepath.Join(f.Library, "2026-11", prompt+".mp4")
		put(t, path, described(prompt, 0))
		if err := os.Chtimes(path, noon(), noon()); err != nil {
			t.Fatal(err)
		}
		age(t, path)
		scan(t, l)
	}
	come("second") // its time is noted
	come("third")
	equal(t, "with times that are believed", len(find(t, l, index.Query{})), 2)
	l.telling = func() bool { return false }
	come("fourth")
	come("fifth")
	equal(t, "with times that say nothing", len(find(t, l, index.Query{})), 5)
}

// A blind camera cannot say what a clip is, as one whose program does not start.
type blindCamera struct {
	camera
	blind bool
}

func (c *blindCamera) Info(ctx context.Context, path string) (media.Info, error) {
	if c.blind {
		return media.Info{}, core.Errorf("look", core.Internal, "the decoder does not start")
	}
	return c.camera.Info(ctx, path)
}

// Nobody loads a list again because of a file that cannot be read, however often it is tried.
func TestAFileThatCannotBeReadChangesNothing(t *testing.T) {
	f, camera := foldersIn(t.TempDir()), &blindCamera{}
	l := openWith(t, f, camera)
	path := filepath.Join(filepath.Dir(add(t, l, described("ours", 0)).Path), "unread.mp4")
	put(t, path, described("unread", 0))
	age(t, path)
	camera.blind = true
	scan(t, l)
	version := l.Version()
	scan(t, l)
	equal(t, "version", l.Version(), version)
	camera.blind = false
	scan(t, l)
	equal(t, "once it can be read", len(find(t, l, index.Query{})), 2)
}

// A clock that was set back leaves folders that change in the future. They are not believed, because their time stays the same until then.
func TestFoldersThatChangeInTheFutureAreListedEachTime(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	month := filepath.Dir(add(t, l, described("first", 0)).Path)
	later := time.Now().Add(48 * time.Hour)
	for _, prompt := range []string{"second", "third"} {
		path := filepath.Join(month, prompt+".mp4")
		put(t, path, described(prompt, 0))
		if err := errors.Join(os.Chtimes(path, noon(), noon()), os.Chtimes(month, later, later)); err != nil {
			t.Fatal(err)
		}
		scan(t, l)
	}
	equal(t, "library", len(find(t, l, index.Query{})), 3)
}
