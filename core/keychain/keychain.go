package keychain

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/zalando/go-keyring"

	"caracal/core"
)

// Variable is the environment variable that wins over the keychain.
const Variable = "WAVESPEED_API_KEY"

// Where the key is in the system's keychain. People can see these names there.
const (
	service = "Caracal"
	user    = "WaveSpeed API key"
)

// patience is how long the keychain may take. Somebody may have to find and read a password prompt, but a window must not be left waiting.
const patience = 10 * time.Second

// A Source says where the key in use comes from.
type Source string

// The sources.
const (
	Nowhere     Source = ""            // there is no key
	Environment Source = "environment" // Variable
	System      Source = "system"      // the system's keychain
	Session     Source = "session"     // typed in, and gone when this process ends
)

// A Keychain holds the API key. Load, Store and Delete ask the system and block for up to ten seconds, so they are not for the Fyne goroutine; Key and Source answer at once. It is
// safe for use by many goroutines.
type Keychain struct {
	patience        time.Duration
	fromEnvironment string        // the key in Variable, which wins; empty for none
	turn            chan struct{} // held while the system is asked, also by a question that nobody waits for any more

	loadOnce sync.Once     // by the first Await
	loaded   chan struct{} // closed when that is over

	mu      sync.Mutex
	key     string
	source  Source
	changes int   // how often the person has put in a key, or removed it
	known   bool  // the person or the system has said whether there is a key
	trouble error // why the last Load could not find out
}

// New returns a keychain that knows the environment, and the system's keychain once Load has been called.
func New() *Keychain {
	return &Keychain{patience: patience, fromEnvironment: Clean(os.Getenv(Variable)), turn: make(chan struct{}, 1), loaded: make(chan struct{})}
}

// Key returns the key in use, or "".
func (k *Keychain) Key() string {
	if k.fromEnvironment != "" {
		return k.fromEnvironment
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.key
}

// Await is for callers that need Key and can wait, such as a job that goes on when the program starts: the first call asks the system's keychain, and every call waits for that or for the
// end of ctx. The error is ctx's, or has kind KeychainLocked where there is no key in use and there may be one in the keychain.
func (k *Keychain) Await(ctx context.Context) error {
	if k.Key() != "" {
		return nil
	}
	k.loadOnce.Do(func() {
		go func() {
			defer close(k.loaded)
			_ = k.Load(context.Background()) // it is everybody's, and ends when patience does
		}()
	})
	select {
	case <-k.loaded:
	case <-ctx.Done():
		return ctx.Err()
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.known && core.KindOf(k.trouble) == core.KeychainLocked {
		return k.trouble
	}
	return nil
}

// Source says where Key comes from.
func (k *Keychain) Source() Source {
	if k.fromEnvironment != "" {
		return Environment
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.source
}

// Load gets the key from the system's keychain, unless the environment has one. That there is none is no error; an error has kind NoKeychain or KeychainLocked, and leaves
// a key of this session in use. A keychain that answers later, because somebody has found its prompt after all, is listened to all the same.
func (k *Keychain) Load(ctx context.Context) error {
	if k.fromEnvironment != "" {
		return nil
	}
	return k.load(ctx, func() (string, error) { return keyring.Get(service, user) })
}

func (k *Keychain) load(ctx context.Context, get func() (string, error)) error {
	k.mu.Lock()
	change := k.changes
	k.mu.Unlock()
	err := ask(ctx, k, "read the key", func() error {
		key, err := get()
		if err == nil || errors.Is(err, keyring.ErrNotFound) {
			k.settle(change, Clean(key))
		}
		return err
	})
	k.mu.Lock()
	defer k.mu.Unlock()
	if ctx.Err() == nil { // else nobody has said anything
		k.trouble = err
	}
	return err
}

// Store puts a key into use, and into the system's keychain. Where it cannot be stored it is in use all the same, for this session, and the error has kind NoKeychain or
// KeychainLocked. A text that can be no key has kind NeedsKey or KeyRefused and changes nothing.
func (k *Keychain) Store(ctx context.Context, key string) error {
	const op = "store the key"
	key = Clean(key)
	if err := core.CheckKey(op, key); err != nil {
		return err
	}
	change := k.use(key, Session)
	return ask(ctx, k, op, func() error {
		err := keyring.Set(service, user, key)
		if err == nil {
			k.settle(change, key)
		}
		return err
	})
}

// Delete forgets the key, here and in the system's keychain. One in the environment stays. The error has kind NoKeychain or KeychainLocked; then it is forgotten here only.
func (k *Keychain) Delete(ctx context.Context) error {
	k.use("", Nowhere)
	return ask(ctx, k, "delete the key", func() error { return keyring.Delete(service, user) })
}

// use does what the person says, and returns the number of that change.
func (k *Keychain) use(key string, from Source) int {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.key, k.source, k.known = key, from, true
	k.changes++
	return k.changes
}

// settle takes the word of the system's keychain for which key it has, or none. It was asked after the given change: what the person has said since counts for more than a late answer, and so
// does a key of this session, which the keychain does not have.
func (k *Keychain) settle(change int, key string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.changes != change || k.source == Session && k.key != key {
		return
	}
	k.known = true
	if key != "" {
		k.key, k.source = key, System
	}
}

// ask puts a question to the system's keychain, one at a time. The system's calls cannot be cancelled: one that hangs keeps its goroutine, and the turn, until it is
// answered or the process ends, so that there is never more than one. That there is no key is no error.
func ask(ctx context.Context, k *Keychain, op string, question func() error) error {
	if !reachable() {
		return core.Errorf(op, core.NoKeychain, "there is no session bus")
	}
	limited, cancel := context.WithTimeout(ctx, k.patience)
	defer cancel()
	gaveUp := func() error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return core.Errorf(op, core.KeychainLocked, "the keychain did not answer within %v", k.patience)
	}
	select {
	case k.turn <- struct{}{}:
	case <-limited.Done():
		return gaveUp()
	}
	answer := make(chan error, 1)
	go func() {
		defer func() { <-k.turn }()
		answer <- question()
	}()
	select {
	case err := <-answer:
		if err == nil || errors.Is(err, keyring.ErrNotFound) {
			return nil
		}
		return core.Errorf(op, kindOf(err), "%w", err)
	case <-limited.Done():
		return gaveUp()
	}
}

// kindOf tells a keychain that does not open from one that is not there. The systems have no common errors, only words.
func kindOf(err error) core.Kind {
	text := strings.ToLower(err.Error())
	for _, word := range []string{"lock", "denied", "not permitted", "dismissed", "cancel", "interaction is not allowed"} {
		if strings.Contains(text, word) && !errors.Is(err, exec.ErrNotFound) {
			return core.KeychainLocked
		}
	}
	return core.NoKeychain
}

// Clean takes off what comes along when a key is copied: space, quotes, and the word in front of it in examples.
func Clean(text string) string {
	text = strings.Trim(strings.TrimSpace(text), `"'`)
	text = strings.TrimPrefix(text, Variable+"=")
	text = strings.TrimPrefix(text, "Bearer ")
	return strings.Trim(strings.TrimSpace(text), `"'`)
}

// Mask returns what may be shown of a key: its first and last four characters, or nothing of one that is too short for that.
func Mask(key string) string {
	const shown = 4
	if len(key) < 3*shown {
		return strings.Repeat("•", min(len(key), shown))
	}
	return key[:shown] + " … " + key[len(key)-shown:]
}
