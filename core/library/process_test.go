package library

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/processtest"
)

// The test binary is also the other process, at work in the home in its first argument.
func TestMain(m *testing.M) {
	processtest.Main(m, map[string]processtest.Role{
		"add":   func(args []string) error { return addForEver(args[0]) },
		"amend": func(args []string) error { return amendForEver(args[0], args[1]) },
		"copy":  func(args []string) error { return copyForEver(args[0], args[1]) },
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
	files := tree(t, f.Library)
	for _, path := range files {
		if !strings.HasPrefix(path, "2026-11/") || !strings.HasSuffix(path, ".mp4") {
			t.Errorf("%s is left over", path)
		}
	}
	equal(t, "clips in the index", len(find(t, l, Query{})), len(files))
	t.Logf("%d clips added, %d on disk", len(said), len(files))
}
