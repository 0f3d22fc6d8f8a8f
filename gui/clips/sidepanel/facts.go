package sidepanel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"caracal/gui/kit"
	"caracal/gui/words"
)

// A factTable is two columns of words.
type factTable struct {
	view   *fyne.Container
	names  []*kit.Text
	values []*kit.Text
}

func newFactTable() *factTable {
	t := &factTable{}
	t.view = container.New(t)
	return t
}

// set shows the facts, and draws only what has changed.
func (t *factTable) set(facts []words.Fact) {
	for len(t.names) < len(facts) {
		name := &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted}
		value := &kit.Text{SizeName: kit.SizeSmall, Fit: kit.Wrap}
		t.names, t.values = append(t.names, name), append(t.values, value)
		t.view.Add(name)
		t.view.Add(value)
	}
	for i := range t.names {
		if i >= len(facts) {
			t.names[i].Hide()
			t.values[i].Hide()
			continue
		}
		t.names[i].Set(facts[i].Name, kit.ColorMuted)
		t.values[i].Set(facts[i].Value, kit.ColorText)
		t.names[i].Show()
		t.values[i].Show()
	}
	t.view.Refresh()
}

const factGap float32 = 7 // between lines

// nameWidth is the width of the first column: as much as its widest name needs,
// whatever the language, and never more than leaves the values room.
func (t *factTable) nameWidth(width float32) float32 {
	widest := float32(0)
	for _, name := range t.names {
		if name.Visible() {
			widest = max(widest, name.MinSize().Width)
		}
	}
	return min(widest+factGap, width/2)
}

// MinSize is the height that the table needs at the width that it has.
func (t *factTable) MinSize([]fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, v := range t.values {
		if v.Visible() {
			height += v.MinSize().Height + factGap
		}
	}
	return fyne.NewSize(160, height)
}

// Layout puts the lines under each other.
func (t *factTable) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	x, y := t.nameWidth(size.Width), float32(0)
	for i, v := range t.values {
		if !v.Visible() {
			continue
		}
		v.Move(fyne.NewPos(x, y))
		v.Resize(fyne.NewSize(size.Width-x, v.MinSize().Height)) // its height follows from its width
		v.Resize(fyne.NewSize(size.Width-x, v.MinSize().Height))
		t.names[i].Move(fyne.NewPos(0, y))
		t.names[i].Resize(t.names[i].MinSize())
		y += v.MinSize().Height + factGap
	}
}
