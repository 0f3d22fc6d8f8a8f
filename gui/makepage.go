package gui

import (
	"context"
	"fmt"
	"image"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/core/picture"
	"caracal/gui/door"
	"caracal/gui/film"
	"caracal/gui/kit"
	"caracal/gui/service"
	"caracal/gui/words"
)

// A studio is what the window needs of core.Studio. None of its methods is called on the Fyne goroutine where it may wait for the disk.
type studio interface {
	Engines() []core.Info
	Jobs() []core.Job
	Watch(fn func(core.Job)) (stop func())
	Stop(core.JobID)
	Dismiss(core.JobID)                                       // may wait for the disk
	Submit(context.Context, core.Request) (core.JobID, error) // waits for the disk
	Retry(context.Context, core.JobID) (core.JobID, error)    // may wait for the disk
	Decide(context.Context, core.JobID, core.Decision) (core.JobID, error)
	Typical(core.EngineID) (low, high time.Duration, ok bool) // waits for the disk
	Spent() (core.USD, error)                                 // waits for the disk
	Paid() (int, error)                                       // waits for the disk
}

// A pictureOpener opens pictures; picture.Store is one. It is never called on the Fyne goroutine.
type pictureOpener interface {
	Open(ctx context.Context, path string) (*picture.Picture, error)
}

// A makePage is where clips are made: a picture, a prompt, a shape and an engine at the left, what will come of them in the middle, and what becomes of it at the right.
type makePage struct {
	shell    *shell
	studio   studio
	pictures pictureOpener
	settings *door.Settings

	cache     string                                // the folder for pictures of our own
	clipboard func(context.Context) ([]byte, error) // clipboardPicture

	play         func(core.JobID) // shows the clip of a job in the library
	openSettings func()
	account      *service.Account // nil where there is no service, like home
	home         *service.Homecoming

	// What the person has chosen.
	source  *source     // nil for no picture
	focus   *core.Point // where the person moved the frame to; nil for where it falls by itself
	aspect  core.Aspect
	engine  core.EngineID
	opening string // the base name of the picture that is being opened, empty for none
	trouble string // what is wrong with the picture that was tried last
	turn    int    // counts the pictures that were asked for, so that a late one is known
	busy    bool   // a submit is on its way

	// What is known of the engines.
	infos []core.Info
	times map[core.EngineID][2]time.Duration
	spent core.USD // in this month
	paid  int      // how many clips that was for

	form     *fyne.Container // what is chosen at the left; it scrolls in a low window
	left     *fyne.Container // the form and what is done with it
	right    *fyne.Container
	formMin  fyne.Size
	leftMin  fyne.Size
	well     *well
	prompt   *promptBox
	engines  *kit.Switch
	sending  *sending
	sent     *kit.Text
	buys     *kit.Text // what is left in the account
	make     *kit.Button
	stage    *kit.Stage
	film     *film.Preview
	player   *film.Player
	options  map[core.Aspect]*kit.Option
	activity *activity
	cards    *film.Loader
	budget   *budget
	unclock  func() // stops the clock of the activity; nil while it stands
	visible  bool
}

// newMakePage returns the page; nothing is read or begun before it is built.
func newMakePage(s *shell, st studio, pictures pictureOpener, set *door.Settings, cache string) *makePage {
	return &makePage{
		shell: s, studio: st, pictures: pictures, settings: set, cache: cache, clipboard: clipboardPicture,
		aspect: set.Get().Aspect, engine: set.Get().Engine, times: map[core.EngineID][2]time.Duration{},
		play: func(core.JobID) {}, openSettings: func() {},
	}
}

