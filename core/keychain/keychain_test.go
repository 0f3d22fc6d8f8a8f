package keychain

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/zalando/go-keyring"

	"caracal/core"
)

const key = "wsk_0123456789abcdef0123456789abcdef"

// fresh returns a keychain over a system's keychain in memory, which is empty or fails.
func fresh(t *testing.T, failure error) *Keychain {
	t.Helper()
	t.Setenv(Variable, "")
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere") // never used: the library beneath is mocked
	if failure != nil {
		keyring.MockInitWithError(failure)
	} else {
		keyring.MockInit()
	}
	return New()
}

func check(t *testing.T, k *Keychain, key string, source Source) {
	t.Helper()
	if k.Key() != key || k.Source() != source {
		t.Errorf("the key is %q from %q, want %q from %q", k.Key(), k.Source(), key, source)
	}
}

func TestAKeyIsStoredFoundAndDeleted(t *testing.T) {
	k := fresh(t, nil)
	if err := k.Load(t.Context()); err != nil {
		t.Errorf("Load of nothing: %v", err)
	}
	check(t, k, "", Nowhere)
	if err := k.Store(t.Context(), " \""+key+"\"\r\n"); err != nil {
		t.Errorf("Store: %v", err)
	}
	check(t, k, key, System)

	next := New()
	check(t, next, "", Nowhere)
	if err := next.Load(t.Context()); err != nil {
		t.Errorf("Load: %v", err)
	}
	check(t, next, key, System)
	for range 2 {
		if err := next.Delete(t.Context()); err != nil {
			t.Errorf("Delete: %v", err)
		}
		check(t, next, "", Nowhere)
	}
	if err := next.Load(t.Context()); err != nil || next.Key() != "" {
		t.Errorf("after Delete: %q, %v", next.Key(), err)
	}
}

func TestTheEnvironmentWins(t *testing.T) {
	k := fresh(t, nil)
	if err := k.Store(t.Context(), "wsk_stored"); err != nil {
		t.Fatal(err)
	}
	t.Setenv(Variable, key+"\n")
	k = New()
	if err := k.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	check(t, k, key, Environment)
	if err := k.Delete(t.Context()); err != nil {
		t.Fatal(err)
	}
	check(t, k, key, Environment)
}

func TestWithoutAKeychainTheKeyIsKeptForTheSession(t *testing.T) {
	for text, kind := range map[string]core.Kind{
		"The name org.freedesktop.secrets was not provided by any .service files": core.NoKeychain,
		"unsupported platform: plan9":                                      core.NoKeychain,
		"dbus: couldn't determine address of session bus":                  core.NoKeychain,
		"failed to unlock correct collection '/org/freedesktop/secrets/x'": core.KeychainLocked,
		"Cannot create an item in a locked collection":                     core.KeychainLocked,
		"User interaction is not allowed.":                                 core.KeychainLocked,
	} {
		k := fresh(t, errors.New(text))
		if err := k.Load(t.Context()); core.KindOf(err) != kind {
			t.Errorf("%s: Load = %v of kind %q, want %q", text, err, core.KindOf(err), kind)
		}
		err := k.Store(t.Context(), key)
		if core.KindOf(err) != kind || strings.Contains(err.Error(), key) {
			t.Errorf("%s: Store = %v of kind %q, want %q", text, err, core.KindOf(err), kind)
		}
		check(t, k, key, Session)
		if err := k.Load(t.Context()); core.KindOf(err) != kind {
			t.Errorf("%s: Load = %v", text, err)
		}
		check(t, k, key, Session)
		if err := k.Delete(t.Context()); core.KindOf(err) != kind {
			t.Errorf("%s: Delete = %v", text, err)
		}
		check(t, k, "", Nowhere)
	}
}

func TestWhatCanBeNoKeyIsNotTaken(t *testing.T) {
	k := fresh(t, nil)
	if err := k.Store(t.Context(), key); err != nil {
		t.Fatal(err)
	}
	for text, kind := range map[string]core.Kind{"": core.NeedsKey, " \n": core.NeedsKey, `""`: core.NeedsKey, "two words": core.KeyRefused, "schlüssel": core.KeyRefused} {
		if err := k.Store(t.Context(), text); core.KindOf(err) != kind {
			t.Errorf("Store(%q) = %v, want kind %q", text, err, kind)
		}
	}
	check(t, k, key, System)
}

// A keychain that does not answer is given up on after ten seconds, and so is everything behind it; it is asked once only. When it answers after all, it works again.
func TestNobodyWaitsForASilentKeychain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := &Keychain{patience: patience, turn: make(chan struct{}, 1)}
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
		answer := make(chan struct{})
		var asked atomic.Int32
		question := func() (string, error) {
			asked.Add(1)
			<-answer
			return key, nil
		}
		for range 3 {
			if _, err := ask(t.Context(), k, "read", question); core.KindOf(err) != core.KeychainLocked {
				t.Errorf("ask = %v", err)
			}
		}
		stopped, stop := context.WithCancel(t.Context())
		stop()
		if _, err := ask(stopped, k, "read", question); !errors.Is(err, context.Canceled) {
			t.Errorf("ask = %v, want the end of the context", err)
		}
		if asked.Load() != 1 {
			t.Errorf("asked %d times", asked.Load())
		}
		close(answer)
		synctest.Wait()
		if v, err := ask(t.Context(), k, "read", question); v != key || err != nil {
			t.Errorf("ask = %q, %v", v, err)
		}
	})
}

func TestMask(t *testing.T) {
	for key, want := range map[string]string{
		"": "", "ab": "••", "abcdefghijk": "••••", "abcdefghijkl": "abcd … ijkl", "wsk_0123456789": "wsk_ … 6789",
	} {
		if got := Mask(key); got != want {
			t.Errorf("Mask(%q) = %q, want %q", key, got, want)
		}
	}
}

func TestClean(t *testing.T) {
	for _, text := range []string{
		key, " " + key + "\r\n", `"` + key + `"`, "Bearer " + key, Variable + "=" + key, Variable + `="` + key + `"`, "'" + key + "' ",
	} {
		if got := Clean(text); got != key {
			t.Errorf("Clean(%q) = %q", text, got)
		}
	}
}
