package service

import (
	"context"
	"time"

	"caracal/core"
	"caracal/core/keychain"
	"caracal/core/lynx"
	"caracal/gui/door"
	"caracal/gui/words"
)

// A KeyStore keeps the service's key; keychain.Keychain is one. Key and Source answer at once; the others wait for the system and are never called on the Fyne goroutine.
type KeyStore interface {
	Key() string
	Source() keychain.Source
	Load(context.Context) error
	Store(ctx context.Context, key string) error
	Delete(context.Context) error
}

// A Doctor says whether the service would make a clip now; lynx.Engine is one. It waits for the network and is never called on the Fyne goroutine.
type Doctor interface {
	Doctor(context.Context) lynx.Diagnosis
}

// An Account is what the window knows of the person's account at WaveSpeed: the key, and the credit that is left.
type Account struct {
	inbox  *door.Inbox
	keys   KeyStore
	doctor Doctor
	now    func() time.Time

	loading bool           // the keychain has not answered yet
	trouble error          // why the key cannot be kept in the keychain, or could not be read from it; nil for no such thing
	found   lynx.Diagnosis // the doctor's last word on the key that is in use
	known   bool           // there is one

	turn     int // counts the keys, so that a late word on an earlier one is known
	asked    time.Time
	asking   bool
	later    bool     // a question waits until the service may be asked again
	watchers []func() // called when any of this changes
	replaced []func() // called when another key was put into use
}

// askEvery is the least time between two questions for the balance that nobody pressed a button for.
const askEvery = 30 * time.Second

// NewAccount returns the account whose keychain has not been asked yet.
func NewAccount(in *door.Inbox, keys KeyStore, d Doctor) *Account {
	return &Account{inbox: in, keys: keys, doctor: d, now: time.Now, loading: true}
}

// Watch has fn called on the Fyne goroutine whenever something about the account has changed.
func (a *Account) Watch(fn func()) { a.watchers = append(a.watchers, fn) }

// Replaced has fn called on the Fyne goroutine whenever the person has put another key into use.
func (a *Account) Replaced(fn func()) { a.replaced = append(a.replaced, fn) }

func (a *Account) tell() {
	for _, fn := range a.watchers {
		fn()
	}
}

// HasKey reports whether there is a key to make clips with.
func (a *Account) HasKey() bool { return a.keys.Key() != "" }

// Loading reports whether the keychain has not answered yet, so that nobody knows whether there is a key.
func (a *Account) Loading() bool { return a.loading }

// Credit returns what the doctor said last of the key that is in use, and whether anything has been said of it.
func (a *Account) Credit() (credit words.Account, known bool) { return accountOf(a.found), a.known }

// Load asks the keychain for the key, and then calls found if there is one.
func (a *Account) Load(found func()) {
	turn := a.turn
	a.inbox.Ask(func(ctx context.Context) func() {
		err := a.keys.Load(ctx)
		return func() {
			a.loading = false
			if turn == a.turn {
				a.trouble = err
			}
			a.tell()
			a.Refresh()
			if a.HasKey() {
				found()
			}
		}
	})
}

// GoOn takes over what an account knew that nobody uses any more, before anyone looks at this one.
func (a *Account) GoOn(from *Account) {
	a.loading, a.trouble, a.found, a.known, a.asked = from.loading, from.trouble, from.found, from.known, from.asked
}

// Store puts another key into use and keeps it where it can be kept. done hears why it is not in the keychain, or why it is no key at all.
func (a *Account) Store(key string, done func(error)) {
	a.replace(func(ctx context.Context) error { return a.keys.Store(ctx, key) }, done)
}

// Remove forgets the key. done hears why it could not be taken out of the keychain.
func (a *Account) Remove(done func(error)) { a.replace(a.keys.Delete, done) }

func (a *Account) replace(how func(context.Context) error, done func(error)) {
	a.turn++
	a.known, a.loading = false, false
	a.inbox.Ask(func(ctx context.Context) func() {
		err := how(ctx)
		return func() {
			switch core.KindOf(err) {
			case "", core.NoKeychain, core.KeychainLocked:
				a.trouble = err
				defer func() {
					for _, fn := range a.replaced {
						fn()
					}
				}()
			}
			done(err)
			a.tell()
		}
	})
}

// Refresh asks for the balance, unless there is no key or the answer is fresh; then it asks as soon as it may.
func (a *Account) Refresh() {
	if !a.HasKey() || a.later {
		return
	}
	wait := a.asked.Add(askEvery).Sub(a.now())
	switch {
	case a.asking || wait > askEvery: // the clock was set back
		wait = askEvery
	case wait <= 0:
		a.Check(func(lynx.Diagnosis) {})
		return
	}
	a.later = true
	a.inbox.After(wait, func() {
		a.later = false
		a.Refresh()
	})
}

// Check asks the doctor at once and tells done what the doctor says of the key that is in use.
func (a *Account) Check(done func(lynx.Diagnosis)) {
	turn := a.turn
	a.asking, a.asked = true, a.now()
	a.inbox.Ask(func(ctx context.Context) func() {
		d := a.doctor.Doctor(ctx)
		if ctx.Err() != nil {
			return nil
		}
		return func() {
			a.asking = false
			if turn != a.turn {
				return
			}
			a.found, a.known = d, true
			a.tell()
			done(d)
		}
	})
}

// accountOf is what the doctor found, for those who put it into words.
func accountOf(d lynx.Diagnosis) words.Account {
	return words.Account{Kind: d.Kind, Balance: d.Balance, Price: d.Price, Clips: d.Clips()}
}

// Source says where the key that is in use is from.
func (a *Account) Source() keychain.Source { return a.keys.Source() }
