package gui

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"caracal/core"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// An activity is the list of jobs at the right of the Make page, newest first: one card for each.
type activity struct {
	list  *fyne.Container
	empty *kit.Text
	cards map[core.JobID]*jobCard
	load  func(slot *kit.Thumb, path string) // shows a job's picture

	typical func(core.EngineID) (low, high time.Duration, ok bool)
	act     func(core.Job, jobAction)
	end     func(core.Job) // stops a job that works, and puts one that has ended out of sight
}

// A jobAction is the one thing that a card offers to do.
type jobAction string

// The words on the button of a card; an empty one has no button.
const (
	noAction       jobAction = ""
	playClip       jobAction = "Play"
	tryAgain       jobAction = "Try again"
	tryNow         jobAction = "Try now"
	checkAgain     jobAction = "Check again"
	decideJob      jobAction = "Decide…"
	anotherPicture jobAction = "Another picture"
	openSettings   jobAction = "Open Settings"
)

// actionFor returns what a person would most likely do about a job.
func actionFor(j core.Job) jobAction {
	switch j.State {
	case core.Saved:
		return playClip
	case core.Unclear:
		return decideJob
	case core.Waiting, core.Working:
		switch core.KindOf(j.Err) {
		case "":
			return noAction
		case core.StillRunning:
			return checkAgain
		}
		return tryNow
	case core.Stopped:
		if j.Step.Reached(core.Submitting) {
			return checkAgain
		}
		return tryAgain
	}
	if j.RemoteID != "" && j.Request.Picture == (core.Picture{}) {
		return noAction // it was made elsewhere, so nobody knows from what
	}
	switch core.KindOf(j.Err).Nature().Move {
	case core.CheckAgain: // to look is free
		return checkAgain
	case core.AnotherPicture:
		return anotherPicture
	case core.OpenSettings:
		return openSettings
	}
	return tryAgain
}

// words are what stands on the button: what costs something says so.
func (a jobAction) words(price core.USD) string {
	if a == tryAgain && price > 0 {
		return string(a) + " — " + price.String()
	}
	return string(a)
}

// mostCards is how many jobs are shown: more would make every frame of the preview slower to paint.
const mostCards = 60

// newActivity returns an empty list.
func newActivity() *activity {
	return &activity{
		list:  container.New(layout.NewCustomPaddedVBoxLayout(kit.Gap)),
		empty: kit.NewSmall("Your clips appear here while they are made."),
		cards: map[core.JobID]*jobCard{},
	}
}

// set shows exactly these jobs, newest first.
func (a *activity) set(jobs []core.Job, infos []core.Info, now time.Time) {
	cards := map[core.JobID]*jobCard{}
	a.list.RemoveAll()
	more := 0
	for _, j := range jobs {
		if j.Dismissed {
			continue
		}
		if len(cards) == mostCards {
			more++
			continue
		}
		c := a.cards[j.ID]
		if c == nil {
			c = newJobCard(a)
			a.load(c.picture, j.Request.Picture.Path)
		}
		cards[j.ID] = c
		c.show(j, infos, now)
		a.list.Add(c.card)
	}
	a.cards = cards
	if len(cards) == 0 {
		a.list.Add(a.empty)
	}
	if more > 0 {
		a.list.Add(kit.NewSmall(fmt.Sprintf("and %d older ones", more)))
	}
	kit.Settle(a.list)
}

// update shows the news of a job on its card, and reports whether that was all that there was to do.
func (a *activity) update(j core.Job, infos []core.Info, now time.Time) bool {
	c := a.cards[j.ID]
	if c == nil || j.Dismissed {
		return false
	}
	state := c.job.State
	c.show(j, infos, now)
	if state != j.State { // the card may be higher now
		kit.Settle(a.list)
	}
	return true
}

// tick lets the clocks on the cards of working jobs go on.
func (a *activity) tick(infos []core.Info, now time.Time) {
	for _, c := range a.cards {
		if !c.job.State.Ended() {
			c.show(c.job, infos, now)
		}
	}
}

