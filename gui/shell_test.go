package gui

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/gui/door/doortest"
	"caracal/gui/film"
	"caracal/gui/kit"
	"caracal/gui/kit/kittest"
	"caracal/gui/kit/playback"
	"caracal/gui/kit/prose"
	"caracal/gui/kit/rail"
	"caracal/gui/words"
	"caracal/resources"
)

// press sends Ctrl or ⌘ with a key to the window.
func (s *stand) press(key fyne.KeyName) {
	s.keys.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault})
}

func TestShortcuts(t *testing.T) {
	s := newStand(t)
	s.press(fyne.KeyComma)
	if s.now.page != s.prefs {
		t.Error("Ctrl+, does not lead to the settings")
	}
	s.press(fyne.Key1)
	if s.now.page != s.make || !s.now.item.Selected() {
		t.Error("Ctrl+1 does not lead back")
	}
	s.readies()
	s.press(fyne.KeyReturn)
	s.until("the submit", func() bool { return len(s.studio.Submitted()) == 1 && !s.button("Make draft — free").Disabled() })
	s.press(fyne.KeyComma)
	s.press(fyne.KeyReturn)
	s.press(fyne.Key1)
	if s.button("Make draft — free").Disabled() || len(s.studio.Submitted()) != 1 {
		t.Error("Ctrl+Return makes a clip on another page")
	}
}

// A fakePage remembers what it was given.
type fakePage struct {
	dropped []string
	pasted  int
	shown   []bool // Shown and Hidden, in order
	closed  bool
}

func (p *fakePage) Build() fyne.CanvasObject { return container.NewWithoutLayout() }
func (p *fakePage) Shown()                   { p.shown = append(p.shown, true) }
func (p *fakePage) Hidden()                  { p.shown = append(p.shown, false) }
func (p *fakePage) Close()                   { p.closed = true }
func (p *fakePage) Drop(paths []string)      { p.dropped = append(p.dropped, paths...) }
func (p *fakePage) Paste(fyne.Clipboard)     { p.pasted++ }

func TestDropsAndPastesReachTheirPage(t *testing.T) {
	in, _ := doortest.New(t)
	s := newShell(test.NewTempWindow(t, nil), in)
	icon := fyne.NewStaticResource("icon.svg", resources.Icon())
	first, second := &fakePage{}, &fakePage{}
	s.add(first, icon, "First", fyne.Key1)
	s.add(second, icon, "Second", fyne.Key2)
	s.fill(rail.NewLogo(icon))
	s.open(second)
	if diff := cmp.Diff([]bool{true, false}, first.shown); diff != "" {
		t.Error("the first page:", diff)
	}
	a, b := filepath.Join(t.TempDir(), "a.jpg"), filepath.Join(t.TempDir(), "b #1?.jpg")
	s.drop([]fyne.URI{storage.NewFileURI(a), storage.NewFileURI(b)})
	if diff := cmp.Diff([]string{a, b}, first.dropped); diff != "" || len(second.dropped) != 0 {
		t.Errorf("%s; the second page got %q", diff, second.dropped)
	}
	s.keys.TypedShortcut(&fyne.ShortcutPaste{})
	if first.pasted != 0 || second.pasted != 1 {
		t.Error("what is pasted does not reach the page that is seen")
	}
	s.close()
	if !first.closed || !second.closed {
		t.Error("a page was not closed")
	}
}

func TestEscapeClosesTheDialog(t *testing.T) {
	s := newStand(t)
	job := core.Job{ID: "a", State: core.Unclear, Price: core.Dollar / 2}
	s.studio.SetJobs(job)
	s.inbox.Put(job)
	s.until("the card", func() bool { return s.button("Decide…") != nil })
	s.tap("Decide…")
	c := s.window.Canvas()
	if c.Overlays().Top() == nil {
		t.Fatal("there is no dialog")
	}
	s.press(fyne.KeyComma)
	if s.now.page != s.make {
		t.Error("a shortcut worked behind a dialog")
	}
	s.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if c.Overlays().Top() != nil {
		t.Error("the dialog is still there")
	}
	if len(s.studio.Decided())+len(s.studio.Retried()) != 0 {
		t.Error("Escape decided something")
	}
	other := dialog.NewInformation("t", "m", s.window)
	s.Show(other)
	other.Hide() // by its own button
	dialog.ShowInformation("t", "m", s.window)
	s.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if c.Overlays().Top() != nil {
		t.Error("a dialog that was opened otherwise is still there")
	}
}

