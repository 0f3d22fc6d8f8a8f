package shots

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/core/journal"
)

// A home is what outlasts a process in these tests: a folder with a real journal, and a service of its own.
type home struct {
	dir   string
	asks  *atomic.Int64                                // what the service asks for a clip by Lynx, in core.USD; nil or 0 for what it always did
	limit core.Limit                                   // zero for two at once
	keeps func(ctx context.Context, path string) error // asked before a picture is kept; nil lets all pass
}

func newHome(t testing.TB) home { return home{dir: t.TempDir(), asks: &atomic.Int64{}} }

// A shop is one process at a home.
type shop struct {
	*Desk
	studio  *core.Studio
	journal *journal.Journal
	close   func()
}

// open begins a process. What it makes clips with asks gate before each; nil lets all pass.
func (h home) open(t testing.TB, budget core.USD, gate func(context.Context, core.Request) error) *shop {
	t.Helper()
	s, err := h.start(budget, gate)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close)
	return s
}

func (h home) start(budget core.USD, gate func(context.Context, core.Request) error) (*shop, error) {
	j, err := journal.Open(filepath.Join(h.dir, "data"))
	if err != nil {
		return nil, err
	}
	work := filepath.Join(h.dir, "work")
	if err := os.MkdirAll(work, 0o700); err != nil {
		return nil, err
	}
	heard := &atomic.Int64{}
	studio := core.NewStudio(core.Rooms{Journal: j, Shelf: h, Pictures: h, Work: work}, engine{h, core.Draft, gate, heard}, engine{h, core.Lynx, gate, heard})
	studio.SetBudget(budget)
	if _, err := studio.Resume(); err != nil {
		return nil, err
	}
	s := &shop{studio: studio, journal: j, Desk: NewDesk(h.lists(), studio, nil)}
	var once bool
	s.close = func() {
		if once {
			return
		}
		once = true
		s.Desk.Close()
		studio.Close(context.Background())
		j.Close()
	}
	return s, s.Resume()
}

func (h home) lists() string { return filepath.Join(h.dir, "data", "lists") }

// The home is its own shelf, which keeps a clip as an empty file.
func (h home) Ready() error { return nil }

func (h home) Add(_ context.Context, _ string, c core.Clip) (core.Clip, error) {
	c.Path = filepath.Join(h.dir, string(c.ID)+".clip")
	return c, os.WriteFile(c.Path, nil, 0o600)
}

func (h home) Has(id core.JobID) (core.Clip, bool, error) {
	path := filepath.Join(h.dir, string(id)+".clip")
	_, err := os.Stat(path)
	return core.Clip{ID: id, Path: path}, err == nil, nil
}

func (h home) HasRun(context.Context, string) (core.Clip, bool, error) {
	return core.Clip{}, false, nil
}

// Keep fails for pictures that are called so. A picture that is a file is copied, and of any other it is enough to have a name.
func (h home) Keep(ctx context.Context, path string) (core.Picture, error) {
	if strings.Contains(path, "broken") {
		return core.Picture{}, core.Errorf("keep", core.PictureBroken, "cut off")
	}
	if h.keeps != nil {
		if err := h.keeps(ctx, path); err != nil {
			return core.Picture{}, err
		}
	}
	kept := core.Picture{Path: path, Name: filepath.Base(path)}
	seen, err := os.ReadFile(path)
	if err != nil || filepath.Dir(path) == h.copies() {
		return kept, nil
	}
	kept.Path = filepath.Join(h.copies(), fmt.Sprintf("%x", sha256.Sum256(seen)))
	return kept, errors.Join(os.MkdirAll(h.copies(), 0o700), os.WriteFile(kept.Path, seen, 0o600))
}

func (h home) copies() string { return filepath.Join(h.dir, "copies") }

// An engine posts to a service that is a file: one line for each submit that ever arrived.
type engine struct {
	home  home
	id    core.EngineID
	gate  func(context.Context, core.Request) error
	heard *atomic.Int64 // what the service asked this process last
}

func (e engine) Info() core.Info {
	for _, info := range engines() {
		if info.ID == e.id {
			if info.Limit = e.home.limit; info.Limit == (core.Limit{}) {
				info.Limit = core.Limit{InFlight: 2}
			}
			if info.Price > 0 {
				info.Price = max(info.Price, core.USD(e.heard.Load()))
			}
			return info
		}
	}
	panic(e.id)
}

