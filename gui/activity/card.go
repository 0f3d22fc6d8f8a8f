package activity

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"caracal/core"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// A jobCard shows one job.
type jobCard struct {
	owner owner
	job   core.Job

	card    *kit.Panel
	picture *kit.Thumb
	prompt  *kit.Text
	bar     *kit.Bar
	barRow  *fyne.Container
	what    *kit.Text
	more    *kit.Text
	button  *kit.Button
	details *kit.Button // what the service said of a failure
	buttons *fyne.Container
	cross   *kit.Icon
}

// cardHeight is the least height of a card, so that nothing moves when a job that works comes to its clip.
const cardHeight = 104

func newJobCard(owner owner) *jobCard {
	c := &jobCard{
		owner:   owner,
		picture: kit.NewThumb(fyne.NewSquareSize(64)),
		prompt:  &kit.Text{Fit: kit.Cut},
		bar:     kit.NewBar(),
		what:    kit.NewSmall(""),
		more:    kit.NewSmall(""),
	}
	c.button = kit.NewButton("", nil, func() { owner.act(c.job, actionFor(c.job, owner.hasKey())) })
	c.details = kit.NewButton(words.Details(), nil, func() { owner.details(c.job) })
	c.cross = kit.NewIcon(theme.CancelIcon(), "", func() { owner.end(c.job) })
	c.buttons = container.New(layout.NewCustomPaddedLayout(6, 0, 0, 0), container.New(buttonsLayout{}, c.button, c.details))
	c.barRow = container.New(layout.NewCustomPaddedLayout(4, 3, 0, 0), c.bar)
	title := container.NewBorder(nil, nil, nil, c.cross, c.prompt)
	text := container.New(layout.NewCustomPaddedVBoxLayout(2), title, c.barRow, c.what, c.more, c.buttons)
	picture := container.New(layout.NewCustomPaddedLayout(0, 0, 0, 10), container.NewVBox(c.picture))
	c.card = kit.NewPanel(kit.ColorSurface, kit.ColorLine, kit.RadiusCard, fyne.NewSquareSize(10), container.NewBorder(nil, nil, picture, nil, text))
	c.card.Least = fyne.NewSize(0, cardHeight)
	return c
}

// buttonsLayout puts the buttons under each other, each as wide as its words: beside each other they are wider than a card.
type buttonsLayout struct{}

var _ fyne.Layout = buttonsLayout{}

const betweenButtons = 4

// Layout is Fyne's.
func (buttonsLayout) Layout(buttons []fyne.CanvasObject, _ fyne.Size) {
	y := float32(0)
	for _, b := range buttons {
		if b.Visible() {
			b.Move(fyne.NewPos(0, y))
			b.Resize(b.MinSize())
			y += b.MinSize().Height + betweenButtons
		}
	}
}

// MinSize is Fyne's.
func (buttonsLayout) MinSize(buttons []fyne.CanvasObject) (least fyne.Size) {
	for _, b := range buttons {
		if !b.Visible() {
			continue
		}
		if least.Height > 0 {
			least.Height += betweenButtons
		}
		least.Width = max(least.Width, b.MinSize().Width)
		least.Height += b.MinSize().Height
	}
	return least
}

// show brings the card up to date.
func (c *jobCard) show(j core.Job, infos []core.Info, now time.Time) {
	c.job = j
	local, price := true, j.Price
	if info, ok := core.InfoOf(infos, j.Request.Engine); ok {
		local, price = info.Local, info.Price
	}
	c.prompt.Set(words.JobTitle(j, local), kit.ColorText)
	what, tone, more := words.Job(j, local, words.Usually(c.owner.Typical(j.Request.Engine)), now)
	c.what.Set(what, kit.Tone(tone))
	c.more.Set(more, kit.ColorMuted)
	kit.SetVisible(c.more, more != "")

	kit.SetVisible(c.barRow, !j.State.Ended())
	c.bar.Set(j.Progress.Done)

	offer, said := actionFor(j, c.owner.hasKey()), core.SaidOf(j.Err) != "" && j.State.Ended()
	kit.SetVisible(c.button, offer != noAction)
	kit.SetVisible(c.details, said)
	kit.SetVisible(c.buttons, offer != noAction || said)
	if text := offer.words(price); c.button.Text != text {
		c.button.Icon = nil
		if offer == playClip {
			c.button.Icon = theme.MediaPlayIcon()
		}
		c.button.SetText(text)
	}
	c.cross.SetName(words.LetGo(j))
}