func TestEverythingIsReachedByKeys(t *testing.T) {
	s := newStand(t)
	s.readies()
	for _, size := range []fyne.Size{windowSize, leastWindow} {
		s.window.Resize(size)
		for _, p := range []page{s.make, s.prefs} {
			s.open(p)
			kittest.Reachable(t, s.window, s.make.Screen())
		}
	}
}

func TestShortcutsAreListed(t *testing.T) {
	s := newStand(t)
	c := s.window.Canvas()
	for name, ask := range map[string]func(){
		"F1":                 func() { s.typedKey(&fyne.KeyEvent{Name: fyne.KeyF1}) },
		"?":                  func() { c.OnTypedRune()('?') },
		"F1 while one types": func() { s.first(t, &prose.Entry{}).TypedKey(&fyne.KeyEvent{Name: fyne.KeyF1}) },
		"F1 on a button":     func() { s.first(t, &kit.Button{}).TypedKey(&fyne.KeyEvent{Name: fyne.KeyF1}) },
		"F1 on a chip":       func() { s.first(t, &kit.Chip{}).TypedKey(&fyne.KeyEvent{Name: fyne.KeyF1}) },
		"? on a chip":        func() { s.first(t, &kit.Chip{}).TypedRune('?') },
	} {
		ask()
		if c.Overlays().Top() == nil {
			t.Errorf("%s shows nothing", name)
			continue
		}
		kittest.Reachable(t, s.window)
		c.FocusNext()
		c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) // while its button has the keyboard
		if c.Overlays().Top() != nil {
			t.Fatalf("%s: Escape does not close the list", name)
		}
	}
}

// first gives the keyboard to the first widget of a kind.
func (s *stand) first(t *testing.T, kind fyne.Focusable) fyne.Focusable {
	for _, o := range test.LaidOutObjects(s.window.Canvas().Content()) {
		if f, ok := o.(fyne.Focusable); ok && reflect.TypeOf(o) == reflect.TypeOf(kind) {
			s.window.Canvas().Focus(f)
			return f
		}
	}
	t.Fatalf("there is no %T", kind)
	return nil
}

// TestListedKeysAreThoseThatAreTaken reads which keys the rooms take out of their source.
func TestListedKeysAreThoseThatAreTaken(t *testing.T) {
	listed := map[string]bool{}
	for _, group := range words.Shortcuts() {
		for _, key := range group.Keys {
			for _, k := range strings.Fields(key.Keys) {
				listed[strings.TrimPrefix(k, "⌘")] = true
			}
		}
	}
	as := map[string]string{"Plus": "+", "Equal": "+", "Minus": "-", "Comma": ",", "Period": ".", "Return": "Enter", "Escape": "Esc", "Delete": "Del", "Backspace": "Del", "PageUp": "PgUp", "PageDown": "PgDn"}
	takes := regexp.MustCompile(`fyne\.Key([A-Z0-9][A-Za-z0-9]*)\b`)
	taken := map[string]bool{}
	for _, file := range []string{"session.go", "shell.go", "shortcuts.go", "size.go", "create/page.go", "create/motion.go", "clips/page.go", "film/transport.go", "compare/view.go"} {
		source, err := os.ReadFile(filepath.FromSlash(file))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range takes.FindAllStringSubmatch(string(source), -1) {
			name := m[1]
			if strings.HasPrefix(name, "Modifier") || name == "Event" || name == "Name" {
				continue
			}
			if to, ok := as[name]; ok {
				name = to
			}
			if taken[name] = true; !listed[name] {
				t.Errorf("%s takes %s, which no list names", file, name)
			}
		}
	}
	for _, name := range []string{"H", "T", "C", "E", "O", "L", "F", "1", "2", ",", "F1"} {
		if !taken[name] {
			t.Errorf("nobody takes %s", name)
		}
	}
}

