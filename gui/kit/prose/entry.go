package prose

import (
	"slices"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit"
)

// An Entry is an entry of several lines.
type Entry struct {
	kit.Entry
	// Marks returns the passages of a text that are underlined, in its order. It is nil where none are. It is asked whenever the text is drawn.
	Marks func(text string) []Passage

	seams   []string // what the text was in the middle of a Replace
	focused bool
}

// A Passage is text[Start:End], in bytes.
type Passage struct{ Start, End int }

var _ fyne.Widget = (*Entry)(nil)

// New returns an empty entry.
func New() *Entry {
	e := &Entry{Entry: kit.Entry{Entry: widget.Entry{MultiLine: true, Wrapping: fyne.TextWrapWord}}}
	e.ExtendBaseWidget(e)
	return e
}

// Caret returns where the next letter goes, in bytes of the text.
func (e *Entry) Caret() int { return offset(e.Text, e.CursorTextOffset()) }

// ToEnd has what is written next follow the text.
func (e *Entry) ToEnd() {
	e.moveTo(utf8.RuneCountInString(e.Text))
	e.Refresh()
}

// Replace puts other words in the place of a passage, as if the person had selected it and typed them: the caret is behind them then, and one undo takes them back. (SetText forgets
// all that could be undone.)
func (e *Entry) Replace(p Passage, with string) {
	if !utf8.ValidString(with) {
		return
	}
	e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome}) // ends what is selected, which would be replaced too
	first, last := utf8.RuneCountInString(e.Text[:p.Start]), utf8.RuneCountInString(e.Text[:p.End])
	if first < last {
		e.moveTo(first)
		e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		e.moveTo(last - 1)
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		e.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		if with == "" {
			e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
			return
		}
		e.seams = append(e.seams, e.Text[:p.Start]+e.Text[p.End:])
		e.seams = e.seams[max(0, len(e.seams)-mostSeams):]
	} else {
		e.moveTo(first)
	}
	e.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: words(with)})
}

// mostSeams bounds what is remembered of what was replaced.
const mostSeams = 50

// TypedShortcut is Fyne's. What was replaced at once, which Fyne keeps as two changes, is undone at once.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	e.Entry.TypedShortcut(s)
	switch s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		if slices.Contains(e.seams, e.Text) {
			e.Entry.TypedShortcut(s)
		}
	}
}

// FocusGained is Fyne's.
func (e *Entry) FocusGained() { e.focused = true; e.Entry.FocusGained() }

// FocusLost is Fyne's.
func (e *Entry) FocusLost() { e.focused = false; e.Entry.FocusLost() }

// words are a clipboard that Fyne pastes from.
type words string

// Content is Fyne's.
func (w words) Content() string { return string(w) }

// SetContent is Fyne's.
func (words) SetContent(string) {}

// moveTo puts the cursor before a rune of the text.
func (e *Entry) moveTo(rune int) {
	rows := e.rows()
	row, _ := slices.BinarySearch(rows, rune+1)
	e.CursorRow = row - 1
	e.CursorColumn = rune - rows[row-1]
}

// rows returns at which rune each row begins, as the entry is laid out.
func (e *Entry) rows() (starts []int) {
	defer e.keepCursor()()
	e.CursorColumn = 0
	for e.CursorRow = 0; ; e.CursorRow++ {
		start := e.CursorTextOffset() // 0 for rows that there are not
		if len(starts) > 0 && start <= starts[len(starts)-1] {
			return starts
		}
		starts = append(starts, start)
	}
}

// keepCursor returns what puts the cursor back where it is. Fyne tells where a letter is by where the cursor would be.
func (e *Entry) keepCursor() (restore func()) {
	row, column := e.CursorRow, e.CursorColumn
	return func() { e.CursorRow, e.CursorColumn = row, column }
}

// offset returns at which byte of a text a rune begins.
func offset(text string, rune int) int {
	for i := range text {
		if rune == 0 {
			return i
		}
		rune--
	}
	return len(text)
}

// CreateRenderer is Fyne's.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	e.ExtendBaseWidget(e)
	ground := kit.NewPanel(kit.ColorWell, kit.ColorEdge, kit.RadiusEntry, fyne.Size{}, nil)
	r := &renderer{WidgetRenderer: e.Entry.CreateRenderer(), entry: e, ground: ground}
	for _, o := range r.WidgetRenderer.Objects() {
		if s, ok := o.(*container.Scroll); ok {
			r.scroll = s
			s.OnScrolled = func(fyne.Position) { r.draw() }
		}
	}
	return r
}
