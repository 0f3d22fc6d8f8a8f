package prose

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"caracal/gui/kit"
)

// A renderer is Fyne's, on a ground that costs less to paint than the two rectangles of its own, and with lines under the marked passages.
type renderer struct {
	fyne.WidgetRenderer
	entry  *Entry
	ground *kit.Panel
	scroll *container.Scroll // in which the text is
	lines  []*canvas.Line    // kept, and hidden when there is less to mark
}

// Objects is Fyne's.
func (r *renderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ground}
	for _, o := range r.WidgetRenderer.Objects() {
		if _, own := o.(*canvas.Rectangle); !own {
			objects = append(objects, o)
		}
	}
	for _, l := range r.lines {
		objects = append(objects, l)
	}
	return objects
}

// Layout is Fyne's.
func (r *renderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.ground.Resize(size)
	r.draw()
}

// Refresh is Fyne's.
func (r *renderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.paint()
	r.draw()
}

func (r *renderer) paint() {
	r.ground.Line = kit.ColorEdge
	if r.entry.focused {
		r.ground.Line = kit.ColorAccent
	}
	r.ground.Refresh()
}

// thickness is how thick a line is. It lies in the space between two rows.
const thickness = 1.5

// draw puts the lines where the passages are now.
func (r *renderer) draw() {
	n := 0
	r.spans(func(from, to fyne.Position, height float32) {
		y := from.Y + height - r.scroll.Offset.Y
		if y <= 0 || y >= r.scroll.Size().Height {
			return // scrolled out of sight
		}
		if n == len(r.lines) {
			r.lines = append(r.lines, &canvas.Line{StrokeWidth: thickness})
		}
		line, at := r.lines[n], r.scroll.Position()
		line.StrokeColor = kit.ColorOf(r.entry, kit.ColorAccent)
		line.Position1, line.Position2 = fyne.NewPos(at.X+from.X, at.Y+y), fyne.NewPos(at.X+to.X, at.Y+y)
		line.Show()
		n++
	})
	for _, l := range r.lines[n:] {
		l.Hide()
	}
	if len(r.lines) > 0 {
		canvas.Refresh(r.entry)
	}
}

// spans calls draw for each row of each marked passage, with where it begins and ends in the text's own place and how high a row is.
func (r *renderer) spans(draw func(from, to fyne.Position, height float32)) {
	e := r.entry
	if e.Marks == nil || r.scroll == nil || e.Text == "" {
		return
	}
	marks := e.Marks(e.Text)
	if len(marks) == 0 {
		return
	}
	rows := e.rows()
	all := utf8.RuneCountInString(e.Text)
	defer e.keepCursor()()
	place := func(row, column int) fyne.Position {
		e.CursorRow, e.CursorColumn = row, column
		return e.CursorPosition()
	}
	height := place(1, 0).Y - place(0, 0).Y
	for _, m := range marks {
		start := utf8.RuneCountInString(e.Text[:m.Start])
		end := start + utf8.RuneCountInString(e.Text[m.Start:m.End])
		for row, first := range rows {
			last := all
			if row+1 < len(rows) {
				last = rows[row+1]
			}
			if from, to := max(start, first), min(end, last); from < to {
				draw(place(row, from-first), place(row, to-first), height)
			}
		}
	}
}
