//go:build linux

package atspi

import (
	"cmp"
	"image"
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// A snapshot is what a window showed at a moment. It is not changed any more.
type snapshot struct {
	program *node // whose child is the window
	nodes   map[uint32]*node
}

// The numbers of the nodes that are always there.
const (
	programID uint32 = iota
	frameID
)

// A node is something in the window that can be read.
type node struct {
	id       uint32
	parent   *node // nil for the program
	place    int   // among the parent's children
	children []*node
	of       fyne.CanvasObject // only for the Fyne goroutine; nil for the program and the window

	role   role
	name   string
	states states
	bounds image.Rectangle // in pixels of the window
	press  bool            // it can be pressed
	text   *text           // that can be read letter by letter; nil for none
	amount *amount         // nil for none
}

// all returns the node and all that is in it, each before what is in it.
func (n *node) all() []*node {
	all := []*node{n}
	for _, child := range n.children {
		all = append(all, child.all()...)
	}
	return all
}

// An amount is a value between two others.
type amount struct{ now, least, most float64 }

// What our own widgets can tell about themselves besides their label and role.
type (
	// A toggle is on or off.
	toggle interface{ On() bool }
	// A button may turn something on and off.
	button interface{ Toggle() (on, toggles bool) }
	// A choice may be one of those that are selected.
	choice interface{ Selected() bool }
	// A cell may be what the keyboard acts on in a grid that has it.
	cell interface {
		Keyed() bool
		GrabKeyboard()
	}
	// A ranged widget stands at a value between two others.
	ranged interface {
		Range() (now, least, most float64)
	}
	// A heading may be above what follows it.
	heading interface{ Heading() bool }
	// A notice may have to be said as soon as it is there.
	notice interface{ Notice() bool }
	// A written widget is built on an entry.
	written interface {
		fyne.Accessible
		Written() *widget.Entry
	}
)

// A watcher takes snapshots of a window. It is used on the Fyne goroutine.
type watcher struct {
	window fyne.Window
	ids    map[fyne.CanvasObject]uint32 // of the last snapshot: what stays keeps its number
	last   uint32
}

// look takes a snapshot. active says whether the window is in front.
func (w *watcher) look(active bool) *snapshot {
	on := w.window.Canvas()
	frame := &node{id: frameID, role: roleFrame, name: w.window.Title(), states: shown}
	frame.states.set(stateActive, active)
	program := &node{id: programID, role: roleApplication, name: w.window.Title(), children: []*node{frame}, states: shown}
	frame.parent = program
	v := &visit{scale: on.Scale(), focused: on.Focused(), ids: map[fyne.CanvasObject]uint32{}, before: w}
	v.snapshot = &snapshot{program: program, nodes: map[uint32]*node{programID: program, frameID: frame}}
	frame.bounds = v.pixels(fyne.Position{}, on.Size())
	program.bounds = frame.bounds
	root := on.Content()
	if top := on.Overlays().Top(); top != nil { // what lies below cannot be reached
		root = top
	}
	v.read(root, fyne.Position{}, frame, false)
	w.ids = v.ids
	return v.snapshot
}

// A visit goes through all that is in a window.
type visit struct {
	*snapshot
	scale   float32
	focused fyne.Focusable
	ids     map[fyne.CanvasObject]uint32
	before  *watcher
}

// read adds what there is to read in o, which lies at a place in the window, to its parent. Within a widget that has a name, words are a part of that, and what has no name a part of the
// widget.
func (v *visit) read(o fyne.CanvasObject, at fyne.Position, parent *node, named bool) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	into := parent
	n := describe(o)
	if n != nil && !(named && (n.role == roleLabel || n.name == "")) {
		v.add(n, o, at, parent)
		if n.text != nil {
			return // what it is drawn by is told as its text
		}
		into, named = n, n.name != ""
	}
	for _, child := range within(o) {
		v.read(child, at, into, named)
	}
	if into == parent || into.name != "" {
		return
	}
	if into.role == roleDialog {
		into.nameByTitle()
		return
	}
	v.nameByWords(into)
	if into.name == "" && into.role == rolePushButton && !into.states.has(stateFocusable) {
		v.dissolve(into)
	}
}

// within returns what an object holds.
func within(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case *container.Scroll: // and not its bars
		return []fyne.CanvasObject{o.Content}
	case fyne.Widget:
		return rendererOf(o).Objects()
	}
	return nil
}

// add gives a node its place in the snapshot.
func (v *visit) add(n *node, o fyne.CanvasObject, at fyne.Position, parent *node) {
	id, known := v.before.ids[o]
	if !known {
		v.before.last++
		id = frameID + v.before.last
	}
	v.ids[o], v.nodes[id] = id, n
	n.id, n.of, n.parent, n.place = id, o, parent, len(parent.children)
	n.bounds = v.pixels(at, o.Size())
	parent.children = append(parent.children, n)
	if f, ok := o.(fyne.Focusable); ok {
		n.states.set(stateFocusable, true)
		n.states.set(stateFocused, f == v.focused)
	}
}

