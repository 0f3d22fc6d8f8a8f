package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
	"caracal/core/shots"
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

// TestAListGoesOnForANewPriceAtTheSameCommandOnly has the price rise while a list stands still.
func TestAListGoesOnForANewPriceAtTheSameCommandOnly(t *testing.T) {
	t.Parallel()
	h := newLynxHome(t, lynxtest.Options{})
	h.set(t, core.Settings{InFlight: 2, Budget: core.Dollar})
	path := writeList(t, 4)
	if a := h.run(t, "make", "--list", path); a.code != 5 || !strings.Contains(a.err, "4 clips with Lynx · $2.00") {
		t.Errorf("exit %d\n%s%s", a.code, a.out, a.err)
	}
	h.service.SetPrice(60 * core.Cent)
	h.set(t, core.Settings{InFlight: 2})
	for _, command := range [][]string{{"make", "--list", path}, {"resume"}} {
		if a := h.run(t, command...); a.code != 3 || !strings.Contains(a.err, "more now than you agreed to") {
			t.Errorf("%q: exit %d\n%s%s", command, a.code, a.out, a.err)
		}
		h.wantService(t, 2, 2)
	}
	if a := h.run(t, "make", "--list", path); a.code != 0 || !strings.Contains(a.err, "2 clips with Lynx · $1.20") || strings.Count(a.out, "\n") != 4 {
		t.Errorf("exit %d\n%s%s", a.code, a.out, a.err)
	}
	h.wantService(t, 4, 4)
	// A new list is quoted before it is begun.
	if a := h.run(t, "make", "--list", writeList(t, 1)); a.code != 0 || !strings.Contains(a.err, "1 clip with Lynx · $0.60") {
		t.Errorf("exit %d\n%s%s", a.code, a.out, a.err)
	}
}

// TestAListEndsWithWhatWasDecided decides about the one unclear shot of a list, and gives the list's command again.
func TestAListEndsWithWhatWasDecided(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]struct {
		code, clips, submits int
		says                 string
	}{"send": {0, 1, 1, "1 saved"}, "forget": {0, 0, 0, "me.jpg: Stopped waiting. It may have been charged"}} {
		h := newLynxHome(t, lynxtest.Options{})
		j := h.addUnclear(t, time.Hour)
		path := writeList(t, 1)
		l, err := shots.ReadCSV(path, shots.Rules{Choice: shots.Choice{Aspect: core.Wide, Engine: core.Draft}, Engines: []core.Info{{ID: core.Lynx}}})
		if err != nil {
			t.Fatal(err)
		}
		l.Begun, l.Rows[0].Job, l.Rows[0].Agreed = time.Now(), j.ID, 50*core.Cent
		book := shots.Book{Dir: filepath.Join(h.dir, "data", "lists")}
		if err := book.Save(l); err != nil {
			t.Fatal(err)
		}
		if a := h.run(t, "make", "--list", path); a.code != 4 {
			t.Errorf("before: exit %d\n%s%s", a.code, a.out, a.err)
		}
		if a := h.run(t, "decide", string(j.ID), word); a.code != 0 {
			t.Errorf("decide %s: exit %d\n%s%s", word, a.code, a.out, a.err)
		}
		a := h.run(t, "make", "--list", path)
		if a.code != want.code || strings.Count(a.out, "\n") != want.clips || !strings.Contains(a.err, want.says) {
			t.Errorf("after %s: exit %d\n%s%s", word, a.code, a.out, a.err)
		}
		h.wantService(t, want.submits, want.submits)
		if lists, err := book.Lists(); len(lists) != 0 || err != nil {
			t.Errorf("after %s there is still %+v, %v", word, lists, err)
		}
	}
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
