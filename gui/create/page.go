package create

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/core/picture"
	"caracal/gui/door"
	"caracal/gui/files"
	"caracal/gui/film"
	"caracal/gui/kit"
	"caracal/gui/kit/choices"
	"caracal/gui/kit/playback"
	"caracal/gui/kit/stage"
	"caracal/gui/prompt"
	"caracal/gui/words"
)

// A Host is the window around the page, with what the page wants of the others.
type Host interface {
	kit.Window
	files.Chooser
	OpenMake()                            // shows this page
	OpenSettings()                        // shows the page where a key is put in
	ShowClip(core.JobID)                  // shows a clip in the library
	Shortcut(key fyne.KeyName, fn func()) // has fn called for Ctrl or ⌘ with a key, on every page
}

// A Studio is what the page needs of core.Studio. Its methods answer at once.
type Studio interface {
	Engines() []core.Info
}

// An Account is the person's account at the service that makes paid clips.
type Account interface {
	HasKey() bool
	Loading() bool                              // nobody knows yet whether there is a key
	Credit() (credit words.Account, known bool) // what is left
	Refresh()                                   // asks what is left, unless that is known well enough
	Watch(changed func())                       // has changed called on the Fyne goroutine after any of this has changed
}

// An Activity is the column at the right that shows what becomes of the clips that were asked for. It orders them, and tells the page through Page.JobsChanged and
// Page.JobEnded.
type Activity interface {
	Build() fyne.CanvasObject
	Shown()
	Hidden()
	Close()
	Order(r core.Request, shown core.USD, answered func()) // orders a clip for the price on the button; answered is called when it is taken or refused, before Page.Refused
	Busy(core.EngineID) bool                               // a job of the engine works
	Typical(core.EngineID) core.Span                       // how long most jobs take
}

// A ShotList is the list of many shots, which takes the place of the picture and the stage while it has any.
type ShotList interface {
	Build() fyne.CanvasObject
	Active() bool
	Watch(changed func())                     // has changed called on the Fyne goroutine after the list has come or gone
	Take(paths []string, single core.Request) // adds pictures, folders and CSV files; a list that begins by it takes the single clip in, whose picture may be missing
	Add(...core.Request)                      // adds a shot for each
	Submit()                                  // does what its button does
	Recount()                                 // follows what was spent, and how long jobs take
	Close()
}

// A PictureOpener opens pictures; picture.Store is one. It is never called on the Fyne goroutine.
type PictureOpener interface {
	Open(ctx context.Context, path string) (*picture.Picture, error)
}

// A Past knows what was asked for before. It is never called on the Fyne goroutine.
type Past interface {
	prompt.Past
	// Focus returns the point that a clip was framed around, and false when that is not known.
	Focus(ctx context.Context, id core.JobID) (focus core.Point, known bool, err error)
}

// Parts are what the page works with. All of them are needed.
type Parts struct {
	Inbox    *door.Inbox
	Studio   Studio
	Pictures PictureOpener
	Account  Account
	Activity Activity
	Shots    ShotList
	Past     Past
	Settings *door.Settings
	Cache    string // the folder for pictures of our own
}

// A Page is where clips are made: a picture, a prompt, a shape and an engine at the left, what will come of them in the middle, and what becomes of it at the right.
type Page struct {
	host     Host
	inbox    *door.Inbox
	studio   Studio
	pictures PictureOpener
	account  Account
	activity Activity
	shots    ShotList
	past     Past
	settings *door.Settings

	cache     string
	clipboard func(context.Context) ([]byte, error) // clipboardPicture

	choice
	turn int // counts the pictures that were asked for, so that a late one is known

	single  *fyne.Container   // all that is about one picture
	many    fyne.CanvasObject // the list of shots instead
	form    *fyne.Container   // what is chosen at the left; it scrolls in a low window
	left    *fyne.Container   // the form and what is done with it
	formMin fyne.Size
	leftMin fyne.Size
	well    *well
	prompt  *prompt.Box
	engines *choices.Switch
	sending *sending
	sent    *kit.Text
	buys    *kit.Text // what is left in the account
	make    *kit.Button
	stage   *stage.Stage
	screen  *playback.Screen // on it
	film    *film.Preview
	player  *film.Player
	options map[core.Aspect]*choices.Option
	round   round // of the preview
	built   bool
	visible bool
	away    bool // the window is hidden or not in front
	calm    bool // nothing is to move by itself
}

// New returns the page; nothing is read or begun before it is built.
func New(h Host, p Parts) *Page {
	now := p.Settings.Get()
	return &Page{
		host: h, inbox: p.Inbox, studio: p.Studio, pictures: p.Pictures, account: p.Account, activity: p.Activity, shots: p.Shots, past: p.Past, settings: p.Settings, cache: p.Cache,
		clipboard: clipboardPicture, choice: choice{aspect: now.Aspect, engine: now.Engine},
	}
}

// Build makes the page's widgets.
func (p *Page) Build() fyne.CanvasObject {
	p.infos = p.studio.Engines()
	if _, ok := p.info(); !ok && len(p.infos) > 0 {
		p.engine = p.infos[0].ID
	}
	p.well = newWell(p.Choose, p.ChooseFolder, p.clear)
	p.prompt = prompt.New(p.host, p.inbox, p.past, p.typed)
	p.engines = choices.NewSwitch(len(p.infos), func(i int) { p.ChooseEngine(p.infos[i].ID) })
	p.sending = newSending(p.chooseSent, p.cropToFace)
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
	p.account.Watch(p.accountChanged)
	p.host.Shortcut(fyne.KeyReturn, p.submitByKey)
	p.host.Shortcut(fyne.KeyEnter, p.submitByKey)
	p.host.Shortcut(fyne.KeyO, func() {
		p.host.OpenMake()
		p.Choose()
	})
	p.single = container.New(&singleLayout{}, p.leftColumn(), p.middleColumn())
	p.many = p.shots.Build()
	page := container.New(&pageLayout{}, container.NewStack(p.single, p.many), kit.Inset(p.activity.Build()))
	p.shots.Watch(p.showShots)
	p.built = true
	p.showShots()
	p.render()
	return page
}