// Build makes the page's widgets.
func (p *makePage) Build() fyne.CanvasObject {
	p.infos = p.studio.Engines()
	if _, ok := p.info(); !ok && len(p.infos) > 0 {
		p.engine = p.infos[0].ID
	}
	p.well = newWell(p.choose, p.clear)
	p.prompt = newPromptBox(p.render)
	p.prompt.recent = func() []string { return recentPrompts(p.studio.Jobs()) }
	p.engines = kit.NewSwitch(len(p.infos), func(i int) { p.chooseEngine(p.infos[i].ID) })
	p.sending = newSending(p.render)
	for i, info := range p.infos {
		if info.ID == p.engine {
			p.engines.Choose(i)
		}
	}
	p.sent = kit.NewSmall("")
	p.buys = kit.NewSmall("")
	p.buys.Lines = 1
	p.buys.Align = fyne.TextAlignCenter
	p.make = kit.NewMainButton("", p.press)
	p.buildStage()
	p.cards = film.NewLoader(p.cardPicture, p.shell.inbox.Run)
	p.activity = newActivity()
	p.activity.load = func(slot *kit.Thumb, path string) { p.cards.Load(slot, path, kit.Pixels(slot, slot.MinSize())) }
	p.activity.typical = p.typical
	p.activity.act, p.activity.end = p.act, p.end
	p.budget = newBudget()
	if p.account != nil {
		p.account.Watch(p.accountChanged)
	}

	p.shell.inbox.Listen(p.jobChanged)
	p.shell.shortcut(fyne.KeyReturn, p.submitByKey)
	p.shell.shortcut(fyne.KeyEnter, p.submitByKey)
	p.shell.shortcut(fyne.KeyO, func() {
		p.shell.open(p)
		p.choose()
	})
	page := container.New(&makeLayout{}, p.leftColumn(), p.middleColumn(), p.rightColumn())
	p.refreshJobs()
	p.ponder()
	p.render()
	return page
}

func (p *makePage) leftColumn() fyne.CanvasObject {
	spring := layout.NewSpacer()
	entry := container.NewStack(p.prompt.entry)
	column := &kit.Column{Gap: kit.Gap, Elastic: entry, Likes: 128, Spring: spring}
	text := container.New(layout.NewCustomPaddedVBoxLayout(8), p.prompt.row, p.prompt.hears)
	p.form = container.New(column,
		kit.NewHeading("Picture"), p.well.card,
		kit.NewHeading("Prompt"), entry, text,
		kit.NewHeading("Make with"), p.engines, p.sending.row,
		spring,
	)
	scroll := container.NewVScroll(p.form)
	p.left = container.New(&kit.Column{Gap: kit.Gap, Spring: scroll}, scroll, p.sending.faces, p.sent, p.make, p.buys)
	return kit.Inset(p.left)
}

func (p *makePage) middleColumn() fyne.CanvasObject {
	strip := container.New(&stripLayout{})
	for _, a := range core.Aspects() {
		strip.Add(p.options[a])
	}
	return container.New(layout.NewCustomPaddedLayout(kit.Margin, kit.Margin, 0, 0),
		container.New(&kit.Column{Gap: kit.Gap, Spring: p.stage}, p.stage, strip))
}

func (p *makePage) rightColumn() fyne.CanvasObject {
	scroll := container.NewVScroll(p.activity.list)
	p.right = container.New(&kit.Column{Gap: kit.Gap, Spring: scroll}, kit.NewHeading("Activity"), scroll, p.budget.line)
	if p.home != nil {
		p.right.Objects = slices.Insert(p.right.Objects, 1, p.home.Card())
		p.home.Watch(func() { kit.Settle(p.right) })
	}
	return kit.Inset(p.right)
}

// Shown lets the preview move and the clocks go.
func (p *makePage) Shown() {
	p.visible = true
	p.setMotion()
	p.ponder()
	p.askBalance()
}

// Hidden holds them.
func (p *makePage) Hidden() {
	p.visible = false
	p.setMotion()
}

// Close ends what the page started.
func (p *makePage) Close() {
	p.player.Close()
	p.cards.Close()
}

// info describes the engine that is chosen.
func (p *makePage) info() (core.Info, bool) {
	for _, info := range p.infos {
		if info.ID == p.engine {
			return info, true
		}
	}
	return core.Info{}, false
}

