// Package servicetest plays the keychain and the service, for tests of what shows the account.
package servicetest

import (
	"context"
	"strings"
	"sync"

	"caracal/core"
	"caracal/core/keychain"
	"caracal/core/lynx"
	"caracal/core/wavespeed"
)

// Keys is a keychain of one test. Its fields are set before it is given away; Troubled changes it later.
type Keys struct {
	InUse   string // the key
	From    keychain.Source
	Stored  string // what Load finds
	Trouble error  // what is wrong with the system's keychain

	mu sync.Mutex
}

// Troubled says what is wrong with the system's keychain from now on; nil for nothing.
func (k *Keys) Troubled(err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.Trouble = err
}

// Key is service.KeyStore's.
func (k *Keys) Key() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.InUse
}

// Source is service.KeyStore's.
func (k *Keys) Source() keychain.Source {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.From
}

// Load is service.KeyStore's.
func (k *Keys) Load(context.Context) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.Trouble == nil && k.Stored != "" {
		k.InUse, k.From = k.Stored, keychain.System
	}
	return k.Trouble
}

// Store is service.KeyStore's. A key with an ü in it is refused.
func (k *Keys) Store(_ context.Context, key string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if strings.Contains(key, "ü") {
		return core.Errorf("store", core.KeyRefused, "no key has this")
	}
	k.InUse, k.From = key, keychain.System
	if k.Trouble != nil {
		k.From = keychain.Session
	}
	return k.Trouble
}

// Delete is service.KeyStore's.
func (k *Keys) Delete(context.Context) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.InUse, k.From = "", keychain.Nowhere
	return k.Trouble
}

// A Service answers as the test says, and counts the questions. Its fields are set before it is given away; Answer changes what it says later.
type Service struct {
	Says     lynx.Diagnosis         // of the key
	Runs     []wavespeed.Prediction // that have finished
	PaidBack map[string]core.USD    // by the id of the run
	Err      error                  // what is answered with the two; nil for no trouble

	mu    sync.Mutex
	asked int
}

// Answer has the doctor say something else from now on.
func (s *Service) Answer(says lynx.Diagnosis) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Says = says
}

// Doctor is service.Doctor's.
func (s *Service) Doctor(context.Context) lynx.Diagnosis {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	return s.Says
}

// Questions returns how often the doctor was asked.
func (s *Service) Questions() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked
}

// Finished returns the runs that are not skipped.
func (s *Service) Finished(_ context.Context, skip func(string) bool) (runs []wavespeed.Prediction, _ error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.Runs {
		if !skip(r.ID) {
			runs = append(runs, r)
		}
	}
	return runs, s.Err
}

// Account is always the same.
func (s *Service) Account() string { return "one" }

// Refunds returns what was paid back of these runs.
func (s *Service) Refunds(_ context.Context, ids []string) (map[string]core.USD, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	back := map[string]core.USD{}
	for _, id := range ids {
		if usd, ok := s.PaidBack[id]; ok {
			back[id] = usd
		}
	}
	return back, s.Err
}
