// Package instance is the claim to be the one window of a data folder, and how a second start hands the first what it was to open.
//
// The rules of this room:
//   - It knows no window: what a knock does is for whoever holds the claim.
//   - It listens on this computer only, and hears whoever knows the word that window.json holds.
//   - What a stranger sends is bounded, in bytes and in time.
package instance

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"caracal/core"
)

// ErrRaised is what Claim returns when another process has the window of this data folder and has been asked to raise it.
var ErrRaised = errors.New("the window is open already and has been raised")

const (
	instanceLock = "window.lock"
	instanceFile = "window.json"
	// knockTime is how long the first start has for a knock. It may still be busy with its own start.
	knockTime = 5 * time.Second
	// claimTime is how long a second start waits for a first that does not open. It may be about to end, and a submit that is on its way has ten seconds to be heard.
	claimTime = 20 * time.Second
	// maxKnock bounds what a stranger can make us read.
	maxKnock = 1 << 20
)

// An Instance is this process's claim to be the one with the window of a data folder. Others that start knock at a port of this computer; the file window.json,
// which only the person can read, says at which, and holds the word that they must know.
type Instance struct {
	lock     *flock.Flock
	listener net.Listener
	door     address
	file     string
	work     sync.WaitGroup
	closing  sync.Once
	closed   error // what the first shut met

	mu      sync.Mutex
	knocked func(pictures []string) // nil until there is a window
	early   [][]string              // knocks from before that
	leaving bool                    // the window closes
}

// An address is where to knock, and the word to say.
type address struct {
	Addr string `json:"addr"`
	Word string `json:"word"`
}

// A knock is what a second start says to the first.
type knock struct {
	Word     string   `json:"word"`
	Pictures []string `json:"pictures"`
}

// Claim makes this process the one with the window of the data folder, which must exist. When another process has it, that one is told to raise its window and to take
// the pictures, and the error is ErrRaised. Relative paths of pictures are taken from this process's folder.
func Claim(data string, pictures []string) (*Instance, error) {
	const op = "claim the window"
	lock := flock.New(filepath.Join(data, instanceLock))
	file := filepath.Join(data, instanceFile)
	deadline := time.Now().Add(claimTime)
	for {
		got, err := lock.TryLock()
		if err != nil {
			return nil, core.WrapFile(op, err)
		}
		if got {
			break
		}
		err = knockAt(file, pictures)
		if err == nil {
			return nil, ErrRaised
		}
		if time.Now().After(deadline) {
			return nil, core.Errorf(op, core.Internal, "another Caracal has the data folder %s and does not answer: %w", data, err)
		}
		time.Sleep(50 * time.Millisecond) // it is about to open its door, or to end
	}
	in := &Instance{lock: lock, file: file}
	if err := in.open(); err != nil {
		return nil, errors.Join(core.Wrap(op, core.Internal, err), lock.Close())
	}
	return in, nil
}

// open opens the door and writes down where it is.
func (in *Instance) open() error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	in.listener, in.door = listener, address{Addr: listener.Addr().String(), Word: rand.Text()}
	// The temporary file that this renames is made with 0600.
	err = core.WriteFile(in.file, func(w io.Writer) error { return json.NewEncoder(w).Encode(in.door) })
	if err != nil {
		listener.Close()
		return err
	}
	in.work.Go(in.listen)
	return nil
}

// listen answers knocks, one at a time, until the door is closed.
func (in *Instance) listen() {
	for {
		c, err := in.listener.Accept()
		if err != nil {
			return
		}
		in.answer(c)
		c.Close()
	}
}

// answer hears one knock out and says yes when it knew the word.
func (in *Instance) answer(c net.Conn) {
	c.SetDeadline(time.Now().Add(knockTime))
	var k knock
	err := json.NewDecoder(io.LimitReader(c, maxKnock)).Decode(&k)
	if err != nil || subtle.ConstantTimeCompare([]byte(k.Word), []byte(in.door.Word)) != 1 {
		return
	}
	in.mu.Lock()
	leaving := in.leaving
	in.mu.Unlock()
	if leaving {
		return
	}
	if _, err := io.WriteString(c, "yes\n"); err != nil {
		return
	}
	in.mu.Lock()
	knocked := in.knocked
	if knocked == nil {
		in.early = append(in.early, k.Pictures)
	}
	in.mu.Unlock()
	if knocked != nil {
		knocked(k.Pictures)
	}
}

// OnKnock has fn called on the instance's goroutine with the pictures of each second start, those of the past first. It must return at once.
func (in *Instance) OnKnock(fn func(pictures []string)) {
	in.mu.Lock()
	early := in.early
	in.knocked, in.early = fn, nil
	in.mu.Unlock()
	for _, pictures := range early {
		fn(pictures)
	}
}

// Shut closes the door: who starts from now on waits for the claim instead of handing its pictures to a window that closes.
func (in *Instance) Shut() {
	in.closing.Do(func() {
		in.mu.Lock()
		in.leaving = true
		in.mu.Unlock()
		in.closed = errors.Join(in.listener.Close(), os.Remove(in.file))
	})
}

// Close gives the claim up. It waits for the goroutine that listens.
func (in *Instance) Close() error {
	in.Shut()
	in.work.Wait()
	return errors.Join(in.closed, in.lock.Close())
}

// knockAt tells the process behind the file to raise its window.
func knockAt(file string, pictures []string) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var d address
	if err := json.Unmarshal(b, &d); err != nil {
		return err
	}
	k := knock{Word: d.Word, Pictures: make([]string, len(pictures))}
	for i, path := range pictures {
		if k.Pictures[i], err = filepath.Abs(path); err != nil {
			return err
		}
	}
	deadline := time.Now().Add(knockTime)
	ctx, cancel := context.WithDeadline(context.Background(), deadline)
	defer cancel()
	c, err := (&net.Dialer{}).DialContext(ctx, "tcp4", d.Addr)
	if err != nil {
		return err
	}
	defer c.Close()
	c.SetDeadline(deadline)
	if err := json.NewEncoder(c).Encode(k); err != nil {
		return err
	}
	answer, err := bufio.NewReader(io.LimitReader(c, 16)).ReadString('\n')
	if err != nil || answer != "yes\n" {
		return errors.Join(errors.New("the other process did not say yes"), err)
	}
	return nil
}
