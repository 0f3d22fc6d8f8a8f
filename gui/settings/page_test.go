package settings

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"caracal/core"
	"caracal/core/keychain"
	"caracal/core/library"
	"caracal/core/release"
	"caracal/gui/door"
	"caracal/gui/door/doortest"
	"caracal/gui/files"
	"caracal/gui/kit"
	"caracal/gui/kit/choices"
	"caracal/gui/kit/kittest"
	"caracal/gui/service"
	"caracal/gui/service/servicetest"
)

// A stand is a window for the page and its cards, which remembers what the page wanted of the rest of the program.
type stand struct {
	*kittest.Window
	chooser
	inbox    *door.Inbox
	queue    doortest.Queue
	settings *door.Settings
	account  *service.Account // without a key
	dir      string           // where they are kept

	look    core.Theme
	scale   float64
	spoken  []string
	applied core.Settings
	first   int
	home    int
}

var _ Host = (*stand)(nil)

// A chooser chooses what the test says, and remembers what it was asked for.
type chooser struct {
	path  string // empty for nothing
	asked []string
}

func (c *chooser) OpenFiles(title string, _ files.Kind, folder string, _ func([]string)) {
	c.asked = append(c.asked, title, folder)
}

func (c *chooser) OpenFolder(title, folder string, chosen func(string)) {
	c.asked = append(c.asked, title, folder)
	if c.path != "" {
		chosen(c.path)
	}
}

func (c *chooser) SaveFile(title, name string, _ files.Kind, chosen func(string)) {
	c.asked = append(c.asked, title, name)
	if c.path != "" {
		chosen(c.path)
	}
}

func newStand(t *testing.T) *stand {
	s := &stand{Window: kittest.New(t)}
	s.dir = t.TempDir() // outlives what writes to it
	s.inbox, s.queue = doortest.New(t)
	s.settings = door.NewSettings(s.inbox, s.dir, core.DefaultSettings(), slog.New(slog.DiscardHandler))
	s.account = service.NewAccount(s.inbox, &servicetest.Keys{From: keychain.Nowhere}, &servicetest.Service{})
	return s
}

func (s *stand) Look(t core.Theme)       { s.look = t }
func (s *stand) Scale(scale float64)     { s.scale = scale }
func (s *stand) Speak(tag string)        { s.spoken = append(s.spoken, tag) }
func (s *stand) Apply(now core.Settings) { s.applied = now }
func (s *stand) FirstKey()               { s.first++ }
func (s *stand) KeyOpened()              {}
func (s *stand) BringHome()              { s.home++ }
func (s *stand) ShowShortcuts()          {}

// bookOf is an account book with one line.
type bookOf string

func (b bookOf) WriteCSV(w io.Writer, from, to time.Time) error {
	_, err := io.WriteString(w, string(b))
	return err
}

func TestMoneyCard(t *testing.T) {
	s := newStand(t)
	c := newMoneyCard(s, s.inbox, s.settings, bookOf("a,b\n1,2\n"))
	for _, tt := range []struct {
		budget, atOnce, spacing string
		wrong                   string
		want                    core.Settings
	}{
		{"10", "2", "30", "", core.Settings{Budget: 10 * core.Dollar, InFlight: 2, Spacing: 30 * time.Second}},
		{"$12.50", "3", "0", "", core.Settings{Budget: 1250 * core.Cent, InFlight: 3}},
		{"ten", "3", "0", "not an amount", core.Settings{Budget: 1250 * core.Cent, InFlight: 3}},
		{"-1", "3", "0", "not an amount", core.Settings{Budget: 1250 * core.Cent, InFlight: 3}},
		{"5", "0", "0", "at once are from 1", core.Settings{Budget: 5 * core.Dollar, InFlight: 3}},
		{"12,50", "3", "0", "", core.Settings{Budget: 1250 * core.Cent, InFlight: 3}},
		{"12,5 $", "3", "0", "", core.Settings{Budget: 1250 * core.Cent, InFlight: 3}},
		{"1,000", "3", "0", "Type one such as 20", core.Settings{Budget: 1250 * core.Cent, InFlight: 3}},
		{"$", "3", "0", "not an amount", core.Settings{Budget: 1250 * core.Cent, InFlight: 3}},
		{"", "21", "x", "Seconds between", core.Settings{InFlight: 3}},
		{"0", " 1 ", "600", "", core.Settings{InFlight: 1, Spacing: 10 * time.Minute}},
	} {
		c.budget.SetText(tt.budget)
		c.atOnce.SetText(tt.atOnce)
		c.spacing.SetText(tt.spacing)
		c.spacing.OnSubmitted("")
		now := s.settings.Get()
		if now.Budget != tt.want.Budget || now.InFlight != tt.want.InFlight || now.Spacing != tt.want.Spacing || s.applied != now {
			t.Errorf("%q, %q, %q: the settings are %+v, applied %+v", tt.budget, tt.atOnce, tt.spacing, now, s.applied)
		}
		if c.wrong.Visible() != (tt.wrong != "") || !strings.Contains(c.wrong.Text, tt.wrong) {
			t.Errorf("%q, %q, %q: the card says %q", tt.budget, tt.atOnce, tt.spacing, c.wrong.Text)
		}
	}

	test.Tap(c.column.Objects[len(c.column.Objects)-1].(*fyne.Container).Objects[0].(fyne.Tappable))
	if !strings.HasPrefix(s.asked[1], "Caracal accounts 2") || !strings.HasSuffix(s.asked[1], ".csv") || s.Said != "" {
		t.Errorf("asked for %q; with nothing chosen it says %q", s.asked, s.Said)
	}
	path := filepath.Join(t.TempDir(), "accounts.csv")
	s.path = path
	c.export()
	s.queue.Until(t, "the file", func() bool { return strings.Contains(s.Said, path) })
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll(); err != nil || len(rows) != 2 {
		t.Errorf("the file has %v, %v", rows, err)
	}
	c.write(filepath.Join(t.TempDir(), "gone", "accounts.csv"))
	s.queue.Until(t, "the words", func() bool { return strings.Contains(s.Said, "could not be written") })
}