// What is offered while a film has the whole screen can be taken there, and is still offered by the window when the film is left first.
func TestTheFullViewOffersWhatTheWindowOffers(t *testing.T) {
	in, _ := doortest.New(t)
	s := newShell(test.NewTempWindow(t, nil), in)
	icon := fyne.NewStaticResource("icon.svg", resources.Icon())
	s.add(&fakePage{}, icon, "First", fyne.Key1)
	s.fill(rail.NewLogo(icon))
	player := film.NewPlayer(playback.NewScreen(fyne.NewSize(160, 90)), func(func()) {})
	defer player.Close()
	for _, c := range []struct {
		what  string
		leave bool
	}{{"in the full view", false}, {"after it", true}} {
		undone := 0
		full := film.OpenFullView(s.window, player, film.Labels{Loop: "Loop"}, s.inbox.After, func() {}, func() {})
		s.Offer("A favourite now.", "Undo", func() { undone++ })
		if c.leave {
			full.Hide()
		}
		button := (&stand{house: &house{shell: s}}).button("Undo")
		if button == nil {
			t.Fatalf("%s: no Undo is seen", c.what)
		}
		test.Tap(button)
		if undone != 1 || s.toast.Text() != "" {
			t.Errorf("%s: undone %d times, and the window still says %q", c.what, undone, s.toast.Text())
		}
		full.Hide()
	}
}

func TestWhatWasDoneLastIsUndoneByAKey(t *testing.T) {
	in, _ := doortest.New(t)
	s := newShell(test.NewTempWindow(t, nil), in)
	icon := fyne.NewStaticResource("icon.svg", resources.Icon())
	s.add(&fakePage{}, icon, "First", fyne.Key1)
	s.fill(rail.NewLogo(icon))
	var undone []string
	offer := func(what string) { s.OfferUndo(what, func() { undone = append(undone, what) }) }
	press := func() { s.keys.TypedShortcut(&fyne.ShortcutUndo{}) }
	press() // there is nothing yet
	offer("deleted")
	offer("tagged")
	press()
	press() // only the last
	if s.toast.Text() != "" {
		t.Error("what is undone is still offered")
	}
	offer("favoured")
	s.Say("Something else happened.")
	press()
	offer("kept")
	test.Tap((&stand{house: &house{shell: s}}).button("Undo"))
	press()
	if diff := cmp.Diff([]string{"tagged", "favoured", "kept"}, undone); diff != "" {
		t.Error(diff)
	}
}

// Who undoes in haste means what is being done, and not what was done before it.
func TestWhatIsBeingDoneIsUndoneWhenItIsDone(t *testing.T) {
	in, _ := doortest.New(t)
	s := newShell(test.NewTempWindow(t, nil), in)
	var undone []string
	offer := func(what string) { s.OfferUndo(what, func() { undone = append(undone, what) }) }
	press := func() { s.keys.TypedShortcut(&fyne.ShortcutUndo{}) }
	offer("tagged")
	deleting, reading := s.Doing(), s.Doing()
	press()
	offer("deleted")
	deleting()
	if len(undone) > 0 {
		t.Errorf("undone before all is done: %q", undone)
	}
	reading()
	offer("favoured")
	failing := s.Doing()
	press()
	failing() // it has nothing to undo, and what was done before is not meant
	saving := s.Doing()
	offer("saved")
	saving()
	if diff := cmp.Diff([]string{"deleted"}, undone); diff != "" {
		t.Error(diff)
	}
	press()
	if diff := cmp.Diff([]string{"deleted", "saved"}, undone); diff != "" {
		t.Error(diff)
	}
}
