package gui

import (
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"caracal/core"
	"caracal/core/keychain"
	"caracal/core/lynx"
	"caracal/gui/files"
)

// card opens Settings and returns the card for the key.
func (s *lynxStand) card() *serviceCard {
	s.shell.open(s.prefs)
	return newServiceCard(s.shell, s.account, s.prefs.firstKey, s.prefs.bringHome)
}

func TestKeyIsSavedCheckedAndRemoved(t *testing.T) {
	s := newLynxStand(t, "")
	s.loaded()
	c := s.card()
	if c.key.Text != "No key yet" || c.row.Visible() || !c.save.Disabled() {
		t.Errorf("without a key the card says %q", c.key.Text)
	}
	test.Type(c.entry, "  "+testKey+" ")
	test.Tap(c.save)
	if c.entry.Text != "" {
		t.Error("the key stays in the entry")
	}
	s.until("the doctor", func() bool { return strings.HasPrefix(c.found.Text, "Key works") })
	if c.found.Text != "Key works. $4.20 = 8 clips." || !strings.HasPrefix(c.key.Text, "wsk_ … cdef · kept in ") {
		t.Errorf("the card says %q, %q", c.key.Text, c.found.Text)
	}
	if s.keys.Key() != testKey || strings.Contains(c.key.Text, "0123") {
		t.Errorf("the key in use is %q", s.keys.Key())
	}
	if s.engine != core.Lynx || s.settings.Get().Engine != core.Lynx {
		t.Error("with its first key Lynx is not chosen")
	}
	test.Tap(c.remove)
	s.tapButton("Keep it")
	if s.keys.Key() == "" {
		t.Fatal("removed without a word")
	}
	test.Tap(c.remove)
	s.tapButton("Remove")
	s.until("the removal", func() bool { return c.key.Text == "No key yet" })
	s.shell.open(s.makePage)
	if s.make.Text != "Add your WaveSpeed key" || s.buys.Visible() {
		t.Errorf("without the key the page says %q, %q", s.make.Text, s.buys.Text)
	}
}

func TestKeyWithoutAKeychainIsForThisSession(t *testing.T) {
	for kind, want := range map[core.Kind]string{core.NoKeychain: "has no keychain", core.KeychainLocked: "keychain did not open"} {
		s := newLynxStand(t, "")
		s.keys.trouble = core.Errorf("ask", kind, "x")
		s.loaded()
		c := s.card()
		c.entry.SetText(testKey)
		test.Tap(c.save)
		s.until("the doctor", func() bool { return strings.HasPrefix(c.found.Text, "Key works") })
		if !strings.HasSuffix(c.key.Text, "· for this session only") || !strings.Contains(c.kept.Text, want) || !c.kept.Visible() {
			t.Errorf("%s: the card says %q, %q", kind, c.key.Text, c.kept.Text)
		}
	}
}

func TestLockedKeychainIsTriedAgain(t *testing.T) {
	s := newLynxStand(t, testKey)
	s.keys.trouble = core.Errorf("read", core.KeychainLocked, "locked")
	s.loaded()
	c := s.card()
	if !c.retry.Visible() || c.check.Visible() || !strings.Contains(c.kept.Text, "did not open") {
		t.Errorf("the card says %q, %q", c.key.Text, c.kept.Text)
	}
	s.keys.mu.Lock()
	s.keys.trouble = nil
	s.keys.mu.Unlock()
	test.Tap(c.retry)
	s.until("the key", func() bool { return strings.HasPrefix(c.key.Text, "wsk_") })
	if c.kept.Visible() || c.retry.Visible() || !c.check.Visible() {
		t.Errorf("with the key the card says %q", c.kept.Text)
	}
}

func TestWhatIsNoKeyIsRefused(t *testing.T) {
	s := newLynxStand(t, "")
	s.loaded()
	c := s.card()
	c.entry.SetText("schlüssel")
	test.Tap(c.save)
	s.until("the refusal", func() bool { return strings.Contains(c.found.Text, "no key") })
	if s.service.questions() != 0 || s.keys.Key() != "" {
		t.Error("it was used all the same")
	}
}

func TestKeyOfTheEnvironmentCannotBeReplaced(t *testing.T) {
	s := newLynxStand(t, "")
	s.keys.key, s.keys.from = testKey, keychain.Environment
	c := s.card()
	if c.put.Visible() || c.remove.Visible() || !c.check.Visible() || !strings.Contains(c.key.Text, keychain.Variable) {
		t.Errorf("the card says %q", c.key.Text)
	}
}

func TestLateWordOnAnotherKeyIsNotShown(t *testing.T) {
	s := newLynxStand(t, testKey)
	s.loaded()
	s.until("the balance", func() bool { return s.account.known })
	told := false
	s.account.check(func(lynx.Diagnosis) { told = true })
	s.account.store("wsk_another_key_0000", func(error) {})
	s.until("both", func() bool { return !s.account.asking && s.keys.Key() != testKey })
	if told || s.account.known {
		t.Error("what was said of the old key is shown of the new one")
	}
}

// bookOf is an account book with one line.
type bookOf string

func (b bookOf) WriteCSV(w io.Writer, from, to time.Time) error {
	_, err := io.WriteString(w, string(b))
	return err
}

func TestMoneyCard(t *testing.T) {
	s := newLynxStand(t, testKey)
	var applied core.Settings
	c := newMoneyCard(s.shell, s.settings, func(now core.Settings) { applied = now }, bookOf("a,b\n1,2\n"))
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
		if now.Budget != tt.want.Budget || now.InFlight != tt.want.InFlight || now.Spacing != tt.want.Spacing || applied != now {
			t.Errorf("%q, %q, %q: the settings are %+v, applied %+v", tt.budget, tt.atOnce, tt.spacing, now, applied)
		}
		if c.wrong.Visible() != (tt.wrong != "") || !strings.Contains(c.wrong.Text, tt.wrong) {
			t.Errorf("%q, %q, %q: the card says %q", tt.budget, tt.atOnce, tt.spacing, c.wrong.Text)
		}
	}

	path := filepath.Join(t.TempDir(), "accounts.csv")
	c.write(path)
	s.until("the file", func() bool { return strings.Contains(s.shell.toast.Text(), path) })
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll(); err != nil || len(rows) != 2 {
		t.Errorf("the file has %v, %v", rows, err)
	}
	c.write(filepath.Join(t.TempDir(), "gone", "accounts.csv"))
	s.until("the words", func() bool { return strings.Contains(s.shell.toast.Text(), "could not be written") })
}

func TestLibraryFolderChangesAtTheNextStart(t *testing.T) {
	s := newLynxStand(t, "")
	here, there := t.TempDir(), t.TempDir()
	c := newFolderCard(s.shell, s.settings, here, files.Reveal)
	if c.next.Visible() {
		t.Errorf("before anything was chosen the card says %q", c.next.Text)
	}
	c.use(filepath.Join(here, "gone"))
	s.until("the refusal", func() bool { return strings.Contains(s.shell.toast.Text(), "cannot be written") })
	if s.settings.Get().Library != "" {
		t.Error("a folder that is not there was taken")
	}
	c.use(there)
	s.until("the change", func() bool { return s.settings.Get().Library == there })
	if !c.next.Visible() || !strings.HasPrefix(c.next.Text, "From the next start on: "+there) {
		t.Errorf("the card says %q", c.next.Text)
	}
	if left, err := os.ReadDir(there); err != nil || len(left) != 0 {
		t.Errorf("the trial left %v, %v", left, err)
	}
	c.use(here)
	s.until("the way back", func() bool { return !c.next.Visible() })
}