// The first digit of an amount is an amount too, and a field that is cleared to write another is no budget at all.
func TestABudgetHoldsOnceItIsWritten(t *testing.T) {
	for name, done := range map[string]func(*testing.T, *stand, *moneyCard){
		"Return":        func(_ *testing.T, _ *stand, c *moneyCard) { c.budget.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) },
		"another field": func(_ *testing.T, s *stand, c *moneyCard) { s.Fyne().Canvas().Focus(c.atOnce) },
		"nothing for long": func(t *testing.T, s *stand, c *moneyCard) {
			s.queue.Until(t, "the budget", func() bool { return !c.unread })
		},
		"the end": func(t *testing.T, s *stand, c *moneyCard) {
			s.inbox.Close()
			c.close()
			if kept, err := core.LoadSettings(s.dir); err != nil || kept.Budget != 50*core.Dollar {
				t.Errorf("a budget of %v was written, %v", kept.Budget, err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStand(t)
			s.settings.Change(func(set *core.Settings) { set.Budget = 20 * core.Dollar })
			c := newMoneyCard(s, s.inbox, s.settings, nil)
			s.Fyne().SetContent(c.card)
			s.Fyne().Canvas().Focus(c.budget)
			c.budget.SetText("")
			test.Type(c.budget, "50")
			if got := s.settings.Get().Budget; got != 20*core.Dollar || c.wrong.Visible() {
				t.Errorf("while it is written the budget is %v", got)
			}
			done(t, s, c)
			if s.settings.Get().Budget != 50*core.Dollar || s.applied.Budget != 50*core.Dollar {
				t.Errorf("the budget is %v, and applied %v", s.settings.Get().Budget, s.applied.Budget)
			}
		})
	}
}

func TestLibraryFolderChangesAtTheNextStart(t *testing.T) {
	s := newStand(t)
	here, there := t.TempDir(), t.TempDir()
	c := newFolderCard(s, s.inbox, s.settings, here, files.Reveal)
	s.Fyne().SetContent(c.card)
	if c.next.Visible() {
		t.Errorf("before anything was chosen the card says %q", c.next.Text)
	}
	c.use(filepath.Join(here, "gone"))
	s.queue.Until(t, "the refusal", func() bool { return strings.Contains(s.Said, "cannot be written") })
	if s.settings.Get().Library != "" {
		t.Error("a folder that is not there was taken")
	}
	c.choose() // nothing
	s.path = there
	c.choose()
	s.queue.Until(t, "the question", func() bool { return s.Asks() != "" })
	s.Tap("Leave them where they are")
	if s.asked[1] != here {
		t.Errorf("the choice begins at %q", s.asked[1])
	}
	s.queue.Until(t, "the change", func() bool { return s.settings.Get().Library == there })
	if !c.next.Visible() || !strings.HasPrefix(c.next.Text, "From the next start on: "+there) {
		t.Errorf("the card says %q", c.next.Text)
	}
	if left, err := os.ReadDir(there); err != nil || len(left) != 0 {
		t.Errorf("the trial left %v, %v", left, err)
	}
	c.use(here)
	s.queue.Until(t, "the way back", func() bool { return !c.next.Visible() })
}

