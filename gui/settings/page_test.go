package settings

import (
	"bytes"
	"encoding/csv"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"caracal/core"
	"caracal/gui/door"
	"caracal/gui/door/doortest"
	"caracal/gui/files"
	"caracal/gui/kit/kittest"
)

// A stand is a window for the page and its cards, which remembers what the page wanted of the rest of the program.
type stand struct {
	*kittest.Window
	chooser
	inbox    *door.Inbox
	queue    doortest.Queue
	settings *door.Settings

	look    core.Theme
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
	dir := t.TempDir() // outlives what writes to it
	s.inbox, s.queue = doortest.New(t)
	s.settings = door.NewSettings(s.inbox, dir, core.DefaultSettings(), slog.New(slog.DiscardHandler))
	return s
}

func (s *stand) Look(t core.Theme)       { s.look = t }
func (s *stand) Apply(now core.Settings) { s.applied = now }
func (s *stand) FirstKey()               { s.first++ }
func (s *stand) BringHome()              { s.home++ }

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
		{"", "21", "x", "Seconds between", core.Settings{InFlight: 3}},
		{"0", " 1 ", "600", "", core.Settings{InFlight: 1, Spacing: 10 * time.Minute}},
	} {
		c.budget.SetText(tt.budget)
		c.atOnce.SetText(tt.atOnce)
		c.spacing.SetText(tt.spacing)
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

func TestLibraryFolderChangesAtTheNextStart(t *testing.T) {
	s := newStand(t)
	here, there := t.TempDir(), t.TempDir()
	c := newFolderCard(s, s.inbox, s.settings, here, files.Reveal)
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
