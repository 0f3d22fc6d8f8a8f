// Package tips says what a button does, beside it, while the pointer rests on it: which key does the same, and what a sign without words means. A window has one layer for it.
package tips

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"caracal/gui/kit"
)

const (
	pause         = 600 * time.Millisecond // that the pointer rests
	gap   float32 = 6                      // between a widget and what is said of it
)

// A Layer lies over a window and lets everything beneath it be tapped. Its methods are called on the Fyne goroutine.
type Layer struct {
	after func(time.Duration, func()) (stop func())
	words *kit.Text
	card  *kit.Panel
	view  *fyne.Container
	stop  func() // forgets what is about to be said
}

var _ kit.Tipper = (*Layer)(nil)

// New returns a layer that says nothing. After calls a function on the Fyne goroutine after some time, unless it is stopped before.
func New(after func(time.Duration, func()) (stop func())) *Layer {
	l := &Layer{after: after, words: &kit.Text{SizeName: kit.SizeSmall, Fit: kit.Whole}, stop: func() {}}
	l.card = kit.NewPanel(kit.ColorRaised, kit.ColorEdge, kit.RadiusButton, fyne.NewSize(8, 4), l.words)
	l.card.Hide()
	l.view = container.NewWithoutLayout(l.card)
	return l
}

// View returns what goes over the window's content.
func (l *Layer) View() fyne.CanvasObject { return l.view }

// Text returns what is being said, empty when nothing is.
func (l *Layer) Text() string {
	if !l.card.Visible() {
		return ""
	}
	return l.words.Text
}

// Point says what a widget does as soon as the pointer has rested on it.
func (l *Layer) Point(at fyne.CanvasObject, text string) {
	l.Leave()
	l.stop = l.after(pause, func() {
		if at.Visible() && kit.CanvasOf(at) != nil {
			l.say(at, text)
		}
	})
}

// Leave says no more.
func (l *Layer) Leave() {
	l.stop()
	l.card.Hide()
}

// say says it below the widget, or above where there is no room.
func (l *Layer) say(at fyne.CanvasObject, text string) {
	driver := fyne.CurrentApp().Driver()
	l.words.Set(text, kit.ColorText)
	size, room := l.card.MinSize(), l.view.Size()
	place := driver.AbsolutePositionForObject(at).Subtract(driver.AbsolutePositionForObject(l.view))
	x := min(max(place.X+(at.Size().Width-size.Width)/2, gap), max(room.Width-size.Width-gap, gap))
	y := place.Y + at.Size().Height + gap
	if y+size.Height > room.Height {
		y = place.Y - size.Height - gap
	}
	kit.Place(l.card, x, y, size)
	l.card.Show()
	l.view.Refresh()
}