// CheckPrice asks the service.
func (e engine) CheckPrice(context.Context) error {
	if e.home.asks != nil {
		e.heard.Store(e.home.asks.Load())
	}
	return nil
}

func (e engine) Generate(ctx context.Context, t *core.Task) error {
	if t.Mark.Step == core.New {
		if e.CheckPrice(ctx); t.Price > 0 && e.Info().Price > t.Price {
			return core.Errorf("submit", core.PriceRose, "%v", e.Info().Price)
		}
		if err := t.Save(core.Mark{Step: core.Submitting}); err != nil {
			return err
		}
		if err := e.home.post(t.Request, t.ID); err != nil {
			return err
		}
	} else if t.Mark.Step == core.Submitting && !e.home.posted(t.ID) {
		// It never arrived, which this service can tell; another would not be asked twice.
		if err := e.home.post(t.Request, t.ID); err != nil {
			return err
		}
	}
	if e.gate != nil {
		if err := e.gate(ctx, t.Request); err != nil {
			if ctx.Err() == nil && core.KindOf(err) != core.OutcomeUnknown {
				// A refusal that is proven takes the mark back, or the outcome would be unknown.
				if err := t.Save(core.Mark{Step: core.New}); err != nil {
					return err
				}
			}
			return err
		}
	}
	if err := t.Save(core.Mark{Step: core.Accepted, RemoteID: string(t.ID)}); err != nil {
		return err
	}
	return os.WriteFile(t.Out, nil, 0o600)
}

