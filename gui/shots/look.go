package shots

import (
	"context"
	"image"

	"caracal/core"
	"caracal/core/picture"
	"caracal/core/shots"
	"caracal/core/vision"
	"caracal/gui/words"
)

// A look is what is known of a picture once it has been looked at.
type look struct {
	small   *image.RGBA // of the whole picture
	focus   core.Point  // what the frame is laid around, unless the shot says otherwise
	quality vision.Quality
	err     error // why it cannot be read
}

// smallSide is the long side of a small copy in pixels: the row's frame on a fine screen. Of a thousand pictures they take 70 MB.
const smallSide = 160

// examine opens the picture at path and examines it. It takes a tenth of a second and more, and as much memory as the picture needs to be opened.
func examine(ctx context.Context, open func(context.Context, string) (*picture.Picture, error), path string) *look {
	p, err := open(ctx, path)
	if err != nil {
		return &look{err: err}
	}
	found := vision.Examine(p, smallSide)
	return &look{small: found.Small, quality: found.Quality, focus: found.Subject.Focus(p.Image.Rect.Size())}
}

// frame returns what the aspect of a shot shows of the picture. The picture could be read.
func (l *look) frame(s shots.Row) vision.View {
	focus := s.Focus
	if focus == (core.Point{}) {
		focus = l.focus
	}
	return l.quality.Framed(s.Aspect, focus)
}

// judge says what is worth knowing of what an engine makes a shot of, and where in the picture it is.
func (l *look) judge(engine core.Info, s shots.Row) (text string, tone words.Tone, at []image.Rectangle) {
	switch {
	case l == nil:
		return words.ReadingShot(), words.Muted, nil
	case l.err != nil:
		return words.Explain(l.err).What, words.Bad, nil
	}
	v := l.quality.Whole()
	if engine.Local || s.Framed {
		v = l.frame(s)
	}
	text, tone, flaw := words.PictureFor(engine, v)
	return text, tone, v.Marks(flaw)
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
			l := examine(ctx, p.open, path)
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
