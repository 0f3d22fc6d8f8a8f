package shots

import (
	"fyne.io/fyne/v2"

	"caracal/core/shots"
	"caracal/gui/kit"
)

// fillBlanks shows an entry for each blank of a shot. Those that are there are kept, because one may be typed into.
func (p *Page) fillBlanks(r *row, s shots.Row) {
	names := p.list.Blanks(r.index)
	if had := len(r.blanks.Objects); had != len(names) {
		r.blanks.Objects = r.blanks.Objects[:min(had, len(names))]
		for at := had; at < len(names); at++ {
			r.blanks.Add(p.newBlank(r, at))
		}
	}
	for at, name := range names {
		e := r.blanks.Objects[at].(*kit.Entry)
		if with := s.Blanks[name]; e.Text != with {
			e.SetText(with)
		}
		e.SetPlaceHolder(name)
	}
}

// newBlank returns the entry for a row's blank of that number.
func (p *Page) newBlank(r *row, at int) *kit.Entry {
	e := kit.NewEntry()
	e.OnChanged = func(text string) {
		if !p.filling {
			p.change(func(l shots.List) shots.List { return l.Fill(r.id, l.Blanks(r.index)[at], text) })
		}
	}
	return e
}

// An evenLayout gives the same width to each of the entries of blanks.
type evenLayout struct{}

var _ fyne.Layout = (*evenLayout)(nil)

// Layout is Fyne's.
func (*evenLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := (size.Width - blankGap*float32(len(o)-1)) / float32(max(1, len(o)))
	for i, e := range o {
		e.Move(fyne.NewPos(float32(i)*(width+blankGap), 0))
		e.Resize(fyne.NewSize(width, size.Height))
	}
}

// MinSize is Fyne's. The row knows how much room there is.
func (*evenLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