func (h home) post(r core.Request, id core.JobID) error {
	f, err := os.OpenFile(filepath.Join(h.dir, "posts"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = fmt.Fprintln(f, r.Picture.Name, id)
	return err
}

func (h home) posted(id core.JobID) bool {
	for _, p := range h.posts() {
		if strings.HasSuffix(p, string(id)) {
			return true
		}
	}
	return false
}

// posts returns the submits that have arrived, each a picture's name and a job's id.
func (h home) posts() (all []string) {
	f, err := os.Open(filepath.Join(h.dir, "posts"))
	if err != nil {
		return nil
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		all = append(all, s.Text())
	}
	return all
}

// counts returns how many posts each picture has had.
func (h home) counts() map[string]int {
	n := map[string]int{}
	for _, p := range h.posts() {
		name, _, _ := strings.Cut(p, " ")
		n[name]++
	}
	return n
}

// await waits until the list satisfies ok, and returns it.
func (s *shop) await(t testing.TB, id, what string, ok func(Status) bool) Status {
	t.Helper()
	news := make(chan Status, 1000)
	stop := s.Watch(func(st Status) {
		select {
		case news <- st:
		default:
		}
	})
	defer stop()
	late := time.After(30 * time.Second)
	for _, st := range s.Lists() {
		if st.List.ID == id && ok(st) {
			return st
		}
	}
	for {
		select {
		case st := <-news:
			if st.List.ID == id && ok(st) {
				return st
			}
		case <-late:
			t.Fatalf("waited in vain until %s: %s", what, summary(s.Lists()))
		}
	}
}

func summary(all []Status) string {
	var b strings.Builder
	for _, s := range all {
		fmt.Fprintf(&b, "paused %t (%v):", s.List.Paused, s.List.Why)
		for i := range s.List.Rows {
			fmt.Fprintf(&b, " %s", s.State(i))
		}
	}
	return b.String()
}

func count(state RowState, n int) func(Status) bool {
	return func(s Status) bool { return s.Count(state) == n }
}

// paid returns a list of so many Lynx clips.
func paid(t testing.TB, n int) List {
	var names []string
	for i := range n {
		names = append(names, fmt.Sprintf("p%02d", i))
	}
	l := listOf(t, names...).AllWith(core.Lynx)
	l.Prompt = "smiles"
	return l.Agree(engines())
}

func onceEach(l List) map[string]int {
	want := map[string]int{}
	for _, r := range l.Rows {
		want[r.Picture.Name]++
	}
	return want
}

func TestAListIsMade(t *testing.T) {
	h := newHome(t)
	s := h.open(t, 0, nil)
	l := paid(t, 7)
	l.Rows[3].Engine = core.Draft
	if err := s.Begin(l); err != nil {
		t.Fatal(err)
	}
	st := s.await(t, l.ID, "all are saved", count(Saved, 7))
	if !st.Ended() || !s.Owns(st.Jobs[6].ID) || s.Owns("another") {
		t.Error(summary([]Status{st}))
	}
	if d := cmp.Diff(onceEach(l), h.counts()); d != "" {
		t.Error(d)
	}
	if err := s.Dismiss(l.ID); err != nil {
		t.Fatal(err)
	}
	if lists, err := s.book.Lists(); len(lists) > 0 || err != nil || len(s.Lists()) > 0 || len(s.studio.Jobs()) > 0 {
		t.Error(lists, err, s.Lists(), s.studio.Jobs())
	}
	files, err := os.ReadDir(s.book.Dir)
	if len(files) > 0 || err != nil {
		t.Error(files, err)
	}
}

func TestNothingIsBegunOfAListWithErrors(t *testing.T) {
	h := newHome(t)
	s := h.open(t, 0, nil)
	l := paid(t, 3)
	l.Rows[2].Aspect = "4:3"
	if err := s.Begin(l); kinds(t, err)[3] != core.BadAspect {
		t.Error(err)
	}
	lists, err := s.book.Lists()
	if len(lists) > 0 || err != nil || len(s.Lists()) > 0 || len(h.posts()) > 0 {
		t.Error(lists, err)
	}
}

func TestABudgetThatIsReachedStopsTheList(t *testing.T) {
	h := newHome(t)
	s := h.open(t, 125*core.Cent, nil)
	l := paid(t, 5)
	if err := s.Begin(l); err != nil {
		t.Fatal(err)
	}
	st := s.await(t, l.ID, "it has stopped", func(st Status) bool { return st.List.Paused && st.Count(Making) == 0 })
	if core.KindOf(st.List.Why) != core.OverBudget || st.Count(Saved) != 2 || st.Count(ToCome) != 3 || len(h.posts()) != 2 {
		t.Errorf("%s, %d posts", summary([]Status{st}), len(h.posts()))
	}
	s.close()
	// It says so after a restart too, and goes on when there is more.
	s = h.open(t, 125*core.Cent, nil)
	if got := s.Lists(); len(got) != 1 || core.KindOf(got[0].List.Why) != core.OverBudget || got[0].Count(ToCome) != 3 {
		t.Fatal(summary(got))
	}
	if id, err := s.ResumeSame(paid(t, 5)); id != l.ID || err != nil {
		t.Error(id, err)
	}
	s.studio.SetBudget(5 * core.Dollar)
	if err := s.Continue(l.ID, nil); err != nil {
		t.Fatal(err)
	}
	s.await(t, l.ID, "all are saved", count(Saved, 5))
	if d := cmp.Diff(onceEach(l), h.counts()); d != "" {
		t.Error(d)
	}
}

// aside lets jobs through one by one.
func aside() (gate func(context.Context, core.Request) error, pass chan struct{}) {
	pass = make(chan struct{})
	return func(ctx context.Context, _ core.Request) error {
		select {
		case <-pass:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}, pass
}

func TestPauseAndStopUnsent(t *testing.T) {
	h := newHome(t)
	gate, arrived, pass := queue()
	s := h.open(t, 0, gate)
	l := paid(t, 8)
	if err := s.Begin(l); err != nil {
		t.Fatal(err)
	}
	s.await(t, l.ID, "three are with the studio", count(Making, 3))
	<-arrived
	<-arrived
	if err := s.Pause(l.ID); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		pass <- struct{}{}
	}
	st := s.await(t, l.ID, "two are saved, and the third was taken back", func(st Status) bool { return st.Count(Saved) == 2 && st.Count(ToCome) == 6 })
	if !st.List.Paused || st.Ended() {
		t.Error(summary([]Status{st}))
	}
	if err := s.Dismiss(l.ID); err != nil || len(s.Lists()) != 1 {
		t.Error("a list that had not ended was dismissed", err)
	}
	if err := s.Continue(l.ID, nil); err != nil {
		t.Fatal(err)
	}
	s.await(t, l.ID, "three more are with the studio", count(Making, 3))
	<-arrived
	<-arrived
	if err := s.StopUnsent(l.ID); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		pass <- struct{}{}
	}
	st = s.await(t, l.ID, "it has ended", Status.Ended)
	if st.Count(Saved) != 4 || st.Count(LeftOut) != 4 || len(h.posts()) != 4 {
		t.Errorf("%s, %d posts", summary([]Status{st}), len(h.posts()))
	}
}

func TestWhatFailedIsTriedAgain(t *testing.T) {
	h := newHome(t)
	fail := true
	s := h.open(t, 0, func(_ context.Context, r core.Request) error {
		if fail && r.Picture.Name == "p01" {
			return core.Errorf("make", core.NoFace, "no face")
		}
		return nil
	})
	l := paid(t, 4)
	l.Rows[2].Picture = core.Picture{Path: "/pictures/broken", Name: "broken"}
	if err := s.Begin(l); err != nil {
		t.Fatal(err)
	}
	st := s.await(t, l.ID, "it has ended", Status.Ended)
	if st.Count(Saved) != 2 || st.Count(Failed) != 2 || core.KindOf(st.Jobs[1].Err) != core.NoFace || core.KindOf(st.List.Rows[2].Err) != core.PictureBroken {
		t.Fatal(summary([]Status{st}))
	}
	fail = false
	if err := s.Retry(t.Context(), l.ID, st.IDs(Failed), nil); err != nil {
		t.Fatal(err)
	}
	st = s.await(t, l.ID, "it has ended again", func(st Status) bool { return st.Count(Saved) == 3 && st.Ended() })
	want := map[string]int{"p00": 1, "p01": 2, "p03": 1}
	if d := cmp.Diff(want, h.counts()); d != "" || st.State(2) != Failed {
		t.Error(summary([]Status{st}), d)
	}
	if n := len(s.studio.Jobs()); n != 3 {
		t.Errorf("the studio shows %d jobs, want the list's three", n)
	}
}

// The person was told of one that failed, and what that costs.
func TestOnlyWhatThePersonWasToldOfIsTriedAgain(t *testing.T) {
	h := newHome(t)
	var mended atomic.Bool
	s := h.open(t, 0, func(_ context.Context, r core.Request) error {
		if mended.Load() || r.Picture.Name == "p02" {
			return nil
		}
		return core.Errorf("poll", core.RemoteFailed, "5000")
	})
	l := paid(t, 3)
	if err := s.Begin(l); err != nil {
		t.Fatal(err)
	}
	st := s.await(t, l.ID, "two have failed", func(st Status) bool { return st.Ended() && st.Count(Failed) == 2 })
	mended.Store(true)
	if err := s.Retry(t.Context(), l.ID, st.IDs(Failed)[:1], nil); err != nil {
		t.Fatal(err)
	}
	st = s.await(t, l.ID, "one is tried again", func(st Status) bool { return st.Ended() && st.Count(Saved) == 2 })
	if d := cmp.Diff(map[string]int{"p00": 2, "p01": 1, "p02": 1}, h.counts()); d != "" || st.State(1) != Failed {
		t.Error(summary([]Status{st}), d)
	}
}

func TestAListStopsWhereEveryRowWouldFail(t *testing.T) {
	h := newHome(t)
	credit := make(chan struct{})
	s := h.open(t, 0, func(context.Context, core.Request) error {
		select {
		case <-credit:
			return nil
		default:
			return core.Errorf("submit", core.NoCredit, "the balance is 0")
		}
	})
	l := paid(t, 9)
	if err := s.Begin(l); err != nil {
		t.Fatal(err)
	}
	st := s.await(t, l.ID, "it has stopped", func(st Status) bool { return st.List.Paused && st.Count(Making) == 0 })
	if core.KindOf(st.List.Why) != core.NoCredit || st.Count(ToCome) < 3 {
		t.Error(summary([]Status{st}))
	}
	close(credit)
	if err := s.Retry(t.Context(), l.ID, st.IDs(Failed), nil); err != nil {
		t.Fatal(err)
	}
	s.await(t, l.ID, "all are saved", count(Saved, 9))
}

func TestAListBelongsToOneProcess(t *testing.T) {
	h := newHome(t)
	gate, pass := aside()
	one := h.open(t, 0, gate)
	l := paid(t, 3)
	if err := one.Begin(l); err != nil {
		t.Fatal(err)
	}
	one.await(t, l.ID, "all are with the studio", count(Making, 3))
	two := h.open(t, 0, nil)
	if got := two.Lists(); len(got) > 0 {
		t.Error("two processes carry out one list")
	}
	if id, err := two.ResumeSame(paid(t, 3)); id != "" || core.KindOf(err) != core.ListElsewhere {
		t.Error("the same list is elsewhere:", id, err)
	}
	if id, err := two.ResumeSame(paid(t, 4)); id != "" || err != nil {
		t.Error("another list:", id, err)
	}
	if err := two.Begin(l); err == nil {
		t.Error("a list was begun twice")
	}
	if err := two.Begin(paid(t, 3)); core.KindOf(err) != core.ListElsewhere {
		t.Error("a list of the same shots was begun beside it:", err)
	}
	for range 3 {
		pass <- struct{}{}
	}
	one.await(t, l.ID, "all are saved", count(Saved, 3))
	if d := cmp.Diff(onceEach(l), h.counts()); d != "" {
		t.Error(d)
	}
}

// A window that closes just then takes its turn all the same, where it need not wait for that.
func TestTheTurnToBeginAList(t *testing.T) {
	h := newHome(t)
	one, two := h.open(t, 0, nil), h.open(t, 0, nil)
	closing, end := context.WithCancel(t.Context())
	end()
	release, err := one.AwaitTurn(closing)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := two.AwaitTurn(closing); !errors.Is(err, context.Canceled) {
		t.Error("two have their turn:", err)
	}
	release()
	if release, err = two.AwaitTurn(closing); err != nil {
		t.Fatal(err)
	}
	release()
}

func TestADamagedListIsPutAside(t *testing.T) {
	h := newHome(t)
	s := h.open(t, 0, nil)
	draft := listOf(t, "a")
	if err := s.book.Save(draft); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.book.Dir, "x.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	lists, err := s.book.Lists()
	aside := filepath.Join(s.book.Dir, "x.json.damaged")
	if core.KindOf(err) != core.ListDamaged || core.PathOf(err) != aside || len(lists) != 1 {
		t.Error(lists, err)
	}
	if d := cmp.Diff(draft, lists[0]); d != "" {
		t.Error(d)
	}
	if lists, err = s.book.Lists(); err != nil || len(lists) != 1 {
		t.Error(lists, err)
	}
	if err := s.Resume(); err != nil || len(s.Lists()) > 0 {
		t.Error("a list that is edited was begun", err)
	}
	// It may have been the same list, and paid for.
	for range 2 {
		if _, err := s.ResumeSame(draft); core.KindOf(err) != core.ListDamaged || core.PathOf(err) != aside {
			t.Error("while a damaged file is there, the way is free for a list that may be in it:", err)
		}
	}
	if err := os.Remove(aside); err != nil {
		t.Fatal(err)
	}
	if id, err := s.ResumeSame(draft); id != "" || err != nil {
		t.Error(id, err)
	}
}

// What stands in the way may pass, and the list says what was paid for.
func TestAListThatCannotBeReadStays(t *testing.T) {
	h := newHome(t)
	one := h.open(t, 0, nil)
	l := paid(t, 2)
	if err := one.Begin(l); err != nil {
		t.Fatal(err)
	}
	one.await(t, l.ID, "all are saved", count(Saved, 2))
	one.close()
	path, kept := filepath.Join(h.lists(), l.ID+".json"), filepath.Join(h.dir, "kept")
	if err := errors.Join(os.Rename(path, kept), os.Mkdir(path, 0o700)); err != nil {
		t.Fatal(err)
	}
	two, err := h.start(0, nil)
	if two == nil {
		t.Fatal(err)
	}
	t.Cleanup(two.close)
	if id, same := two.ResumeSame(l); err == nil || id != "" || same == nil || core.KindOf(same) == core.ListDamaged {
		t.Errorf("what cannot be read gave %v, then %q, %v", err, id, same)
	}
	if err := errors.Join(os.Remove(path), os.Rename(kept, path)); err != nil {
		t.Fatal("it was put aside:", err)
	}
	if id, err := two.ResumeSame(l); id != l.ID || err != nil {
		t.Error(id, err)
	}
}

// Whoever carries a list out has it in memory, and writes it anew.
func TestADamagedListOfALivingProcessIsLeftToIt(t *testing.T) {
	h := newHome(t)
	one, two := h.open(t, 0, nil), h.open(t, 0, nil)
	l := paid(t, 2)
	if err := one.Begin(l); err != nil {
		t.Fatal(err)
	}
	one.await(t, l.ID, "all are saved", count(Saved, 2))
	path := filepath.Join(h.lists(), l.ID+".json")
	if err := os.WriteFile(path, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if id, err := two.ResumeSame(l); id != "" || core.KindOf(err) != core.ListElsewhere {
		t.Error(id, err)
	}
	if err := one.Pause(l.ID); err != nil {
		t.Fatal(err)
	}
	if lists, err := two.book.Lists(); err != nil || len(lists) != 1 {
		t.Error(lists, err)
	}
}
