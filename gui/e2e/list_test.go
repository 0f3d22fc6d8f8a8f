package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
)

// writeList writes a shot list of so many clips by Lynx beside its picture, and returns its path.
func writeList(t *testing.T, rows int) string {
	t.Helper()
	dir := t.TempDir()
	picture, err := os.ReadFile("testdata/astronaut.jpg")
	if err != nil {
		t.Fatal(err)
	}
	list := "picture;prompt;engine\r\n"
	for i := range rows {
		list += fmt.Sprintf("me.jpg;smiles %d;lynx\r\n", i)
	}
	path := filepath.Join(dir, "shots.csv")
	for name, b := range map[string][]byte{path: []byte(list), filepath.Join(dir, "me.jpg"): picture} {
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// TestAKilledListIsPaidForOnce kills `make --list` after a third of its submits and gives the same command again.
func TestAKilledListIsPaidForOnce(t *testing.T) {
	t.Parallel()
	const rows = 12
	h := newLynxHome(t, lynxtest.Options{})
	h.set(t, core.Settings{InFlight: 2})
	path := writeList(t, rows)
	ctx, kill := context.WithCancel(t.Context())
	cmd := h.command(ctx, "make", "--list", path)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "a third is submitted", func() bool { return h.service.Submits() >= rows/3 })
	kill()
	_ = cmd.Wait()
	if n := h.service.Submits(); n >= rows {
		t.Fatalf("all %d were submitted before the kill", n)
	}
	a := h.run(t, "make", "--list", path)
	if a.code != 0 || !strings.Contains(a.err, "Going on with it") || strings.Count(a.out, "\n") != rows {
		t.Errorf("exit %d\n%s%s", a.code, a.out, a.err)
	}
	if n := len(h.clips(t)); n != rows {
		t.Errorf("%d clips in the library, want %d", n, rows)
	}
	h.wantService(t, rows, rows)
}

func TestAListStopsAtTheBudgetAndGoesOnAfterIt(t *testing.T) {
	t.Parallel()
	h := newLynxHome(t, lynxtest.Options{})
	h.set(t, core.Settings{InFlight: 2, Budget: core.Dollar})
	path := writeList(t, 4)
	if a := h.run(t, "make", "--list", path); a.code != 5 || !strings.Contains(a.err, "over your budget") || strings.Count(a.out, "\n") != 2 {
		t.Errorf("exit %d\n%s%s", a.code, a.out, a.err)
	}
	h.wantService(t, 2, 2)
	h.set(t, core.Settings{InFlight: 2})
	if a := h.run(t, "resume"); a.code != 0 || strings.Count(a.out, "\n") != 4 {
		t.Errorf("exit %d\n%s%s", a.code, a.out, a.err)
	}
	h.wantService(t, 4, 4)
}

func TestNothingIsSentOfAListWithErrors(t *testing.T) {
	t.Parallel()
	h := newLynxHome(t, lynxtest.Options{})
	path := writeList(t, 2)
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(f, "shots.csv;smiles;lynx\ngone.jpg;smiles;lynx\n")
	f.Close()
	a := h.run(t, "make", "--list", path)
	if a.code != 2 || !strings.Contains(a.err, "Line 4: ") || !strings.Contains(a.err, "Line 5: ") {
		t.Errorf("exit %d\n%s", a.code, a.err)
	}
	h.wantService(t, 0, 0)
}
