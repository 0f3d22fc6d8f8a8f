package create

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"caracal/gui/kit"
	"caracal/gui/words"
)

// A well is the card that shows the picture.
type well struct {
	card   *kit.Panel
	thumb  *kit.Thumb
	name   *kit.Text
	facts  *kit.Text
	faces  *kit.Text // or what else matters most
	small  *kit.Text // that there are few pixels
	choose *kit.Button
	folder *kit.Icon
	cross  *kit.Icon
	title  *fyne.Container // name and cross
	error  *kit.Text
	shown  *source
	marked remark // on the picture
}

func newWell(choose, chooseFolder, clear func()) *well {
	w := &well{
		thumb: kit.NewThumb(fyne.NewSquareSize(92)),
		name:  &kit.Text{Bold: true, Fit: kit.Cut},
		facts: &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted, Fit: kit.Cut},
		faces: kit.NewSmall(""),
		small: kit.NewSmall(""),
		error: kit.NewSmall(""),
	}
	w.small.Hide()
	w.choose = kit.NewButton(words.ChoosePicture(), nil, choose)
	w.folder = kit.NewIcon(theme.FolderOpenIcon(), words.ChoosePictureFolder(), chooseFolder)
	w.cross = kit.NewIcon(theme.CancelIcon(), words.TakeAway(), clear)
	w.title = container.NewBorder(nil, nil, nil, w.cross, w.name)
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(8), w.choose, container.NewCenter(w.folder))
	text := container.New(layout.NewCustomPaddedVBoxLayout(2), w.title, w.facts, w.faces, w.small, container.New(layout.NewCustomPaddedLayout(4, 0, 0, 0), buttons))
	// As high as the words with one line about the faces.
	thumb := container.New(layout.NewCustomPaddedLayout(2, 2, 0, kit.Gap), container.NewCenter(w.thumb))
	w.card = kit.NewCard(container.New(&kit.Column{Gap: 8}, container.NewBorder(nil, nil, thumb, nil, text), w.error))
	return w
}

// show brings the card up to date.
func (w *well) show(c choice) {
	s, remark := c.source, c.remark()
	if w.shown != s || !slices.Equal(w.marked.at, remark.at) || w.marked.tone != remark.tone {
		w.shown, w.marked = s, remark
		if s == nil {
			w.thumb.SetImage(nil)
		} else {
			w.thumb.SetImage(s.thumb(remark, kit.ColorOf(w.thumb, kit.Tone(remark.tone)), kit.Pixels(w.thumb, w.thumb.MinSize())))
		}
	}
	if kit.SetVisible(w.cross, s != nil) {
		w.title.Refresh()
	}
	switch {
	case c.opening != "":
		w.name.Set(words.OneLine(c.opening), kit.ColorText)
		w.facts.Set(words.Opening(), kit.ColorMuted)
		w.faces.Set(w.faces.Text, kit.ColorClear) // they keep their room, so that nothing jumps
		w.small.Set(w.small.Text, kit.ColorClear)
	case s == nil:
		drop, files, where := words.NoPicture()
		w.name.Set(drop, kit.ColorText)
		w.facts.Set(files, kit.ColorMuted)
		w.faces.Set(where, kit.ColorMuted)
		w.small.Hide()
	default:
		w.name.Set(words.OneLine(s.name), kit.ColorText)
		w.facts.Set(words.Size(s.picture.Width, s.picture.Height)+" · "+words.Bytes(s.picture.Bytes), kit.ColorMuted)
		w.faces.Set(remark.text, kit.Tone(remark.tone))
		few, tone := c.fewPixels()
		w.small.Set(few, kit.Tone(tone))
		kit.SetVisible(w.small, few != "")
	}
	w.error.Set(c.trouble, kit.ColorBad)
	kit.SetVisible(w.error, c.trouble != "")
}
