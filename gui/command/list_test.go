package command

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
	"caracal/core/program"
)

// A home is folders and a service that outlast what is opened on them.
type home struct {
	folders core.Folders
	service *lynxtest.Service
	list    string // a CSV file
}

// newHome returns a home with a list of so many clips by Lynx.
func newHome(t *testing.T, rows int) *home {
	t.Helper()
	service, err := lynxtest.Start(lynxtest.Options{Fast: time.Millisecond, Slow: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(service.Close)
	t.Setenv("WAVESPEED_API_KEY", service.Key())
	dir := t.TempDir()
	folders, err := core.OpenFolders(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := (core.Settings{InFlight: 8}).Save(folders.Data); err != nil {
		t.Fatal(err)
	}
	picture, err := filepath.Abs("../e2e/testdata/astronaut.jpg")
	if err != nil {
		t.Fatal(err)
	}
	text := "picture;prompt;engine\n"
	for i := range rows {
		text += fmt.Sprintf("%s;smiles %d;lynx\n", picture, i)
	}
	h := &home{folders: folders, service: service, list: filepath.Join(dir, "shots.csv")}
	if err := os.WriteFile(h.list, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return h
}

// open opens the program as a process of its own would.
func (h *home) open(t *testing.T) Parts {
	t.Helper()
	p, err := program.Open(h.folders, h.service.Base(), "0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return Parts{Studio: p.Studio, Shots: p.Shots, Clips: p.Library, Exporter: p.Exporter, Runs: p.Lynx.Client, Keys: p.Keys}
}

// An answer is what a command has said and its exit code.
type answer struct {
	out, err bytes.Buffer
	code     int
}

func run(ctx context.Context, p Parts, verb Verb, args ...string) *answer {
	a := &answer{}
	a.code = verb(ctx, p, Terminal{Args: args, Out: &a.out, Err: &a.err})
	return a
}

func (a *answer) String() string { return fmt.Sprintf("exit %d\n%s%s", a.code, &a.out, &a.err) }

// then lets something happen between a request and its answer.
func then(do func()) lynxtest.Fault {
	return func(w http.ResponseWriter, r *http.Request, handler http.HandlerFunc) {
		do()
		handler(w, r)
	}
}

// The second command comes while the first asks for the price, and has a moment only: with more it would wait, and find that the first is at the list.
func TestAListThatIsGivenTwiceAtOnceIsPaidForOnce(t *testing.T) {
	const rows = 3
	h := newHome(t, rows)
	first, second := h.open(t), h.open(t)
	h.service.Break(lynxtest.Price, 1, then(func() {
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		defer cancel()
		if a := run(ctx, second, Make, "--list", h.list); a.code == OK {
			t.Error(a)
		}
	}))
	if a := run(t.Context(), first, Make, "--list", h.list); a.code != OK || strings.Count(a.out.String(), "\n") != rows {
		t.Error(a)
	}
	if n := h.service.Submits(); n != rows {
		t.Errorf("%d submits for %d rows", n, rows)
	}
}
