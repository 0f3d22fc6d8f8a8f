package prose

import (
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"caracal/gui/kit"
	"caracal/gui/kit/kittest"
)

// newEntry returns an entry in a window, as wide as it is told, in which a word is marked.
func newEntry(t *testing.T, word string, size fyne.Size) *Entry {
	t.Helper()
	w := kittest.New(t)
	e := New()
	e.Marks = func(text string) (marks []Passage) {
		for from := 0; ; {
			i := strings.Index(text[from:], word)
			if i < 0 {
				return marks
			}
			marks = append(marks, Passage{from + i, from + i + len(word)})
			from += i + len(word)
		}
	}
	w.Fyne().SetContent(container.NewWithoutLayout(e))
	e.Resize(size)
	return e
}

// lines returns the lines that are seen.
func lines(e *Entry) (seen []*canvas.Line) {
	for _, o := range test.WidgetRenderer(e).Objects() {
		if l, ok := o.(*canvas.Line); ok && l.Visible() {
			seen = append(seen, l)
		}
	}
	return seen
}

func width(e *Entry, text string) float32 {
	return fyne.MeasureText(text, kit.SizeOf(e, kit.SizeText), fyne.TextStyle{}).Width
}

func TestMarksLieUnderTheirWords(t *testing.T) {
	e := newEntry(t, "golden hour", fyne.NewSize(400, 90))
	test.Type(e, "é a golden hour, then")
	got := lines(e)
	if len(got) != 1 {
		t.Fatalf("%d lines", len(got))
	}
	if long := got[0].Position2.X - got[0].Position1.X; math.Abs(float64(long-width(e, "golden hour"))) > 1 {
		t.Errorf("the line is %v long", long)
	}
	before := got[0].Position1
	for range 2 {
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
		test.Type(e, "x")
	}
	if moved := lines(e)[0].Position1.X - before.X; math.Abs(float64(moved-width(e, "xx"))) > 1 {
		t.Errorf("two letters before it moved the line by %v", moved)
	}
	e.SetText("nothing")
	if len(lines(e)) != 0 {
		t.Error("a line is left")
	}
}

func TestMarkOfTwoRowsHasTwoLines(t *testing.T) {
	e := newEntry(t, "golden hour", fyne.NewSize(110, 200))
	e.SetText("a\ngoing golden hour")
	got := lines(e)
	if len(got) != 2 || got[0].Position1.Y >= got[1].Position1.Y || got[1].Position1.X >= got[0].Position1.X {
		t.Fatalf("lines %v", got)
	}
	e.Resize(fyne.NewSize(400, 200))
	if len(lines(e)) != 1 {
		t.Error("a wide entry has both words in a row")
	}
}

func TestMarksScrollWithTheText(t *testing.T) {
	e := newEntry(t, "golden", fyne.NewSize(300, 60))
	e.SetText("golden" + strings.Repeat("\nx", 20))
	if len(lines(e)) != 1 {
		t.Fatal("no line")
	}
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	if len(lines(e)) != 0 {
		t.Error("the line stays when its word is scrolled away")
	}
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp})
	if len(lines(e)) != 1 {
		t.Error("the line does not come back")
	}
}

func TestWhatIsReplacedIsUndone(t *testing.T) {
	undo := func(e *Entry) { e.TypedShortcut(&fyne.ShortcutUndo{}) }
	redo := func(e *Entry) { e.TypedShortcut(&fyne.ShortcutRedo{}) }
	all := fyne.ShortcutSelectAll{}
	for name, c := range map[string]struct {
		with    string
		passage Passage
		want    string
	}{
		"insert":  {", now", Passage{9, 9}, "é läuft, now im Wald und weiter und weiter"},
		"replace": {"geht", Passage{3, 9}, "é geht im Wald und weiter und weiter"},
		"all":     {"x", Passage{0, 41}, "x"},
		"take":    {"", Passage{2, 9}, "é im Wald und weiter und weiter"},
		"front":   {"ü ", Passage{0, 0}, "ü é läuft im Wald und weiter und weiter"},
	} {
		t.Run(name, func(t *testing.T) {
			e := newEntry(t, "Wald", fyne.NewSize(110, 90)) // rows are wrapped
			const text = "é läuft im Wald und weiter und weiter"
			test.Type(e, text)
			if c.passage.End > len(text) {
				c.passage.End = len(text)
			}
			if name != "insert" {
				e.TypedShortcut(&all) // what else is selected stays
			}
			e.Replace(c.passage, c.want[c.passage.Start:c.passage.Start+len(c.with)])
			if e.Text != c.want {
				t.Fatalf("got %q", e.Text)
			}
			if want := c.passage.Start + len(c.with); e.Caret() != want && c.with != "" {
				t.Errorf("the caret is at %d, not at %d", e.Caret(), want)
			}
			undo(e)
			if e.Text != text {
				t.Fatalf("undone: %q", e.Text)
			}
			redo(e)
			if e.Text != c.want {
				t.Errorf("redone: %q", e.Text)
			}
		})
	}
}
