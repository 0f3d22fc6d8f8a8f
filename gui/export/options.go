package export

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core/export"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// An optionRow is one thing to choose, with a chip for each choice. It is seen where the format has a use for it.
type optionRow struct {
	wanted func(export.Options) bool
	chips  []*kit.Chip
	is     []func(export.Options) bool // whether each is the one that is chosen
	view   *fyne.Container
}

func newOptionRow(name string, wanted func(export.Options) bool) *optionRow {
	row := &optionRow{wanted: wanted}
	label := heading(name)
	label.Resize(fyne.NewSize(90, 0))
	row.view = container.New(layout.NewRowWrapLayoutWithCustomPadding(6, 6), container.NewPadded(label))
	return row
}

func (r *optionRow) add(text string, is func(export.Options) bool, choose func()) {
	chip := kit.NewChip(text, choose)
	r.chips, r.is = append(r.chips, chip), append(r.is, is)
	r.view.Add(container.NewCenter(chip))
}

func (r *optionRow) show(o export.Options) {
	kit.SetVisible(r.view, r.wanted(o))
	for i, chip := range r.chips {
		chip.SetOn(r.is[i](o))
	}
}

// options returns the rows: the width and the rate of moving pictures, the frame of pictures, and what platforms have.
func (d *choices) options() []*optionRow {
	animation := func(o export.Options) bool { return o.As.IsAnimation() }
	width := newOptionRow(words.OptionWidth(), animation)
	for _, n := range []int{320, 480, 640, 960} {
		width.add(words.Pixels(n), func(o export.Options) bool { return o.Width == n }, func() { d.change(func(o *export.Options) { o.Width = n }) })
	}
	rate := newOptionRow(words.OptionRate(), animation)
	for _, n := range []int{8, 12, 15, 24} {
		rate.add(words.Rate(n), func(o export.Options) bool { return o.FPS == n }, func() { d.change(func(o *export.Options) { o.FPS = n }) })
	}

	frame := newOptionRow(words.OptionFrame(), func(o export.Options) bool { return o.As.IsFrame() })
	for _, f := range []export.Frame{export.FirstFrame, export.CurrentFrame, export.LastFrame} {
		if f == export.CurrentFrame && len(d.paths) > 1 {
			continue
		}
		frame.add(words.FrameName(f), func(o export.Options) bool { return o.Frame == f || len(d.paths) > 1 && frameForMany(o) == f },
			func() { d.change(func(o *export.Options) { o.Frame = f }) })
	}

	place := func(o export.Options) bool { return words.IsPlace(o.As) }
	fit := newOptionRow(words.OptionFit(), place)
	for _, f := range []export.Fit{export.Blurred, export.Cropped} {
		fit.add(words.FitName(f), func(o export.Options) bool { return o.Fit == f }, func() { d.change(func(o *export.Options) { o.Fit = f }) })
	}
	least := newOptionRow(words.OptionLeast(), place)
	for _, n := range []time.Duration{0, 10 * time.Second, 15 * time.Second, 30 * time.Second} {
		least.add(words.Least(n), func(o export.Options) bool { return o.Least == n }, func() { d.change(func(o *export.Options) { o.Least = n }) })
	}
	return []*optionRow{width, rate, frame, fit, least}
}
