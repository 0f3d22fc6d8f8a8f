package shots

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"caracal/core"
	"caracal/core/shots"
	"caracal/gui/kit"
	"caracal/gui/kit/choices"
	"caracal/gui/kit/rows"
	"caracal/gui/stills"
	"caracal/gui/words"
)

// A row shows one shot. There are as many as are seen, and each shows another shot when the list is scrolled.
type row struct {
	widget.BaseWidget
	kit.Item
	card   *kit.Panel
	line   *fyne.Container // what is in the card
	grip   *rows.Grip
	thumb  *kit.Thumb
	prompt *promptEntry
	blanks *fyne.Container // an entry for each {blank} that the shot has to fill
	name   *kit.Text
	aspect *choices.Picks
	says   *kit.Text
	price  *kit.Text
	more   *kit.Icon
	remove *kit.Icon

	shape rowShape

	id    string // of the shot that is shown; empty for none
	index int
	shown thumbKey
}

// A rowShape is what a row's layout depends on.
type rowShape struct {
	price  float32 // how wide it is on every row
	says   float32 // how high the words about the picture are
	blanks int
	adds   bool // it says in every width what its prompt comes to
}

// A thumbKey tells whether a row shows the right frame already.
type thumbKey struct {
	look  *look
	frame image.Rectangle
	marks string // where they are
	ink   color.Color
	px    image.Point
}

// thumbSize is what a frame has on its row.
var thumbSize = fyne.NewSize(96, 64)

func (p *Page) newRow() fyne.CanvasObject {
	r := &row{
		thumb:  kit.NewThumb(thumbSize),
		prompt: newPromptEntry(),
		name:   &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted, Fit: kit.Cut},
		says:   &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted, Fit: kit.Wrap, Lines: 2},
		price:  &kit.Text{Align: fyne.TextAlignTrailing, Fit: kit.Cut},
	}
	r.blanks = container.New(&evenLayout{})
	r.grip = rows.NewGrip(func(dy float32) { r.lift(dy) }, func(dy float32) { p.drop(r, dy) })
	var aspects []string
	for _, a := range core.Aspects() {
		aspects = append(aspects, string(a))
	}
	r.aspect = choices.NewPicks(aspects, func(i int) { p.edit(r.id, func(s *shots.Row) { s.Aspect = core.Aspects()[i] }) })
	r.prompt.OnChanged = func(text string) {
		if !p.filling {
			p.edit(r.id, func(s *shots.Row) { s.Prompt = text })
		}
	}
	r.more = kit.NewIcon(theme.MoreVerticalIcon(), words.MoreForShot(), func() { p.offerRow(r) })
	r.remove = kit.NewIcon(theme.CancelIcon(), words.RemoveShot(), func() { p.change(func(l shots.List) shots.List { return l.Remove(r.id) }) })
	r.line = container.New(&rowLayout{r}, r.grip, r.thumb, r.blanks, r.prompt, r.name, r.aspect, r.says, r.price, r.more, r.remove)
	r.card = kit.NewPanel(kit.ColorSurface, kit.ColorLine, kit.RadiusCard, fyne.NewSize(10, 9), r.line)
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
	p.handOver(r, s.ID)
	r.index = i
	p.fillEntries(r, s)
	name := words.OneLine(s.Picture.Name)
	_, adds := s.Added()
	if adds {
		name = words.SameForAll(p.list.Template(i))
	}
	r.name.Set(name, kit.ColorMuted)
	r.aspect.Choose(slices.Index(core.Aspects(), s.Aspect))

	info, look := p.info(s.Engine), p.looks[s.Picture.Path]
	text, tone, marks := look.judge(info, s)
	p.fillThumb(r, s, look, marks, tone)
	if wrong := p.wrong[s.ID]; wrong != "" {
		text, tone = wrong, words.Bad
	}
	r.says.Set(text, kit.Tone(tone))
	r.price.Set(words.ShotPrice(info), kit.ColorText)
	r.arrange(rowShape{price: p.priceWidth(r.price), says: r.says.MinSize().Height, blanks: len(r.blanks.Objects), adds: adds && p.wrong[s.ID] == ""})
}

// handOver gives a row to a shot, by its id. What is typed belongs to the shot that it was begun for.
func (p *Page) handOver(r *row, id string) {
	if r.id == id {
		return
	}
	if c := p.host.Fyne().Canvas(); r.typedInto(c.Focused()) {
		c.Unfocus()
	}
	if p.filled[r.id] == r {
		delete(p.filled, r.id)
	}
	p.filled[id] = r
	r.id = id
}

// fillEntries shows what a shot has for a prompt, and what is in its blanks.
func (p *Page) fillEntries(r *row, s shots.Row) {
	p.filling = true
	defer func() { p.filling = false }()
	if r.prompt.Text != s.Prompt {
		r.prompt.SetText(s.Prompt)
	}
	p.fillBlanks(r, s)
	idle := words.SameForAll(p.list.Prompt)
	if len(r.blanks.Objects) > 0 {
		idle = words.OwnPrompt()
	}
	r.prompt.setIdle(idle)
}

// fillThumb shows the frame of a shot with its marks, unless it is shown already; nothing before the picture has been read.
func (p *Page) fillThumb(r *row, s shots.Row, look *look, marks []image.Rectangle, tone words.Tone) {
	key := thumbKey{look: look, marks: fmt.Sprint(marks), ink: kit.ColorOf(r.thumb, kit.Tone(tone)), px: kit.Pixels(r.thumb, thumbSize)}
	seen := look != nil && look.small != nil && key.px.X > 0
	if seen {
		key.frame = look.frame(s).Part
	}
	if key == r.shown {
		return
	}
	r.shown = key
	if !seen {
		r.thumb.SetImage(nil)
		return
	}
	r.thumb.SetImage(stills.Contain(look.small, look.quality.Whole().Part, key.frame, key.px, marks, key.ink))
}

// typedInto reports whether what has the focus is an entry of the row.
func (r *row) typedInto(focused fyne.Focusable) bool {
	return focused == r.prompt || slices.ContainsFunc(r.blanks.Objects, func(o fyne.CanvasObject) bool { return any(o) == any(focused) })
}

// arrange lays the row out anew where what it shows takes other room.
func (r *row) arrange(shape rowShape) {
	if r.shape != shape {
		r.shape = shape
		r.line.Refresh()
	}
}

// info describes an engine; where there is none of that id, it has only that, as its name too.
func (p *Page) info(id core.EngineID) core.Info {
	if info, ok := core.InfoOf(p.infos, id); ok {
		return info
	}
	return core.Info{ID: id, Name: string(id)}
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
