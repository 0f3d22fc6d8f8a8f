package shots

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"caracal/core"
	"caracal/core/shots"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// A row shows one shot. There are as many as are seen, and each shows another shot when the list is scrolled.
type row struct {
	widget.BaseWidget
	card   *kit.Panel
	grip   *kit.Grip
	thumb  *kit.Thumb
	prompt *kit.Entry
	name   *kit.Text
	aspect *kit.Picks
	says   *kit.Text
	price  *kit.Text
	more   *kit.Icon
	remove *kit.Icon

	priceWidth float32 // the same on every row

	id    string // of the shot that is shown; empty for none
	index int
	shown thumbKey
}

// A thumbKey tells whether a row shows the right frame already.
type thumbKey struct {
	look   *look
	aspect core.Aspect
	px     image.Point
}

// thumbSize is what a frame has on its row.
var thumbSize = fyne.NewSize(96, 64)

func (p *Page) newRow() fyne.CanvasObject {
	r := &row{
		thumb:  kit.NewThumb(thumbSize),
		prompt: kit.NewEntry(),
		name:   &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted, Fit: kit.Cut},
		says:   &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted, Fit: kit.Wrap, Lines: 2},
		price:  &kit.Text{Align: fyne.TextAlignTrailing, Fit: kit.Cut},
	}
	r.grip = kit.NewGrip(func(dy float32) { r.lift(dy) }, func(dy float32) { p.drop(r, dy) })
	var aspects []string
	for _, a := range core.Aspects() {
		aspects = append(aspects, string(a))
	}
	r.aspect = kit.NewPicks(aspects, func(i int) { p.edit(r.id, func(s *shots.Row) { s.Aspect = core.Aspects()[i] }) })
	r.prompt.OnChanged = func(text string) {
		if !p.filling {
			p.edit(r.id, func(s *shots.Row) { s.Prompt = text })
		}
	}
	r.more = kit.NewIcon(theme.MoreVerticalIcon(), words.MoreForShot(), func() { p.offerRow(r) })
	r.remove = kit.NewIcon(theme.CancelIcon(), words.RemoveShot(), func() { p.change(func(l shots.List) shots.List { return l.Remove(r.id) }) })
	r.card = kit.NewPanel(kit.ColorSurface, kit.ColorLine, kit.RadiusCard, fyne.NewSize(10, 9), container.New(&rowLayout{r}, r.grip, r.thumb, r.prompt, r.name, r.aspect, r.says, r.price, r.more, r.remove))
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is Fyne's.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	return widget.NewSimpleRenderer(container.NewStack(r.card))
}

// edit changes one shot.
func (p *Page) edit(id string, change func(*shots.Row)) {
	p.change(func(l shots.List) shots.List { return l.Edit(id, change) })
}

// fillRow shows shot i in a row.
func (p *Page) fillRow(i int, o fyne.CanvasObject) {
	r, s := o.(*row), p.list.Rows[i]
	if r.id != s.ID {
		// What is typed belongs to the shot that it was begun for.
		if c := p.host.Fyne().Canvas(); c.Focused() == r.prompt {
			c.Unfocus()
		}
		r.id = s.ID
	}
	r.index = i
	p.filling = true
	if r.prompt.Text != s.Prompt {
		r.prompt.SetText(s.Prompt)
	}
	if holder := words.SameForAll(p.list.Prompt, s.Added); r.prompt.PlaceHolder != holder {
		r.prompt.SetPlaceHolder(holder)
	}
	p.filling = false
	r.name.Set(words.OneLine(s.Picture.Name), kit.ColorMuted)
	for j, a := range core.Aspects() {
		if a == s.Aspect {
			r.aspect.Choose(j)
		}
	}
	info := p.info(s.Engine)
	look := p.looks[s.Picture.Path]
	text, tone := look.words(info, s.Aspect)
	if wrong := p.wrong[s.ID]; wrong != "" {
		text, tone = wrong, words.Bad
	}
	r.says.Set(text, kit.Tone(tone))
	r.price.Set(words.ShotPrice(info), kit.ColorText)
	r.priceWidth = p.priceWidth(r.price)
	key := thumbKey{look, s.Aspect, kit.Pixels(r.thumb, thumbSize)}
	if key == r.shown {
		return
	}
	r.shown = key
	if look == nil || look.small == nil || key.px.X == 0 {
		r.thumb.SetImage(nil)
		return
	}
	r.thumb.SetImage(look.framed(s.Aspect, key.px))
}

