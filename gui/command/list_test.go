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
	"caracal/core/shots"
)

// A home is folders and a service that outlast what is opened on them.
type home struct {
	folders core.Folders
	service *lynxtest.Service
	list    string // a CSV file
	picture string
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
	h := &home{folders: folders, service: service, list: filepath.Join(dir, "shots.csv"), picture: picture}
	if err := os.WriteFile(h.list, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return h
}

// open opens the program as a process of its own would, until close or the test's end.
func (h *home) open(t *testing.T) (parts Parts, close func() error) {
	t.Helper()
	p, err := program.Open(h.folders, h.service.Base(), "0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return Parts{Studio: p.Studio, Shots: p.Shots, Clips: p.Library, Exporter: p.Exporter, Runs: p.Lynx.Client, Keys: p.Keys}, p.Close
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
	first, _ := h.open(t)
	second, _ := h.open(t)
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

func TestAListThatIsInterruptedBeforeItsPriceIsSaidIsNotBegun(t *testing.T) {
	h := newHome(t, 2)
	p, _ := h.open(t)
	ctx, interrupt := context.WithCancel(t.Context())
	h.service.Break(lynxtest.Price, 1, then(interrupt))
	if a := run(ctx, p, Make, "--list", h.list); a.code != Failed || !strings.HasSuffix(a.err.String(), "Stopped.\n") {
		t.Error(a)
	}
	if lists := p.Shots.Lists(); len(lists) > 0 || h.service.Submits() > 0 {
		t.Errorf("%d submits of %+v", h.service.Submits(), lists)
	}
}

// The library's disk is unplugged when its clip has been paid for.
func TestAListWhoseClipsAreHeldUpSaysSoAndEnds(t *testing.T) {
	h := newHome(t, 1)
	away := h.folders.Library + " away"
	h.service.Break(lynxtest.Media, 1, then(func() {
		if err := os.Rename(h.folders.Library, away); err != nil {
			t.Error(err)
		}
	}))
	for _, c := range []struct {
		verb Verb
		args []string
	}{{Make, []string{"--list", h.list}}, {Resume, []string{"--no-home"}}} {
		p, done := h.open(t)
		if a := run(t.Context(), p, c.verb, c.args...); a.code != Going || !strings.Contains(a.err.String(), "astronaut.jpg: Your library's folder is not there") {
			t.Error(c.args, a)
		}
		if err := done(); err != nil {
			t.Error(err)
		}
	}
	if err := os.Rename(away, h.folders.Library); err != nil {
		t.Fatal(err)
	}
	p, _ := h.open(t)
	if a := run(t.Context(), p, Make, "--list", h.list); a.code != OK || strings.Count(a.out.String(), "\n") != 1 {
		t.Error(a)
	}
	if n := h.service.Submits(); n != 1 {
		t.Errorf("%d submits for one row", n)
	}
}

// The row's job ends again before the list has its turn, as it does where resume waits for other jobs first.
func TestResumeTellsOfAListThatEndsBeforeItsTurn(t *testing.T) {
	h := newHome(t, 1)
	h.service.Break(lynxtest.Submit, 1, lynxtest.Say(http.StatusBadRequest, `{"code":400,"message":"no"}`))
	p, done := h.open(t)
	if a := run(t.Context(), p, Make, "--list", h.list); a.code != Failed {
		t.Error(a)
	}
	if err := done(); err != nil {
		t.Error(err)
	}
	p, _ = h.open(t)
	if err := p.Shots.Resume(); err != nil {
		t.Fatal(err)
	}
	lists := p.Shots.Lists()
	if len(lists) != 1 || !lists[0].Ended() {
		t.Fatal(lists)
	}
	for _, want := range []int{OK, Failed} {
		goOn := map[core.JobID]bool{lists[0].Jobs[0].ID: want == Failed}
		a := &answer{}
		if a.code = followLists(t.Context(), p.Shots, goOn, Terminal{Out: &a.out, Err: &a.err}); a.code != want {
			t.Errorf("want %d, %v", want, a)
		}
	}
}

// A script that makes a list again because this process ended early, or because a row was left out, must not pay for it twice.
func TestTheExitCodeOfAListThatIsLeft(t *testing.T) {
	const price = 50 * core.Cent
	row := func(agreed core.USD) shots.Row { return shots.Row{ID: "r", Agreed: agreed} }
	paid := func(state core.State, step core.Step, money core.Money) core.Job {
		return core.Job{ID: "j", State: state, Step: step, Money: money, Price: price}
	}
	unclear := paid(core.Unclear, core.Submitting, core.Reserved)
	forgotten := paid(core.Stopped, core.Submitting, core.Reserved)
	for _, c := range []struct {
		name string
		row  shots.Row
		job  core.Job
		why  core.Kind // that the list has paused
		want int
		says string
	}{
		{name: "interrupted before it was ordered", row: row(price), want: Going},
		{name: "interrupted while it is made", row: row(price), job: paid(core.Working, core.Accepted, core.Charged), want: Going},
		{name: "interrupted as it was sent", row: row(price), job: paid(core.Working, core.Submitting, core.Reserved), want: Unknown},
		{name: "a draft that was interrupted", row: row(0), want: Failed},
		{name: "over the budget", row: row(price), why: core.OverBudget, want: OverBudget},
		{name: "unclear, and the next over the budget", row: row(price), job: unclear, why: core.OverBudget, want: Unknown, says: "decide"},
		{name: "made, and the next over the budget", row: row(price), job: paid(core.Working, core.Accepted, core.Charged), why: core.OverBudget, want: Going},
		{name: "left out", row: shots.Row{LeftOut: true, Picture: core.Picture{Name: "a.jpg"}}, want: OK, says: "a.jpg was left out."},
		{name: "sent, and then given up", row: row(price), job: forgotten, want: OK, says: "It may have been charged"},
	} {
		s := shots.Status{List: shots.List{Rows: []shots.Row{c.row}}, Jobs: []core.Job{c.job}}
		if c.why != "" {
			s.List.Paused, s.List.Why = true, &core.Error{Kind: c.why}
		}
		a := &answer{}
		if a.code = leaveList(s, Terminal{Out: &a.out, Err: &a.err}); a.code != c.want || !strings.Contains(a.err.String(), c.says) {
			t.Errorf("%s: want %d, %v", c.name, c.want, a)
		}
	}
}

// The folder to copy to goes away when the clip has been paid for.
func TestAClipThatCannotBeCopiedIsNoFailure(t *testing.T) {
	h := newHome(t, 0)
	dir := filepath.Join(t.TempDir(), "out")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	h.service.Break(lynxtest.Media, 1, then(func() {
		if err := os.Remove(dir); err != nil {
			t.Error(err)
		}
	}))
	p, _ := h.open(t)
	a := run(t.Context(), p, Make, "--picture", h.picture, "--prompt", "smiles", "--with", "lynx", "--out", filepath.Join(dir, "a.mp4"))
	path := strings.TrimSpace(a.out.String())
	if _, err := os.Stat(path); err != nil || a.code != NotCopied || !strings.HasPrefix(path, h.folders.Library) {
		t.Error(err, a)
	}
}
