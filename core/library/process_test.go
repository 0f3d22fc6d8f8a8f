package library

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"caracal/core"
)

// The test binary is also the other process, when this names its home.
const homeVariable = "CARACAL_LIBRARY_TEST"

// amendVariable makes the other process amend clips and not add them.
const amendVariable = "CARACAL_LIBRARY_TEST_AMEND"

func TestMain(m *testing.M) {
	if home := os.Getenv(homeVariable); home != "" {
		work := addForEver
		if os.Getenv(amendVariable) != "" {
			work = amendForEver
		}
		if err := work(home); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
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

// A process is another process that adds clips.
type process struct {
	*exec.Cmd
	out *bufio.Scanner
}

// start starts a process that adds n clips, or does so much of something else that the environment names, and then waits.
func start(t *testing.T, home string, n int, environment ...string) process {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), append(environment, homeVariable+"="+home)...)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	fmt.Fprint(in, strings.Repeat("go on\n", n))
	return process{cmd, bufio.NewScanner(out)}
}

func TestWindowSeesWhatAnotherProcessAdds(t *testing.T) {
	home := t.TempDir()
	l := open(t, foldersIn(home))
	before := l.Version()
	changed := make(chan struct{}, 100)
	defer l.Watch(func() { changed <- struct{}{} })()
	p := start(t, home, 1)
	if !p.out.Scan() {
		t.Fatal("the other process ended")
	}
	id := core.JobID(p.out.Text())
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
		p, dying := start(t, home, 1000), false
		for p.out.Scan() {
			if !dying { // it is at work
				dying = true
				time.AfterFunc(time.Duration(rand.IntN(60))*time.Millisecond, func() { p.Process.Kill() })
			}
			said[core.JobID(p.out.Text())] = true
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
