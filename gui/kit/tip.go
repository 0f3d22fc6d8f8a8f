package kit

import "fyne.io/fyne/v2"

// A Tipper says what a widget does while the pointer rests on it.
type Tipper interface {
	Point(at fyne.CanvasObject, text string) // the pointer is on this
	Leave()                                  // and no more, or it was pressed
}

// What lies in a window, or over it, and can say what its widgets do is Tipped, or is a container whose layout is.
type Tipped interface{ Tips() Tipper }

// tipperOf returns the one that says what a widget does, nil for none.
func tipperOf(o fyne.CanvasObject) Tipper {
	c := CanvasOf(o)
	if c == nil {
		return nil
	}
	root := c.Overlays().Top()
	if root == nil {
		root = c.Content()
	}
	if box, ok := root.(*fyne.Container); ok {
		if t, ok := box.Layout.(Tipped); ok {
			return t.Tips()
		}
	}
	if t, ok := root.(Tipped); ok {
		return t.Tips()
	}
	return nil
}

// point tells that the pointer is on a widget that does what text says, or on it no more for an empty one.
func point(o fyne.CanvasObject, text string) {
	switch t := tipperOf(o); {
	case t == nil:
	case text == "":
		t.Leave()
	default:
		t.Point(o, text)
	}
}
