package gui

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"caracal/core"
	"caracal/core/keychain"
	"caracal/core/library"
	"caracal/core/lynx"
	"caracal/core/picture"
	"caracal/core/wavespeed"
	"caracal/gui/activity"
	"caracal/gui/activity/activitytest"
	"caracal/gui/create"
	"caracal/gui/door"
	"caracal/gui/door/doortest"
	"caracal/gui/kit"
	"caracal/gui/kit/rail"
	"caracal/gui/service"
	"caracal/gui/settings"
	"caracal/gui/words"
	"caracal/resources"
)

// A fakeAccount is a keychain, and a service at which the key that is in it is good for $4.20 and nothing was ever made.
type fakeAccount struct {
	mu  sync.Mutex
	key string
}

func (f *fakeAccount) Key() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.key
}

func (f *fakeAccount) Source() keychain.Source {
	if f.Key() == "" {
		return keychain.Nowhere
	}
	return keychain.System
}

func (f *fakeAccount) Load(context.Context) error { return nil }

func (f *fakeAccount) Store(_ context.Context, key string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.key = key
	return nil
}

func (f *fakeAccount) Delete(ctx context.Context) error { return f.Store(ctx, "") }

func (f *fakeAccount) Doctor(context.Context) lynx.Diagnosis {
	return lynx.Diagnosis{Balance: 420 * core.Cent, Price: core.Dollar / 2}
}

func (f *fakeAccount) Finished(context.Context, func(string) bool) ([]wavespeed.Prediction, error) {
	return nil, nil
}

func (f *fakeAccount) Refunds(context.Context, []string) (map[string]core.USD, error) {
	return nil, nil
}

func (f *fakeAccount) Collect(context.Context, core.EngineID, string, string) (core.JobID, error) {
	return "", nil
}
func (f *fakeAccount) Account() string                    { return "one" }
func (f *fakeAccount) Known(string) bool                  { return false }
func (f *fakeAccount) Owed(string) ([]string, error)      { return nil, nil }
func (f *fakeAccount) Refunded(map[string]core.USD) error { return nil }

// pictureFiles opens pictures as they are, off the disk.
type pictureFiles struct{}

func (pictureFiles) Open(ctx context.Context, path string) (*picture.Picture, error) {
	return picture.Open(ctx, path)
}

// A stand is the window with Make, the activity and Settings, over a studio that runs nothing.
type stand struct {
	*house
	t        *testing.T
	studio   *activitytest.Studio
	account  *service.Account
	settings *door.Settings
	queue    doortest.Queue
}

// newStand returns a window in which no key was ever put in.
func newStand(t *testing.T) *stand {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	dir := t.TempDir() // outlives what writes to it
	w := test.NewTempWindow(t, nil)
	w.Resize(windowSize)
	in, q := doortest.New(t)
	keys := &fakeAccount{}
	s := &stand{t: t, queue: q, studio: activitytest.New(activitytest.Draft(), activitytest.Lynx()), account: service.NewAccount(in, keys, keys)}
	s.settings = door.NewSettings(in, dir, core.DefaultSettings(), slog.New(slog.DiscardHandler))
	h := &house{app: fyne.CurrentApp(), shell: newShell(w, in), account: s.account}
	h.home = service.NewHomecoming(h, in, keys, keys)
	h.activity = activity.New(h, in, s.studio, s.settings, h.home, activitytest.NoLists{})
	h.make = create.New(h, create.Parts{
		Inbox: in, Studio: s.studio, Pictures: pictureFiles{}, Account: s.account, Activity: h.activity, Shots: activitytest.NoLists{}, Past: past{}, Settings: s.settings, Cache: filepath.Join(dir, "cache"), Own: filepath.Join(dir, "pasted"),
	})
	h.prefs = settings.New(h, in, settings.Parts{Settings: s.settings, Account: s.account, Shelf: noShelf{}})
	s.house = h
	icon := fyne.NewStaticResource("icon.svg", resources.Icon())
	h.add(h.make, icon, words.Make(), fyne.Key1)
	h.add(h.prefs, icon, words.Settings(), fyne.KeyComma)
	h.sizeKeys()
	h.fill(rail.NewLogo(icon))
	t.Cleanup(h.close)
	return s
}

// until plays the Fyne goroutine until what is waited for has come about.
func (s *stand) until(what string, come func() bool) {
	s.t.Helper()
	s.queue.Until(s.t, what, come)
}

