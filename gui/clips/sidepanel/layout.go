package sidepanel

import (
	"fyne.io/fyne/v2"

	"caracal/gui/kit"
)

const (
	scrubberTop   float32 = 6    // between the screen and the scrubber
	buttonGap     float32 = 8    // between buttons
	tallestScreen float32 = 0.45 // of the panel's height
)

// A column is a panel as it lays out its parts.
type column Panel

var _ fyne.Layout = (*column)(nil)

// MinSize is what the panel needs at its narrowest, with a few lines of the story.
func (p *column) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(268, 480)
}

// Layout puts the parts under each other, from both ends. What is between is the story's, and if that is little the screen gives of its own.
func (p *column) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	w := size.Width
	low := p.layoutFoot(size)
	transport := p.layoutTransport(fyne.NewSize(w, 0)) // its height
	story := p.story.Content
	story.Resize(fyne.NewSize(w, story.Size().Height)) // its height follows from its width
	wide := w * 9 / 16
	screen := wide
	if p.clip.Width > 0 && p.clip.Height > 0 {
		screen = min(w*float32(p.clip.Height)/float32(p.clip.Width), max(wide, size.Height*tallestScreen))
	}
	screen = max(min(screen, low-transport-story.MinSize().Height), min(screen, wide))
	kit.Place(p.Screen, 0, 0, fyne.NewSize(w, screen))
	y := p.layoutTransport(fyne.NewSize(w, screen))
	kit.Place(p.story, 0, y, fyne.NewSize(w, max(low-y, 0)))
}

// layoutTransport puts what plays the clip below a screen of this size, and returns where it ends.
func (p *column) layoutTransport(screen fyne.Size) (end float32) {
	w, t := screen.Width, p.transport
	y := screen.Height + scrubberTop
	bar, clock := t.Scrubber.MinSize().Height, t.Time.MinSize()
	room := w // that the buttons leave for the time
	for _, b := range t.Buttons() {
		room -= b.MinSize().Width + buttonGap
	}
	narrow := room < clock.Width
	if narrow {
		kit.Place(t.Scrubber, 0, y, fyne.NewSize(w-clock.Width-buttonGap, bar))
		kit.Place(t.Time, w-clock.Width, y+(bar-clock.Height)/2, clock)
	} else {
		kit.Place(t.Scrubber, 0, y, fyne.NewSize(w, bar))
	}
	y += bar + scrubberTop

	x, line := float32(0), t.Play.MinSize().Height
	for _, b := range []*kit.Button{t.Back, t.Play, t.Forward} {
		kit.Place(b, x, y, fyne.NewSize(b.MinSize().Width, line))
		x += b.MinSize().Width + buttonGap
	}
	right := w
	for _, b := range []*kit.Button{t.Full, t.Loop} {
		right -= b.MinSize().Width
		kit.Place(b, right, y, fyne.NewSize(b.MinSize().Width, line))
		right -= buttonGap
	}
	if !narrow {
		kit.Place(t.Time, x, y+(line-clock.Height)/2, fyne.NewSize(right-x, clock.Height))
	}
	return y + line + kit.Gap
}

// layoutFoot puts what can be done with the clip at the lower end, and returns where it begins.
func (p *column) layoutFoot(size fyne.Size) (begin float32) {
	w, low := size.Width, size.Height
	up := func(o fyne.CanvasObject) {
		if o.Visible() {
			low -= o.MinSize().Height
			kit.Place(o, 0, low, fyne.NewSize(w, o.MinSize().Height))
			low -= kit.Gap
		}
	}
	for _, rows := range []*fyne.Container{p.buttons, p.tags} { // their heights follow from their width
		rows.Resize(fyne.NewSize(w, rows.Size().Height))
	}
	up(p.buttons)
	up(p.again)
	up(p.tags)
	return low
}
