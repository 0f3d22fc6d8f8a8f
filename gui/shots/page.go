package shots

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

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

// A Host is the window around the list, with what the list wants of the pages.
type Host interface {
	kit.Window
	OpenMake()                       // shows the page that the list is on
	OnePicture(path string)          // makes a single clip of a picture
	Typical(core.EngineID) core.Span // how long most jobs take
	Limit(core.EngineID) core.Limit  // how fast the studio may go now
	Spent() core.USD                 // in this month, on clips, as far as anybody knows yet
	ChoosePicture()                  // lets the person choose pictures from the disk, which come back by Take
	ChooseFolder()                   // the same for a folder of them
	ListsChanged()                   // a list that was begun stands differently
	Play(core.JobID)                 // shows the clip of a job and plays it
	ShowClip(core.JobID)             // shows the clip of a job in the library
}

// A Desk carries out lists; core/shots has it. Its methods may wait for the disk, except Lists, Owns and Watch.
type Desk interface {
	Begin(shots.List) error
	Lists() []shots.Status
	Owns(core.JobID) bool
	Watch(func(shots.Status)) (stop func())
	Pause(id string) error
	Continue(id string, told []core.Info) error
	StopUnsent(id string) error
	Retry(ctx context.Context, id string, told []core.Info) error
	Dismiss(id string) error
}

var _ Desk = (*shots.Desk)(nil)

// Parts are what the list works with. All of them are needed.
type Parts struct {
	Inbox    *door.Inbox
	Desk     Desk
	Book     *shots.Book // where the list that is edited is kept
	Engines  func() []core.Info
	Quote    func(context.Context, core.EngineID) core.USD // asks the service for a price; never called on the Fyne goroutine
	Settings *door.Settings
	Past     prompt.Past
	Open     func(context.Context, string) (*picture.Picture, error) // picture.Open; never called on the Fyne goroutine
}

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
	hint  *kit.Text
	add   *kit.Button
	all   *kit.Button
	with  *kit.Button
	clear *kit.Button
	past  prompt.Past
	box   *prompt.Box
	entry *prose.Entry // in the box
	rows  *rows.List
	total *kit.Text
	left  *kit.Text
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

// recall brings back the list that was edited when the program ended.
func (p *Page) recall() {
	p.inbox.Ask(func(context.Context) func() {
		l, ok, err := p.keeper.recall()
		return func() {
			if err != nil {
				p.explain(err)
			}
			if ok && !p.Active() {
				p.set(l)
			}
		}
	})
}

// Take adds what these files are to the list: pictures, folders of pictures, and CSV files. A single picture, where there is no list, is the host's. Where a list begins by it, the
// single clip that the person was at becomes a part of it: its prompt is the one for all, and its picture, when it has one and only pictures are added, is the first.
func (p *Page) Take(paths []string, single core.Request) {
	p.host.OpenMake()
	rules, first := p.rules(), []shots.Row(nil)
	if !p.Active() {
		rules.Prompt = single.Prompt
		if single.Picture.Path != "" && !slices.Contains(paths, single.Picture.Path) {
			first = append(first, shotOf(single))
		}
	}
	p.inbox.Ask(func(ctx context.Context) func() {
		got := gather(ctx, paths, rules)
		if !got.fromFile && len(got.list.Rows) > 1 {
			got.list.Rows = append(first, got.list.Rows...)
		}
		return func() { p.took(got) }
	})
}

// shotOf returns the shot of a single clip, without its prompt.
func shotOf(r core.Request) shots.Row {
	row := shots.NewRow(r.Picture.Path, r.Picture.Name, shots.Choice{Aspect: r.Aspect, Engine: r.Engine})
	row.Focus, row.Framed = r.Focus, r.Framed
	return row
}

// Add adds a shot for each request.
func (p *Page) Add(requests ...core.Request) {
	rows := make([]shots.Row, 0, len(requests))
	for _, r := range requests {
		row := shotOf(r)
		row.Prompt = r.Prompt
		rows = append(rows, row)
	}
	p.try(func(l shots.List) (shots.List, error) { return l.Add(rows...) })
}

// rules are what files are read by. A prompt may be missing: the one for all has yet to be written.
func (p *Page) rules() shots.Rules {
	now := p.settings.Get()
	engines := slices.Clone(p.infos)
	for i := range engines {
		engines[i].NeedsPrompt = false
	}
	return shots.Rules{Choice: shots.Choice{Aspect: now.Aspect, Engine: now.Engine}, Prompt: p.list.Prompt, Engines: engines, Edited: true}
}