func (p *Page) leftColumn() fyne.CanvasObject {
	spring := layout.NewSpacer()
	entry := container.NewStack(p.prompt.Entry())
	column := &kit.Column{Gap: kit.Gap, Elastic: entry, Likes: 128, Spring: spring}
	p.form = container.New(column,
		kit.NewHeading(words.PictureTitle()), p.well.card,
		p.prompt.Heading(), entry, p.prompt.Below(),
		kit.NewHeading(words.EngineTitle()), p.engines, p.sending.row,
		spring,
	)
	// The bar by which it is scrolled in a low window lies in the margin, beside the form and not over it.
	const bar = 8
	scroll := container.New(layout.NewCustomPaddedLayout(0, 0, 0, -bar), container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, bar), p.form)))
	p.left = container.New(&kit.Column{Gap: kit.Gap, Spring: scroll}, scroll, p.sending.faces, p.sending.crop, p.sent, p.make, p.buys)
	return kit.Inset(p.left)
}

func (p *Page) middleColumn() fyne.CanvasObject {
	strip := container.New(&stripLayout{})
	for _, a := range core.Aspects() {
		strip.Add(p.options[a])
	}
	return container.New(layout.NewCustomPaddedLayout(kit.Margin, kit.Margin, 0, 0),
		container.New(&kit.Column{Gap: kit.Gap, Spring: p.stage}, p.stage, strip))
}

// Screen returns the screen on the stage. A double tap on it lays the frame anew.
func (p *Page) Screen() *playback.Screen { return p.screen }

// Shown lets the preview move and the clocks go.
func (p *Page) Shown() {
	p.visible = true
	p.setMotion()
	p.shots.Recount() // Settings may have been changed meanwhile
	p.askBalance()
	p.activity.Shown()
}

// Hidden holds them.
func (p *Page) Hidden() {
	p.visible = false
	p.setMotion()
	p.activity.Hidden()
}

// Close ends what the page started.
func (p *Page) Close() {
	p.player.Close()
	p.prompt.Close()
	p.activity.Close()
	p.shots.Close()
}

// typed takes the prompt as it is now.
func (p *Page) typed(prompt string) {
	p.text = prompt
	p.render()
}

// render brings everything at the left up to date with what is chosen. What has not changed is not drawn again.
func (p *Page) render() {
	p.key = keyOf(p.account)
	info, _ := p.info()
	p.well.show(p.choice)
	for i, info := range p.infos {
		p.engines.SetChoice(i, words.EngineName(info), p.engineWords(info))
	}
	for _, a := range core.Aspects() {
		p.options[a].SetOn(a == p.aspect)
	}

	word, reason, ready := p.next()
	if p.make.Text != word {
		p.make.SetText(word)
	}
	kit.Enable(p.make, ready && !p.busy)
	switch {
	case reason != "":
		p.sent.Set(reason, kit.ColorInfo)
	case info.Local:
		p.sent.Set(words.NothingSent(), kit.ColorMuted)
	default:
		p.sent.Set(p.sentWords(p.weight()), kit.ColorMuted)
	}
	p.prompt.For(info)
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

// engineWords are what stands under an engine's name.
func (p *Page) engineWords(info core.Info) string {
	return words.EngineAbout(info, p.activity.Typical(info.ID))
}

func (p *Page) submitByKey() {
	if p.visible && p.shots.Active() {
		p.shots.Submit()
		return
	}
	if p.visible && !p.make.Disabled() {
		p.press()
	}
}

// submit orders the clip: one order for one press. The button rests until the studio has answered.
func (p *Page) submit() {
	if p.source == nil || p.busy {
		return
	}
	p.busy = true
	p.render()
	info, _ := p.info()
	p.activity.Order(p.request(), info.Price, func() {
		p.busy, p.trouble = false, ""
		p.infos = p.studio.Engines() // an order asks for the price
		p.render()
	})
}

// Refused says why the studio did not do what was asked; a nil err says nothing.
func (p *Page) Refused(err error) {
	switch said := words.Explain(err).String(); {
	case core.KindOf(err).Nature().About == core.AboutPicture:
		p.trouble = said
		p.render()
	case said != "":
		p.host.Say(said)
	}
}

// JobsChanged follows the activity: some job is in another state, or how long jobs take has been found out.
func (p *Page) JobsChanged() {
	if p.built {
		p.setMotion()
		p.render()
		p.shots.Recount()
	}
}

// JobEnded is for when a job has come to its end, which may have cost something.
func (p *Page) JobEnded() { p.askBalance() }

// setMotion lets the preview play while it can be seen. It holds still while this computer makes a clip, which is done the sooner.
func (p *Page) setMotion() {
	switch plays := p.plays(); {
	case plays == p.player.State().Playing:
	case plays:
		p.player.Play()
	default:
		p.player.Pause()
	}
}

// plays reports whether the preview should play.
func (p *Page) plays() bool {
	for _, info := range p.infos {
		if info.Local && p.activity.Busy(info.ID) {
			return false
		}
	}
	return p.visible && !p.away && !p.round.resting && !p.shots.Active()
}

// showShots shows the list of shots while there is one, and else the one picture.
func (p *Page) showShots() {
	kit.SetVisible(p.many, p.shots.Active())
	kit.SetVisible(p.single, !p.shots.Active())
	p.setMotion()
}
