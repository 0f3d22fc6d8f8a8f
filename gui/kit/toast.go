package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// A Toast is a layer over a window that says one thing in its lower half for a while, with at most one action. It lets everything beneath it be tapped.
// How long it stays is for the page to say.
type Toast struct {
	layer  *fyne.Container
	words  *Text
	action *Button
	place  fyne.CanvasObject // of the action, which takes no room while there is none
	card   *Panel
	do     func()
}

// toastBottom is how far above the window's bottom a toast floats: clear of the buttons that pages have there.
const toastBottom = 192

// NewToast returns a layer that says nothing.
func NewToast() *Toast {
	t := &Toast{words: &Text{Fit: Whole, notice: true}}
	t.action = NewButton("", nil, func() {
		t.Hide()
		t.do()
	})
	t.place = container.NewCenter(t.action)
	line := container.New(layout.NewCustomPaddedHBoxLayout(Margin), container.NewCenter(t.words), t.place)
	t.card = NewPanel(ColorRaised, ColorLine, RadiusEntry, fyne.NewSize(Margin, 8), line)
	t.layer = container.NewBorder(nil, container.New(layout.NewCustomPaddedLayout(0, toastBottom, 0, 0), container.NewCenter(t.card)), nil, nil)
	t.card.Hide()
	return t
}

// Layer returns what goes over the window's content.
func (t *Toast) Layer() fyne.CanvasObject { return t.layer }

// Show says something. The action's word may be empty; do is called when it is tapped.
func (t *Toast) Show(text, action string, do func()) {
	t.do = do
	t.words.Set(text, ColorText)
	t.action.SetText(action)
	if action == "" {
		t.place.Hide()
	} else {
		t.place.Show()
	}
	t.card.Show()
	t.layer.Refresh()
}

// Hide says no more.
func (t *Toast) Hide() { t.card.Hide() }

// Text returns what is being said, empty when nothing is.
func (t *Toast) Text() string {
	if !t.card.Visible() {
		return ""
	}
	return t.words.Text
}
