package tips

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"caracal/gui/kit"
)

// A clock calls what waits when the test says so.
type clock struct{ waits []*func() }

func (c *clock) after(_ time.Duration, f func()) (stop func()) {
	c.waits = append(c.waits, &f)
	return func() { f = func() {} }
}

func (c *clock) ring() {
	for _, f := range c.waits {
		(*f)()
	}
	c.waits = nil
}

// tipped is the layout of a window that has tips.
type tipped struct{ layer *Layer }

func (t tipped) Tips() kit.Tipper { return t.layer }

// MinSize is Fyne's.
func (tipped) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout is Fyne's.
func (tipped) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func TestWhatAButtonDoesIsSaid(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	var c clock
	layer := New(c.after)
	tapped := 0
	heart := kit.NewButton("", kit.HeartIcon(false), func() { tapped++ })
	heart.Tip = "Favourite or not · H"
	low := kit.NewIcon(theme.CancelIcon(), "Take this picture away", func() {})
	plain := kit.NewButton("Make", nil, func() {})
	content := container.NewBorder(container.NewHBox(heart, plain), container.NewHBox(low), nil, nil)
	box := container.New(tipped{layer}, content, layer.View())
	w := test.NewTempWindow(t, box)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(300, 200))

	said := func(want string) {
		t.Helper()
		c.ring()
		if got := layer.Text(); got != want {
			t.Errorf("it says %q, not %q", got, want)
		}
	}
	heart.MouseIn(nil)
	if layer.Text() != "" {
		t.Error("it says something at once")
	}
	said("Favourite or not · H")
	if at, size := layer.card.Position(), layer.card.Size(); at.X < 0 || at.Y < heart.Position().Y+heart.Size().Height || at.X+size.Width > 300 {
		t.Errorf("it lies at %v, %v", at, size)
	}
	heart.MouseOut()
	said("")
	heart.MouseIn(nil)
	heart.MouseOut()
	said("")
	heart.MouseIn(nil)
	heart.Tapped(nil)
	said("")
	if tapped != 1 {
		t.Error("the button was not tapped")
	}
	plain.MouseIn(nil)
	said("")

	low.MouseIn(nil)
	said("Take this picture away")
	if bottom := layer.card.Position().Y + layer.card.Size().Height; bottom > 200 {
		t.Errorf("it ends at %v, below the window", bottom)
	}
	low.MouseOut()

	heart.MouseIn(nil)
	heart.Hide()
	said("")
	if heart.AccessibilityLabel() != heart.Tip || plain.AccessibilityLabel() != "Make" {
		t.Error("a button has no name")
	}
}
