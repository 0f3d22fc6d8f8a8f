package compare

import (
	"slices"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"caracal/core"
	"caracal/gui/film"
	"caracal/gui/kit"
	"caracal/gui/kit/playback"
	"caracal/gui/kit/tips"
	"caracal/gui/words"
)

// Most is how many clips can be compared.
const Most = 4

// A Guest is a clip that is compared.
type Guest struct {
	Clip core.Clip
	Film film.Film // the view closes it
}

// An Inbox has functions run on the Fyne goroutine: at once, or after some time unless it is stopped before. door.Inbox is one.
type Inbox interface {
	Run(func())
	After(time.Duration, func()) (stop func())
}

// A View compares clips on the whole of the window. Escape and its button leave it.
type View struct {
	widget.BaseWidget
	window fyne.Window
	guests []Guest
	set    *set
	player *film.Player
	keep   func(kept core.Clip, others []core.Clip)
	left   func()

	transport *film.Transport
	screen    *playback.Screen
	handle    *handle
	tips      *tips.Layer
	tags      []*kit.Text
	modes     [2]*kit.Chip // split, side by side
	bars      []fyne.CanvasObject
	content   fyne.CanvasObject

	down  fyne.KeyEvent // the key that has just gone down
	fresh bool          // the key that was typed last had just gone down, and is no repeat
}

var (
	_ fyne.Widget     = (*View)(nil)
	_ fyne.Focusable  = (*View)(nil)
	_ desktop.Keyable = (*View)(nil)
	_ kit.Tipped      = (*View)(nil)
)

// Open compares two to four clips, from their first frames on. Ready says that the clips' decoder need not be waited for. Keep is called, after the view has been left, when the person
// has decided for one of them, and left whenever it has been left.
func Open(w fyne.Window, in Inbox, ready bool, guests []Guest, keep func(kept core.Clip, others []core.Clip), left func()) *View {
	v := &View{window: w, guests: guests, keep: keep, left: left, tips: tips.New(in.After)}
	var films []film.Film
	for _, g := range guests {
		films = append(films, g.Film)
	}
	v.set = newSet(films)
	v.screen = playback.NewScreen(fyne.NewSize(160, 90))
	v.screen.Square = true
	v.player = film.NewPlayer(v.screen, in.Run)
	v.transport = film.NewTransport(v.player, theme.ViewRestoreIcon(), film.Labels{Loop: words.Loop()}, v.Hide)
	v.player.OnChange = func(s film.State) {
		v.transport.Show(s)
		if said := words.Explain(s.Err).String(); said != "" {
			v.screen.SetNote(said)
		}
	}
	v.handle = newHandle(v.set, v.moveTo, func() {
		v.player.Toggle()
		v.focus()
	})
	v.build()
	v.ExtendBaseWidget(v)

	c := w.Canvas()
	c.Content().Hide()
	c.Overlays().Add(v)
	v.Resize(c.Size())
	// Fyne has drawn the buttons before it told them of their theme.
	for _, o := range append(v.bars, v.content) {
		o.Refresh()
	}
	v.showArrangement()
	if !ready {
		v.screen.SetNote(words.Preparing())
	}
	v.player.Show(v.set, true)
	v.focus()
	return v
}

// build makes the widgets.
func (v *View) build() {
	back := kit.NewButton(words.Back(), theme.NavigateBackIcon(), v.Hide)
	v.modes[0] = kit.NewChip(words.SplitMode(), func() { v.arrange(func(a *arrangement) { a.split = true }) })
	v.modes[1] = kit.NewChip(words.SideMode(), func() { v.arrange(func(a *arrangement) { a.split = false }) })
	modes := container.New(layout.NewCustomPaddedHBoxLayout(6), v.modes[0], v.modes[1])
	title := &kit.Text{Text: words.Compare(), Bold: true, Align: fyne.TextAlignCenter}
	top := container.NewStack(container.NewBorder(nil, nil, back, container.NewCenter(modes)), container.NewCenter(title))

	columns, _ := grid(len(v.guests))
	tags := container.NewGridWithColumns(columns) // each at its clip
	for i := range v.guests {
		tag := kit.NewTag("")
		v.tags = append(v.tags, tag.Content.(*kit.Text))
		line := container.NewHBox(tag)
		if i%columns > 0 && i%columns == columns-1 {
			line = container.NewHBox(layout.NewSpacer(), tag)
		}
		tags.Add(container.NewBorder(line, nil, nil, nil))
	}
	spread := container.New(layout.NewCustomPaddedLayout(12, 0, 12, 12), tags)
	stage := container.NewStack(v.screen, v.handle, spread)

	t := v.transport
	swap := kit.NewButton(words.Swap(), nil, v.swap)
	back.Tip, swap.Tip = words.TipBackAgain(), words.TipSwap()
	left := container.New(layout.NewCustomPaddedHBoxLayout(8), t.Back, t.Play, t.Forward, container.NewCenter(t.Time), t.Loop, swap)
	right := container.New(layout.NewCustomPaddedHBoxLayout(8))
	for i := range v.guests {
		keep := kit.NewButton(words.Keep(i), nil, func() { v.decide(i) })
		keep.Tip = words.TipKeep(i)
		right.Add(keep)
	}
	right.Add(kit.NewButton(words.KeepAll(len(v.guests)), nil, v.Hide))
	bottom := container.NewBorder(nil, nil, left, right)
	for _, b := range []*kit.Button{t.Back, t.Play, t.Forward, t.Loop, swap} {
		tapped := b.OnTapped
		b.OnTapped = func() {
			tapped()
			v.focus()
		}
	}
	// The screen has a ground of its own. One below all would be painted with each frame.
	bar := func(content fyne.CanvasObject) fyne.CanvasObject {
		return kit.NewPanel(kit.ColorBackground, kit.ColorClear, "", fyne.NewSize(20, kit.Gap), content)
	}
	controls := container.New(layout.NewCustomPaddedVBoxLayout(kit.Gap), t.Scrubber, bottom)
	v.bars = []fyne.CanvasObject{top, controls}
	v.content = kit.Dark(container.NewStack(container.New(&kit.Column{Spring: stage}, bar(top), stage, bar(controls)), v.tips.View()))
}