// working reports whether any clock has to go on.
func (a *activity) working() bool {
	for _, c := range a.cards {
		if !c.job.State.Ended() {
			return true
		}
	}
	return false
}

// busy reports whether a job of the engine works.
func (a *activity) busy(id core.EngineID) bool {
	for _, c := range a.cards {
		if c.job.State == core.Working && c.job.Request.Engine == id {
			return true
		}
	}
	return false
}

// A jobCard shows one job.
type jobCard struct {
	owner *activity
	job   core.Job

	card    *kit.Panel
	picture *kit.Thumb
	prompt  *kit.Text
	bar     *kit.Bar
	barRow  *fyne.Container
	what    *kit.Text
	more    *kit.Text
	button  *kit.Button
	buttons *fyne.Container
	cross   *kit.Icon
}

// cardHeight is the least height of a card, so that nothing moves when a job that works comes to its clip.
const cardHeight = 104

func newJobCard(owner *activity) *jobCard {
	c := &jobCard{
		owner:   owner,
		picture: kit.NewThumb(fyne.NewSquareSize(64)),
		prompt:  &kit.Text{Fit: kit.Cut},
		bar:     kit.NewBar(),
		what:    kit.NewSmall(""),
		more:    kit.NewSmall(""),
	}
	c.button = kit.NewButton("", nil, func() { owner.act(c.job, actionFor(c.job)) })
	c.cross = kit.NewIcon(theme.CancelIcon(), "", func() { owner.end(c.job) })
	c.buttons = container.New(layout.NewCustomPaddedLayout(6, 0, 0, 0), container.NewHBox(c.button))
	c.barRow = container.New(layout.NewCustomPaddedLayout(4, 3, 0, 0), c.bar)
	title := container.NewBorder(nil, nil, nil, c.cross, c.prompt)
	text := container.New(layout.NewCustomPaddedVBoxLayout(2), title, c.barRow, c.what, c.more, c.buttons)
	picture := container.New(layout.NewCustomPaddedLayout(0, 0, 0, 10), container.NewVBox(c.picture))
	c.card = kit.NewPanel(kit.ColorSurface, kit.ColorLine, kit.RadiusCard, fyne.NewSquareSize(10), container.NewBorder(nil, nil, picture, nil, text))
	c.card.Least = fyne.NewSize(0, cardHeight)
	return c
}

// show brings the card up to date.
func (c *jobCard) show(j core.Job, infos []core.Info, now time.Time) {
	c.job = j
	local, price := true, j.Price
	for _, info := range infos {
		if info.ID == j.Request.Engine {
			local, price = info.Local, info.Price
		}
	}
	prompt := strings.Join(strings.Fields(j.Request.Prompt), " ")
	switch {
	case prompt != "":
	case local:
		prompt = "Gentle push in"
	default:
		prompt = "A clip from WaveSpeed"
	}
	c.prompt.Set(prompt, kit.ColorText)
	usual := words.Usually(c.owner.typical(j.Request.Engine))
	if usual == "" && !local {
		usual = words.FirstGuessRange()
	}
	what, tone, more := words.Job(j, local, usual, now)
	c.what.Set(what, kit.Tone(tone))
	c.more.Set(more, kit.ColorMuted)
	kit.SetVisible(c.more, more != "")

	kit.SetVisible(c.barRow, !j.State.Ended())
	c.bar.Set(j.Progress.Done)

	action := actionFor(j)
	kit.SetVisible(c.buttons, action != noAction)
	if text := action.words(price); c.button.Text != text {
		c.button.Icon = nil
		if action == playClip {
			c.button.Icon = theme.MediaPlayIcon()
		}
		c.button.SetText(text)
	}
	switch {
	case j.State.Ended():
		c.cross.SetName("Remove from this list")
	case words.Charged(j):
		c.cross.SetName("Stop waiting")
	default:
		c.cross.SetName("Stop")
	}
}
