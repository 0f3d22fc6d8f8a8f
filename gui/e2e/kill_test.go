package e2e

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/journal"
)

// TestKilledMakesAreFinishedByTheNextStart ends `caracal make` at fifty random moments, without a warning, and looks at what is left.
func TestKilledMakesAreFinishedByTheNextStart(t *testing.T) {
	takeTurn(t)
	const kills = 50
	h := newHome(t)
	begin := time.Now()
	h.mustMake(t, "coffee.jpg", "pan left", "16:9")
	whole := time.Since(begin)

	unfinished := 0
	for i := range kills {
		cmd := h.command(t.Context(), "make", "--picture", "testdata/coffee.jpg", "--prompt", "orbit left", "--aspect", "1:1")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		begin, ended := time.Now(), make(chan struct{})
		go func() {
			defer close(ended)
			_ = cmd.Wait() // killed, or through
		}()
		select {
		case <-time.After(rand.N(whole * 5 / 4)):
			_ = cmd.Process.Kill()
			unfinished++
		case <-ended:
			whole = time.Since(begin) // the computer may have less else to do by now
		}
		<-ended
		if i%5 == 4 {
			h.checkAfterKills(t)
		}
	}
	if unfinished < kills/4 {
		t.Errorf("only %d of %d were killed in the middle: the test does not test", unfinished, kills)
	}
}

// checkAfterKills resumes what was interrupted and fails unless every job in the journal has exactly one whole clip and nothing else is left.
func (h *home) checkAfterKills(t *testing.T) {
	t.Helper()
	if a := h.run(t, "resume"); a.code != 0 {
		t.Fatalf("caracal resume: exit %d\n%s", a.code, a.err)
	}
	h.checkNoHalfFiles(t)
	entries := h.journal(t)
	clips := map[string]bool{}
	for _, path := range h.clips(t) {
		clips[path] = true
		if b := boxes(t, path); len(b) < 3 || b[0] != "ftyp" {
			t.Errorf("%s has boxes %v", path, b)
		}
	}
	for _, e := range entries {
		if e.Job.State != core.Saved {
			t.Errorf("job %s is %s after resume: %v", e.Job.ID, e.Job.State, e.Job.Err)
		}
		if !clips[e.Job.Clip.Path] {
			t.Errorf("job %s has no clip, or shares one: %q", e.Job.ID, e.Job.Clip.Path)
		}
		delete(clips, e.Job.Clip.Path)
	}
	for path := range clips {
		t.Errorf("no job made %s", path)
	}
	if left, err := os.ReadDir(filepath.Join(h.dir, "data", "work")); err != nil || len(left) > 0 {
		t.Errorf("left in the work folder: %v, %v", left, err)
	}
}

// journal reads all entries, while no other process runs.
func (h *home) journal(t testing.TB) []core.Entry {
	t.Helper()
	j, err := journal.Open(filepath.Join(h.dir, "data"))
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	entries, err := j.Recent(10_000)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// TestKilledWindowsAreFinishedByTheNextStart ends the window in the middle of its own making.
func TestKilledWindowsAreFinishedByTheNextStart(t *testing.T) {
	takeTurn(t)
	const kills = 6
	h := newHome(t)
	s := startScreen(t, 1700, 1000)
	h.display = s.display
	for made := range kills {
		w := s.open(t, h)
		w.place(t, 360, 60, 1280, 800)
		eventually(t, "the sample is in the well", func() bool { return colourful(w.region(t, wellRegion)) })
		w.key(t, "ctrl+Return")
		eventually(t, "its job is in the journal", func() bool { return len(h.journal(t)) > made })
		time.Sleep(rand.N(1500 * time.Millisecond)) // the moment of death is the test's free choice
		w.kill()
	}
	h.display = ""
	h.checkAfterKills(t)
	if n := len(h.journal(t)); n != kills {
		t.Errorf("%d jobs in the journal after %d were asked for", n, kills)
	}
}

// hasUnfinished looks into the journal, which another process may be using.
func (h *home) hasUnfinished(t *testing.T) bool {
	t.Helper()
	for _, e := range h.journal(t) {
		if !e.Job.State.Ended() {
			return true
		}
	}
	return false
}
