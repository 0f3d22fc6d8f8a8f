package sidepanel

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"caracal/gui/words"
)

// TestANameOfAFactIsClearOfItsValue looks at the columns at the widths that the panel has in the smallest window and in a large one.
func TestANameOfAFactIsClearOfItsValue(t *testing.T) {
	test.NewTempApp(t)
	facts := newFactTable()
	facts.set([]words.Fact{{Name: "Made", Value: "today at 10:14"}, {Name: "At WaveSpeed", Value: "took 1.2 s"}})
	for _, width := range []float32{228, 284, 400} {
		facts.view.Resize(fyne.NewSize(width, 200))
		for i, name := range facts.names {
			if end := name.Position().X + name.MinSize().Width; end > facts.values[i].Position().X {
				t.Errorf("%g wide: %q ends at %g, its value begins at %g", width, name.Text, end, facts.values[i].Position().X)
			}
		}
	}
	facts.set([]words.Fact{{Name: "Made", Value: "today at 10:14"}})
	facts.view.Resize(fyne.NewSize(285, 200))
	if x := facts.values[0].Position().X; x > 100 {
		t.Errorf("a column of short names is %g wide", x)
	}
}
