package clips

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/gui/compare"
	"caracal/gui/kit"
	"caracal/gui/kit/tiles"
	"caracal/gui/words"
)

// A manyBar says how many clips are selected and offers what can be done with all of them. It is hidden while there is one.
type manyBar struct {
	count                               *kit.Text
	heart, tag, compare, export, copyTo *kit.Button
	remove                              *kit.Button // or restore, in the bin
	view                                fyne.CanvasObject
}

func newManyBar(p *Page) *manyBar {
	b := &manyBar{count: &kit.Text{Bold: true}}
	b.heart = kit.NewButton(words.Favourite(), kit.HeartIcon(false), p.favour)
	b.tag = kit.NewButton(words.TagClips(), nil, p.openTags)
	b.compare = kit.NewButton(words.Compare(), nil, p.compare)
	b.export = kit.NewButton(words.ExportClips(), nil, p.Export)
	b.copyTo = kit.NewButton(words.CopyTo(), nil, p.copyTo)
	b.heart.Tip, b.tag.Tip, b.compare.Tip, b.export.Tip = words.TipFavourite(), words.TipTags(), words.TipCompare(), words.TipExport()
	b.remove = kit.NewButton(words.DeleteOrRestore(false), nil, p.remove)
	clear := &kit.Text{Text: words.EscClears(), SizeName: kit.SizeSmall, ColorName: kit.ColorMuted}
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(8), b.heart, b.tag, b.compare, b.export, b.copyTo, b.remove, container.NewCenter(clear))
	b.view = container.New(layout.NewCustomPaddedLayout(0, kit.Margin, 0, tiles.BarWidth), kit.NewCard(container.NewBorder(nil, nil, container.NewCenter(b.count), buttons)))
	b.view.Hide()
	return b
}

// set says how many clips are selected, and whether they are in the bin, where little can be done with them.
func (b *manyBar) set(n int, bin bool) {
	b.count.Set(words.Selected(n), kit.ColorText)
	for _, button := range []*kit.Button{b.heart, b.tag, b.export, b.copyTo} {
		kit.SetVisible(button, !bin)
	}
	kit.SetVisible(b.compare, !bin && n <= compare.Most)
	b.remove.SetText(words.DeleteOrRestore(bin))
	kit.SetVisible(b.view, n > 1)
}
