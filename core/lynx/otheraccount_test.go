package lynx_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
)

const otherKey = "wsk_lynxtestother0123456789abcdef0123456789abcdef0123456789abcdef"

// changeable lets the test put another key into use.
func (w *world) changeable() *atomic.Value {
	key := &atomic.Value{}
	key.Store(w.Key())
	w.client.Key = func() string { return key.Load().(string) }
	return key
}

// late has the key come when it is waited for, or not for the given reason.
func (w *world) late(why error) {
	key := w.changeable()
	first := key.Swap("")
	w.client.AwaitKey = func(context.Context) error {
		if why == nil {
			key.Store(first)
		}
		return why
	}
}

func TestAPaidJobWaitsForTheKeyOfItsAccount(t *testing.T) {
	for _, at := range []core.Step{core.Accepted, core.Made} {
		inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
			first, key := w.Key(), w.changeable()
			w.AddAccount(otherKey)
			j := w.job()
			j.save = func(m core.Mark) error {
				if m.Step == at { // while it runs
					time.AfterFunc(time.Millisecond, func() { key.Store(otherKey) })
				}
				return nil
			}
			if at == core.Made {
				w.Break(lynxtest.Media, lynxtest.Always, lynxtest.Say(404, ""))
			}
			step := at
			j.ends(core.OtherAccount, step, 1, 1)
			j.ends(core.OtherAccount, step, 1, 1) // and it does not come to more by trying
			w.Mend(lynxtest.Media)
			j.save = nil
			key.Store(first)
			j.ends("", core.Fetched, 1, 1)
		})
	}
}

func TestAnUnknownSubmitIsNotLookedForInAnotherAccount(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		first, key := w.Key(), w.changeable()
		w.AddAccount(otherKey)
		// Busy, so that a list that does not show the run would have it sent once more.
		w.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Say(429, "", "Retry-After", "60")))
		j := w.job()
		time.AfterFunc(30*time.Second, func() { key.Store(otherKey) })
		j.ends(core.OtherAccount, core.Submitting, 1, 1)
		key.Store(first)
		j.ends("", core.Fetched, 1, 1)
	})
}

// A key that was renewed is the same account's: what it can see is paid for by it.
func TestANewKeyOfTheSameAccountGoesOn(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		key := w.changeable()
		j := w.job()
		j.save = func(m core.Mark) error {
			if m.Step == core.Accepted && key.Load() != otherKey {
				w.SetKey(otherKey)
				key.Store(otherKey)
			}
			return nil
		}
		j.ends("", core.Fetched, 1, 1)
		if j.last().Account != w.client.Account() {
			t.Errorf("its account is %q", j.last().Account)
		}
	})
}

// What has not been sent is paid for by the account that sends it, and its mark says which.
func TestTheAccountOfASubmitIsTheOneThatPays(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		key := w.changeable()
		w.AddAccount(otherKey)
		j := w.job()
		j.save = func(m core.Mark) error {
			if m.Step == core.Submitting { // while it waits for its turn
				key.Store(otherKey)
			}
			return nil
		}
		j.ends("", core.Fetched, 1, 1)
		if j.last().Account != w.client.Account() {
			t.Errorf("its account is %q", j.last().Account)
		}
	})
}

func TestWhatTheServiceSaysOfAClipIsKept(t *testing.T) {
	inWorld(t, lynxtest.Options{Fast: 31 * time.Second, Slow: 31 * time.Second}, func(t *testing.T, w *world) {
		w.End(lynxtest.Ending{NSFW: true})
		j := w.job()
		j.ends("", core.Fetched, 1, 1)
		if want := (core.Facts{NSFW: true, Inference: 31 * time.Second}); j.last().Facts != want {
			t.Errorf("the facts are %+v, want %+v", j.last().Facts, want)
		}
	})
}

func TestWhatTheServiceSaysOfAFailureIsKeptWithoutThePrompt(t *testing.T) {
	for said, want := range map[string]string{
		`prompt "SMILES and  waves" at https://x.example/a.jpg?signature=1 is not allowed`: `prompt "[prompt]" at [address] is not allowed`,
		`text 'smiles and w...' was flagged`:                                               `text '[prompt]...' was flagged`,
		`out of memory`:                                                                    `out of memory`,
	} {
		inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
			w.End(lynxtest.Ending{Status: "failed", Code: 5001, Error: said})
			j := w.job()
			err := j.run(context.Background())
			if got := core.SaidOf(err); got != want {
				t.Errorf("said %q, want %q (%v)", got, want, err)
			}
		})
	}
}

func TestARunIsOfferedToWhoMayHaveMadeIt(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		j := w.job()
		now := time.Now()
		w.ledger.put(core.Entry{Job: core.Job{ID: j.ID}, Mark: core.Mark{Step: core.Submitting, At: now, Submit: core.Submit{Error: time.Second}}})
		before, after := w.Plant(now.Add(-time.Hour)), w.Plant(now.Add(2*time.Second))
		if ids, err := w.engine.Claimants(t.Context(), before); err != nil || len(ids) != 0 {
			t.Errorf("%v, %v", ids, err)
		}
		if ids, err := w.engine.Claimants(t.Context(), after); err != nil || len(ids) != 1 || ids[0] != j.ID {
			t.Errorf("%v, %v", ids, err)
		}
	})
}
