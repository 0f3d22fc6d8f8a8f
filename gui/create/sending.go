package create

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/core/picture"
	"caracal/core/vision"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// A sending is what leaves this computer for a paid clip: the whole picture, in which the engine looks for the face, or the framed part of it only.
type sending struct {
	row         *fyne.Container // the choice
	whole, part *kit.Chip
	faces       *kit.Text       // what the faces in it mean, before money is spent
	crop        *fyne.Container // a button that leaves one of several

	weighed  parcel
	bytes    int64 // of weighed; 0 when nobody knows
	weighing bool
}

// newSending returns a sending of whole pictures; chosen is called when the person chooses, and crop to have one face left.
func newSending(chosen func(part bool), crop func()) *sending {
	s := &sending{faces: kit.NewSmall(""), crop: container.NewHBox(kit.NewButton(words.CropToFace(), nil, crop))}
	choose := func(part bool) func() { return func() { chosen(part) } }
	s.whole, s.part = kit.NewChip(words.WholePicture(), choose(false)), kit.NewChip(words.FramedPart(), choose(true))
	s.row = container.New(layout.NewCustomPaddedHBoxLayout(6), s.whole, s.part)
	s.faces.Hide()
	s.crop.Hide()
	s.row.Hide()
	return s
}

// A parcel is a picture as it would be sent.
type parcel struct {
	source *source
	framed bool
	aspect core.Aspect // of the frame; zero for the whole, like focus
	focus  core.Point
}

// parcel returns what would be sent now, and whether anything would.
func (c choice) parcel() (parcel, bool) {
	info, ok := c.info()
	if !ok || info.Local || c.source == nil {
		return parcel{}, false
	}
	if c.framedOnly {
		return parcel{c.source, true, c.aspect, c.focusPoint()}, true
	}
	return parcel{source: c.source}, true
}

// view returns what is to be said of what is sent.
func (c parcel) view() vision.View {
	if c.framed {
		return c.source.quality.Framed(c.aspect, c.focus)
	}
	return c.source.quality.Whole()
}

// weigh returns how many bytes are sent. It takes about a tenth of a second.
func (c parcel) weigh() int64 {
	if c.source.kept && !c.framed {
		return c.source.picture.Bytes // the studio sends its copy as it is
	}
	var n counter
	if err := picture.Encode(&n, c.source.picture.Image.SubImage(c.view().Part)); err != nil {
		return 0
	}
	return int64(n)
}

// A counter counts what is written to it.
type counter int64

func (n *counter) Write(b []byte) (int, error) {
	*n += counter(len(b))
	return len(b), nil
}

// weighAfter is how long what would be sent has to be the same before it is weighed: while the frame is being moved, nobody needs to know.
const weighAfter = 200 * time.Millisecond

// chooseSent has the whole picture sent from now on, or only the framed part of it.
func (p *Page) chooseSent(part bool) {
	p.framedOnly = part
	p.render()
}

// renderSending brings what is said about the sending up to date, and has it weighed. Of two hindrances one is said: ready is that nothing else stands in the way.
func (p *Page) renderSending(ready bool) {
	s := p.sending
	now, sends := p.parcel()
	if s.weighed.source != p.source { // a picture that is gone takes no memory
		s.weighed, s.bytes = parcel{}, 0
	}
	kit.SetVisible(s.row, sends)
	s.whole.SetOn(!p.framedOnly)
	s.part.SetOn(p.framedOnly)
	text, tone, people := "", words.Muted, 0
	if info, _ := p.info(); sends && ready {
		people = len(now.view().People)
		text, tone = words.FaceCheck(people, now.framed, words.EngineName(info))
	}
	s.faces.Set(text, kit.Tone(tone))
	kit.SetVisible(s.faces, text != "")
	kit.SetVisible(s.crop, people > 1)
	if !sends || s.weighed == now || s.weighing {
		return
	}
	s.weighing = true
	p.inbox.After(weighAfter, func() {
		now, sends := p.parcel()
		if !sends {
			s.weighing = false
			return
		}
		p.weigh(now)
	})
}

// weigh finds out how large the parcel is. When another one is to be sent by then, that is weighed next.
func (p *Page) weigh(c parcel) {
	p.inbox.Ask(func(context.Context) func() {
		n := c.weigh()
		return func() {
			p.sending.weighed, p.sending.bytes, p.sending.weighing = c, n, false
			p.render()
		}
	})
}

// weight returns how many bytes would be sent; 0 while nobody knows.
func (p *Page) weight() int64 {
	if now, sends := p.parcel(); sends && p.sending.weighed == now {
		return p.sending.bytes
	}
	return 0
}

// sentWords say what would be sent, with its size where bytes is not 0.
func (c choice) sentWords(bytes int64) string { return words.Sends(c.framedOnly, bytes) }

// stageWords say what the stage has to do with the clip.
func (c choice) stageWords() string {
	now, sends := c.parcel()
	return words.OnStage(sends, now.framed)
}
