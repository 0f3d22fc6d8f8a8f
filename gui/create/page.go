package create

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/gui/door"
	"caracal/gui/film"
	"caracal/gui/kit"
	"caracal/gui/kit/choices"
	"caracal/gui/kit/playback"
	"caracal/gui/kit/stage"
	"caracal/gui/prompt"
	"caracal/gui/words"
)

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

	cache     string                                // where the sample is unpacked
	own       string                                // where pictures are kept that are on no disk of the person's
	clipboard func(context.Context) ([]byte, error) // clipboardPicture

	choice
	turn int // counts the pictures that were asked for, so that a late one is known

	single *fyne.Container   // all that is about one picture
	many   fyne.CanvasObject // the list of shots instead

	left    *fyne.Container // the form and what is done with it
	leftMin fyne.Size
	form    *fyne.Container // what is chosen; it scrolls in a low window
	formMin fyne.Size
	well    *well
	prompt  *prompt.Box
	engines *choices.Switch
	sending *sending
	sent    *kit.Text // what will be sent, or what stands in the way
	make    *kit.Button
	balance *kit.Text // what is left in the account

	stage   *stage.Stage
	screen  *playback.Screen // on it
	film    *film.Preview
	player  *film.Player
	round   round // of the preview
	options map[core.Aspect]*choices.Option

	built   bool
	visible bool
	away    bool // the window is hidden or not in front
	calm    bool // nothing is to move by itself
}

// New returns the page; nothing is read or begun before it is built.
func New(h Host, p Parts) *Page {
	now := p.Settings.Get()
	return &Page{
		host: h, inbox: p.Inbox, studio: p.Studio, pictures: p.Pictures, account: p.Account, activity: p.Activity, shots: p.Shots, past: p.Past, settings: p.Settings, cache: p.Cache, own: p.Own,
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
	p.balance = kit.NewSmall("")
	p.balance.Lines = 1
	p.balance.Align = fyne.TextAlignCenter
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
	p.left = container.New(&kit.Column{Gap: kit.Gap, Spring: scroll}, scroll, p.sending.faces, p.sending.crop, p.sent, p.make, p.balance)
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

	word, reason, ready := p.mainButton()
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

// showShots shows the list of shots while there is one, and else the one picture.
func (p *Page) showShots() {
	kit.SetVisible(p.many, p.shots.Active())
	kit.SetVisible(p.single, !p.shots.Active())
	p.setMotion()
}