// pixels returns where an area of the canvas is in the window.
func (v *visit) pixels(at fyne.Position, size fyne.Size) image.Rectangle {
	px := func(points float32) int { return int(math.Round(float64(points * v.scale))) }
	return image.Rect(px(at.X), px(at.Y), px(at.X+size.Width), px(at.Y+size.Height))
}

// nameByWords names a node by the words in it, which are then no nodes of their own.
func (v *visit) nameByWords(n *node) {
	var words []string
	left := n.children[:0]
	for _, child := range n.children {
		if child.role == roleLabel {
			words = append(words, child.name)
			delete(v.nodes, child.id)
			delete(v.ids, child.of)
			continue
		}
		child.place = len(left)
		left = append(left, child)
	}
	n.children, n.name = left, strings.Join(words, " ")
}

// nameByTitle names a dialog by the words at its top, which Fyne has last, and puts what is in it in the order in which it is seen.
func (n *node) nameByTitle() {
	slices.SortStableFunc(n.children, func(a, b *node) int { return cmp.Compare(a.bounds.Min.Y, b.bounds.Min.Y) })
	for i, child := range n.children {
		child.place = i
	}
	if i := slices.IndexFunc(n.children, func(child *node) bool { return child.role == roleLabel }); i >= 0 {
		n.name = n.children[i].name
	}
}

// dissolve takes a node out that was added last to its parent, and leaves what is in it.
func (v *visit) dissolve(n *node) {
	p := n.parent
	p.children = p.children[:n.place]
	for _, child := range n.children {
		child.parent, child.place = p, len(p.children)
		p.children = append(p.children, child)
	}
	delete(v.nodes, n.id)
	delete(v.ids, n.of)
}

// describe returns what an object is to a reader; nil for one that only holds others, or is nothing to read.
func describe(object fyne.CanvasObject) *node {
	n := &node{states: shown}
	switch o := object.(type) {
	case *fyne.Container: // says that it is one
		return nil
	case *canvas.Text:
		if strings.TrimSpace(o.Text) == "" {
			return nil
		}
		n.role, n.name = roleLabel, o.Text
		return n
	case *widget.Entry:
		n.write(o)
	case written:
		n.write(o.Written())
		n.name = o.AccessibilityLabel()
	case *widget.PopUp:
		n.role = roleDialog
		n.states.set(stateModal, true)
		return n
	case *widget.Menu, *widget.PopUpMenu:
		n.role = rolePopupMenu
		return n
	case fyne.Accessible:
		n.name, n.role = o.AccessibilityLabel(), roleOf(o.AccessibilityRole())
		if n.role == roleLabel && strings.TrimSpace(n.name) == "" {
			return nil
		}
	case fyne.Tappable:
		if n.menuItem(object) {
			return n
		}
		n.role = rolePushButton
	case ranged:
	default:
		return nil
	}
	n.qualify(object)
	return n
}

// qualify says of a node what our own widgets tell besides their label, and whether it can be pressed.
func (n *node) qualify(object fyne.CanvasObject) {
	if h, ok := object.(heading); ok && h.Heading() {
		n.role = roleHeading
	}
	if w, ok := object.(notice); ok && w.Notice() {
		n.role = roleNotification
	}
	on, toggles := false, false
	switch o := object.(type) {
	case toggle:
		on, toggles = o.On(), true
	case button:
		on, toggles = o.Toggle()
	}
	if toggles {
		n.role = roleToggleButton
		n.states.set(stateCheckable, true)
		n.states.set(stateChecked, on)
		n.states.set(statePressed, on)
	}
	if c, ok := object.(choice); ok {
		n.states.set(stateSelectable, true)
		n.states.set(stateSelected, c.Selected())
	}
	if c, ok := object.(cell); ok {
		n.states.set(stateFocusable, true)
		n.states.set(stateFocused, c.Keyed())
	}
	if r, ok := object.(ranged); ok {
		n.amount = &amount{}
		n.amount.now, n.amount.least, n.amount.most = r.Range()
		n.role = roleProgressBar
		if _, ok := object.(fyne.Focusable); ok {
			n.role = roleSlider
		}
	}
	_, n.press = object.(fyne.Tappable)
	if d, ok := object.(fyne.Disableable); ok && d.Disabled() {
		n.states.set(stateEnabled, false)
		n.states.set(stateSensitive, false)
		n.press = false
	}
}

// write makes the node that of an entry, which is named by what stands in it while it is empty.
func (n *node) write(e *widget.Entry) {
	n.role, n.name, n.text = roleEntry, e.PlaceHolder, newText(e.Text, e.CursorTextOffset())
	n.states.set(stateEditable, true)
	n.states.set(stateMultiLine, e.MultiLine)
	n.states.set(stateSingleLine, !e.MultiLine)
	if e.Password {
		n.role, n.text = rolePassword, newText(strings.Repeat("•", len([]rune(e.Text))), e.CursorTextOffset())
	}
}
