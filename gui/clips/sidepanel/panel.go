package clips

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"caracal/core"
	"caracal/gui/film"
	"caracal/gui/kit"
	"caracal/gui/kit/playback"
	"caracal/gui/words"
)

// A sidePanel shows one clip: it plays it, tells its story, and offers what can be done with it.
type sidePanel struct {
	screen    *playback.Screen
	player    *film.Player
	transport *film.Transport
	prompt    *widget.Label
	said      fyne.CanvasObject // the prompt, in its place
	facts     *factTable
	story     *container.Scroll // both
	tags      *fyne.Container
	again     *kit.Button
	real      *kit.Button // for drafts
	heart     *kit.Button
	living    []fyne.CanvasObject // buttons for clips that are not in the bin
	reveal    *kit.Button
	remove    *kit.Button // or restore, in the bin
	buttons   *fyne.Container

	page    *Page
	content *fyne.Container
	view    fyne.CanvasObject

	clip core.Clip
}

// transportLabels are the words beside the player.
func transportLabels() film.Labels {
	return film.Labels{
		Loop: words.Loop(), BackTip: words.TipBack(), PlayTip: words.TipPlay(), ForwardTip: words.TipForward(), LoopTip: words.TipLoop(), FullTip: words.TipFull(), HeartTip: words.TipFavourite(),
	}
}

// newSidePanel returns a panel that shows nothing yet.
func newSidePanel(page *Page) *sidePanel {
	p := &sidePanel{screen: playback.NewScreen(fyne.NewSize(16, 9)), facts: newFactTable(), page: page}
	p.player = film.NewPlayer(p.screen, page.inbox.Run)
	p.transport = film.NewTransport(p.player, theme.ViewFullScreenIcon(), transportLabels(), page.enlarge)
	p.screen.OnTapped, p.screen.OnDoubleTapped = p.player.Toggle, page.enlarge
	p.prompt = widget.NewLabel("")
	p.prompt.Wrapping, p.prompt.Selectable = fyne.TextWrapWord, true
	p.said = kit.Flush(p.prompt)
	p.story = container.NewVScroll(container.New(&kit.Column{Gap: kit.Gap}, p.said, p.facts.view))
	p.tags = container.New(layout.NewRowWrapLayoutWithCustomPadding(6, 6))
	p.again = kit.NewMainButton(words.AnotherTake(), func() { page.makeAgain(p.clip.Story.Engine, []core.Clip{p.clip}) })
	p.real = kit.NewButton("", nil, func() { page.makeAgain(core.Lynx, []core.Clip{p.clip}) })
	p.heart = kit.NewButton("", kit.HeartIcon(false), page.favour)
	p.heart.Tip = words.TipFavourite()
	p.heart.Holds = func() bool { return p.clip.Story.Favourite }
	frame := kit.NewButton(words.SaveFrame(), nil, page.saveFrame)
	export := kit.NewButton(words.ExportClips(), nil, page.Export)
	export.Tip = words.TipExport()
	p.living = []fyne.CanvasObject{p.heart, frame, export}
	p.reveal = kit.NewButton(words.ShowInFolder(), nil, func() { page.openFolder(p.clip.Path) })
	p.remove = kit.NewButton(words.DeleteOrRestore(false), nil, page.remove)
	p.buttons = container.New(layout.NewRowWrapLayoutWithCustomPadding(8, 8), p.real, p.heart, frame, export, p.reveal, p.remove)

	t := p.transport
	p.content = container.New(p, p.screen, t.Scrubber, t.Back, t.Play, t.Forward, t.Time, t.Loop, t.Full, p.story, p.tags, p.again, p.buttons)
	p.view = kit.NewPanel(kit.ColorSurface, kit.ColorClear, "", fyne.NewSquareSize(kit.Margin), p.content)
	return p
}

