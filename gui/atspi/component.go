//go:build linux

package atspi

import (
	"image"

	"fyne.io/fyne/v2"
	"github.com/godbus/dbus/v5"
)

// component answers as org.a11y.atspi.Component: where nodes are. Coordinates are those of the window, whatever is asked for but those in the parent: where the window is on the screen,
// Fyne does not say, and Wayland tells nobody.
type component struct{ *teller }

// inParent is what coordinates may be relative to besides the window: AtspiCoordType in atspi-constants.h.
const inParent = 2

// An extents is an area, in pixels.
type extents struct{ X, Y, Width, Height int32 }

// bounds returns the node that a message is for, and where it is.
func (c component) bounds(m dbus.Message, relativeTo uint32) (*node, image.Rectangle, *dbus.Error) {
	n, err := c.node(m)
	if err != nil {
		return nil, image.Rectangle{}, err
	}
	if relativeTo == inParent && n.parent != nil {
		return n, n.bounds.Sub(n.parent.bounds.Min), nil
	}
	return n, n.bounds, nil
}

// GetExtents returns the area.
func (c component) GetExtents(m dbus.Message, relativeTo uint32) (extents, *dbus.Error) {
	_, r, err := c.bounds(m, relativeTo)
	return extents{int32(r.Min.X), int32(r.Min.Y), int32(r.Dx()), int32(r.Dy())}, err
}

// GetPosition returns the upper left corner.
func (c component) GetPosition(m dbus.Message, relativeTo uint32) (x, y int32, _ *dbus.Error) {
	_, r, err := c.bounds(m, relativeTo)
	return int32(r.Min.X), int32(r.Min.Y), err
}

// GetSize returns the width and the height.
func (c component) GetSize(m dbus.Message) (width, height int32, _ *dbus.Error) {
	_, r, err := c.bounds(m, 0)
	return int32(r.Dx()), int32(r.Dy()), err
}

// Contains reports whether a point lies in the area.
func (c component) Contains(m dbus.Message, x, y int32, relativeTo uint32) (bool, *dbus.Error) {
	_, r, err := c.bounds(m, relativeTo)
	return image.Pt(int(x), int(y)).In(r), err
}

// GetAccessibleAtPoint returns the smallest node at a point of the node, which may be itself.
func (c component) GetAccessibleAtPoint(m dbus.Message, x, y int32, relativeTo uint32) (reference, *dbus.Error) {
	n, r, err := c.bounds(m, relativeTo)
	at := image.Pt(int(x), int(y))
	if err != nil || !at.In(r) {
		return c.refer(nil), err
	}
	at = at.Sub(r.Min).Add(n.bounds.Min)
search:
	for {
		for i := len(n.children) - 1; i >= 0; i-- { // the last lies on top
			if child := n.children[i]; at.In(child.bounds) {
				n = child
				continue search
			}
		}
		return c.refer(n), nil
	}
}

// GetLayer returns what kind of thing the node lies among: AtspiComponentLayer in atspi-constants.h.
func (c component) GetLayer(m dbus.Message) (uint32, *dbus.Error) {
	const widgets, windows = 3, 7
	n, err := c.node(m)
	if err != nil || n.id != frameID {
		return widgets, err
	}
	return windows, nil
}

// GetMDIZOrder returns 0: there are no windows in the window.
func (c component) GetMDIZOrder(m dbus.Message) (int16, *dbus.Error) {
	_, err := c.node(m)
	return 0, err
}

// GetAlpha returns 1: nothing shines through.
func (c component) GetAlpha(m dbus.Message) (float64, *dbus.Error) {
	_, err := c.node(m)
	return 1, err
}

// GrabFocus has the keyboard act on the node, and reports whether it can.
func (c component) GrabFocus(m dbus.Message) (bool, *dbus.Error) {
	n, err := c.node(m)
	if err != nil || !n.states.has(stateFocusable) {
		return false, err
	}
	c.act(n, grabKeyboard)
	return true, nil
}

// grabKeyboard has the keyboard act on an object. It runs on the Fyne goroutine.
func grabKeyboard(o fyne.CanvasObject) {
	on := fyne.CurrentApp().Driver().CanvasForObject(o)
	switch o := o.(type) {
	case cell:
		o.GrabKeyboard()
	case fyne.Focusable: // an item of a menu is not
		if on != nil {
			on.Focus(o)
		}
	}
}

// action answers as org.a11y.atspi.Action: what can be pressed has one action.
type action struct{ *teller }

// press is the name of the action.
const press = "press"

// An offer describes an action.
type offer struct{ Name, Description, Key string }

// GetActions returns the action.
func (a action) GetActions(m dbus.Message) ([]offer, *dbus.Error) {
	n, err := a.node(m)
	if err != nil || !n.press {
		return []offer{}, err
	}
	return []offer{{Name: press}}, nil
}

// GetName returns its name.
func (a action) GetName(m dbus.Message, _ int32) (string, *dbus.Error) {
	_, err := a.node(m)
	return press, err
}

// GetLocalizedName returns the same: readers have the words of all languages themselves.
func (a action) GetLocalizedName(m dbus.Message, i int32) (string, *dbus.Error) {
	return a.GetName(m, i)
}

// GetDescription returns nothing more.
func (a action) GetDescription(m dbus.Message, _ int32) (string, *dbus.Error) {
	_, err := a.node(m)
	return "", err
}

// GetKeyBinding returns no key of its own.
func (a action) GetKeyBinding(m dbus.Message, _ int32) (string, *dbus.Error) {
	_, err := a.node(m)
	return "", err
}

// DoAction presses the node, and reports whether it can be pressed.
func (a action) DoAction(m dbus.Message, i int32) (bool, *dbus.Error) {
	n, err := a.node(m)
	if err != nil || !n.press || i != 0 {
		return false, err
	}
	a.act(n, func(o fyne.CanvasObject) {
		size := o.Size()
		o.(fyne.Tappable).Tapped(&fyne.PointEvent{
			Position:         fyne.NewPos(size.Width/2, size.Height/2),
			AbsolutePosition: fyne.CurrentApp().Driver().AbsolutePositionForObject(o).AddXY(size.Width/2, size.Height/2),
		})
	})
	return true, nil
}
