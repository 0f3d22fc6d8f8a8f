package shots

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"caracal/core"
	"caracal/core/shots"
	"caracal/gui/film"
	"caracal/gui/kit"
	"caracal/gui/kit/choices"
	"caracal/gui/kit/linebreak"
	"caracal/gui/kit/rows"
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
	prompt *own
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

// An own is the entry for a shot's own prompt, which says while it is written what may be written into it.
type own struct {
	kit.Entry
	rests   string // stands in it otherwise
	written bool   // somebody writes
}

func newOwn() *own {
	o := &own{}
	o.ExtendBaseWidget(o)
	return o
}

// rest says what stands in it while it is empty and nobody writes.
func (o *own) rest(holder string) {
	o.rests = holder
	o.hold()
}

// holder is what stands in it now, as far as there is room.
func (o *own) holder() string {
	if o.written {
		return words.OwnOrAdded()
	}
	return o.rests
}

// hold cuts that to the entry's width: Fyne's entry has a bar to scroll what is longer.
func (o *own) hold() {
	room := o.Size().Width - 2*theme.InnerPadding()
	text := linebreak.Cut(o.holder(), room, func(s string) float32 { return fyne.MeasureText(s, theme.TextSize(), o.TextStyle).Width })
	if room > 0 {
		o.SetPlaceHolder(text)
	}
}

// AccessibilityLabel is what stands in it, whole.
func (o *own) AccessibilityLabel() string { return o.holder() }

// Resize is Fyne's.
func (o *own) Resize(size fyne.Size) {
	o.Entry.Resize(size)
	o.hold()
}

// FocusGained is Fyne's.
func (o *own) FocusGained() {
	o.written = true
	o.hold()
	o.Entry.FocusGained()
}

// FocusLost is Fyne's.
func (o *own) FocusLost() {
	o.written = false
	o.hold()
	o.Entry.FocusLost()
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
		prompt: newOwn(),
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
	if r.id != s.ID {
		// What is typed belongs to the shot that it was begun for.
		if c := p.host.Fyne().Canvas(); r.typedInto(c.Focused()) {
			c.Unfocus()
		}
		if p.filled[r.id] == r {
			delete(p.filled, r.id)
		}
		p.filled[s.ID] = r
		r.id = s.ID
	}
	r.index = i
	p.filling = true
	if r.prompt.Text != s.Prompt {
		r.prompt.SetText(s.Prompt)
	}
	p.fillBlanks(r, s)
	holder := words.SameForAll(p.list.Prompt)
	if len(r.blanks.Objects) > 0 {
		holder = words.OwnPrompt()
	}
	r.prompt.rest(holder)
	p.filling = false
	name := words.OneLine(s.Picture.Name)
	_, adds := s.Added()
	if adds {
		name = words.SameForAll(p.list.Template(i))
	}
	r.name.Set(name, kit.ColorMuted)
	for j, a := range core.Aspects() {
		if a == s.Aspect {
			r.aspect.Choose(j)
		}
	}
	info := p.info(s.Engine)
	look := p.looks[s.Picture.Path]
	text, tone, marks := look.judge(info, s)
	key := thumbKey{look: look, marks: fmt.Sprint(marks), ink: kit.ColorOf(r.thumb, kit.Tone(tone)), px: kit.Pixels(r.thumb, thumbSize)}
	if wrong := p.wrong[s.ID]; wrong != "" {
		text, tone = wrong, words.Bad
	}
	r.says.Set(text, kit.Tone(tone))
	r.price.Set(words.ShotPrice(info), kit.ColorText)
	r.arrange(rowShape{price: p.priceWidth(r.price), says: r.says.MinSize().Height, blanks: len(r.blanks.Objects), adds: adds && p.wrong[s.ID] == ""})
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
	r.thumb.SetImage(film.Contain(look.small, look.quality.Whole().Part, key.frame, key.px, marks, key.ink))
}

// typedInto reports whether what has the focus is an entry of the row.
func (r *row) typedInto(focused fyne.Focusable) bool {
	return focused == r.prompt || slices.ContainsFunc(r.blanks.Objects, func(o fyne.CanvasObject) bool { return any(o) == any(focused) })
}

// fillBlanks shows an entry for each blank of a shot. Those that are there are kept, because one may be typed into.
func (p *Page) fillBlanks(r *row, s shots.Row) {
	names := p.list.Blanks(r.index)
	if had := len(r.blanks.Objects); had != len(names) {
		r.blanks.Objects = r.blanks.Objects[:min(had, len(names))]
		for at := had; at < len(names); at++ {
			r.blanks.Add(p.newBlank(r, at))
		}
	}
	for at, name := range names {
		e := r.blanks.Objects[at].(*kit.Entry)
		if with := s.Blanks[name]; e.Text != with {
			e.SetText(with)
		}
		e.SetPlaceHolder(name)
	}
}

