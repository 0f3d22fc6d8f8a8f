package film

import (
	"bytes"
	"image"
	"image/png"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"caracal/gui/kit"
	"caracal/gui/kit/playback"
)

// Whatever the window looks like, the full view is dark, with each of its buttons as it is in a dark window.
//
// Only the bar is compared, without its edge: where two grounds meet, the test driver leaves a line of the window's own.
func TestFullViewIsTheSameInEveryTheme(t *testing.T) {
	look := func(variant fyne.ThemeVariant, loop bool) image.Image {
		test.NewTempApp(t).Settings().SetTheme(kit.Theme{Forced: true, Variant: variant})
		w := test.NewTempWindow(t, container.NewStack())
		w.Resize(fyne.NewSize(600, 300))
		p := NewPlayer(playback.NewScreen(fyne.NewSize(160, 90)), func(func()) {})
		defer p.Close()
		v := OpenFullView(w, p, Labels{Loop: "Loop"}, noTips, func() {}, func() {})
		p.SetLoop(loop)
		v.Follow(p.State(), "")
		return w.Canvas().Capture().(interface {
			SubImage(image.Rectangle) image.Image
		}).SubImage(image.Rect(2, 255, 600, 300))
	}
	for _, loop := range []bool{true, false} {
		var dark, light bytes.Buffer
		for b, variant := range map[*bytes.Buffer]fyne.ThemeVariant{&dark: theme.VariantDark, &light: theme.VariantLight} {
			if err := png.Encode(b, look(variant, loop)); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(dark.Bytes(), light.Bytes()) {
			t.Errorf("loop %t: the full view has other colours in a light window than in a dark one", loop)
		}
	}
}

// noTips is for a test in which no pointer rests.
func noTips(time.Duration, func()) func() { return func() {} }
