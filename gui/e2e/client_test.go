package e2e

import (
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// A client speaks to a screen's server itself, for what must not wait until a tool has started: keys, and asking a window whether it still listens.
type client struct {
	conn *xgb.Conn
	root xproto.Window
	keys map[xproto.Keysym]xproto.Keycode

	protocols, ping xproto.Atom
}

// connect returns a client, which the test's end closes.
func (s *screen) connect(t testing.TB) *client {
	t.Helper()
	conn, err := xgb.NewConnDisplay(s.display)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(conn.Close)
	if err := xtest.Init(conn); err != nil {
		t.Fatal(err)
	}
	setup := xproto.Setup(conn)
	c := &client{conn: conn, root: setup.DefaultScreen(conn).Root, keys: map[xproto.Keysym]xproto.Keycode{}}
	first, last := setup.MinKeycode, setup.MaxKeycode
	table, err := xproto.GetKeyboardMapping(conn, first, byte(last-first+1)).Reply()
	if err != nil {
		t.Fatal(err)
	}
	for i, n := 0, int(table.KeysymsPerKeycode); i < len(table.Keysyms); i += n {
		c.keys[table.Keysyms[i]] = first + xproto.Keycode(i/n)
	}
	for name, atom := range map[string]*xproto.Atom{"WM_PROTOCOLS": &c.protocols, "_NET_WM_PING": &c.ping} {
		reply, err := xproto.InternAtom(conn, false, uint16(len(name)), name).Reply()
		if err != nil {
			t.Fatal(err)
		}
		*atom = reply.Atom
	}
	return c
}

// keyBackSpace is a key as the server names it; letters are themselves.
const keyBackSpace xproto.Keysym = 0xFF08

// press presses a key and lets it go.
func (c *client) press(t testing.TB, key xproto.Keysym) {
	t.Helper()
	for _, event := range []byte{xproto.KeyPress, xproto.KeyRelease} {
		if err := xtest.FakeInputChecked(c.conn, event, byte(c.keys[key]), 0, c.root, 0, 0, 0).Check(); err != nil {
			t.Fatal(err)
		}
	}
}

// The buttons that stand for a wheel.
const (
	wheelUp   = 4
	wheelDown = 5
)

// wheel turns the mouse's wheel by so many notches where the pointer is.
func (c *client) wheel(t testing.TB, button byte, notches int) {
	t.Helper()
	for range notches {
		xtest.FakeInput(c.conn, xproto.ButtonPress, button, 0, c.root, 0, 0, 0)
		xtest.FakeInput(c.conn, xproto.ButtonRelease, button, 0, c.root, 0, 0, 0)
	}
	if _, err := xproto.GetInputFocus(c.conn).Reply(); err != nil { // comes after all that was sent before
		t.Fatal(err)
	}
}

// silences asks a window without a break whether it listens, as window managers do, until stop is closed, and returns how long each answer took: at most one turn of the window's
// loop longer than the window was deaf.
func (c *client) silences(t testing.TB, id xproto.Window, stop <-chan struct{}) (took []time.Duration) {
	t.Helper()
	// A window answers by sending the same message to the root window. Whoever hears that must listen, or what it sends is stuck behind what it has not heard.
	if err := xproto.ChangeWindowAttributesChecked(c.conn, c.root, xproto.CwEventMask, []uint32{xproto.EventMaskSubstructureNotify}).Check(); err != nil {
		t.Error(err)
		return nil
	}
	for n := uint32(1); ; n++ {
		select {
		case <-stop:
			return took
		default:
		}
		asked := time.Now()
		data := xproto.ClientMessageDataUnionData32New([]uint32{uint32(c.ping), n, uint32(id), 0, 0})
		ask := xproto.ClientMessageEvent{Format: 32, Window: id, Type: c.protocols, Data: data}
		if err := xproto.SendEventChecked(c.conn, false, id, xproto.EventMaskNoEvent, string(ask.Bytes())).Check(); err != nil {
			t.Error(err)
			return took
		}
		for answered := false; !answered; {
			event, err := c.conn.WaitForEvent()
			if event == nil && err == nil {
				t.Error("the display is gone")
				return took
			}
			m, ok := event.(xproto.ClientMessageEvent)
			answered = ok && m.Type == c.protocols && m.Data.Data32[0] == uint32(c.ping) && m.Data.Data32[1] == n
		}
		took = append(took, time.Since(asked))
	}
}