// arrange changes how the clips are laid out, and shows that at once.
func (v *View) arrange(change func(*arrangement)) {
	v.set.arrange(change)
	v.showArrangement()
	if s := v.player.State(); !s.Playing {
		v.player.Seek(s.Frame)
	}
	v.focus()
}

// showArrangement makes what lies around the film agree with it.
func (v *View) showArrangement() {
	a := v.set.arranged()
	v.modes[0].SetOn(a.split)
	v.modes[1].SetOn(!a.split)
	for place, clip := range a.order {
		tag := v.tags[place]
		tag.Set(words.Compared(clip, v.guests[clip].Clip.Brief()), kit.ColorOnVeil)
	}
	v.handle.Refresh()
}

// moveTo moves the split.
func (v *View) moveTo(at float64) {
	v.arrange(func(a *arrangement) { a.at = min(max(at, 0), 1) })
}

// swap lets the clips change places.
func (v *View) swap() {
	v.arrange(func(a *arrangement) { a.order = append(slices.Clone(a.order[1:]), a.order[0]) })
}

// decide keeps a clip and leaves.
func (v *View) decide(i int) {
	if i >= len(v.guests) || !v.Visible() {
		return
	}
	var others []core.Clip
	for j, g := range v.guests {
		if j != i {
			others = append(others, g.Clip)
		}
	}
	v.Hide()
	v.keep(v.guests[i].Clip, others)
}

// Hide leaves the view. Whoever hides an overlay, by Escape say, means that.
func (v *View) Hide() {
	if !v.Visible() {
		return
	}
	v.BaseWidget.Hide()
	v.player.Clear()
	v.window.Canvas().Overlays().Remove(v)
	v.window.Canvas().Content().Show()
	v.left()
}

// Close ends the film and waits for it. The view must have been left.
func (v *View) Close() { v.player.Close() }

// Tips is for what the buttons do.
func (v *View) Tips() kit.Tipper { return v.tips }

func (v *View) focus() {
	if v.Visible() {
		v.window.Canvas().Focus(v)
	}
}

// KeyDown is Fyne's.
func (v *View) KeyDown(e *fyne.KeyEvent) { v.down = *e }

// KeyUp is Fyne's.
func (v *View) KeyUp(*fyne.KeyEvent) {}

// TypedKey is Fyne's. In a split the arrow keys move it, and else they step.
func (v *View) TypedKey(e *fyne.KeyEvent) {
	v.fresh, v.down = v.down == *e, fyne.KeyEvent{}
	const step = 0.02
	a := v.set.arranged()
	switch {
	case e.Name == fyne.KeyEscape:
		v.Hide()
	case e.Name == fyne.KeyLeft && a.split:
		v.moveTo(a.at - step)
	case e.Name == fyne.KeyRight && a.split:
		v.moveTo(a.at + step)
	case e.Name == fyne.KeyF: // there is no larger view
	default:
		v.transport.Key(e.Name)
	}
}

// TypedRune is Fyne's. A letter keeps its clip, unless its key was held down already when the view was opened, as C may be, or nothing has been seen yet.
func (v *View) TypedRune(r rune) {
	switch r = unicode.ToUpper(r); {
	case r >= 'A' && r < 'A'+rune(len(v.guests)):
		if v.fresh && v.screen.Frame() != nil {
			v.decide(int(r - 'A'))
		}
	case r == 'S':
		v.swap()
	case r == 'V':
		v.arrange(func(a *arrangement) { a.split = !a.split })
	}
}

// FocusGained is Fyne's.
func (v *View) FocusGained() {}

// FocusLost is Fyne's.
func (v *View) FocusLost() {}

// CreateRenderer is Fyne's.
func (v *View) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.content) }
