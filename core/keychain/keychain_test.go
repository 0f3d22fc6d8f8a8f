package keychain

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

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
		question := func() error {
			asked.Add(1)
			<-answer
			return nil
		}
		for range 3 {
			if err := ask(t.Context(), k, "read", question); core.KindOf(err) != core.KeychainLocked {
				t.Errorf("ask = %v", err)
			}
		}
		stopped, stop := context.WithCancel(t.Context())
		stop()
		if err := ask(stopped, k, "read", question); !errors.Is(err, context.Canceled) {
			t.Errorf("ask = %v, want the end of the context", err)
		}
		if asked.Load() != 1 {
			t.Errorf("asked %d times", asked.Load())
		}
		close(answer)
		synctest.Wait()
		if err := ask(t.Context(), k, "read", question); err != nil || asked.Load() != 2 {
			t.Errorf("ask = %v, after %d questions", err, asked.Load())
		}
	})
}

// Somebody may find the prompt after more than ten seconds.
func TestAKeychainThatAnswersLateIsListenedTo(t *testing.T) {
	for name, c := range map[string]struct {
		found     string
		failure   error
		meanwhile func(context.Context, *Keychain)
		key       string
		source    Source
		kind      core.Kind // of what Await says then
	}{
		"it has the key":           {found: key, key: key, source: System},
		"it has none":              {failure: keyring.ErrNotFound},
		"the prompt was dismissed": {failure: errors.New("the prompt was dismissed"), kind: core.KeychainLocked},
		"another key was put in":   {found: key, meanwhile: func(ctx context.Context, k *Keychain) { _ = k.Store(ctx, "wsk_new") }, key: "wsk_new", source: Session},
		"the key was removed":      {found: key, meanwhile: func(ctx context.Context, k *Keychain) { _ = k.Delete(ctx) }},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				k := fresh(t, errors.New("locked"))
				answer := make(chan struct{})
				err := k.load(t.Context(), func() (string, error) {
					<-answer
					return c.found, c.failure
				})
				if core.KindOf(err) != core.KeychainLocked {
					t.Errorf("load = %v", err)
				}
				if err := k.Await(t.Context()); core.KindOf(err) != core.KeychainLocked {
					t.Errorf("Await = %v before there is an answer", err)
				}
				if c.meanwhile != nil {
					c.meanwhile(t.Context(), k)
				}
				close(answer)
				synctest.Wait()
				check(t, k, c.key, c.source)
				if err := k.Await(t.Context()); core.KindOf(err) != c.kind {
					t.Errorf("Await = %v of kind %q, want %q", err, core.KindOf(err), c.kind)
				}
			})
		})
	}
}

// Clips are charged to the account whose key is in use.
func TestAnAnswerDoesNotReplaceTheKeyThatWasPutInMeanwhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := fresh(t, errors.New("the collection is locked")) // so that it cannot be stored
		answer := make(chan struct{})
		var work sync.WaitGroup
		defer work.Wait()
		work.Go(func() {
			err := k.load(t.Context(), func() (string, error) {
				<-answer
				return "wsk_old", nil
			})
			if err != nil {
				t.Errorf("load = %v", err)
			}
		})
		synctest.Wait()
		work.Go(func() {
			if err := k.Store(t.Context(), key); core.KindOf(err) != core.KeychainLocked {
				t.Errorf("Store = %v", err)
			}
		})
		synctest.Wait()
		close(answer)
		synctest.Wait()
		check(t, k, key, Session)
		if err := k.load(t.Context(), func() (string, error) { return "wsk_old", nil }); err != nil {
			t.Errorf("load = %v", err)
		}
		check(t, k, key, Session)
	})
}

// Whoever waits for the key waits no longer than for what it is needed for, and all wait for one answer.
func TestAwaitEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := fresh(t, nil)
		if err := keyring.Set(service, user, key); err != nil {
			t.Fatal(err)
		}
		k.turn <- struct{}{} // the keychain is busy
		for range 2 {
			soon, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			if err := k.Await(soon); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("Await = %v", err)
			}
		}
		<-k.turn
		if err := k.Await(t.Context()); err != nil {
			t.Errorf("Await = %v", err)
		}
		check(t, k, key, System)
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