// button returns the button with these words that can be seen, in whatever lies over the window or else in it; nil for none.
func (s *stand) button(words string) *kit.Button {
	c := s.window.Canvas()
	root := c.Overlays().Top()
	if root == nil {
		root = c.Content()
	}
	for _, o := range test.LaidOutObjects(root) {
		if b, ok := o.(*kit.Button); ok && b.Text == words && b.Visible() {
			return b
		}
	}
	return nil
}

// tap taps a button.
func (s *stand) tap(words string) {
	s.t.Helper()
	b := s.button(words)
	if b == nil {
		s.t.Fatalf("there is no button %q", words)
	}
	test.Tap(b)
}

// says reports whether a text can be seen.
func (s *stand) says(text string) bool {
	for _, o := range test.LaidOutObjects(s.window.Canvas().Content()) {
		if t, ok := o.(*kit.Text); ok && t.Visible() && strings.Contains(t.Text, text) {
			return true
		}
	}
	return false
}

// readies has a picture on the Make page.
func (s *stand) readies() {
	s.t.Helper()
	path := filepath.Join(s.t.TempDir(), "a.jpg")
	if err := os.WriteFile(path, resources.Sample(), 0o600); err != nil {
		s.t.Fatal(err)
	}
	s.make.Drop([]string{path})
	s.until("the picture", func() bool {
		b := s.button(words.MakeClip(activitytest.Draft()))
		return b != nil && !b.Disabled()
	})
}

func TestFirstKeyChoosesLynx(t *testing.T) {
	s := newStand(t)
	s.account.Load(func() {})
	s.until("the keychain", func() bool { return !s.account.Loading() })
	s.readies()
	s.open(s.prefs)
	for _, o := range test.LaidOutObjects(s.window.Canvas().Content()) {
		if e, ok := o.(*kit.Entry); ok && e.Password {
			e.SetText("wsk_0123456789abcdef")
		}
	}
	s.tap("Save")
	s.until("the doctor", func() bool { return s.says("Key works") })
	s.open(s.make)
	if s.settings.Get().Engine != core.Lynx || s.button("Make clip — $0.50") == nil || !s.says("$4.20 left = 8 clips") {
		t.Error("with its first key Lynx is not chosen")
	}
	s.open(s.prefs)
	s.tap("Remove…")
	s.tap("Remove")
	s.until("the removal", func() bool { return s.says("No key yet") })
	s.open(s.make)
	if s.button("Add your WaveSpeed key") == nil || s.says("$4.20 left") {
		t.Error("without the key the page does not ask for one, or says what is left")
	}
	s.tap("Add your WaveSpeed key")
	if s.now.page != s.prefs {
		t.Error("the button does not lead to Settings")
	}
}

func TestOffersAreShownOnTheMakePage(t *testing.T) {
	s := newStand(t)
	s.open(s.prefs)
	s.BringHome()
	s.until("the answer", func() bool { return s.toast.Text() != "" })
	if s.now.page != s.prefs || !strings.Contains(s.toast.Text(), "are on this computer") {
		t.Errorf("with nothing to bring home the toast says %q", s.toast.Text())
	}
}

func TestRefusalsReachThePerson(t *testing.T) {
	s := newStand(t)
	s.readies()
	s.studio.Refuse(core.Errorf("check", core.FolderDenied, "read-only"))
	s.tap("Make draft — free")
	s.until("the refusal", func() bool { return strings.Contains(s.toast.Text(), "cannot be written") })
	s.studio.Refuse(nil)
	s.tap("Make draft — free")
	s.until("the card", func() bool { return s.says("Waiting for its turn") })
	if got := s.studio.Submitted(); len(got) != 1 {
		t.Errorf("submitted %d times", len(got))
	}
}

func TestJobsMoveThePage(t *testing.T) {
	s := newStand(t)
	s.studio.Takes(45 * time.Second)
	job := core.Job{ID: "a", State: core.Saved, Request: core.Request{Engine: core.Draft, Prompt: "orbit"}}
	s.studio.SetJobs(job)
	s.inbox.Put(job)
	s.until("the card and the times", func() bool { return s.says("Saved to your library") && s.says("6 clips · $3.00") })
}

// noShelf is a library of nothing.
type noShelf struct{}

func (noShelf) Usage(context.Context) (library.Usage, error) { return library.Usage{}, nil }
func (noShelf) EmptyCache(context.Context) error             { return nil }
