package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// A Toast is a layer over a window that says one thing in its lower half for a while, with at most one action. It lets everything beneath it be tapped.
// How long it stays is for the page to say.
type Toast struct {
	layer  *fyne.Container
	words  *Text
	action *Button // hidden while there is none
	card   *Panel
	do     func()
}

const (
	toastBottom = 192 // how far above the window's bottom a toast floats: clear of the buttons that pages have there
	toastWidth  = 560 // beyond which its words go on in the next line
)

// NewToast returns a layer that says nothing.
func NewToast() *Toast {
	t := &Toast{words: &Text{Fit: Wrap, notice: true}}
	t.action = NewButton("", nil, func() {
		t.Hide()
		t.do()
	})
	t.card = NewPanel(ColorRaised, ColorLine, RadiusEntry, fyne.NewSize(Margin, 8), container.New(&toastLine{t}, t.words, t.action))
	t.layer = container.New(&toastLayer{t}, t.card)
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
	SetVisible(t.action, action != "")
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

// beside returns what the action takes beside the words.
func (t *Toast) beside() fyne.Size {
	if !t.action.Visible() {
		return fyne.Size{}
	}
	return t.action.MinSize().AddWidthHeight(Margin, 0)
}

// A toastLayer lays out the card: as wide as its words, up to what is easily read and the window has room for, and as high as they are then.
type toastLayer struct{ *Toast }

// Layout is Fyne's.
func (t *toastLayer) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	around := t.card.Inset.Add(t.card.Inset)
	beside := t.beside()
	most := max(1, min(toastWidth, size.Width-2*Margin)-around.Width-beside.Width)
	bottom := min(toastBottom, size.Height*0.3) // a low window has no such buttons in sight
	words := t.wrapped(most, size.Height-bottom-Margin-around.Height)
	card := fyne.NewSize(words.Width+beside.Width, max(words.Height, beside.Height)).Add(around)
	t.card.Move(fyne.NewPos((size.Width-card.Width)/2, size.Height-bottom-card.Height))
	t.card.Resize(card)
}

// wrapped breaks the words into lines for a place up to so wide and high, and returns how large they are then.
func (t *toastLayer) wrapped(width, height float32) fyne.Size {
	measure := func(text string) fyne.Size {
		return fyne.MeasureText(text, SizeOf(t.words, SizeText), fyne.TextStyle{})
	}
	widest := float32(0)
	for line := range strings.SplitSeq(t.words.Text, "\n") {
		widest = max(widest, measure(line).Width)
	}
	width = min(width, widest)
	fit := func(lines int) fyne.Size {
		t.words.Lines = lines
		t.words.Resize(fyne.NewSize(width, t.words.Size().Height))
		t.words.Refresh()
		return fyne.NewSize(width, t.words.MinSize().Height)
	}
	if all := fit(0); all.Height <= height {
		return all
	}
	return fit(max(1, int(height/measure("M").Height)))
}

// MinSize is Fyne's. A window need not be larger for what it says.
func (t *toastLayer) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// A toastLine lays out what is in the card, which is as large as it needs: the words at the left and the action at the right.
type toastLine struct{ *Toast }

// Layout is Fyne's.
func (t *toastLine) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	beside := t.beside()
	words := fyne.NewSize(size.Width-beside.Width, t.words.MinSize().Height)
	t.words.Move(fyne.NewPos(0, (size.Height-words.Height)/2))
	t.words.Resize(words)
	action := t.action.MinSize()
	t.action.Move(fyne.NewPos(size.Width-action.Width, (size.Height-action.Height)/2))
	t.action.Resize(action)
}

// MinSize is Fyne's.
func (t *toastLine) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
