package choices

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func TestSwitchTellsWhatIsChosenAnew(t *testing.T) {
	test.NewTempApp(t)
	switched := -1
	choice := NewSwitch(2, func(i int) { switched = i })
	test.Tap(choice.segments[0])
	if switched != -1 {
		t.Error("what is chosen was chosen again")
	}
	test.Tap(choice.segments[1])
	if switched != 1 || choice.Chosen() != 1 || choice.segments[0].on {
		t.Errorf("the switch is at %d and told %d", choice.Chosen(), switched)
	}
}

func TestChoiceWithTheKeyboardIsSeen(t *testing.T) {
	test.NewTempApp(t)
	space := container.NewWithoutLayout()
	for name, choices := range map[string]fyne.CanvasObject{"switch": NewSwitch(2, nil), "picks": NewPicks([]string{"16:9", "9:16"}, nil)} {
		scroll := container.NewVScroll(container.NewVBox(container.NewGridWrap(fyne.NewSize(10, 500), space), choices))
		w := test.NewTempWindow(t, scroll)
		w.Resize(fyne.NewSize(300, 200))
		w.Canvas().FocusNext()
		if w.Canvas().Focused() == nil || scroll.Offset.Y == 0 {
			t.Errorf("%s: the first choice has the keyboard and lies below what is seen", name)
		}
	}
}
