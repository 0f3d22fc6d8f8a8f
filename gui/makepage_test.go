package gui

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/core/picture"
	"caracal/gui/door"
	"caracal/gui/door/doortest"
	"caracal/gui/kit"
	"caracal/gui/settings"
	"caracal/gui/words"
	"caracal/resources"
)

// fakeStudio takes requests and runs nothing: the test says what becomes of the jobs.
type fakeStudio struct {
	infos []core.Info
	typ   time.Duration // how long jobs take; 0 for nobody knows

	mu        sync.Mutex
	jobs      []core.Job // newest first
	submitted []core.Request
	refuse    error
	stopped   []core.JobID
	retried   []core.JobID
	decided   []core.Decision
}

func (f *fakeStudio) Engines() []core.Info { return f.infos }

func (f *fakeStudio) Jobs() []core.Job {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]core.Job(nil), f.jobs...)
}

func (f *fakeStudio) Watch(func(core.Job)) func() { return func() {} }

func (f *fakeStudio) Submit(_ context.Context, r core.Request) (core.JobID, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.refuse != nil && !r.OverBudget {
		return "", f.refuse
	}
	f.submitted = append(f.submitted, r)
	j := core.Job{ID: core.NewJobID(), Request: r, State: core.Waiting, Created: time.Now()}
	f.jobs = append([]core.Job{j}, f.jobs...)
	return j.ID, nil
}

func (f *fakeStudio) Stop(id core.JobID) { f.stopped = append(f.stopped, id) }

func (f *fakeStudio) Dismiss(id core.JobID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, j := range f.jobs {
		if j.ID == id {
			f.jobs = append(f.jobs[:i:i], f.jobs[i+1:]...)
			return
		}
	}
}

func (f *fakeStudio) Retry(_ context.Context, id core.JobID) (core.JobID, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.refuse != nil {
		return "", f.refuse
	}
	f.retried = append(f.retried, id)
	return id, nil
}

func (f *fakeStudio) Decide(_ context.Context, id core.JobID, d core.Decision) (core.JobID, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.decided = append(f.decided, d)
	return id, nil
}

func (f *fakeStudio) decisions() []core.Decision {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.decided)
}

func (f *fakeStudio) looks() []core.JobID {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.retried)
}

func (f *fakeStudio) Typical(core.EngineID) (low, high time.Duration, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.typ, f.typ, f.typ > 0
}

func (f *fakeStudio) Paid() (int, error) { return 6, nil }

func (f *fakeStudio) Spent() (core.USD, error) { return 3 * core.Dollar, nil }

// pictureFiles opens pictures as they are, off the disk.
type pictureFiles struct{}

func (pictureFiles) Open(ctx context.Context, path string) (*picture.Picture, error) {
	return picture.Open(ctx, path)
}

func draftInfo() core.Info { return core.Info{ID: core.Draft, Name: "Draft", Local: true} }

func lynxInfo() core.Info {
	return core.Info{ID: core.Lynx, Name: "Lynx", Price: core.Dollar / 2, NeedsPrompt: true}
}

// A stand is a Make page in a window of its own. Work that it asks for is waited for by settled, which then plays the Fyne goroutine.
type makeStand struct {
	*makePage
	other  page // the one to which the button leads that wants a key
	t      *testing.T
	studio *fakeStudio
	queue  doortest.Queue
}

func newMakeStand(t *testing.T, infos ...core.Info) *makeStand {
	return newWiredStand(t, func(*house) {}, infos...)
}

// newWiredStand returns a stand whose pages are given more before they are built.
func newWiredStand(t *testing.T, wire func(*house), infos ...core.Info) *makeStand {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(kit.Theme{})
	dir := t.TempDir() // outlives what writes to it
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1280, 800))
	in, q := doortest.New(t)
	s := newShell(w, in)
	st := &fakeStudio{infos: infos}
	p := newMakePage(s, st, pictureFiles{}, door.NewSettings(in, dir, core.DefaultSettings(), slog.New(slog.DiscardHandler)), filepath.Join(dir, "cache"))
	s.dropped = p.drop
	s.add(p, resourceForTest(), "Make", fyne.Key1)
	h := &house{shell: s, make: p}
	wire(h)
	other := settings.New(h, in, p.settings, core.Folders{}, p.account, nil)
	s.add(other, resourceForTest(), "Settings", fyne.KeyComma)
	p.openSettings = func() { s.open(other) }
	s.fill(kit.NewLogo(resourceForTest()))
	stand := &makeStand{makePage: p, other: other, t: t, studio: st, queue: q}
	t.Cleanup(s.close)
	return stand
}

