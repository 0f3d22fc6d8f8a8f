//go:build !windows && !darwin

package files

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os/exec"
	"strings"
	"sync"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// A Clipboard puts files on the computer's clipboard, to be pasted into a folder, a mail or a messenger. The zero Clipboard is ready. Its methods may be called on any goroutine.
//
// What is on the clipboard of X11 stays with the program that has put it there: it can be pasted as long as the Clipboard is not closed, unless the desktop has a clipboard
// manager that has read it by then. On a Wayland desktop the files go by XWayland, or by wl-copy where there is none.
type Clipboard struct {
	mu    sync.Mutex
	owner *owner // nil before the first Put
}

// Put puts files on the clipboard in place of what is there. It waits for the X server. Its error is one of the system's.
func (c *Clipboard) Put(ctx context.Context, paths ...string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.owner != nil {
		if c.owner.offer(paths) == nil {
			return nil
		}
		c.owner.close() // the X server has gone, or begun anew
		c.owner = nil
	}
	o, err := newOwner()
	if err != nil {
		return wlCopy(ctx, paths)
	}
	c.owner = o
	return o.offer(paths)
}

// Close takes back what is still on the clipboard from here.
func (c *Clipboard) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.owner != nil {
		c.owner.close()
		c.owner = nil
	}
}

// wlCopy has the program of that name put files on a Wayland clipboard. It stays in the background by itself until something else is copied.
func wlCopy(ctx context.Context, paths []string) error {
	cmd := exec.CommandContext(ctx, "wl-copy", "--type", "text/uri-list")
	cmd.Stdin = bytes.NewReader(uriList(paths))
	return cmd.Run()
}

// An owner is a window that is never seen, which X11 wants of whoever has something on the clipboard, and a goroutine that hands it out.
type owner struct {
	conn   *xgb.Conn
	window xproto.Window
	atoms  map[string]xproto.Atom
	done   chan struct{} // closed when the goroutine has ended

	mu    sync.Mutex
	kinds map[xproto.Atom][]byte // what is handed out, by what it is asked for as
}

// What files are asked for as. The last two are for programs that take only text, as a terminal does.
var fileKinds = []string{"text/uri-list", "x-special/gnome-copied-files", "UTF8_STRING", "text/plain;charset=utf-8"}

func newOwner() (*owner, error) {
	conn, err := xgb.NewConn()
	if err != nil {
		return nil, err
	}
	o := &owner{conn: conn, atoms: map[string]xproto.Atom{}, done: make(chan struct{})}
	go o.serve()
	if err := o.open(); err != nil {
		o.close()
		return nil, err
	}
	return o, nil
}

// open makes the window, and asks for the numbers that the server knows names by.
func (o *owner) open() (err error) {
	for _, name := range append([]string{"CLIPBOARD", "TARGETS"}, fileKinds...) {
		reply, err := xproto.InternAtom(o.conn, false, uint16(len(name)), name).Reply()
		if err != nil {
			return err
		}
		o.atoms[name] = reply.Atom
	}
	if o.window, err = xproto.NewWindowId(o.conn); err != nil {
		return err
	}
	root := xproto.Setup(o.conn).DefaultScreen(o.conn)
	return xproto.CreateWindowChecked(o.conn, 0, o.window, root.Root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, root.RootVisual, 0, nil).Check()
}

// offer makes these files what the clipboard has.
func (o *owner) offer(paths []string) error {
	text := []byte(strings.Join(paths, "\n"))
	o.mu.Lock()
	o.kinds = map[xproto.Atom][]byte{}
	for i, data := range [][]byte{uriList(paths), copiedFiles(paths), text, text} {
		o.kinds[o.atoms[fileKinds[i]]] = data
	}
	o.mu.Unlock()
	if err := xproto.SetSelectionOwnerChecked(o.conn, o.window, o.atoms["CLIPBOARD"], xproto.TimeCurrentTime).Check(); err != nil {
		return err
	}
	reply, err := xproto.GetSelectionOwner(o.conn, o.atoms["CLIPBOARD"]).Reply()
	if err != nil {
		return err
	}
	if reply.Owner != o.window {
		return errors.New("another program took the clipboard")
	}
	return nil
}

// close ends the goroutine and waits for it.
func (o *owner) close() {
	o.conn.Close()
	<-o.done
}

// serve answers the programs into which something is pasted until the connection ends.
func (o *owner) serve() {
	defer close(o.done)
	for {
		event, err := o.conn.WaitForEvent()
		if event == nil && err == nil {
			return
		}
		if asked, ok := event.(xproto.SelectionRequestEvent); ok {
			o.answer(asked)
		}
	}
}

// answer writes what was asked for where it is wanted, and says so, or that there is no such thing. See ICCCM 2.0, §2.2.
func (o *owner) answer(asked xproto.SelectionRequestEvent) {
	told := xproto.SelectionNotifyEvent{Time: asked.Time, Requestor: asked.Requestor, Selection: asked.Selection, Target: asked.Target, Property: asked.Property}
	if told.Property == xproto.AtomNone { // as old programs ask
		told.Property = asked.Target
	}
	o.mu.Lock()
	data, known := o.kinds[asked.Target]
	o.mu.Unlock()
	switch {
	case asked.Target == o.atoms["TARGETS"]:
		var all []byte
		for _, name := range append([]string{"TARGETS"}, fileKinds...) {
			all = binary.LittleEndian.AppendUint32(all, uint32(o.atoms[name])) // xgb always speaks little-endian
		}
		xproto.ChangeProperty(o.conn, xproto.PropModeReplace, asked.Requestor, told.Property, xproto.AtomAtom, 32, uint32(len(all)/4), all)
	case known:
		// A request may have 256 KiB at most, so that many files are written in pieces.
		const piece = 128 << 10
		xproto.ChangeProperty(o.conn, xproto.PropModeReplace, asked.Requestor, told.Property, asked.Target, 8, 0, nil)
		for len(data) > 0 {
			n := min(piece, len(data))
			xproto.ChangeProperty(o.conn, xproto.PropModeAppend, asked.Requestor, told.Property, asked.Target, 8, uint32(n), data[:n])
			data = data[n:]
		}
	default:
		told.Property = xproto.AtomNone
	}
	xproto.SendEvent(o.conn, false, asked.Requestor, 0, string(told.Bytes()))
}
