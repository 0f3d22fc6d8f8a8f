package kit

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestCursorStandsStillWhereNobodyTypes(t *testing.T) {
	inTheme(t, theme.VariantDark)
	e := NewEntry()
	w := test.NewTempWindow(t, e)
	w.Canvas().Focus(e)
	test.Type(e, "orbit")
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	c, began := &e.cursor, e.cursor.typed
	c.keep(e, began.Add(blinkTime-time.Millisecond))
	if !c.held.IsZero() {
		t.Error("the cursor stands still while somebody may be typing")
	}
	at := began.Add(blinkTime)
	c.keep(e, at)
	c.keep(e, at.Add(holdEvery/2))
	if c.held != at {
		t.Errorf("the cursor was held at %v, want at %v and not again soon after", c.held, at)
	}
	if e.Text != "orbit" || e.SelectedText() != "orbit" || e.CursorColumn != 5 {
		t.Errorf("the key that holds it has made %q of the text, with %q selected and the cursor at %d", e.Text, e.SelectedText(), e.CursorColumn)
	}
	test.Type(e, "s")
	if !e.cursor.typed.After(began) {
		t.Error("typing does not let the cursor blink again")
	}
	w.SetContent(NewSmall(""))
	c.keep(e, time.Now().Add(time.Hour))
	if c.hold != nil {
		t.Error("the cursor of an entry that has gone is watched")
	}
}
