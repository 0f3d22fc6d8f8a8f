package service

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"caracal/core"
	"caracal/core/keychain"
	"caracal/core/lynx"
)

func TestKeyIsSavedCheckedAndRemoved(t *testing.T) {
	s := newStand(t, "")
	s.loaded()
	c := s.card
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
	if s.first != 1 {
		t.Errorf("the first key was told of %d times", s.first)
	}
	test.Tap(c.remove)
	s.Tap("Keep it")
	if s.keys.Key() == "" {
		t.Fatal("removed without a word")
	}
	test.Tap(c.remove)
	s.Tap("Remove")
	s.until("the removal", func() bool { return c.key.Text == "No key yet" })
	if s.account.HasKey() {
		t.Error("the account has a key still")
	}
}

func TestKeyWithoutAKeychainIsForThisSession(t *testing.T) {
	for kind, want := range map[core.Kind]string{core.NoKeychain: "has no keychain", core.KeychainLocked: "keychain did not open"} {
		s := newStand(t, "")
		s.keys.Trouble = core.Errorf("ask", kind, "x")
		s.loaded()
		c := s.card
		c.entry.SetText(testKey)
		test.Tap(c.save)
		s.until("the doctor", func() bool { return strings.HasPrefix(c.found.Text, "Key works") })
		if !strings.HasSuffix(c.key.Text, "· for this session only") || !strings.Contains(c.kept.Text, want) || !c.kept.Visible() {
			t.Errorf("%s: the card says %q, %q", kind, c.key.Text, c.kept.Text)
		}
	}
}

func TestLockedKeychainIsTriedAgain(t *testing.T) {
	s := newStand(t, testKey)
	s.keys.Trouble = core.Errorf("read", core.KeychainLocked, "locked")
	s.loaded()
	c := s.card
	if !c.retry.Visible() || c.check.Visible() || !strings.Contains(c.kept.Text, "did not open") {
		t.Errorf("the card says %q, %q", c.key.Text, c.kept.Text)
	}
	s.keys.Troubled(nil)
	test.Tap(c.retry)
	s.until("the key", func() bool { return strings.HasPrefix(c.key.Text, "wsk_") })
	if s.opened != 1 {
		t.Errorf("that there is a key now was told %d times", s.opened)
	}
	if c.kept.Visible() || c.retry.Visible() || !c.check.Visible() {
		t.Errorf("with the key the card says %q", c.kept.Text)
	}
}

func TestWhatIsNoKeyIsRefused(t *testing.T) {
	s := newStand(t, "")
	s.loaded()
	c := s.card
	c.entry.SetText("schlüssel")
	test.Tap(c.save)
	s.until("the refusal", func() bool { return strings.Contains(c.found.Text, "no key") })
	if s.service.Questions() != 0 || s.keys.Key() != "" {
		t.Error("it was used all the same")
	}
}

// Jobs that wait for a key are looked at again when there is another.
func TestAnotherKeyIsTold(t *testing.T) {
	s := newStand(t, "")
	s.loaded()
	told := 0
	s.account.Replaced(func() { told++ })
	for want, change := range []func(done func(error)){
		func(done func(error)) { s.account.Load(func() {}); done(nil) }, // the same key as before
		func(done func(error)) { s.account.Store("wsk_0123456789abcdef", done) },
		func(done func(error)) { s.account.Remove(done) },
	} {
		done := false
		change(func(error) { done = true })
		s.until("the keychain", func() bool { return done })
		if told != want {
			t.Errorf("told %d times after %d keys", told, want)
		}
	}
}

func TestKeyOfTheEnvironmentCannotBeReplaced(t *testing.T) {
	s := newStand(t, "")
	s.keys.InUse, s.keys.From = testKey, keychain.Environment
	c := NewCard(s, s.account, nil, nil, nil)
	if c.put.Visible() || c.remove.Visible() || !c.check.Visible() || !strings.Contains(c.key.Text, keychain.Variable) {
		t.Errorf("the card says %q", c.key.Text)
	}
}

func TestLateWordOnAnotherKeyIsNotShown(t *testing.T) {
	s := newStand(t, testKey)
	s.loaded()
	s.until("the balance", func() bool { return s.account.known })
	told := false
	s.account.Check(func(lynx.Diagnosis) { told = true })
	s.account.Store("wsk_another_key_0000", func(error) {})
	s.until("both", func() bool { return !s.account.asking && s.keys.Key() != testKey })
	if told || s.account.known {
		t.Error("what was said of the old key is shown of the new one")
	}
}

func TestBalanceIsAskedForSeldom(t *testing.T) {
	s := newStand(t, testKey)
	s.loaded()
	s.until("the balance", func() bool { return s.account.known })
	asked := s.service.Questions()
	for range 5 {
		s.account.Refresh()
	}
	if got := s.service.Questions(); got != asked || !s.account.later {
		t.Errorf("asked %d times more within 30 s; to be asked later: %t", got-asked, s.account.later)
	}
}