// render brings everything at the left up to date with what is chosen. What has not changed is not drawn again.
func (p *makePage) render() {
	info, ok := p.info()
	p.well.show(p.source, p.opening, p.trouble, info)
	for i, info := range p.infos {
		p.engines.SetChoice(i, info.Name, p.engineWords(info))
	}
	for _, a := range core.Aspects() {
		p.options[a].SetOn(a == p.aspect)
	}

	word, reason, ready := p.next(info, ok)
	if p.make.Text != word {
		p.make.SetText(word)
	}
	kit.Enable(p.make, ready && !p.busy)
	switch {
	case reason != "":
		p.sent.Set(reason, kit.ColorInfo)
	case info.Local:
		p.sent.Set("Nothing leaves this computer.", kit.ColorMuted)
	default:
		p.sent.Set(p.sentWords(), kit.ColorMuted)
	}
	kit.SetVisible(p.prompt.hears, info.Local)
	p.renderSending(ready)
	p.renderBalance(info)
	if least := p.form.MinSize(); least != p.formMin {
		kit.Settle(p.form)
		p.formMin = p.form.MinSize()
	}
	if least := p.left.MinSize(); least != p.leftMin {
		kit.Settle(p.left)
		p.leftMin = p.left.MinSize()
	}
	p.renderStage()
}

// engineWords are what stands under an engine's name: price, place and time.
func (p *makePage) engineWords(info core.Info) string {
	price, where := info.Price.String(), "WaveSpeedAI"
	if info.Price == 0 {
		price = "free"
	}
	if info.Local {
		where = "this computer"
	}
	text := price + " · " + where
	low, high, ok := p.typical(info.ID)
	if !ok && !info.Local {
		low, high, ok = words.FirstGuess, words.FirstGuess, true
	}
	if ok {
		text += " · ~" + strings.ReplaceAll(words.Spell((low+high)/2), " ", "\u00a0") // the number stays with its unit
	}
	return text
}

func (p *makePage) typical(id core.EngineID) (low, high time.Duration, ok bool) {
	t, ok := p.times[id]
	return t[0], t[1], ok
}

// ponder asks what only the disk knows: how long jobs take and what was spent.
func (p *makePage) ponder() {
	infos := p.infos
	p.shell.inbox.Ask(func(context.Context) func() {
		times := map[core.EngineID][2]time.Duration{}
		for _, info := range infos {
			if low, high, ok := p.studio.Typical(info.ID); ok {
				times[info.ID] = [2]time.Duration{low, high}
			}
		}
		spent, err := p.studio.Spent()
		paid, err2 := p.studio.Paid()
		return func() {
			p.times = times
			if err == nil && err2 == nil {
				p.spent, p.paid = spent, paid
			}
			if p.budget.show(p.paid, p.spent, p.settings.Get().Budget, time.Now()) {
				kit.Settle(p.right)
			}
			p.render()
			p.activity.tick(p.infos, time.Now())
		}
	})
}

// mostRecent is how many prompts are offered again.
const mostRecent = 8

// recentPrompts returns the prompts of the jobs, each once.
func recentPrompts(jobs []core.Job) (prompts []string) {
	for _, j := range jobs {
		prompt := strings.TrimSpace(j.Request.Prompt)
		if prompt != "" && !slices.Contains(prompts, prompt) && len(prompts) < mostRecent {
			prompts = append(prompts, prompt)
		}
	}
	return prompts
}

// request returns what would be made now.
func (p *makePage) request() core.Request {
	return core.Request{
		Picture: core.Picture{Path: p.source.path, Name: p.source.name},
		Prompt:  p.prompt.text(),
		Aspect:  p.aspect,
		Engine:  p.engine,
		Focus:   p.focusPoint(),
		Framed:  p.framed(),
	}
}

func (p *makePage) submitByKey() {
	if p.shell.now.page == p && !p.make.Disabled() {
		p.press()
	}
}

// submit hands the request to the studio: one call for one press. The button rests until the studio has answered.
func (p *makePage) submit() {
	if p.source == nil || p.busy {
		return
	}
	p.send(p.request())
}

// send hands a request to the studio.
func (p *makePage) send(r core.Request) {
	p.busy = true
	p.render()
	p.shell.inbox.Ask(func(ctx context.Context) func() {
		_, err := p.studio.Submit(ctx, r)
		return func() {
			p.busy, p.trouble = false, ""
			if core.KindOf(err) == core.OverBudget {
				p.overBudget(r, "")
			} else {
				p.refused(err)
			}
			p.refreshJobs()
			p.ponder() // its price is reserved now
			p.render()
		}
	})
}

// refused says why the studio did not do what was asked; a nil err says nothing.
func (p *makePage) refused(err error) {
	what, next := words.Explain(err)
	switch {
	case core.KindOf(err).Nature().About == core.AboutPicture:
		p.trouble = what + " " + next
	case what != "":
		p.shell.Say(what + " " + next)
	}
}

