package service

import (
	"context"
	"sync"
	"testing"

	"fyne.io/fyne/v2/container"

	"caracal/core"
	"caracal/core/lynx"
	"caracal/gui/door"
	"caracal/gui/door/doortest"
	"caracal/gui/kit/kittest"
	"caracal/gui/service/servicetest"
)

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
	keys    *servicetest.Keys
	service *servicetest.Service
	runs    *fakeRuns
	account *Account
	home    *Homecoming
	card    *Card
	first   int // how often the first key was put in
	opened  int // how often the keychain has opened after all
	found   int // how often clips were found that the person had asked for
}

const testKey = "wsk_0123456789abcdef"

// newStand returns a stand whose keychain has the key, which may be empty, and whose account has $4.20.
func newStand(t *testing.T, key string) *stand {
	s := &stand{
		Window:  kittest.New(t),
		t:       t,
		keys:    &servicetest.Keys{Stored: key},
		service: &servicetest.Service{Says: lynx.Diagnosis{Balance: 420 * core.Cent, Price: core.Dollar / 2}},
		runs:    &fakeRuns{known: map[string]bool{}},
	}
	s.inbox, s.queue = doortest.New(t)
	s.account = NewAccount(s.inbox, s.keys, s.service)
	s.home = NewHomecoming(s, s.inbox, s.service, s.runs)
	s.card = NewCard(s, s.account, func() { s.first++ }, func() { s.opened++ }, func() { s.home.LookAgain(func() { s.found++ }) })
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
