//go:build linux

package atspi

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// menuItem makes the node that of an item of a menu, and reports whether it is one. Fyne has no name for those outside, but they have the item that they show as a field. The one that
// the keyboard is at has its ground painted.
func (n *node) menuItem(o fyne.CanvasObject) bool {
	v := reflect.Indirect(reflect.ValueOf(o))
	if v.Kind() != reflect.Struct {
		return false
	}
	field := v.FieldByName("Item")
	if !field.IsValid() {
		return false
	}
	item, ok := field.Interface().(*fyne.MenuItem)
	if !ok || item == nil {
		return false
	}
	n.role, n.name, n.press = roleMenuItem, item.Label, !item.Disabled
	n.states.set(stateCheckable, item.Checked)
	n.states.set(stateChecked, item.Checked)
	n.states.set(stateEnabled, !item.Disabled)
	n.states.set(stateSensitive, !item.Disabled)
	n.states.set(stateFocusable, true)
	if drawn := rendererOf(o.(fyne.Widget)).Objects(); len(drawn) > 0 {
		ground, ok := drawn[0].(*canvas.Rectangle)
		n.states.set(stateFocused, ok && ground.Visible())
	}
	return true
}
