package shots

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/core/picture"
	"caracal/core/shots"
	"caracal/gui/door"
	"caracal/gui/kit"
	"caracal/gui/kit/prose"
	"caracal/gui/kit/rows"
	"caracal/gui/prompt"
	"caracal/gui/words"
)

// A Page is the list that is edited. It takes the place of the single picture while it has any rows.
type Page struct {
	host     Host
	inbox    *door.Inbox
	desk     Desk
	engines  func() []core.Info
	quote    func(context.Context, core.EngineID) core.USD
	settings *door.Settings
	open     func(context.Context, string) (*picture.Picture, error)
	keeper   *keeper
	cards    *Cards // which know how long things take

	list    shots.List
	joined  string // the single clip's picture that has joined a list
	infos   []core.Info
	looks   map[string]*look  // by the picture's path
	looking bool              // a picture is being looked at
	wrong   map[string]string // by row: why it cannot be made
	filled  map[string]*row   // by the shot that it shows, or showed before it was scrolled away
	busy    bool              // the list is being begun
	filling bool              // widgets are given what is chosen, and nobody has typed
	changed func()            // the list has come or gone
	unkept  bool              // the list has changed since it was written down
	unkeep  func()            // has it not be written down

	title *kit.Text
	hint  *kit.Text // that more can be dropped
	add   *kit.Button
	all   *kit.Button // the aspects of all rows
	with  *kit.Button // the engines of all rows
	clear *kit.Button
	past  prompt.Past
	box   *prompt.Box  // of the prompt for all
	entry *prose.Entry // in the box
	rows  *rows.List
	total *kit.Text
	left  *kit.Text // of the month's budget
	make  *kit.Button
	view  *fyne.Container
}

// New returns the page; nothing is read or begun before it is built.
func New(h Host, p Parts, cards *Cards) *Page {
	return &Page{
		host: h, inbox: p.Inbox, desk: p.Desk, engines: p.Engines, quote: p.Quote, settings: p.Settings, past: p.Past, open: p.Open, keeper: newKeeper(p.Book, p.Desk), cards: cards,
		list: shots.New(), looks: map[string]*look{}, wrong: map[string]string{}, filled: map[string]*row{}, changed: func() {}, unkeep: func() {},
	}
}

// Active reports whether there is a list.
func (p *Page) Active() bool { return len(p.list.Rows) > 0 }

// Watch has changed called on the Fyne goroutine after the list has come or gone.
func (p *Page) Watch(changed func()) { p.changed = changed }

// Build makes the list's widgets, and looks for the one that was edited when the program ended.
func (p *Page) Build() fyne.CanvasObject {
	p.infos = p.engines()
	p.title = &kit.Text{Bold: true, SizeName: kit.SizeMain}
	p.hint = &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted, Text: words.DropMore()}
	p.all = kit.NewButton(words.AllIn(), nil, p.offerAspects)
	p.with = kit.NewButton(words.MakeWith(), nil, p.offerEngines)
	p.clear = kit.NewButton(words.ClearList(), nil, p.askClear)
	p.add = kit.NewButton(words.AddShots(), nil, p.offerMore)
	p.box = prompt.NewForAll(p.host, p.inbox, p.past, func(text string) {
		if !p.filling {
			p.change(func(l shots.List) shots.List { l.Prompt = text; return l })
		}
	})
	p.entry = p.box.Entry()
	p.rows = rows.New(func() int { return len(p.list.Rows) }, p.newRow, p.fillRow, func(int) {})
	p.total = kit.NewSmall("")
	p.left = kit.NewSmall("")
	p.make = kit.NewMainButton("", p.press)

	titles := container.New(layout.NewCustomPaddedHBoxLayout(10), p.title, container.NewCenter(p.hint))
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(10), p.add, p.all, p.with, p.clear)
	head := container.New(&headLayout{hint: p.hint}, titles, buttons)
	sums := container.New(layout.NewCustomPaddedVBoxLayout(2), layout.NewSpacer(), p.total, p.left, layout.NewSpacer())
	foot := container.New(&footLayout{}, sums, p.make)
	prompts := container.New(&kit.Column{Gap: 6}, p.entry, p.box.Below())
	column := container.New(&kit.Column{Gap: kit.Gap, Spring: p.rows.View()}, head, prompts, p.rows.View(), foot)
	p.view = container.New(layout.NewCustomPaddedLayout(kit.Margin, kit.Margin, kit.Margin, 0), column)
	p.recall()
	return p.view
}

// change edits the list and keeps it.
func (p *Page) change(edit func(shots.List) shots.List) {
	p.set(edit(p.list))
	p.keep()
}

// try is change for what the list may refuse.
func (p *Page) try(edit func(shots.List) (shots.List, error)) {
	next, err := edit(p.list)
	if err != nil {
		p.explain(err)
		return
	}
	p.set(next)
	p.keep()
}

// set shows a list. What was said about its rows holds no longer.
func (p *Page) set(l shots.List) {
	was := p.Active()
	p.list, p.wrong = l, map[string]string{}
	p.render()
	if was != p.Active() {
		p.changed()
	}
	p.lookOn()
}

// Close writes down what was changed in the last moment, and ends what the list started.
func (p *Page) Close() {
	p.box.Close()
	if p.unkept {
		_ = p.keeper.keep(p.keeper.number(), p.list) // there is nobody left to be told
	}
}

// Recount follows what was spent, how long jobs take, and whether there is a key. It is called for each step of each job, so the rows, which do not change by it, are left alone.
func (p *Page) Recount() {
	if p.Active() {
		p.renderTotal()
	}
}

// render brings everything up to date with the list.
func (p *Page) render() {
	p.title.Set(words.Pictures(len(p.list.Rows)), kit.ColorText)
	if p.entry.Text != p.list.Prompt {
		p.filling = true
		p.box.SetText(p.list.Prompt)
		p.filling = false
	}
	engines := make([]core.EngineID, 0, len(p.list.Rows))
	for _, r := range p.list.Rows {
		engines = append(engines, r.Engine)
	}
	p.box.ForAll(engines, p.list.UnusedBlanks())
	p.renderTotal()
	kit.Enable(p.make, !p.busy)
	p.rows.Refresh()
}

// renderTotal says what the list comes to.
func (p *Page) renderTotal() {
	sum := p.list.Total(p.infos)
	p.total.Set(words.ListTotal(sum, p.infos, p.cards.duration(sum.Clips)), kit.ColorMuted)
	left, word := "", words.MakeClips(len(p.list.Rows), sum.Price)
	if budget := p.settings.Get().Budget; budget > 0 && sum.Price > 0 {
		left = words.ListBudget(sum.Price, budget-p.host.Spent())
	}
	if info, lacks := p.lacksKey(); lacks {
		left, word = words.KeyNeeded(info), words.AddKey()
	}
	p.left.Set(left, kit.ColorMuted)
	kit.SetVisible(p.left, left != "")
	if p.make.Text != word {
		p.make.SetText(word)
	}
}

func (p *Page) explain(err error) { explain(p.host, err) }

// explain says what went wrong, if anything did.
func explain(h Host, err error) {
	if said := words.Explain(err).String(); said != "" {
		h.Say(said)
	}
}