func (p *Page) took(got gathered) {
	if text := got.trouble(); text != "" {
		if len(got.list.Rows) == 0 || got.fromFile {
			p.showTrouble(text)
		} else {
			p.host.Say(text)
		}
	}
	if len(got.list.Rows) == 1 && !p.Active() && !got.fromFile {
		p.host.OnePicture(got.list.Rows[0].Picture.Path)
		return
	}
	if len(got.list.Rows) == 0 {
		return
	}
	next, err := p.list.Add(got.list.Rows...)
	if err != nil {
		p.explain(err)
		return
	}
	if !p.Active() {
		next.Name, next.Prompt = got.list.Name, got.list.Prompt
	}
	p.set(next)
	p.keep()
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

// keepDelay is how long nothing has been changed when the list is written down: not for every letter that is typed.
const keepDelay = 300 * time.Millisecond

// keep has the list written down in a moment.
func (p *Page) keep() {
	p.unkeep()
	p.unkept = true
	p.unkeep = p.inbox.After(keepDelay, func() {
		p.unkept = false
		l, number := p.list, p.keeper.number()
		p.inbox.Ask(func(context.Context) func() {
			if err := p.keeper.keep(number, l); err != nil {
				return func() { p.explain(err) }
			}
			return nil
		})
	})
}

// letBe has what is about to be written down not be.
func (p *Page) letBe() {
	p.unkeep()
	p.unkept = false
}

// Close writes down what was changed in the last moment, and ends what the list started.
func (p *Page) Close() {
	p.box.Close()
	if p.unkept {
		_ = p.keeper.keep(p.keeper.number(), p.list) // there is nobody left to be told
	}
}

// Recount follows what was spent, and how long jobs take. It is called for each step of each job, so the rows, which do not change by it, are left alone.
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
	left := ""
	if budget := p.settings.Get().Budget; budget > 0 && sum.Price > 0 {
		left = words.ListBudget(sum.Price, budget-p.host.Spent())
	}
	p.left.Set(left, kit.ColorMuted)
	kit.SetVisible(p.left, left != "")
	if word := words.MakeClips(len(p.list.Rows), sum.Price); p.make.Text != word {
		p.make.SetText(word)
	}
}

// Submit does what the button does.
func (p *Page) Submit() { p.press() }

// press asks the service what the clips cost, and then the person the one question, and begins the list.
func (p *Page) press() {
	if p.busy || !p.Active() {
		return
	}
	if err := p.list.Check(p.infos); err != nil {
		p.refuse(err)
		return
	}
	paid := map[core.EngineID]bool{}
	for _, r := range p.list.Rows {
		paid[r.Engine] = true
	}
	p.busy = true
	p.render()
	p.inbox.Ask(func(ctx context.Context) func() {
		for id := range paid {
			p.quote(ctx, id)
		}
		return func() {
			p.busy, p.infos = false, p.engines()
			p.render()
			if p.Active() {
				p.confirm()
			}
		}
	})
}

// confirm asks the one question, about the list as it is now. Where files that were still being read, or another drop, have changed it by the answer, that was about another list.
func (p *Page) confirm() {
	l, told := p.list, p.infos
	sum := l.Total(told)
	title, text := words.ConfirmList(len(l.Rows), sum.Price, p.cards.duration(sum.Clips))
	p.host.Confirm(title, text, words.MakeClips(len(l.Rows), sum.Price), words.NotYet(), func() {
		if !reflect.DeepEqual(p.list, l) {
			p.host.Say(words.ListChanged())
			p.press()
			return
		}
		p.begin(l, told)
	})
}

// begin has the desk make the list for the prices that the person was told. From now on it is not edited any more: what comes meanwhile is a list of its own.
func (p *Page) begin(l shots.List, told []core.Info) {
	p.letBe()
	number, looks := p.keeper.number(), p.looks
	p.busy, p.looks = true, map[string]*look{}
	p.set(shots.New())
	p.inbox.Ask(func(context.Context) func() {
		err := p.keeper.begin(number, l.Agree(told))
		return func() {
			p.busy = false
			if err != nil {
				maps.Copy(p.looks, looks)
				p.putBack(l)
				p.refuse(err)
				return
			}
			p.render()
			p.host.ListsChanged()
		}
	})
}

// putBack shows a list that could not be begun again, and behind it what has come meanwhile.
func (p *Page) putBack(l shots.List) {
	p.letBe()
	meanwhile := p.list
	p.set(l.Join(meanwhile))
	both, number := p.list, p.keeper.number()
	p.inbox.Ask(func(context.Context) func() {
		if err := p.keeper.join(number, both, meanwhile.ID); err != nil {
			return func() { p.explain(err) }
		}
		return nil
	})
}

