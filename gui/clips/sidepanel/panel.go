package sidepanel

import (
	"image"
	"slices"
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
	"caracal/gui/stills"
	"caracal/gui/words"
)

// Actions are what the panel's buttons do with the clip that is shown.
type Actions struct {
	Enlarge    func()              // shows it on the whole of the computer's screen
	MakeAgain  func(core.EngineID) // begins another take of it, by this engine
	Favour     func()              // makes it a favourite, or no more
	SaveFrame  func()              // that is seen
	Export     func()
	OpenFolder func() // in which it lies
	Remove     func() // to the bin, or back from it
	EditTags   func()
	FindTag    func(tag string)                  // shows the clips that have it
	RealPrice  func() (price core.USD, can bool) // what Lynx asks for a clip, and whether there is a Lynx here
}

// A Panel shows one clip: it plays it, tells its story, and offers what can be done with it.
type Panel struct {
	Player *film.Player
	Screen *playback.Screen // of the player, while nothing larger is

	do        Actions
	transport *film.Transport
	prompt    *widget.Label
	said      fyne.CanvasObject // the prompt, in its place
	facts     *factTable
	story     *container.Scroll // both
	tags      *fyne.Container
	shown     []string // that have a chip among tags
	again     *kit.Button
	real      *kit.Button // for drafts
	heart     *kit.Button
	living    []fyne.CanvasObject // buttons for clips that are not in the bin
	remove    *kit.Button         // or restore, in the bin
	buttons   *fyne.Container
	content   *fyne.Container
	view      fyne.CanvasObject

	clip core.Clip
}

// New returns a panel that shows nothing yet. run is that of [film.NewPlayer].
func New(run func(func()), labels film.Labels, do Actions) *Panel {
	p := &Panel{Screen: playback.NewScreen(fyne.NewSize(16, 9)), facts: newFactTable(), do: do}
	p.Player = film.NewPlayer(p.Screen, run)
	p.transport = film.NewTransport(p.Player, theme.ViewFullScreenIcon(), labels, do.Enlarge)
	p.Screen.OnDoubleTapped = do.Enlarge
	p.prompt = widget.NewLabel("")
	p.prompt.Wrapping, p.prompt.Selectable = fyne.TextWrapWord, true
	p.said = kit.Flush(p.prompt)
	p.story = container.NewVScroll(container.New(&kit.Column{Gap: kit.Gap}, p.said, p.facts.view))
	p.tags = container.New(layout.NewRowWrapLayoutWithCustomPadding(6, 6))
	p.again = kit.NewMainButton(words.AnotherTake(), func() { do.MakeAgain(p.clip.Story.Engine) })
	p.real = kit.NewButton("", nil, func() { do.MakeAgain(core.Lynx) })
	p.heart = kit.NewButton("", kit.HeartIcon(false), do.Favour)
	p.heart.Tip = words.TipFavourite()
	p.heart.Holds = func() bool { return p.clip.Story.Favourite }
	frame := kit.NewButton(words.SaveFrame(), nil, do.SaveFrame)
	export := kit.NewButton(words.ExportClips(), nil, do.Export)
	export.Tip = words.TipExport()
	p.living = []fyne.CanvasObject{p.heart, frame, export}
	reveal := kit.NewButton(words.ShowInFolder(), nil, do.OpenFolder)
	p.remove = kit.NewButton(words.DeleteOrRestore(false), nil, do.Remove)
	p.buttons = container.New(layout.NewRowWrapLayoutWithCustomPadding(8, 8), p.real, p.heart, frame, export, reveal, p.remove)

	t := p.transport
	p.content = container.New((*column)(p), p.Screen, t.Scrubber, t.Back, t.Play, t.Forward, t.Time, t.Loop, t.Full, p.story, p.tags, p.again, p.buttons)
	p.view = kit.NewPanel(kit.ColorSurface, kit.ColorClear, "", fyne.NewSquareSize(kit.Margin), p.content)
	return p
}

// View returns what goes beside the clips.
func (p *Panel) View() fyne.CanvasObject { return p.view }

// Clip returns the clip that is shown; it has no id while there is none.
func (p *Panel) Clip() core.Clip { return p.clip }

// Show shows a clip from its first frame, playing or not. An unready decoder is no reason to show nothing: the poster is there.
func (p *Panel) Show(c core.Clip, film film.Film, playing, ready bool) {
	p.clip = c
	p.prompt.SetText(c.Story.Prompt)
	kit.SetVisible(p.said, c.Story.Prompt != "")
	p.story.ScrollToTop()
	p.Screen.SetFrame(nil)
	p.Screen.SetNote("")
	if !ready {
		p.Screen.SetNote(words.Preparing())
	}
	p.tell(time.Now()) // the screen takes the clip's shape
	if playing {
		p.Player.Show(film, true)
	} else {
		p.Player.Browse(film)
	}
}

// Clear forgets the clip that was shown.
func (p *Panel) Clear() {
	p.clip = core.Clip{}
	p.Player.Clear()
}

// Update shows what is known of the clip that is shown by now, and how long ago things were. The film goes on as it is.
func (p *Panel) Update(c core.Clip, now time.Time) {
	p.clip = c
	p.tell(now)
}

// Follow makes the transport agree with the player, and writes a note on the screen where the film has ended badly.
func (p *Panel) Follow(s film.State, note string) {
	p.transport.Show(s)
	if note != "" {
		p.Screen.SetNote(note)
	}
}

// Key does what a key stands for when a clip is played, if it stands for anything.
func (p *Panel) Key(name fyne.KeyName) { p.transport.Key(name) }

// tell brings what is written up to date.
func (p *Panel) tell(now time.Time) {
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
func (p *Panel) tellMarks() {
	kept := p.clip.Deleted.IsZero()
	for _, b := range p.living {
		kit.SetVisible(b, kept)
	}
	kit.SetVisible(p.again, p.clip.Story.Picture != "")
	price, can := p.do.RealPrice()
	p.real.SetText(words.RealOnes(1, price))
	kit.SetVisible(p.real, kept && can && p.clip.Story.Engine == core.Draft && p.clip.Story.Picture != "")
	if icon := kit.HeartIcon(p.clip.Story.Favourite); p.heart.Icon.Name() != icon.Name() {
		p.heart.SetIcon(icon)
	}
	kit.SetVisible(p.tags, kept)
	if !slices.Equal(p.shown, p.clip.Story.Tags) || len(p.tags.Objects) == 0 {
		p.showTags()
	}
	p.content.Refresh()
}

// showTags makes the chips of the tags anew, which takes the keyboard away from them.
func (p *Panel) showTags() {
	p.shown = p.clip.Story.Tags
	p.tags.RemoveAll()
	for _, tag := range p.shown {
		p.tags.Add(kit.NewChip("# "+words.ShortName(tag), func() { p.do.FindTag(tag) }))
	}
	add := "+"
	if len(p.clip.Story.Tags) == 0 {
		add = words.AddTag()
	}
	p.tags.Add(kit.NewChip(add, p.do.EditTags))
}

// SetImage shows the clip's poster until there is a frame of the film.
func (p *Panel) SetImage(poster *image.RGBA) {
	if poster != nil && p.Screen.Frame() == nil {
		p.Screen.SetFrame(poster)
	}
}

// PosterSize returns the real pixels of the poster on the screen.
func (p *Panel) PosterSize() image.Point {
	return stills.Fit(image.Pt(p.clip.Width, p.clip.Height), p.Screen.Pixels())
}