// someLibrary makes a folder with two files.
func someLibrary(t *testing.T) string {
	dir := t.TempDir()
	for name, text := range map[string]string{"2026-11/a.txt": "first", "b.txt": "second"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestLibraryIsCopiedAndTheOldOneRemoved(t *testing.T) {
	s := newStand(t)
	here, there := someLibrary(t), t.TempDir()
	c := newFolderCard(s, s.inbox, s.settings, here, files.Reveal)
	s.Fyne().SetContent(c.card)
	s.path = there
	c.choose()
	s.queue.Until(t, "the question", func() bool { return s.Asks() != "" })
	if !strings.Contains(s.Asks(), there) {
		t.Errorf("asked %q", s.Asks())
	}
	s.Tap("Copy them there")
	if !c.bar.Visible() || !c.stop.Visible() || !c.change.Disabled() || !strings.HasPrefix(c.next.Text, "Copying to "+there) {
		t.Errorf("while it is copied the card says %q", c.next.Text)
	}
	s.queue.Until(t, "the copy", func() bool { return c.end == nil })
	if now := s.settings.Get(); now.Library != there || now.MovedFrom != here || now.MovingTo != there {
		t.Errorf("the settings are %+v", now)
	}
	if c.next.Text != "All is copied. From the next start on your clips are in "+there || c.row.Visible() || c.bar.Visible() {
		t.Errorf("then the card says %q", c.next.Text)
	}

	// The next start.
	if err := os.WriteFile(filepath.Join(there, "b.txt"), []byte("changed"), 0o600); err != nil {
		t.Fatal(err)
	}
	c = newFolderCard(s, s.inbox, s.settings, there, files.Reveal)
	s.Fyne().SetContent(c.card)
	if !strings.HasPrefix(c.next.Text, "Your clips were copied from "+here) {
		t.Errorf("after it the card says %q", c.next.Text)
	}
	s.settings.Change(func(s *core.Settings) { s.MovingTo = "/elsewhere" }) // a copying that was stopped
	c.chosen(there)
	s.queue.Until(t, "the folder that it is", func() bool { return s.settings.Get().MovingTo == "" })
	s.Tap("Remove the old copies…")
	s.Tap("Keep them")
	s.Tap("Remove the old copies…")
	s.Tap("Remove")
	s.queue.Until(t, "the end", func() bool { return s.settings.Get().MovedFrom == "" })
	if want := "1 file is not the same here and there, so it stays. It is in " + here; s.Said != want {
		t.Errorf("it says %q, want %q", s.Said, want)
	}
	left, err := filepath.Glob(filepath.Join(here, "*"))
	if err != nil || len(left) != 1 || c.next.Visible() || c.drop.Visible() {
		t.Errorf("left behind: %q, %v; the card says %q", left, err, c.next.Text)
	}
}

func TestStoppedCopyingGoesOnAfterARestart(t *testing.T) {
	s := newStand(t)
	here, there := someLibrary(t), t.TempDir()
	c := newFolderCard(s, s.inbox, s.settings, here, files.Reveal)
	s.Fyne().SetContent(c.card)
	c.move(there)
	s.Tap("Stop copying")
	s.queue.Until(t, "the stop", func() bool { return c.end == nil })
	if s.settings.Get().Library == there { // it was quicker
		s.settings.Change(func(s *core.Settings) { s.Library, s.MovedFrom = "", "" })
	}
	c = newFolderCard(s, s.inbox, s.settings, here, files.Reveal)
	s.Fyne().SetContent(c.card)
	if !strings.Contains(c.next.Text, "has stopped. Nothing is lost") || c.stop.Visible() || c.drop.Visible() {
		t.Errorf("the card says %q", c.next.Text)
	}
	s.Tap("Go on copying")
	s.queue.Until(t, "the copy", func() bool { return s.settings.Get().Library == there })
}

func TestCopyingThatFailsIsSaid(t *testing.T) {
	s := newStand(t)
	here := someLibrary(t)
	c := newFolderCard(s, s.inbox, s.settings, here, files.Reveal)
	c.move(filepath.Join(here, "sub"))
	s.queue.Until(t, "the words", func() bool { return strings.Contains(s.Said, "lie in each other") })
	if s.settings.Get().MovingTo != "" {
		t.Error("it is to go on")
	}
	file := filepath.Join(here, "b.txt")
	c.move(file) // which is no folder
	s.queue.Until(t, "the words", func() bool { return s.Said != "" && !strings.Contains(s.Said, "lie in each other") })
	if s.settings.Get().Library != "" || c.end != nil {
		t.Error("it counts as copied")
	}
}

// A fakeShelf takes what the test says.
type fakeShelf struct {
	usage   library.Usage
	emptied int
	err     error
}

func (f *fakeShelf) Usage(context.Context) (library.Usage, error) { return f.usage, nil }

func (f *fakeShelf) EmptyCache(context.Context) error {
	f.emptied++
	f.usage.Cache = 0
	return f.err
}

func TestPageSaysWhatEverythingTakes(t *testing.T) {
	s := newStand(t)
	shelf := &fakeShelf{usage: library.Usage{Clips: 6_100_000_000, Count: 1204, Pictures: 30_000_000, Bin: 12_000_000, Cache: 41_000_000}}
	p := New(s, s.inbox, Parts{Settings: s.settings, Account: s.account, Folders: core.Folders{Library: "/clips", Data: "/data", Cache: "/cache"}, Shelf: shelf, Version: "1.2.3"})
	s.Fyne().SetContent(p.Build())
	p.Shown()
	s.queue.Until(t, "the sizes", func() bool { return p.storage.cache.Visible() })
	if got, want := p.folder.usage.Text, "1,204 files, 6.1 GB · 30 MB of pictures to use again · 12 MB in the bin"; got != want {
		t.Errorf("of the library it says %q, want %q", got, want)
	}
	if got := p.storage.cache.Text; got != "41 MB in the cache" {
		t.Errorf("of the cache it says %q", got)
	}
	shelf.err = errors.New("in use")
	for _, tt := range []struct {
		typed string
		want  int64 // as it stays
		valid bool
	}{{"5", 5_000_000_000, true}, {" 0,5 ", 500_000_000, true}, {"0.05", 500_000_000, false}, {"lots", 500_000_000, false}, {"2000", 500_000_000, false}, {"NaN", 500_000_000, false}, {"2", 2_000_000_000, true}} {
		p.storage.limit.SetText(tt.typed)
		if now := s.settings.Get(); now.Previews != tt.want || s.applied.Previews != tt.want || p.storage.wrong.Visible() == tt.valid {
			t.Errorf("%q: the limit is %d, applied %d; it says %q", tt.typed, now.Previews, s.applied.Previews, p.storage.wrong.Text)
		}
	}

	s.Tap("Empty the cache")
	s.queue.Until(t, "the words", func() bool { return strings.Contains(s.Said, "in use") && p.storage.cache.Text == "0 B in the cache" })
	if shelf.emptied != 1 {
		t.Errorf("emptied %d times", shelf.emptied)
	}

	s.Tap("What Caracal sends…")
	if !strings.Contains(s.Asks(), "go to WaveSpeedAI") || !strings.Contains(s.Asks(), "Drafts are made on this computer") {
		t.Errorf("it says %q", s.Asks())
	}
	s.Fyne().Canvas().Overlays().Remove(s.Fyne().Canvas().Overlays().Top())
	s.Tap("Open-source notices…")
	if !strings.Contains(s.Asks(), "FFmpeg") {
		t.Errorf("it says %q", s.Asks())
	}
	s.Fyne().Canvas().Overlays().Remove(s.Fyne().Canvas().Overlays().Top())
	s.Tap("Copy diagnostics")
	s.queue.Until(t, "the words", func() bool { return strings.Contains(s.Said, "clipboard") })
	if got := fyne.CurrentApp().Clipboard().Content(); !strings.HasPrefix(got, "Caracal 1.2.3\nsystem: ") || !strings.Contains(got, "library: 1204 files") {
		t.Errorf("the diagnostics are:\n%s", got)
	}
}

func TestDiagnosticsTellNothingOfThePersons(t *testing.T) {
	home, err := os.UserHomeDir()
	if err != nil {
		t.Skip(err)
	}
	t.Setenv(keychain.Variable, "wsk_0123456789abcdef")
	set := core.Settings{Library: filepath.Join(home, "Private"), MovingTo: "/mnt/secret", MovedFrom: "/mnt/old", Budget: 12345 * core.Cent}
	got := diagnostics("1", "1280×800", keychain.Environment, set, library.Usage{})
	for _, secret := range []string{home, "Private", "/mnt", "secret", "old", "wsk_", "cdef", "123.45", filepath.Base(home) + string(filepath.Separator)} {
		if secret != "" && secret != "/" && strings.Contains(got, secret) {
			t.Errorf("%q is in\n%s", secret, got)
		}
	}
	if !strings.Contains(got, "budget set") || !strings.Contains(got, "key: from the environment") {
		t.Error(got)
	}
}

func TestLanguageIsChosenByItsName(t *testing.T) {
	s := newStand(t)
	canWrite := func(texts ...string) []bool { // as on a computer without fonts for Japanese and Korean
		can := make([]bool, len(texts))
		for i, text := range texts {
			can[i] = text != "日本語" && text != "한국어"
		}
		return can
	}
	c := newLanguageCard(s, s.inbox, s.settings, canWrite)
	chip := func(name string) *kit.Chip {
		for _, one := range c.chips {
			if one.Text == name {
				return one
			}
		}
		t.Fatalf("there is no %q", name)
		return nil
	}
	s.queue.Until(t, "the fonts", func() bool { return c.note.Visible() })
	if want := "This computer has no font for Japanese, Korean. Install one, and they can be chosen here."; c.note.Text != want {
		t.Errorf("it says %q", c.note.Text)
	}
	if chip("日本語").Visible() || chip("한국어").Visible() || !chip("简体中文").Visible() {
		t.Error("languages are offered that cannot be written, or not those that can")
	}
	test.Tap(chip("Deutsch"))
	if got := s.settings.Get().Language; got != "de" || !slices.Equal(s.spoken, []string{"de"}) {
		t.Errorf("chosen is %q, and the window was told %q", got, s.spoken)
	}
	test.Tap(chip("Deutsch"))
	if len(s.spoken) != 1 {
		t.Error("what is chosen already was chosen again")
	}
	if again := newLanguageCard(s, s.inbox, s.settings, canWrite); !again.chips[1].On() || again.chips[0].On() {
		t.Error("the next page does not show what is chosen")
	}
}

func TestTheSizeOfEverythingIsChosenAndStays(t *testing.T) {
	s := newStand(t)
	s.settings.Change(func(now *core.Settings) { now.Scale = 1.5 })
	page := New(s, s.inbox, Parts{Settings: s.settings, Account: s.account})
	row := page.sizes().(*fyne.Container)
	picks := row.Objects[1].(*fyne.Container).Objects[0].(*choices.Picks)
	if picks.Chosen() != 3 {
		t.Errorf("size %d is chosen", picks.Chosen())
	}
	picks.OnPicked(0)
	if s.scale != core.LeastScale || s.settings.Get().Scale != core.LeastScale {
		t.Errorf("%v, and %v is kept", s.scale, s.settings.Get().Scale)
	}
	s.settings.Change(func(now *core.Settings) { now.Scale = 0 })
	picks = page.sizes().(*fyne.Container).Objects[1].(*fyne.Container).Objects[0].(*choices.Picks)
	if picks.Chosen() != 1 {
		t.Errorf("as the system has it, %d is chosen", picks.Chosen())
	}
}

func TestANewerVersionIsLookedForWhenAsked(t *testing.T) {
	s := newStand(t)
	if c := newAboutCard(New(s, s.inbox, Parts{Settings: s.settings, Account: s.account, Version: "0.1.0"})); c.newer.Visible() {
		t.Error("a program that nobody has published looks for newer ones")
	}
	var answer atomic.Value
	asked := make(chan string, 9)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.UserAgent()
		io.WriteString(w, answer.Load().(string))
	}))
	defer server.Close()
	c := newAboutCard(New(s, s.inbox, Parts{Settings: s.settings, Account: s.account, Version: "0.1.0", Releases: release.Feed(server.URL)}))
	if len(asked) != 0 {
		t.Fatal("nobody has asked yet")
	}
	for _, tt := range []struct{ answer, want string }{
		{`{"tag_name": "v0.1.0", "html_url": "https://example.org"}`, "This is the newest version."},
		{"<html>sign in</html>", "Nobody could say whether there is a newer version. Check the internet connection, then try again."},
		{`{"tag_name": "v0.2.0", "html_url": "https://example.org"}`, "Caracal 0.2.0 is there. This is 0.1.0."},
	} {
		answer.Store(tt.answer)
		test.Tap(c.newer)
		if !c.newer.Disabled() {
			t.Error("it can be asked twice at once")
		}
		s.queue.Until(t, tt.want, func() bool { return !c.newer.Disabled() })
		if got := s.Said; got != tt.want {
			t.Errorf("it says %q, want %q", got, tt.want)
		}
	}
	for range 3 {
		if said := <-asked; said != "Caracal/0.1.0" {
			t.Errorf("it was asked by %q", said)
		}
	}
	if len(asked) != 0 {
		t.Errorf("it was asked %d times more than the button was pressed", len(asked))
	}
}