// newBlank returns the entry for a row's blank of that number.
func (p *Page) newBlank(r *row, at int) *kit.Entry {
	e := kit.NewEntry()
	e.OnChanged = func(text string) {
		if !p.filling {
			p.change(func(l shots.List) shots.List { return l.Fill(r.id, l.Blanks(r.index)[at], text) })
		}
	}
	return e
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

// offerRow offers what can be done with one shot.
func (p *Page) offerRow(r *row) {
	id, at := r.id, r.index
	adds := fyne.NewMenuItem(words.AddToAll(), func() { p.addToAll(r) })
	_, adds.Checked = p.list.Rows[at].Added()
	items := []*fyne.MenuItem{
		adds,
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(words.Duplicate(), func() { p.try(func(l shots.List) (shots.List, error) { return l.Duplicate(id) }) }),
		fyne.NewMenuItem(words.MoveUp(), func() { p.change(func(l shots.List) shots.List { return l.Move(id, at-1) }) }),
		fyne.NewMenuItem(words.MoveDown(), func() { p.change(func(l shots.List) shots.List { return l.Move(id, at+1) }) }),
		fyne.NewMenuItemSeparator(),
	}
	items[3].Disabled, items[4].Disabled = at == 0, at == len(p.list.Rows)-1
	for _, info := range p.infos {
		items = append(items, fyne.NewMenuItem(words.EngineChoice(info), func() { p.edit(id, func(s *shots.Row) { s.Engine = info.ID }) }))
	}
	p.menu(r.more, items)
}

// addToAll has what a row says follow the prompt for all, or again take its place, and lets the person go on writing.
func (p *Page) addToAll(r *row) {
	p.edit(r.id, func(s *shots.Row) {
		if added, adds := s.Added(); adds {
			s.Prompt = added
			return
		}
		s.Prompt = "+ " + strings.TrimSpace(s.Prompt)
	})
	p.host.Fyne().Canvas().Focus(r.prompt)
	r.prompt.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
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
	ownShare        = 0.4 // of the prompt's place, beside blanks
	blankGap        = 4   // between the entries of blanks
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
	right -= r.shape.price
	middle(r.price, right, r.shape.price, line(r.price))
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
	under, lines := r.name, 2
	if narrow {
		under = r.says
		if r.shape.adds {
			lines = 1 // and what the prompt comes to in the other
		}
	}
	if r.says.Lines != lines {
		r.says.Lines = lines
		r.says.Refresh()
	}
	if narrow {
		under.Resize(fyne.NewSize(width, under.Size().Height)) // it wraps
	}
	entry := r.prompt.MinSize().Height
	below := line(under)
	if narrow && r.shape.adds {
		below += line(r.name)
	}
	top := (size.Height - entry - 2 - below) / 2
	own := width
	if len(r.blanks.Objects) > 0 {
		own = width * ownShare
		r.blanks.Move(fyne.NewPos(left, top))
		r.blanks.Resize(fyne.NewSize(width-own-blankGap, entry))
	}
	r.prompt.Move(fyne.NewPos(left+width-own, top))
	r.prompt.Resize(fyne.NewSize(own, entry))
	under.Move(fyne.NewPos(left, top+entry+2))
	under.Resize(fyne.NewSize(width, line(under)))
	if narrow {
		r.name.Move(fyne.NewPos(left, top+entry+2+line(under)))
		r.name.Resize(fyne.NewSize(width, line(r.name)))
	}
	kit.SetVisible(r.name, !narrow || r.shape.adds)
}

// MinSize is Fyne's.
func (l *rowLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(460, max(thumbSize.Height, l.row.prompt.MinSize().Height+2+l.row.name.MinSize().Height))
}

// An evenLayout gives the same width to each of the entries of blanks.
type evenLayout struct{}

var _ fyne.Layout = (*evenLayout)(nil)

// Layout is Fyne's.
func (*evenLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := (size.Width - blankGap*float32(len(o)-1)) / float32(max(1, len(o)))
	for i, e := range o {
		e.Move(fyne.NewPos(float32(i)*(width+blankGap), 0))
		e.Resize(fyne.NewSize(width, size.Height))
	}
}

// MinSize is Fyne's. The row knows how much room there is.
func (*evenLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
