//go:build linux

package atspi

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"github.com/godbus/dbus/v5"
)

// A teller answers the readers on a bus, and tells them what has changed.
type teller struct {
	conn    *dbus.Conn
	desktop atomic.Pointer[reference] // whose child the program is
	now     atomic.Pointer[snapshot]
	do      func(func()) // has a function run on the Fyne goroutine later, and returns at once
}

// A reference names a node to others on the bus.
type reference struct {
	Bus  string
	Path dbus.ObjectPath
}

const (
	nodesPath    = dbus.ObjectPath("/org/a11y/atspi/accessible")
	rootName     = "root" // of the program, which all agree on
	cachePath    = dbus.ObjectPath("/org/a11y/atspi/cache")
	nullPath     = dbus.ObjectPath("/org/a11y/atspi/null")
	registry     = "org.a11y.atspi.Registry"
	propertyRoom = "org.freedesktop.DBus.Properties"
)

// join enters the program, as it is in a snapshot, among those on a bus of readers.
func join(ctx context.Context, conn *dbus.Conn, s *snapshot, do func(func())) (*teller, error) {
	t := &teller{conn: conn, do: do}
	t.now.Store(s)
	t.desktop.Store(&reference{"", nullPath}) // until the registry has answered, which may ask first
	for name, methods := range map[string]any{
		accessibleInterface: accessible{t}, applicationInterface: application{}, componentInterface: component{t}, actionInterface: action{t},
		textInterface: textual{t}, editableInterface: editable{t}, propertyRoom: properties{t},
	} {
		if err := conn.ExportSubtree(methods, nodesPath, name); err != nil {
			return nil, err
		}
	}
	if err := conn.Export(cache{}, cachePath, "org.a11y.atspi.Cache"); err != nil {
		return nil, err
	}
	root := conn.Object(registry, nodesPath+"/"+rootName)
	var desktop reference
	err := root.CallWithContext(ctx, "org.a11y.atspi.Socket.Embed", 0, t.refer(s.program)).Store(&desktop)
	t.desktop.Store(&desktop)
	return t, err
}

// refer returns a node's reference; nil is nobody.
func (t *teller) refer(n *node) reference {
	if n == nil {
		return reference{"", nullPath}
	}
	return reference{t.conn.Names()[0], path(n.id)}
}

// path returns where a node is on the bus.
func path(id uint32) dbus.ObjectPath {
	if id == programID {
		return nodesPath + "/" + rootName
	}
	return nodesPath + dbus.ObjectPath("/"+strconv.FormatUint(uint64(id), 10))
}

// node returns the one that a message is for.
func (t *teller) node(m dbus.Message) (*node, *dbus.Error) {
	at, _ := m.Headers[dbus.FieldPath].Value().(dbus.ObjectPath)
	name := strings.TrimPrefix(string(at), string(nodesPath)+"/")
	id, err := strconv.ParseUint(name, 10, 32)
	if name == rootName {
		id, err = uint64(programID), nil
	}
	n := t.now.Load().nodes[uint32(id)]
	if err != nil || n == nil {
		return nil, dbus.NewError("org.freedesktop.DBus.Error.UnknownObject", []any{"it is not in the window any more"})
	}
	return n, nil
}

// act has something done with a node's object on the Fyne goroutine.
func (t *teller) act(n *node, what func(fyne.CanvasObject)) {
	if n.of != nil {
		t.do(func() { what(n.of) })
	}
}

// show takes the next snapshot, and tells what is different in it: first what has gone, the last child first, so that the places of those before it hold, and last of all what the
// keyboard acts on now.
func (t *teller) show(s *snapshot) {
	before := t.now.Swap(s)
	for _, old := range slices.Backward(before.program.all()) {
		if _, stays := s.nodes[old.id]; !stays && s.nodes[old.parent.id] != nil { // else it has gone with what it was in
			t.objectEvent(old.parent.id, "ChildrenChanged", "remove", int32(old.place), 0, t.refer(old))
		}
	}
	var focused *node
	for _, n := range s.program.all() {
		old := before.nodes[n.id]
		switch {
		case old != nil:
			t.compare(old, n)
		case before.nodes[n.parent.id] != nil:
			t.objectEvent(n.parent.id, "ChildrenChanged", "add", int32(n.place), 0, t.refer(n))
		}
		if n.role == roleNotification && (old == nil || old.name != n.name) {
			t.objectEvent(n.id, "StateChanged", "showing", 1, 0, int32(0))
		}
		if n.states.has(stateFocused) && (old == nil || !old.states.has(stateFocused)) {
			focused = n
		}
	}
	frame := s.nodes[frameID]
	if active := frame.states.has(stateActive); active != before.nodes[frameID].states.has(stateActive) {
		event := "Deactivate"
		if active {
			event = "Activate"
		}
		t.emit(frameID, "org.a11y.atspi.Event.Window."+event, "", 0, 0, frame.name)
	}
	if focused != nil {
		t.objectEvent(focused.id, "StateChanged", "focused", 1, 0, int32(0))
	}
}

// compare tells what is different about a node.
func (t *teller) compare(old, n *node) {
	if old.name != n.name {
		t.objectEvent(n.id, "PropertyChange", "accessible-name", 0, 0, n.name)
	}
	if old.amount != nil && n.amount != nil && *old.amount != *n.amount {
		t.objectEvent(n.id, "PropertyChange", "accessible-value", 0, 0, n.amount.now)
	}
	if old.states != n.states {
		for s, name := range told {
			if on := n.states.has(s); on != old.states.has(s) && !(on && s == stateFocused) {
				t.objectEvent(n.id, "StateChanged", name, flag(on), 0, int32(0))
			}
		}
	}
	if old.text != nil && n.text != nil {
		at, gone, come := old.text.change(n.text)
		if len(gone) > 0 {
			t.objectEvent(n.id, "TextChanged", "delete", int32(at), int32(len(gone)), string(gone))
		}
		if len(come) > 0 {
			t.objectEvent(n.id, "TextChanged", "insert", int32(at), int32(len(come)), string(come))
		}
		if old.text.caret != n.text.caret {
			t.objectEvent(n.id, "TextCaretMoved", "", int32(n.text.caret), 0, int32(0))
		}
	}
}

func flag(on bool) int32 {
	if on {
		return 1
	}
	return 0
}

func (t *teller) objectEvent(id uint32, name, detail string, first, second int32, value any) {
	t.emit(id, "org.a11y.atspi.Event.Object."+name, detail, first, second, value)
}

// emit sends an event. When the bus has gone there is nobody to tell, and tell ends.
func (t *teller) emit(id uint32, event, detail string, first, second int32, value any) {
	_ = t.conn.Emit(path(id), event, detail, first, second, dbus.MakeVariant(value), map[string]dbus.Variant{})
}
