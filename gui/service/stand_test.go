package service

import (
	"context"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2/container"

	"caracal/core"
	"caracal/core/keychain"
	"caracal/core/lynx"
	"caracal/gui/door"
	"caracal/gui/door/doortest"
	"caracal/gui/kit/kittest"
)

// fakeKeys is a keychain of this test only.
type fakeKeys struct {
	mu      sync.Mutex
	key     string
	from    keychain.Source
	stored  string // what Load finds
	trouble error  // what is wrong with the system's keychain
}

func (f *fakeKeys) Key() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.key
}

func (f *fakeKeys) Source() keychain.Source {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.from
}

func (f *fakeKeys) Load(context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.trouble == nil && f.stored != "" {
		f.key, f.from = f.stored, keychain.System
	}
	return f.trouble
}

func (f *fakeKeys) Store(_ context.Context, key string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if strings.Contains(key, "ü") {
		return core.Errorf("store", core.KeyRefused, "no key has this")
	}
	f.key, f.from = key, keychain.System
	if f.trouble != nil {
		f.from = keychain.Session
	}
	return f.trouble
}

func (f *fakeKeys) Delete(context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.key, f.from = "", keychain.Nowhere
	return f.trouble
}

// fakeService answers as the test says, and counts the questions.
type fakeService struct {
	mu       sync.Mutex
	says     lynx.Diagnosis
	asked    int
	finished []lynx.Prediction
	err      error
	refunds  map[string]core.USD
}

func (f *fakeService) Doctor(context.Context) lynx.Diagnosis {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked++
	return f.says
}

func (f *fakeService) questions() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.asked
}

func (f *fakeService) Finished(_ context.Context, skip func(string) bool) (runs []lynx.Prediction, _ error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range f.finished {
		if !skip(r.ID) {
			runs = append(runs, r)
		}
	}
	return runs, f.err
}

func (f *fakeService) Account() string { return "one" }

func (f *fakeService) Refunds(_ context.Context, ids []string) (map[string]core.USD, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	back := map[string]core.USD{}
	for _, id := range ids {
		if usd, ok := f.refunds[id]; ok {
			back[id] = usd
		}
	}
	return back, f.err
}

// fakeRuns is what a studio knows of runs at the service.
type fakeRuns struct {
	mu        sync.Mutex
	known     map[string]bool
	owed      []string
	collected []string
	refunded  map[string]core.USD
	refuse    error
}

func (f *fakeRuns) Collect(_ context.Context, engine core.EngineID, id, _ string) (core.JobID, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.refuse != nil {
		return "", f.refuse
	}
	f.collected = append(f.collected, string(engine)+" "+id)
	f.known[id] = true
	return core.JobID(id), nil
}

func (f *fakeRuns) Known(id string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.known[id]
}

func (f *fakeRuns) Owed(string) ([]string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.owed, nil
}

func (f *fakeRuns) Refunded(paid map[string]core.USD) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.refunded = paid
	return nil
}

// A stand is an account with its two cards in a window.
type stand struct {
	*kittest.Window
	t       *testing.T
	inbox   *door.Inbox
	queue   doortest.Queue
	keys    *fakeKeys
	service *fakeService
	runs    *fakeRuns
	account *Account
	home    *Homecoming
	card    *Card
	first   int // how often the first key was put in
	found   int // how often clips were found that the person had asked for
}

const testKey = "wsk_0123456789abcdef"

// newStand returns a stand whose keychain has the key, which may be empty, and whose account has $4.20.
func newStand(t *testing.T, key string) *stand {
	s := &stand{
		Window:  kittest.New(t),
		t:       t,
		keys:    &fakeKeys{stored: key},
		service: &fakeService{says: lynx.Diagnosis{Balance: 420 * core.Cent, Price: core.Dollar / 2}},
		runs:    &fakeRuns{known: map[string]bool{}},
	}
	s.inbox, s.queue = doortest.New(t)
	s.account = NewAccount(s.inbox, s.keys, s.service)
	s.home = NewHomecoming(s, s.inbox, s.service, s.runs)
	s.card = NewCard(s, s.account, func() { s.first++ }, func() { s.home.LookAgain(func() { s.found++ }) })
	s.Fyne().SetContent(container.NewVBox(s.home.Card(), s.card.View()))
	return s
}

// until plays the Fyne goroutine until what is waited for has come about.
func (s *stand) until(what string, come func() bool) {
	s.t.Helper()
	s.queue.Until(s.t, what, come)
}

// loaded has the keychain asked, as a start does.
func (s *stand) loaded() {
	s.t.Helper()
	s.account.Load(func() {})
	s.until("the keychain", func() bool { return !s.account.Loading() })
}
