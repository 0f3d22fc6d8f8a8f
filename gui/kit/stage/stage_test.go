package stage

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"

	"caracal/gui/kit/kittest"
	"caracal/gui/kit/playback"
)

func TestStageDrag(t *testing.T) {
	kittest.New(t)
	screen := playback.NewScreen(fyne.NewSquareSize(1))
	s := New(screen, "tag", "hint")
	s.SetShape(1280, 720)
	s.Resize(fyne.NewSize(536, 400))
	var moved []float32
	s.OnDragged = func(dx, dy float32) { moved = append(moved, dx, dy) }
	drag := &fyne.DragEvent{Dragged: fyne.NewDelta(screen.Size().Width/2, -screen.Size().Height/4)}
	s.Dragged(drag)
	if moved != nil {
		t.Error("an empty stage was dragged")
	}
	s.SetMovable(true)
	s.Dragged(drag)
	if diff := cmp.Diff([]float32{0.5, -0.25}, moved); diff != "" {
		t.Error(diff)
	}
	if got := screen.Size(); got.Width != 500 || got.Height != 281.25 {
		t.Errorf("the screen is %v", got)
	}
	s.SetShape(720, 1280)
	if got := screen.Size(); got.Height != 320 || got.Width != 180 {
		t.Errorf("the screen is %v after a change of shape", got)
	}
}
