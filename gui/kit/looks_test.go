package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"caracal/gui/kit"
	"caracal/gui/kit/choices"
	"caracal/gui/kit/kittest"
)

// board shows one of each widget, in the states that look different.
func board() fyne.CanvasObject {
	on, off := kit.NewChip("orbit", nil), kit.NewChip("pan left", nil)
	on.SetOn(true)
	engines := choices.NewSwitch(2, nil)
	engines.SetChoice(0, "Draft", "free · this computer")
	engines.SetChoice(1, "Lynx", "$0.50 · WaveSpeedAI")
	bar := kit.NewBar()
	bar.Set(0.58)
	wide, tall := choices.NewOption("16:9", "YouTube, web", fyne.NewSize(112, 63), nil), choices.NewOption("9:16", "Reels", fyne.NewSize(63, 112), nil)
	wide.SetOn(true)
	wide.SetImage(kittest.Picture(112, 63))
	disabled := kit.NewMainButton("Make draft — free", nil)
	disabled.Disable()
	thumb := kit.NewThumb(fyne.NewSquareSize(40))
	thumb.SetImage(kittest.Picture(80, 40))
	card := kit.NewCard(container.New(layout.NewCustomPaddedVBoxLayout(6),
		kit.NewHeading("Picture"),
		container.New(layout.NewCustomPaddedHBoxLayout(6), thumb, kit.NewThumb(fyne.NewSquareSize(40)), kit.NewTag("Live"), kit.NewIcon(theme.CancelIcon(), "Remove", nil)),
		&kit.Text{Text: "Walks through a forest, cinematic light, and so on", Fit: kit.Cut},
		bar,
		kit.NewSmall("WaveSpeed refunds failed runs within about 3 hours, as far as anybody knows."),
	))
	return container.New(layout.NewCustomPaddedVBoxLayout(8),
		container.New(layout.NewCustomPaddedHBoxLayout(8), on, off, kit.NewButton("Choose…", nil, nil)),
		engines, kit.NewMainButton("Make draft — free", nil), disabled,
		container.New(layout.NewGridLayout(2), wide, tall), card,
	)
}

func TestLooks(t *testing.T) {
	kittest.Looks(t, "", fyne.NewSize(320, 580), board)
}
