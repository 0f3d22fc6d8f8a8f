//go:build linux

package atspi

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"github.com/godbus/dbus/v5"

	"caracal/gui/door"
)

// A Bridge shows one window to screen readers.
type Bridge struct {
	inbox   *door.Inbox
	watcher *watcher
	away    atomic.Bool
}

// New returns a bridge to a window, which is told from Serve on.
func New(w fyne.Window, in *door.Inbox) *Bridge {
	return &Bridge{inbox: in, watcher: &watcher{window: w}}
}

// SetAway says whether another program's window is in front.
func (b *Bridge) SetAway(away bool) { b.away.Store(away) }

// Serve tells readers about the window whenever there are any, and returns when ctx has ended, or the desktop has. One that knows no readers is none of the person's business.
func (b *Bridge) Serve(ctx context.Context) {
	session, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if err != nil {
		return
	}
	defer session.Close()
	news := make(chan *dbus.Signal, 16)
	session.Signal(news)
	if session.AddMatchSignalContext(ctx, dbus.WithMatchObjectPath(launcherPath), dbus.WithMatchInterface("org.freedesktop.DBus.Properties")) != nil {
		return
	}
	for {
		reading, stop := context.WithCancel(ctx)
		var telling sync.WaitGroup
		if address, ok := readersBus(ctx, session); ok {
			telling.Go(func() { b.tell(reading, address) })
		}
		changed := false
		select {
		case <-ctx.Done():
		case _, changed = <-news: // whether there are readers; not when the desktop has gone
		}
		stop()
		telling.Wait()
		if !changed {
			return
		}
	}
}

// What starts the bus of the readers, and knows whether there are any.
const (
	launcher     = "org.a11y.Bus"
	launcherPath = dbus.ObjectPath("/org/a11y/bus")
)

// readersBus returns the address of the bus of the readers, and whether any reader is at work.
func readersBus(ctx context.Context, session *dbus.Conn) (address string, ok bool) {
	object := session.Object(launcher, launcherPath)
	for _, name := range []string{"ScreenReaderEnabled", "IsEnabled"} {
		var on dbus.Variant
		if object.CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", dbus.FlagNoAutoStart, "org.a11y.Status", name).Store(&on) == nil && on.Value() == true {
			err := object.CallWithContext(ctx, launcher+".GetAddress", dbus.FlagNoAutoStart).Store(&address)
			return address, err == nil
		}
	}
	return "", false
}

// lookEvery is how often the window is looked at for what has changed in it.
const lookEvery = 100 * time.Millisecond

// tell tells the readers on a bus about the window until ctx or the bus ends.
func (b *Bridge) tell(ctx context.Context, address string) {
	conn, err := dbus.Connect(address, dbus.WithContext(ctx))
	if err != nil {
		return
	}
	defer conn.Close()
	seen := make(chan *snapshot, 1)
	stop := b.inbox.Every(lookEvery, func() {
		s := b.watcher.look(!b.away.Load())
		select { // the latest one counts
		case <-seen:
		default:
		}
		seen <- s
	})
	defer stop()
	var t *teller
	for {
		select {
		case <-ctx.Done():
			return
		case <-conn.Context().Done():
			return
		case s := <-seen:
			if t != nil {
				t.show(s)
			} else if t, err = join(ctx, conn, s, b.inbox.Answer); err != nil {
				return
			}
		}
	}
}
