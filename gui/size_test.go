package gui

import (
	"testing"

	"fyne.io/fyne/v2"

	"caracal/core"
	"caracal/gui/kit/kittest"
)

func TestKeysMakeEverythingLargerAndSmaller(t *testing.T) {
	t.Setenv("FYNE_SCALE", "1") // set back when the test ends
	s := newStand(t)
	for _, c := range []struct {
		key  fyne.KeyName
		want float64
	}{{fyne.KeyPlus, 1.25}, {fyne.KeyEqual, 1.5}, {fyne.Key0, 1}, {fyne.KeyMinus, core.LeastScale}, {fyne.KeyMinus, core.LeastScale}, {fyne.Key0, 1}} {
		s.press(c.key)
		if got := s.settings.Get().Scale; got != c.want {
			t.Fatalf("%v: everything is %v times as large, want %v", c.key, got, c.want)
		}
	}
	for range 9 {
		s.press(fyne.KeyPlus)
	}
	if got, least := s.settings.Get().Scale, s.window.Content().MinSize(); got != core.MostScale || least != fyne.NewSize(leastWindow.Width/2, leastWindow.Height/2) {
		t.Errorf("everything is %v times as large, and the window at least %v", got, least)
	}
	s.settings.Change(func(now *core.Settings) { now.Scale = 1.3 }) // by hand
	s.press(fyne.KeyMinus)
	if got := s.settings.Get().Scale; got != 1.25 {
		t.Errorf("a step down from 1.3 leads to %v", got)
	}
}

// A window that is smaller than its pages shows each thing that has the keyboard.
func TestALargeSizeHidesNothingFromTheKeyboard(t *testing.T) {
	s := newStand(t)
	s.readies()
	s.fit(core.MostScale)
	s.window.Resize(s.window.Content().MinSize())
	for _, p := range []page{s.make, s.prefs} {
		s.open(p)
		kittest.Reachable(t, s.window, s.make.Screen())
	}
}
