package export

import (
	"context"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"

	"caracal/core/export"
	"caracal/gui/kit"
	"caracal/gui/words"
)

const dialogWidth = 560

// A choices is the dialog in which the person says as what clips are exported.
type choices struct {
	room  *Room
	paths []string

	formats map[export.Format]*kit.Chip
	rows    []*optionRow
	about   *kit.Text // what the format is
	size    *kit.Text // what it comes to
	folder  *kit.Text
	column  *fyne.Container
	dialog  *dialog.CustomDialog

	forget func() // ends the estimate that is under way
}

func newDialog(r *Room, paths []string) *choices {
	d := &choices{room: r, paths: paths, formats: map[export.Format]*kit.Chip{}, forget: func() {}}
	d.about = &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted, Fit: kit.Wrap}
	d.size = &kit.Text{Bold: true}
	d.folder = &kit.Text{Fit: kit.Cut}

	wrap := func() *fyne.Container { return container.New(layout.NewRowWrapLayoutWithCustomPadding(6, 6)) }
	files, places := wrap(), wrap()
	for _, f := range export.Formats() {
		chip := kit.NewChip(words.FormatName(f), func() { d.change(func(o *export.Options) { o.As = f }) })
		d.formats[f] = chip
		if words.IsPlace(f) {
			places.Add(chip)
		} else {
			files.Add(chip)
		}
	}
	d.rows = d.options()
	change := kit.NewButton(words.ChangeFolder(), nil, d.changeFolder)
	d.column = container.New(layout.NewCustomPaddedVBoxLayout(kit.Gap), heading(words.ExportAsFile()), files, heading(words.ExportForPlace()), places, d.about)
	for _, row := range d.rows {
		d.column.Add(row.view)
	}
	d.column.Add(container.NewBorder(nil, nil, heading(words.ExportTo()), change, d.folder))
	d.column.Add(container.New(layout.NewCustomPaddedLayout(0, kit.Gap, 0, 0), d.size))

	d.dialog = dialog.NewCustomWithoutButtons(words.ExportTitle(len(paths)), d.column, r.host.Fyne())
	d.dialog.SetButtons([]fyne.CanvasObject{kit.NewButton(words.Cancel(), nil, d.dialog.Hide), kit.NewMainButton(words.Export(), d.export)})
	d.dialog.SetOnClosed(func() { d.forget() })
	return d
}

func heading(text string) *kit.Text {
	return &kit.Text{Text: text, SizeName: kit.SizeSmall, ColorName: kit.ColorMuted}
}

func (d *choices) open() {
	d.room.host.Show(d.dialog)
	d.show()
}

// change changes what is chosen.
func (d *choices) change(how func(*export.Options)) {
	how(&d.room.options)
	d.show()
}

// show makes everything agree with what is chosen, and asks what it comes to.
func (d *choices) show() {
	o := d.room.options
	for f, chip := range d.formats {
		chip.SetOn(f == o.As)
	}
	for _, row := range d.rows {
		row.show(o)
	}
	d.about.Set(words.FormatAbout(o.As), kit.ColorMuted)
	d.folder.Set(words.ShortName(filepath.Base(d.room.folder)), kit.ColorText)
	kit.Settle(d.column)
	d.fit()
	d.estimate()
}

// fit makes the dialog as high as what is in it, which follows from its width.
func (d *choices) fit() {
	for range 2 {
		d.dialog.Resize(fyne.NewSize(dialogWidth, 0))
	}
}

// changeFolder lets the person choose another folder, and comes back.
func (d *choices) changeFolder() {
	d.room.chooseFolder(func(string) { d.show() })
}

// estimatePause lets a person tap on before the first clip is tried.
const estimatePause = 250 * time.Millisecond

// estimate finds out how large the first clip will be.
func (d *choices) estimate() {
	d.forget()
	d.size.Set(words.Estimating(), kit.ColorMuted)
	ctx, stop := context.WithCancel(context.Background())
	o, room, path := d.room.options, d.room, d.paths[0]
	wait := room.inbox.After(estimatePause, func() {
		room.inbox.Ask(func(closing context.Context) func() {
			defer context.AfterFunc(closing, stop)()
			bytes, err := room.exporter.Estimate(ctx, path, o)
			return func() {
				switch {
				case ctx.Err() != nil:
				case err != nil:
					d.size.Set(words.Explain(err).String(), kit.ColorBad)
				default:
					d.size.Set(words.Estimate(bytes, len(d.paths)), kit.ColorText)
				}
			}
		})
	})
	d.forget = func() {
		wait()
		stop()
	}
}

// export begins.
func (d *choices) export() {
	d.dialog.Hide()
	o := d.room.options
	o.Exists = export.Refuse
	if len(d.paths) > 1 {
		o.Frame, o.At = frameForMany(o), 0
	}
	d.room.run(d.paths, d.room.folder, o, nil)
}

// frameForMany is the frame of several clips: only one of them is seen.
func frameForMany(o export.Options) export.Frame {
	if o.Frame == export.CurrentFrame {
		return export.FirstFrame
	}
	return o.Frame
}
