package kit

import (
	"testing"

	"caracal/gui/kit/bidi"
)

func TestAPlaceholderFromRightToLeft(t *testing.T) {
	e := NewEntry()
	hint := "وصف\n{name} هو اسم الصورة"
	e.SetPlaceHolder(hint)
	if want := bidi.Visual("وصف") + "\n" + bidi.Visual("{name} هو اسم الصورة"); e.PlaceHolder != want || e.AccessibilityLabel() != hint {
		t.Errorf("it shows %q, want %q, and is called %q", e.PlaceHolder, want, e.AccessibilityLabel())
	}
}
