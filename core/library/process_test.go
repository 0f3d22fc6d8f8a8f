package library

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/database"
	"caracal/core/library/index"
	"caracal/core/library/librarytest"
	"caracal/core/processtest"
)

// The test binary is also the other process, at work in the home in its first argument.
func TestMain(m *testing.M) {
	processtest.Main(m, map[string]processtest.Role{
		"work":  func(args []string) error { return workForEver(args[0]) },
		"add":   func(args []string) error { return addForEver(args[0]) },
		"amend": func(args []string) error { return amendForEver(args[0], args[1]) },
	})
}

// addForEver adds clips until it is killed, one for each line of its input. What it prints, it has added.
func addForEver(home string) error {
	l, err := Open(foldersIn(home), &camera{})
	if err != nil {
		return err
	}
	defer l.Close()
	clip, err := os.ReadFile("testdata/clip.mp4")
	if err != nil {
		return err
	}
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		c := described("from the other process", 0)
		source := filepath.Join(home, string(c.ID))
		if err := os.WriteFile(source, clip, 0o600); err != nil {
			return err
		}
		if _, err := l.Add(context.Background(), source, c); err != nil {
			return err
		}
		fmt.Println(c.ID)
	}
	return nil
}

// workForEver adds clips, deletes and restores some and scans, until it is killed. What it prints, it has added.
func workForEver(home string) error {
	l, err := Open(foldersIn(home), &camera{})
	if err != nil {
		return err
	}
	defer l.Close()
	clip, err := os.ReadFile("testdata/clip.mp4")
	if err != nil {
		return err
	}
	ctx := context.Background()
	for {
		c := described("from the other process", 0)
		source := filepath.Join(home, string(c.ID))
		if err := os.WriteFile(source, clip, 0o600); err != nil {
			return err
		}
		if _, err := l.Add(ctx, source, c); err != nil {
			return err
		}
		fmt.Println(c.ID)
		for _, q := range []index.Query{{Order: index.Oldest}, {Bin: true}} {
			list, err := l.List(ctx, q)
			if err != nil {
				return err
			}
			ids, err := l.IDs(ctx, list.Rows[:min(3, len(list.Rows))])
			if err != nil {
				return err
			}
			move := l.Delete
			if q.Bin {
				move = l.Restore
			}
			if _, err := move(ctx, ids...); err != nil {
				return err
			}
			if err := l.Scan(ctx); err != nil {
				return err
			}
		}
	}
}

// startAdding starts a process that adds n clips, and then waits.
func startAdding(t *testing.T, home string, n int) *processtest.Process {
	t.Helper()
	p := processtest.Start(t, "add", home)
	fmt.Fprint(p.In, strings.Repeat("go on\n", n))
	return p
}

func TestWindowSeesWhatAnotherProcessAdds(t *testing.T) {
	home := t.TempDir()
	l := open(t, foldersIn(home))
	before := l.Version()
	changed := make(chan struct{}, 100)
	defer l.Watch(func() { changed <- struct{}{} })()
	id := core.JobID(startAdding(t, home, 1).Line(t))
	if l.Version() == before {
		t.Error("the version is the same")
	}
	if _, ok, err := l.Has(id); !ok || err != nil {
		t.Error(ok, err)
	}
	<-changed

	for len(changed) > 0 {
		<-changed
	}
	add(t, l, described("of our own", 0))
	<-changed
}

func TestWatchEndsWithStopAndWithClose(t *testing.T) {
	l, err := Open(foldersIn(t.TempDir()), &camera{})
	if err != nil {
		t.Fatal(err)
	}
	calls := 0
	stop := l.Watch(func() { calls++ })
	stop()
	stop()
	add(t, l, described("unseen", 0))
	equal(t, "calls after stop", calls, 0)
	stop = l.Watch(func() {})
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	stop()
}

// CARACAL_KILLS is another number of kills than the suite has time for.
func TestKilledWorkLosesAndDoublesNothing(t *testing.T) {
	kills := 10
	if n, err := strconv.Atoi(os.Getenv("CARACAL_KILLS")); err == nil {
		kills = n
	}
	home := t.TempDir()
	f := foldersIn(home)
	said := make(map[core.JobID]bool)
	for range kills {
		p, dying := processtest.Start(t, "work", home), false
		for p.Out.Scan() {
			if !dying { // it is at work
				dying = true
				time.AfterFunc(time.Duration(rand.IntN(400))*time.Millisecond, func() { p.Kill() })
			}
			said[core.JobID(p.Out.Text())] = true
		}
		p.Wait()
	}
	l := open(t, f)
	scan(t, l)
	if err := database.Check(t.Context(), connect(t, f)); err != nil {
		t.Error(err)
	}
	files := make(map[core.JobID]int)
	for _, rel := range librarytest.Files(t, f.Library) {
		story, err := clipfile.ReadStory(filepath.Join(f.Library, rel))
		if err != nil {
			t.Errorf("%s is left over: %v", rel, err)
		}
		files[story.ID]++
	}
	for id := range said {
		if _, ok, err := l.Has(id); err != nil || !ok || files[id] != 1 {
			t.Errorf("%s was added; it is known: %v, %v, and it has %d files", id, ok, err, files[id])
		}
	}
	if kept, binned := list(t, l, index.Query{}).Counts, len(files); kept.All+kept.Bin != binned {
		t.Errorf("%d clips and %d in the bin, of %d files", kept.All, kept.Bin, binned)
	}
	t.Logf("%d clips added in %d lives", len(said), kills)
}

func TestKilledAddsLeaveWholeClipsOnly(t *testing.T) {
	home := t.TempDir()
	f := foldersIn(home)
	said := make(map[core.JobID]bool)
	for range 20 {
		p, dying := startAdding(t, home, 1000), false
		for p.Out.Scan() {
			if !dying { // it is at work
				dying = true
				time.AfterFunc(time.Duration(rand.IntN(60))*time.Millisecond, func() { p.Kill() })
			}
			said[core.JobID(p.Out.Text())] = true
		}
		p.Wait()
	}
	l := open(t, f)
	scan(t, l)
	for id := range said {
		c, ok, err := l.Has(id)
		if err != nil || !ok {
			t.Errorf("%s was added and is lost, %v", id, err)
			continue
		}
		if got, err := l.readClip(t.Context(), c.Path); err != nil || got.ID != id {
			t.Error(got, err)
		}
	}
	files := librarytest.Files(t, f.Library)
	for _, path := range files {
		if !strings.HasPrefix(path, "2026-11/") || !strings.HasSuffix(path, ".mp4") {
			t.Errorf("%s is left over", path)
		}
	}
	equal(t, "clips in the index", len(find(t, l, index.Query{})), len(files))
	t.Logf("%d clips added, %d on disk", len(said), len(files))
}