// jobChanged takes the news of a job.
func (p *makePage) jobChanged(j core.Job) {
	if p.activity.update(j, p.infos, time.Now()) {
		p.setMotion()
	} else {
		p.refreshJobs()
	}
	if j.State.Ended() {
		p.ponder()
		p.askBalance()
	}
}

// refreshJobs shows the studio's jobs as they are.
func (p *makePage) refreshJobs() {
	p.activity.set(p.studio.Jobs(), p.infos, time.Now())
	p.setMotion()
}

// setMotion lets the preview play and the clocks on the cards go, while they can be seen and have something to tell. The preview holds still while this computer
// makes a clip, which is done the sooner.
func (p *makePage) setMotion() {
	switch plays := p.plays(); {
	case plays == p.player.State().Playing:
	case plays:
		p.player.Play()
	default:
		p.player.Pause()
	}
	goes := p.visible && p.activity.working()
	switch {
	case goes && p.unclock == nil:
		p.unclock = p.shell.inbox.Every(time.Second, func() { p.activity.tick(p.infos, time.Now()) })
	case !goes && p.unclock != nil:
		p.unclock()
		p.unclock = nil
	}
}

// plays reports whether the preview should play.
func (p *makePage) plays() bool {
	for _, info := range p.infos {
		if info.Local && p.activity.busy(info.ID) {
			return false
		}
	}
	return p.visible
}

// end stops a job that works, and puts one that has ended out of sight.
func (p *makePage) end(j core.Job) {
	if !j.State.Ended() {
		p.stop(j)
		return
	}
	if j.State == core.Unclear { // money may hang on it
		p.decide(j)
		return
	}
	p.shell.inbox.Ask(func(context.Context) func() {
		p.studio.Dismiss(j.ID)
		return p.refreshJobs
	})
}

// act does what the button on a job's card says.
func (p *makePage) act(j core.Job, a jobAction) {
	switch a {
	case playClip:
		p.play(j.ID)
	case anotherPicture:
		p.choose()
	case openSettings:
		p.openSettings()
	case decideJob:
		p.decide(j)
	case tryAgain, tryNow, checkAgain:
		p.order(j, func(ctx context.Context) (core.JobID, error) { return p.studio.Retry(ctx, j.ID) })
	}
}

// order asks something of the studio about a job, which it may refuse.
func (p *makePage) order(j core.Job, do func(context.Context) (core.JobID, error)) {
	p.shell.inbox.Ask(func(ctx context.Context) func() {
		_, err := do(ctx)
		return func() {
			if core.KindOf(err) == core.OverBudget {
				p.overBudget(j.Request, j.ID)
			} else {
				p.refused(err)
			}
			p.refreshJobs()
			p.render()
		}
	})
}

// cardPicture opens the picture of a job for its card.
func (p *makePage) cardPicture(ctx context.Context, path string) (image.Image, error) {
	opened, err := picture.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	return opened.Image, nil
}

// A budget is the line that says what the month has cost.
type budget struct {
	line  *fyne.Container
	words *kit.Text
	bar   *kit.Bar
}

func newBudget() *budget {
	b := &budget{words: kit.NewSmall(""), bar: kit.NewBar()}
	b.line = container.New(layout.NewCustomPaddedVBoxLayout(7), b.words, b.bar)
	b.line.Hide()
	return b
}

// show brings the line up to date; while nothing has cost anything and there is no budget there is none. It reports whether the line takes another place now.
func (b *budget) show(clips int, spent, limit core.USD, now time.Time) (changed bool) {
	changed = kit.SetVisible(b.line, clips > 0 || spent > 0 || limit > 0)
	count := fmt.Sprintf("%d clips", clips)
	if clips == 1 {
		count = "1 clip"
	}
	text := fmt.Sprintf("%s: %s · %s", now.Month(), count, spent)
	if limit > 0 {
		text += fmt.Sprintf(" of %s budget", limit)
		b.bar.Set(float64(spent) / float64(limit))
	}
	changed = kit.SetVisible(b.bar, limit > 0) || changed
	b.words.Set(text, kit.ColorMuted)
	return changed
}