// info describes an engine; it is the zero Info where there is none of that name.
func (p *Page) info(id core.EngineID) core.Info {
	for _, info := range p.infos {
		if info.ID == id {
			return info
		}
	}
	return core.Info{ID: id, Name: string(id)}
}

// offerRow offers what can be done with one shot.
func (p *Page) offerRow(r *row) {
	id, at := r.id, r.index
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(words.Duplicate(), func() { p.try(func(l shots.List) (shots.List, error) { return l.Duplicate(id) }) }),
		fyne.NewMenuItem(words.MoveUp(), func() { p.change(func(l shots.List) shots.List { return l.Move(id, at-1) }) }),
		fyne.NewMenuItem(words.MoveDown(), func() { p.change(func(l shots.List) shots.List { return l.Move(id, at+1) }) }),
		fyne.NewMenuItemSeparator(),
	}
	items[1].Disabled, items[2].Disabled = at == 0, at == len(p.list.Rows)-1
	for _, info := range p.infos {
		items = append(items, fyne.NewMenuItem(words.EngineChoice(info), func() { p.edit(id, func(s *shots.Row) { s.Engine = info.ID }) }))
	}
	p.menu(r.more, items)
}

// lift shows the row where it would fall.
func (r *row) lift(dy float32) { r.card.Move(fyne.NewPos(0, dy)) }

// drop puts a row that was dragged at its new place.
func (p *Page) drop(r *row, dy float32) {
	r.card.Move(fyne.NewPos(0, 0))
	if by := int(math.Round(float64(dy / (r.Size().Height + kit.Gap)))); by != 0 {
		p.change(func(l shots.List) shots.List { return l.Move(r.id, r.index+by) })
	}
}

// priceWidth is what the widest of the engines' prices takes, in the language that is spoken.
func (p *Page) priceWidth(like *kit.Text) float32 {
	widest := float32(leastPriceWidth)
	size := kit.SizeOf(like, kit.SizeText)
	for _, info := range p.infos {
		widest = max(widest, fyne.MeasureText(words.ShotPrice(info), size, fyne.TextStyle{}).Width)
	}
	return float32(math.Ceil(float64(widest)))
}

// A rowLayout puts the parts of a row beside each other. Where there is little room, the words about the picture take the place of its name.
type rowLayout struct{ row *row }

var _ fyne.Layout = (*rowLayout)(nil)

const (
	saysWidth       = 118
	leastPriceWidth = 52
	rowGap          = 10
	narrowRow       = 700 // where the words about the picture go below the prompt
)

// Layout is Fyne's.
func (l *rowLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	r := l.row
	middle := func(o fyne.CanvasObject, x, w, h float32) {
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		o.Resize(fyne.NewSize(w, h))
	}
	line := func(o fyne.CanvasObject) float32 { return o.MinSize().Height }
	middle(r.grip, 0, 20, 40)
	middle(r.thumb, 20+rowGap, thumbSize.Width, thumbSize.Height)
	left := 20 + rowGap + thumbSize.Width + rowGap
	right := size.Width
	for _, icon := range []*kit.Icon{r.remove, r.more} {
		right -= 20
		middle(icon, right, 20, 20)
		right -= 2
	}
	right -= r.priceWidth
	middle(r.price, right, r.priceWidth, line(r.price))
	narrow := size.Width < narrowRow
	if !narrow {
		right -= saysWidth + rowGap
		r.says.Resize(fyne.NewSize(saysWidth, r.says.Size().Height))
		middle(r.says, right, saysWidth, line(r.says))
	}
	picks := r.aspect.MinSize()
	right -= picks.Width + rowGap
	middle(r.aspect, right, picks.Width, picks.Height)
	width := max(60, right-rowGap-left)
	entry, name := r.prompt.MinSize().Height, line(r.name)
	top := (size.Height - entry - 2 - name) / 2
	r.prompt.Move(fyne.NewPos(left, top))
	r.prompt.Resize(fyne.NewSize(width, entry))
	under := fyne.CanvasObject(r.name)
	if narrow {
		under = r.says
	}
	under.Move(fyne.NewPos(left, top+entry+2))
	under.Resize(fyne.NewSize(width, name))
	kit.SetVisible(r.name, !narrow)
}

// MinSize is Fyne's.
func (l *rowLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(460, max(thumbSize.Height, l.row.prompt.MinSize().Height+2+l.row.name.MinSize().Height))
}
