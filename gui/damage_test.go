package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"caracal/core"
	"caracal/gui/kit"
	"caracal/gui/kit/kittest"
	"caracal/gui/words"
)

func TestAllDamageIsTold(t *testing.T) {
	s := newStand(t)
	s.tellDamage(nil)
	if s.window.Canvas().Overlays().Top() != nil {
		t.Fatal("there is a dialog about nothing")
	}
	s.tellDamage([]error{core.Errorf("open", core.SettingsDamaged, "x"), core.Errorf("open", core.JournalDamaged, "y")})
	var all strings.Builder
	for _, o := range test.LaidOutObjects(s.window.Canvas().Overlays().Top()) {
		if text, ok := o.(*kit.Text); ok {
			all.WriteString(text.Text)
		}
	}
	for _, kind := range []core.Kind{core.SettingsDamaged, core.JournalDamaged} {
		if want := words.ExplainKind(kind).String(); !strings.Contains(all.String(), want) {
			t.Errorf("%q says nothing of %q", all.String(), want)
		}
	}
	kittest.Legible(t, s.window, "damage")
	for _, size := range []fyne.Size{leastWindow, windowSize} {
		s.window.Resize(size)
		kittest.Legible(t, s.window, "damage in "+sizeName(size))
	}
}