// show shows a clip from its first frame, playing or not. An unready decoder is no reason to show nothing: the poster is there.
func (p *sidePanel) show(c core.Clip, film film.Film, playing, ready bool) {
	p.clip = c
	p.prompt.SetText(c.Story.Prompt)
	kit.SetVisible(p.said, c.Story.Prompt != "")
	p.story.ScrollToTop()
	p.screen.SetFrame(nil)
	p.screen.SetNote("")
	if !ready {
		p.screen.SetNote(words.Preparing())
	}
	p.tell(time.Now()) // the screen takes the clip's shape
	if playing {
		p.player.Show(film, true)
	} else {
		p.player.Browse(film)
	}
}

// tell brings what is written up to date.
func (p *sidePanel) tell(now time.Time) {
	p.facts.set(words.ClipFacts(p.clip, now))
	p.tellMarks()
	bin := !p.clip.Deleted.IsZero()
	p.remove.Tip = ""
	if !bin {
		p.remove.Tip = words.TipDelete()
	}
	p.remove.SetText(words.DeleteOrRestore(bin))
}

// tellMarks shows what the person has added to the clip.
func (p *sidePanel) tellMarks() {
	kept := p.clip.Deleted.IsZero()
	for _, b := range p.living {
		kit.SetVisible(b, kept)
	}
	kit.SetVisible(p.again, p.clip.Story.Picture != "")
	price, can := p.page.realPrice()
	p.real.SetText(words.RealOnes(1, price))
	kit.SetVisible(p.real, kept && can && p.clip.Story.Engine == core.Draft && p.clip.Story.Picture != "")
	if icon := kit.HeartIcon(p.clip.Story.Favourite); p.heart.Icon.Name() != icon.Name() {
		p.heart.SetIcon(icon)
	}
	kit.SetVisible(p.tags, kept)
	p.tags.RemoveAll()
	for _, tag := range p.clip.Story.Tags {
		p.tags.Add(kit.NewChip("# "+words.ShortName(tag), func() { p.page.findTag(tag) }))
	}
	add := "+"
	if len(p.clip.Story.Tags) == 0 {
		add = words.AddTag()
	}
	p.tags.Add(kit.NewChip(add, p.page.openTags))
	p.content.Refresh()
}

// SetImage shows the clip's poster until there is a frame of the film.
func (p *sidePanel) SetImage(poster *image.RGBA) {
	if poster != nil && p.screen.Frame() == nil {
		p.screen.SetFrame(poster)
	}
}

// posterSize returns the real pixels of the poster on the screen.
func (p *sidePanel) posterSize() image.Point {
	return film.Fit(image.Pt(p.clip.Width, p.clip.Height), p.screen.Pixels())
}

const (
	scrubberTop   float32 = 6    // between the screen and the scrubber
	buttonGap     float32 = 8    // between buttons
	tallestScreen float32 = 0.45 // of the panel's height
)

// MinSize is what the panel needs at its narrowest, with a few lines of the story.
func (p *sidePanel) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(268, 480)
}

// Layout puts the parts under each other, from both ends. What is between is the story's, and if that is little the screen gives of its own.
func (p *sidePanel) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	w := size.Width
	low := p.layoutFoot(size)
	transport := p.layoutTransport(fyne.NewSize(w, 0)) // its height
	story := p.story.Content
	story.Resize(fyne.NewSize(w, story.Size().Height)) // its height follows from its width
	wide := w * 9 / 16
	screen := wide
	if p.clip.Width > 0 && p.clip.Height > 0 {
		screen = min(w*float32(p.clip.Height)/float32(p.clip.Width), max(wide, size.Height*tallestScreen))
	}
	screen = max(min(screen, low-transport-story.MinSize().Height), min(screen, wide))
	kit.Place(p.screen, 0, 0, fyne.NewSize(w, screen))
	y := p.layoutTransport(fyne.NewSize(w, screen))
	kit.Place(p.story, 0, y, fyne.NewSize(w, max(low-y, 0)))
}

