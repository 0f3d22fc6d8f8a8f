package gui

import (
	"context"
	"time"

	"caracal/core"
	"caracal/core/keychain"
	"caracal/core/lynx"
	"caracal/gui/door"
	"caracal/gui/words"
)

// An account is what the window knows of the person's account at WaveSpeed: the key, and the credit that is left.
type account struct {
	inbox  *door.Inbox
	keys   keyStore
	doctor doctor
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
}

// askEvery is the least time between two questions for the balance that nobody pressed a button for.
const askEvery = 30 * time.Second

func newAccount(in *door.Inbox, keys keyStore, d doctor) *account {
	return &account{inbox: in, keys: keys, doctor: d, now: time.Now, loading: true}
}

// watch has fn called on the Fyne goroutine whenever something about the account has changed.
func (a *account) watch(fn func()) { a.watchers = append(a.watchers, fn) }

func (a *account) tell() {
	for _, fn := range a.watchers {
		fn()
	}
}

// hasKey reports whether there is a key to make clips with.
func (a *account) hasKey() bool { return a.keys.Key() != "" }

// load asks the keychain for the key, and then calls found if there is one.
func (a *account) load(found func()) {
	turn := a.turn
	a.inbox.Ask(func(ctx context.Context) func() {
		err := a.keys.Load(ctx)
		return func() {
			a.loading = false
			if turn == a.turn {
				a.trouble = err
			}
			a.tell()
			a.refresh()
			if a.hasKey() {
				found()
			}
		}
	})
}

// store puts another key into use and keeps it where it can be kept. done hears why it is not in the keychain, or why it is no key at all.
func (a *account) store(key string, done func(error)) {
	a.replace(func(ctx context.Context) error { return a.keys.Store(ctx, key) }, done)
}

// remove forgets the key. done hears why it could not be taken out of the keychain.
func (a *account) remove(done func(error)) { a.replace(a.keys.Delete, done) }

func (a *account) replace(how func(context.Context) error, done func(error)) {
	a.turn++
	a.known, a.loading = false, false
	a.inbox.Ask(func(ctx context.Context) func() {
		err := how(ctx)
		return func() {
			switch core.KindOf(err) {
			case "", core.NoKeychain, core.KeychainLocked:
				a.trouble = err
			}
			done(err)
			a.tell()
		}
	})
}

// refresh asks for the balance, unless there is no key or the answer is fresh; then it asks as soon as it may.
func (a *account) refresh() {
	if !a.hasKey() || a.later {
		return
	}
	wait := a.asked.Add(askEvery).Sub(a.now())
	switch {
	case a.asking || wait > askEvery: // the clock was set back
		wait = askEvery
	case wait <= 0:
		a.check(func(lynx.Diagnosis) {})
		return
	}
	a.later = true
	a.inbox.After(wait, func() {
		a.later = false
		a.refresh()
	})
}

// check asks the doctor at once and tells done what the doctor says of the key that is in use.
func (a *account) check(done func(lynx.Diagnosis)) {
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

// keyWords say which key is in use and where it is kept. system is the keychain's name on this computer.
func keyWords(key string, from keychain.Source, system string) string {
	switch from {
	case keychain.System:
		return keychain.Mask(key) + " · kept in " + system
	case keychain.Session:
		return keychain.Mask(key) + " · for this session only"
	case keychain.Environment:
		return keychain.Mask(key) + " · from " + keychain.Variable + " in the environment"
	}
	return "No key yet"
}

// keychainName is what people call the place where their system keeps passwords.
func keychainName(goos string) string {
	switch goos {
	case "darwin":
		return "the macOS Keychain"
	case "windows":
		return "the Windows Credential Manager"
	}
	return "your desktop's keyring"
}
