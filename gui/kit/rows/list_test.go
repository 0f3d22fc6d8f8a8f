package rows

import (
	"reflect"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"caracal/gui/kit"
)

func TestRowsScrollUnderAnEntryToo(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	tapped := 0
	create := func() fyne.CanvasObject {
		return container.NewGridWithColumns(2, kit.NewEntry(), kit.NewButton("Press", nil, func() { tapped++ }))
	}
	rows := New(func() int { return 100 }, create, func(int, fyne.CanvasObject) {}, func(int) {})
	w := test.NewTempWindow(t, rows.View())
	w.Resize(fyne.NewSize(300, 200))
	at := fyne.NewPos(70, 100)
	test.Scroll(w.Canvas(), at, 0, -50)
	if got := rows.GetScrollOffset(); got != 50 {
		t.Errorf("the wheel over an entry moved the list by %v, want 50", got)
	}
	test.Scroll(w.Canvas(), at, 0, 80)
	if got := rows.GetScrollOffset(); got != 0 {
		t.Errorf("back at the top the list is at %v", got)
	}
	if test.TapCanvas(w.Canvas(), fyne.NewPos(220, 100)); tapped != 1 {
		t.Error("a tap does not reach what is below the wheel")
	}
}

type item struct {
	widget.BaseWidget
	kit.Item
}

func (*item) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.NewPanel(kit.ColorSurface, kit.ColorLine, kit.RadiusCard, fyne.NewSize(10, 9), kit.NewSmall("one")))
}

func TestThePointerDrawsNothingAroundARow(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	create := func() fyne.CanvasObject {
		i := &item{}
		i.ExtendBaseWidget(i)
		return i
	}
	rows := New(func() int { return 3 }, create, func(int, fyne.CanvasObject) {}, func(int) {})
	w := test.NewTempWindow(t, rows.View())
	w.Resize(fyne.NewSize(300, 200))
	before := w.Canvas().Capture()
	test.MoveMouse(w.Canvas(), fyne.NewPos(150, 20))
	if !reflect.DeepEqual(before, w.Canvas().Capture()) {
		t.Error("the row under the pointer looks other than before")
	}
}
