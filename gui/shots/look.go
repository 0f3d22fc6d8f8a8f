package shots

import (
	"context"
	"image"

	"golang.org/x/image/draw"

	"caracal/core"
	"caracal/core/picture"
	"caracal/gui/words"
)

// A look is what is known of a picture once it has been looked at.
type look struct {
	small *image.RGBA // of the whole picture
	size  image.Point // in pixels of the file
	focus core.Point  // what the frame is laid around
	faces int
	flaws []picture.Finding
	err   error // why it cannot be read
}

// smallSide is the long side of a small copy in pixels: the row's frame on a fine screen. Of a thousand pictures they take 70 MB.
const smallSide = 160

// see looks at the picture at path. It takes a tenth of a second and more, and as much memory as the picture needs to be opened.
func see(ctx context.Context, open func(context.Context, string) (*picture.Picture, error), path string) *look {
	p, err := open(ctx, path)
	if err != nil {
		return &look{err: err}
	}
	found := picture.Faces(p.Image)
	size := p.Image.Rect.Size()
	l := &look{
		size: image.Pt(p.Width, p.Height), faces: len(found), flaws: picture.Inspect(p, found), focus: picture.SubjectAmong(p.Image, found).Focus(size),
	}
	scale := min(1, float64(smallSide)/float64(max(size.X, size.Y)))
	l.small = image.NewRGBA(image.Rect(0, 0, max(1, int(float64(size.X)*scale)), max(1, int(float64(size.Y)*scale))))
	draw.ApproxBiLinear.Scale(l.small, l.small.Rect, p.Image, p.Image.Rect, draw.Src, nil)
	return l
}

// framed returns what an aspect shows of the picture, as large as it fits into a box of px pixels, and in its middle.
func (l *look) framed(a core.Aspect, px image.Point) *image.RGBA {
	w, h := a.Size()
	scale := min(float64(px.X)/float64(w), float64(px.Y)/float64(h))
	size := image.Pt(max(1, int(float64(w)*scale+0.5)), max(1, int(float64(h)*scale+0.5)))
	at := px.Sub(size).Div(2)
	dst := image.NewRGBA(image.Rectangle{Max: px})
	draw.ApproxBiLinear.Scale(dst, image.Rectangle{Min: at, Max: at.Add(size)}, l.small, picture.Frame(l.small.Rect.Size(), a, l.focus), draw.Src, nil)
	return dst
}

// words says what is worth knowing of the picture, where an engine makes a clip of an aspect of it.
func (l *look) words(engine core.Info, a core.Aspect) (string, words.Tone) {
	switch {
	case l == nil:
		return words.ReadingShot(), words.Muted
	case l.err != nil:
		what, _ := words.Explain(l.err)
		return what, words.Bad
	}
	flaws := l.flaws
	if picture.IsCramped(l.size, a) {
		flaws = append(flaws[:len(flaws):len(flaws)], picture.Finding{Flaw: picture.Cramped})
	}
	return words.PictureFor(engine, l.faces, flaws, min(l.size.X, l.size.Y))
}

// lookOn looks at the first picture of the list that nobody has looked at yet, and then at the next. One at a time is open.
func (p *Page) lookOn() {
	if p.looking {
		return
	}
	for _, r := range p.list.Rows {
		path := r.Picture.Path
		if p.looks[path] != nil {
			continue
		}
		p.looking = true
		p.inbox.Ask(func(ctx context.Context) func() {
			l := see(ctx, p.open, path)
			return func() {
				p.looking = false
				p.looks[path] = l
				p.showLook(path)
				p.lookOn()
			}
		})
		return
	}
}

// showLook shows what a look at a picture has found on the rows that are seen.
func (p *Page) showLook(path string) {
	for id, r := range p.filled {
		if i := r.index; i < len(p.list.Rows) && p.list.Rows[i].ID == id && p.list.Rows[i].Picture.Path == path {
			p.fillRow(i, r)
		}
	}
}
