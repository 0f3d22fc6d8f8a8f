package shots

import (
	"math"

	"fyne.io/fyne/v2"

	"caracal/gui/kit"
	"caracal/gui/words"
)

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
	narrow := size.Width < narrowRow
	left := l.layoutLeft(size)
	right := l.layoutRight(size, narrow)
	l.layoutPrompt(left, max(60, right-rowGap-left), size.Height, narrow)
}

// middle puts a part of the row halfway down it.
func middle(o fyne.CanvasObject, x, width, height, row float32) {
	kit.Place(o, x, (row-height)/2, fyne.NewSize(width, height))
}

// layoutLeft puts what is before the prompt, and returns where that begins.
func (l *rowLayout) layoutLeft(size fyne.Size) (left float32) {
	r := l.row
	middle(r.grip, 0, 20, 40, size.Height)
	middle(r.thumb, 20+rowGap, thumbSize.Width, thumbSize.Height, size.Height)
	return 20 + rowGap + thumbSize.Width + rowGap
}

// layoutRight puts what is behind the prompt, and returns where that begins.
func (l *rowLayout) layoutRight(size fyne.Size, narrow bool) (right float32) {
	r := l.row
	right = size.Width
	for _, icon := range []*kit.Icon{r.remove, r.more} {
		right -= 20
		middle(icon, right, 20, 20, size.Height)
		right -= 2
	}
	right -= r.shape.price
	middle(r.price, right, r.shape.price, r.price.MinSize().Height, size.Height)
	if !narrow {
		right -= saysWidth + rowGap
		r.says.Resize(fyne.NewSize(saysWidth, r.says.Size().Height)) // its height follows from its width
		middle(r.says, right, saysWidth, r.says.MinSize().Height, size.Height)
	}
	picks := r.aspect.MinSize()
	right -= picks.Width + rowGap
	middle(r.aspect, right, picks.Width, picks.Height, size.Height)
	return right
}

// layoutPrompt puts the prompt, with its blanks before it, and below it the picture's name, or what is said of the picture where the row is narrow.
func (l *rowLayout) layoutPrompt(left, width, height float32, narrow bool) {
	r := l.row
	line := func(o fyne.CanvasObject) float32 { return o.MinSize().Height }
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
	entry := line(r.prompt)
	below := line(under)
	if narrow && r.shape.adds {
		below += line(r.name)
	}
	top := (height - entry - 2 - below) / 2
	own := width
	if len(r.blanks.Objects) > 0 {
		own = width * ownShare
		kit.Place(r.blanks, left, top, fyne.NewSize(width-own-blankGap, entry))
	}
	kit.Place(r.prompt, left+width-own, top, fyne.NewSize(own, entry))
	kit.Place(under, left, top+entry+2, fyne.NewSize(width, line(under)))
	if narrow {
		kit.Place(r.name, left, top+entry+2+line(under), fyne.NewSize(width, line(r.name)))
	}
	kit.SetVisible(r.name, !narrow || r.shape.adds)
}

// MinSize is Fyne's.
func (l *rowLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(460, max(thumbSize.Height, l.row.prompt.MinSize().Height+2+l.row.name.MinSize().Height))
}