// refuse says for each row why it cannot be made, and goes to the first.
func (p *Page) refuse(err error) {
	first := -1
	p.wrong = map[string]string{}
	for _, e := range shots.ByLine(err) {
		if e.Line < 1 || e.Line > len(p.list.Rows) {
			continue
		}
		p.wrong[p.list.Rows[e.Line-1].ID] = words.Explain(e.Err).What
		if first < 0 {
			first = e.Line - 1
		}
	}
	if first < 0 {
		p.explain(err)
		return
	}
	p.rows.Refresh()
	p.rows.ScrollTo(first)
	p.host.Say(words.RowsWrong(len(p.wrong)))
}

func (p *Page) explain(err error) { explain(p.host, err) }

// explain says what went wrong, if anything did.
func explain(h Host, err error) {
	if said := words.Explain(err).String(); said != "" {
		h.Say(said)
	}
}

// askClear asks whether the list as it is now is to go; what has come by the answer is asked about too.
func (p *Page) askClear() {
	asked := p.list
	p.host.Confirm(words.ClearTitle(), words.ClearWords(len(asked.Rows)), words.ClearList(), words.KeepList(), func() {
		if !reflect.DeepEqual(p.list, asked) {
			p.askClear()
			return
		}
		p.letBe()
		id, number := p.list.ID, p.keeper.number()
		p.looks = map[string]*look{}
		p.set(shots.New())
		p.inbox.Ask(func(context.Context) func() {
			if err := p.keeper.forget(number, id); err != nil {
				return func() { p.explain(err) }
			}
			return nil
		})
	})
}

// offerMore offers what can be added.
func (p *Page) offerMore() {
	p.menu(p.add, []*fyne.MenuItem{fyne.NewMenuItem(words.AddPictures(), p.host.ChoosePicture), fyne.NewMenuItem(words.AddFolder(), p.host.ChooseFolder)})
}

// offerAspects offers what can be done with the aspects of all rows.
func (p *Page) offerAspects() {
	var items []*fyne.MenuItem
	for _, a := range core.Aspects() {
		items = append(items, fyne.NewMenuItem(string(a), func() { p.change(func(l shots.List) shots.List { return l.AllIn(a) }) }))
	}
	items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(words.EachAspect(), func() { p.try(shots.List.ForEachAspect) }))
	p.menu(p.all, items)
}

// offerEngines offers who makes all rows.
func (p *Page) offerEngines() {
	var items []*fyne.MenuItem
	for _, info := range p.infos {
		items = append(items, fyne.NewMenuItem(words.EngineChoice(info), func() { p.change(func(l shots.List) shots.List { return l.AllWith(info.ID) }) }))
	}
	p.menu(p.with, items)
}

// menu shows a menu below a widget.
func (p *Page) menu(under fyne.CanvasObject, items []*fyne.MenuItem) {
	c := p.host.Fyne().Canvas()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under).AddXY(0, under.Size().Height+4)
	m := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	at.X = min(at.X, c.Size().Width-m.MinSize().Width-4)
	at.Y = min(at.Y, c.Size().Height-m.MinSize().Height-4)
	m.ShowAtPosition(at)
}

// showTrouble shows what is wrong with files in a dialog, because it may be many lines.
func (p *Page) showTrouble(text string) {
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	p.host.Show(troubleDialog(p.host.Fyne(), label))
}

// A headLayout has the title at the left and the buttons at the right. The hint goes where there is no room for it.
type headLayout struct{ hint fyne.CanvasObject }

var _ fyne.Layout = (*headLayout)(nil)

// Layout is Fyne's.
func (l *headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	buttons := o[1].MinSize()
	kit.SetVisible(l.hint, true)
	kit.SetVisible(l.hint, o[0].MinSize().Width+kit.Gap+buttons.Width <= size.Width)
	o[0].Move(fyne.NewPos(0, (size.Height-o[0].MinSize().Height)/2))
	o[0].Resize(o[0].MinSize())
	o[1].Move(fyne.NewPos(size.Width-buttons.Width, 0))
	o[1].Resize(buttons)
}

// MinSize is Fyne's.
func (l *headLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(400, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

// A footLayout has the button at the right, as wide as the design has it, and the sums beside it.
type footLayout struct{}

var _ fyne.Layout = (*footLayout)(nil)

// Layout is Fyne's.
func (*footLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := min(300, size.Width*0.45)
	o[0].Resize(fyne.NewSize(size.Width-width-kit.Gap, size.Height))
	o[1].Move(fyne.NewPos(size.Width-width, (size.Height-o[1].MinSize().Height)/2))
	o[1].Resize(fyne.NewSize(width, o[1].MinSize().Height))
}

// MinSize is Fyne's.
func (*footLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(400, max(o[1].MinSize().Height, 48))
}