// layoutTransport puts what plays the clip below a screen of this size, and returns where it ends.
func (p *sidePanel) layoutTransport(screen fyne.Size) (end float32) {
	w, t := screen.Width, p.transport
	y := screen.Height + scrubberTop
	bar, clock := t.Scrubber.MinSize().Height, t.Time.MinSize()
	room := w // that the buttons leave for the time
	for _, b := range t.Buttons() {
		room -= b.MinSize().Width + buttonGap
	}
	narrow := room < clock.Width
	if narrow {
		kit.Place(t.Scrubber, 0, y, fyne.NewSize(w-clock.Width-buttonGap, bar))
		kit.Place(t.Time, w-clock.Width, y+(bar-clock.Height)/2, clock)
	} else {
		kit.Place(t.Scrubber, 0, y, fyne.NewSize(w, bar))
	}
	y += bar + scrubberTop

	x, line := float32(0), t.Play.MinSize().Height
	for _, b := range []*kit.Button{t.Back, t.Play, t.Forward} {
		kit.Place(b, x, y, fyne.NewSize(b.MinSize().Width, line))
		x += b.MinSize().Width + buttonGap
	}
	right := w
	for _, b := range []*kit.Button{t.Full, t.Loop} {
		right -= b.MinSize().Width
		kit.Place(b, right, y, fyne.NewSize(b.MinSize().Width, line))
		right -= buttonGap
	}
	if !narrow {
		kit.Place(t.Time, x, y+(line-clock.Height)/2, fyne.NewSize(right-x, clock.Height))
	}
	return y + line + kit.Gap
}

// layoutFoot puts what can be done with the clip at the lower end, and returns where it begins.
func (p *sidePanel) layoutFoot(size fyne.Size) (begin float32) {
	w, low := size.Width, size.Height
	up := func(o fyne.CanvasObject) {
		if o.Visible() {
			low -= o.MinSize().Height
			kit.Place(o, 0, low, fyne.NewSize(w, o.MinSize().Height))
			low -= kit.Gap
		}
	}
	for _, rows := range []*fyne.Container{p.buttons, p.tags} { // their heights follow from their width
		rows.Resize(fyne.NewSize(w, rows.Size().Height))
	}
	up(p.buttons)
	up(p.again)
	up(p.tags)
	return low
}

// A factTable is two columns of words.
type factTable struct {
	view   *fyne.Container
	names  []*kit.Text
	values []*kit.Text
}

func newFactTable() *factTable {
	t := &factTable{}
	t.view = container.New(t)
	return t
}

// set shows the facts, and draws only what has changed.
func (t *factTable) set(facts []words.Fact) {
	for len(t.names) < len(facts) {
		name := &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted}
		value := &kit.Text{SizeName: kit.SizeSmall, Fit: kit.Wrap}
		t.names, t.values = append(t.names, name), append(t.values, value)
		t.view.Add(name)
		t.view.Add(value)
	}
	for i := range t.names {
		if i >= len(facts) {
			t.names[i].Hide()
			t.values[i].Hide()
			continue
		}
		t.names[i].Set(facts[i].Name, kit.ColorMuted)
		t.values[i].Set(facts[i].Value, kit.ColorText)
		t.names[i].Show()
		t.values[i].Show()
	}
	t.view.Refresh()
}

const factGap float32 = 7 // between lines

// nameWidth is the width of the first column: as much as its widest name needs,
// whatever the language, and never more than leaves the values room.
func (t *factTable) nameWidth(width float32) float32 {
	widest := float32(0)
	for _, name := range t.names {
		if name.Visible() {
			widest = max(widest, name.MinSize().Width)
		}
	}
	return min(widest+factGap, width/2)
}

// MinSize is the height that the table needs at the width that it has.
func (t *factTable) MinSize([]fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, v := range t.values {
		if v.Visible() {
			height += v.MinSize().Height + factGap
		}
	}
	return fyne.NewSize(160, height)
}

// Layout puts the lines under each other.
func (t *factTable) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	x, y := t.nameWidth(size.Width), float32(0)
	for i, v := range t.values {
		if !v.Visible() {
			continue
		}
		v.Move(fyne.NewPos(x, y))
		v.Resize(fyne.NewSize(size.Width-x, v.MinSize().Height)) // its height follows from its width
		v.Resize(fyne.NewSize(size.Width-x, v.MinSize().Height))
		t.names[i].Move(fyne.NewPos(0, y))
		t.names[i].Resize(t.names[i].MinSize())
		y += v.MinSize().Height + factGap
	}
}