func resourceForTest() fyne.Resource { return fyne.NewStaticResource("icon.svg", resources.Icon()) }

// until plays the Fyne goroutine until what is waited for has come about.
func (s *makeStand) until(what string, come func() bool) {
	s.t.Helper()
	deadline := time.After(20 * time.Second)
	for !come() {
		select {
		case fn := <-s.queue:
			fn()
		case <-deadline:
			s.t.Fatalf("waited in vain for %s", what)
		}
	}
}

// opens waits until nothing is being opened any more.
func (s *makeStand) opens() {
	s.t.Helper()
	s.until("the picture", func() bool { return s.opening == "" })
}

// sample writes the sample picture to a file of the given name.
func sample(t *testing.T, name string) string {
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, resources.Sample(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFirstRunIsReady(t *testing.T) {
	s := newMakeStand(t, draftInfo())
	if !s.make.Disabled() {
		t.Error("the button can be pressed without a picture")
	}
	if s.sent.Text == "" || s.sent.Text == "Nothing leaves this computer." {
		t.Errorf("no reason is given for the button that is off: %q", s.sent.Text)
	}
	s.start(nil)
	s.opens()
	for got, want := range map[string]string{
		s.well.name.Text:  "astronaut.jpg",
		s.well.facts.Text: "512 × 512 · 60 kB",
		s.well.faces.Text: "✓ One clear face",
		s.sent.Text:       "Nothing leaves this computer.",
		s.make.Text:       "Make draft — free",
	} {
		if got != want {
			t.Errorf("the page says %q, want %q", got, want)
		}
	}
	if s.make.Disabled() {
		t.Error("the button is off")
	}
	for a, o := range s.options {
		if o.Picture() == nil {
			t.Errorf("the framing strip shows nothing for %s", a)
		}
	}
	s.until("the preview to move", func() bool { return s.player.State().Frame >= 2 })
}

func TestMakeSubmitsWhatIsSeen(t *testing.T) {
	s := newMakeStand(t, draftInfo())
	path := sample(t, "my #1 picture?.jpg")
	s.drop([]string{path})
	s.opens()
	test.Type(s.prompt.entry, "golden hour")
	test.Tap(s.options[core.Tall])
	s.moveFrame(-0.5, 0.3)
	want := core.Request{
		Picture: core.Picture{Path: path, Name: "my #1 picture?.jpg"},
		Prompt:  "golden hour", Aspect: core.Tall, Engine: core.Draft, Focus: *s.focus,
	}
	size := s.source.size()
	if frame := picture.Frame(size, core.Tall, want.Focus); frame.Max.X <= picture.Frame(size, core.Tall, s.source.subject.Focus(size)).Max.X {
		t.Error("the frame did not go to the right when the picture was dragged to the left")
	}
	test.Tap(s.make)
	if !s.make.Disabled() {
		t.Error("the button can be pressed again before the studio has answered")
	}
	test.Tap(s.make)
	s.submitByKey()
	s.until("the studio's answer", func() bool { return !s.busy })
	if diff := cmp.Diff([]core.Request{want}, s.studio.submitted); diff != "" {
		t.Error(diff)
	}
	if len(s.activity.cards) != 1 {
		t.Errorf("%d cards for one job", len(s.activity.cards))
	}
	if got := s.settings.Get().Aspect; got != core.Tall {
		t.Errorf("the aspect that is remembered is %s", got)
	}
}

func TestBadDropKeepsThePicture(t *testing.T) {
	s := newMakeStand(t, draftInfo())
	good, bad := sample(t, "good.jpg"), filepath.Join(t.TempDir(), "notes 100%.jpg")
	if err := os.WriteFile(bad, []byte("text, and no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.drop([]string{good})
	s.opens()
	before := s.source
	for _, path := range []string{bad, filepath.Join(t.TempDir(), "gone.png"), t.TempDir()} {
		s.drop([]string{path})
		s.opens()
		if s.source != before || s.make.Disabled() {
			t.Errorf("%s: the picture is gone", path)
		}
		if !s.well.error.Visible() || !strings.HasPrefix(s.well.error.Text, words.ShortName(filepath.Base(path))+": ") || strings.Count(s.well.error.Text, ". ") != 1 {
			t.Errorf("%s: the well says %q", path, s.well.error.Text)
		}
	}
	s.drop([]string{good})
	if s.well.error.Visible() {
		t.Error("the old error is still there while another picture is opened")
	}
}

func TestSeveralFilesGiveTheFirstPicture(t *testing.T) {
	s := newMakeStand(t, draftInfo())
	s.shell.open(s.shell.pages[1].page)
	s.shell.drop([]fyne.URI{storage.NewFileURI(filepath.Join(t.TempDir(), "gone.jpg")), storage.NewFileURI(sample(t, "a.jpg")), storage.NewFileURI(sample(t, "b.jpg"))})
	if s.shell.now.page != page(s.makePage) {
		t.Error("a drop does not lead to the Make page")
	}
	s.opens()
	if s.source == nil || s.source.name != "a.jpg" {
		t.Fatalf("the picture is %v", s.source)
	}
	if got := s.shell.toast.Text(); !strings.Contains(got, "a.jpg, one of 3") {
		t.Errorf("the toast says %q", got)
	}
}

func TestLateOpeningIsNotShown(t *testing.T) {
	s := newMakeStand(t, draftInfo())
	s.drop([]string{sample(t, "first.jpg")})
	s.drop([]string{sample(t, "second.jpg")})
	s.opens()
	if s.source.name != "second.jpg" {
		t.Errorf("the picture is %s", s.source.name)
	}
	late := *s.source
	if s.opened(s.turn-1, &late, nil) || s.source == &late {
		t.Error("a late picture was taken")
	}
	s.clear()
	if s.source != nil || !s.make.Disabled() || s.options[core.Wide].Picture() != nil {
		t.Error("the picture was not taken away")
	}
}

func TestRefusedSubmitSaysWhy(t *testing.T) {
	s := newMakeStand(t, draftInfo())
	s.drop([]string{sample(t, "a.jpg")})
	s.opens()
	s.studio.refuse = core.Errorf("keep", core.PictureMissing, "gone")
	test.Tap(s.make)
	s.until("the refusal", func() bool { return !s.busy })
	if !strings.Contains(s.well.error.Text, "not there any more") {
		t.Errorf("the well says %q", s.well.error.Text)
	}
	s.studio.refuse = core.Errorf("check", core.FolderDenied, "read-only")
	test.Tap(s.make)
	s.until("the refusal", func() bool { return !s.busy })
	if !strings.Contains(s.shell.toast.Text(), "cannot be written") {
		t.Errorf("the toast says %q", s.shell.toast.Text())
	}
}

func TestEngineSwitch(t *testing.T) {
	s := newMakeStand(t, draftInfo(), lynxInfo())
	s.studio.mu.Lock()
	s.studio.typ = 45 * time.Second
	s.studio.mu.Unlock()
	s.ponder()
	s.until("the times", func() bool { return len(s.times) == 2 })
	if got, want := s.engineWords(lynxInfo()), "$0.50 · WaveSpeedAI · ~45\u00a0s"; got != want {
		t.Errorf("under Lynx stands %q, want %q", got, want)
	}
	s.drop([]string{sample(t, "a.jpg")})
	s.opens()
	s.engines.Choose(1)
	s.engines.OnChosen(1)
	if s.make.Text != "Make clip — $0.50" || !s.make.Disabled() || !strings.Contains(s.sent.Text, "needs a prompt") {
		t.Errorf("with Lynx and no prompt: %q, %q", s.make.Text, s.sent.Text)
	}
	s.prompt.entry.SetText("smiles")
	if s.make.Disabled() || !strings.HasPrefix(s.sent.Text, "Sends 1 picture") {
		t.Errorf("with Lynx and a prompt: %q", s.sent.Text)
	}
	if !s.budget.line.Visible() || !strings.HasSuffix(s.budget.words.Text, ": 6 clips · $3.00") {
		t.Errorf("the budget's line says %q", s.budget.words.Text)
	}
}

func TestCards(t *testing.T) {
	now := time.Date(2026, 11, 22, 14, 2, 0, 0, time.UTC)
	started := now.Add(-27 * time.Second)
	remote := core.Request{Engine: core.Lynx}
	for _, tt := range []struct {
		name         string
		job          core.Job
		what, more   string
		action       jobAction
		usual        string
		local, rises bool
	}{
		{
			name: "draft at work", local: true, usual: "usually 2–3 s", job: core.Job{State: core.Working, Started: started, Progress: core.Progress{Phase: core.Making}},
			what: "Making · 27 s", more: "usually 2–3 s",
		},
		{
			name: "Lynx at work", usual: "usually 35–60 s", job: core.Job{Request: remote, State: core.Working, Started: started, Progress: core.Progress{Phase: core.Making}},
			what: "Making on WaveSpeed · 27 s", more: "usually 35–60 s · safe to close",
		},
		{
			name: "held up", job: core.Job{Request: remote, State: core.Working, Started: started, Err: core.Errorf("poll", core.Offline, "no route")},
			what: "There is no way to WaveSpeed just now.", more: "Nothing is lost: Caracal tries again by itself.", action: tryNow,
		},
		{name: "waiting", local: true, job: core.Job{State: core.Waiting}, what: "Waiting for its turn"},
		{name: "saved", local: true, job: core.Job{State: core.Saved}, what: "✓ Saved to your library", action: playClip},
		{
			name: "no face", job: core.Job{Request: remote, State: core.Failed, Money: core.Charged, Err: core.Errorf("run", core.NoFace, "1402")},
			what: "WaveSpeed found no face in this picture.", more: "WaveSpeed refunds failed runs within about 3 hours. Use a picture with one clear face.", action: anotherPicture,
		},
		{name: "disk full", local: true, job: core.Job{State: core.Failed, Err: core.Errorf("save", core.DiskFull, "ENOSPC")}, what: "The disk is full.", more: "Make some room and try again.", action: tryAgain},
		{name: "no key", job: core.Job{Request: remote, State: core.Failed, Err: core.Errorf("run", core.KeyRefused, "401")}, what: "WaveSpeed did not accept your key.", more: "Check it in Settings; a key made before the first top-up may not work.", action: openSettings},
		{name: "stopped", local: true, job: core.Job{State: core.Stopped}, what: "Stopped", action: tryAgain},
		{
			name: "stopped and paid", job: core.Job{Request: remote, State: core.Stopped, Step: core.Accepted, Money: core.Charged},
			what: "Stopped waiting", more: "It is still charged; Check again brings it home.", action: checkAgain,
		},
		{
			name: "unclear", job: core.Job{Request: remote, State: core.Unclear},
			what: "Nobody knows whether WaveSpeed took this run.", more: "Check again, or look at your WaveSpeed account before you send it a second time.", action: decideJob,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			what, _, more := words.Job(tt.job, tt.local, tt.usual, now)
			if what != tt.what || more != tt.more {
				t.Errorf("the card says %q, %q; want %q, %q", what, more, tt.what, tt.more)
			}
			if got := actionFor(tt.job); got != tt.action {
				t.Errorf("the card offers %q, want %q", got, tt.action)
			}
		})
	}
}

func TestCardFollowsItsJob(t *testing.T) {
	s := newMakeStand(t, draftInfo())
	job := core.Job{ID: "a", State: core.Waiting, Request: core.Request{Engine: core.Draft, Prompt: "one\ntwo"}}
	s.studio.jobs = []core.Job{job}
	s.jobChanged(job)
	card := s.activity.cards["a"]
	if card == nil || card.prompt.Text != "one two" {
		t.Fatalf("the card is %+v", card)
	}
	height := card.card.MinSize().Height
	for _, state := range []core.State{core.Waiting, core.Working, core.Saved} {
		job.State, job.Progress.Done = state, 0.5
		s.studio.jobs[0] = job
		s.jobChanged(job)
		if s.activity.cards["a"] != card {
			t.Fatal("a new card was made for the same job")
		}
		if got := card.card.MinSize().Height; got != height {
			t.Errorf("%s: the card's height jumps from %v to %v", state, height, got)
		}
		if moves := state != core.Working; s.plays() != moves {
			t.Errorf("%s: the preview plays: %v", state, s.plays())
		}
	}
	var played core.JobID
	s.play = func(id core.JobID) { played = id }
	test.Tap(card.button)
	if played != "a" {
		t.Error("Play did not play")
	}
	test.Tap(card.cross)
	s.until("the card to go", func() bool { return len(s.activity.cards) == 0 })

	job = core.Job{ID: "b", State: core.Working, Request: job.Request}
	s.studio.jobs = []core.Job{job}
	s.jobChanged(job)
	test.Tap(s.activity.cards["b"].cross)
	if diff := cmp.Diff([]core.JobID{"b"}, s.studio.stopped); diff != "" {
		t.Error(diff)
	}
}

func TestPastedPath(t *testing.T) {
	for text, want := range map[string]string{
		"/home/me/a b#1.jpg":                 "/home/me/a b#1.jpg",
		"file:///home/me/a%20b%231.jpg":      "/home/me/a b#1.jpg",
		"  /home/me/a.jpg\n":                 "/home/me/a.jpg",
		"\"/home/me/a.jpg\"":                 "/home/me/a.jpg",
		"slow push in":                       "",
		"https://example.org/a.jpg":          "",
		"file:///a.jpg\r\nfile:///b.jpg\r\n": "/a.jpg",
		"":                                   "",
	} {
		if got := pastedPath(text); got != want {
			t.Errorf("pastedPath(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestTogglePhrase(t *testing.T) {
	for _, tt := range []struct{ prompt, phrase, want string }{
		{"", "orbit", "orbit"},
		{"orbit", "orbit", ""},
		{"She smiles.", "orbit", "She smiles, orbit"},
		{"She smiles, Orbit, golden hour", "orbit", "She smiles, golden hour"},
		{"orbit, golden hour", "orbit", "golden hour"},
		{"golden hour, orbit", "orbit", "golden hour"},
		{"golden hour, orbit.", "orbit", "golden hour."},
		{"orbiting slowly", "orbit", "orbiting slowly, orbit"},
		{"ציור יפה 🐈", "orbit", "ציור יפה 🐈, orbit"},
		{"ציור יפה 🐈, orbit", "orbit", "ציור יפה 🐈"},
	} {
		if got := togglePhrase(tt.prompt, tt.phrase); got != tt.want {
			t.Errorf("togglePhrase(%q, %q) = %q, want %q", tt.prompt, tt.phrase, got, tt.want)
		}
	}
}

func TestRecentPrompts(t *testing.T) {
	var jobs []core.Job
	for _, prompt := range []string{"b", " a ", "", "b", "c", "1", "2", "3", "4", "5", "6"} {
		jobs = append(jobs, core.Job{Request: core.Request{Prompt: prompt}})
	}
	if diff := cmp.Diff([]string{"b", "a", "c", "1", "2", "3", "4", "5"}, recentPrompts(jobs)); diff != "" {
		t.Error(diff)
	}
}

func TestMoveFrameStaysInside(t *testing.T) {
	s := newMakeStand(t, draftInfo())
	s.drop([]string{sample(t, "a.jpg")})
	s.opens()
	for range 5 {
		s.moveFrame(0, 5) // far beyond the top
	}
	top := picture.Frame(s.source.size(), core.Wide, s.focusPoint())
	if top.Min.Y != 0 {
		t.Errorf("the frame is %v", top)
	}
	s.moveFrame(0, -0.1) // the way back begins at once
	if now := picture.Frame(s.source.size(), core.Wide, s.focusPoint()); now.Min.Y <= 0 {
		t.Errorf("the frame is still %v", now)
	}
	if s.focus.X != s.source.subject.Focus(s.source.size()).X {
		t.Error("a drag upwards moved the frame sideways")
	}
}
