package prompt

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"caracal/core"
	"caracal/core/draft/plan"
	"caracal/core/shots"
	"caracal/gui/door"
	"caracal/gui/kit"
	"caracal/gui/kit/prose"
	"caracal/gui/words"
)

// A Host is the window around the box.
type Host interface {
	kit.Window
	ShowClip(core.JobID) // in the library
}

// A Box is where the prompt is written. The page lays out its heading, its entry and what stands below it.
type Box struct {
	host    Host
	inbox   *door.Inbox
	past    Past
	changed func(prompt string)

	entry   *prose.Entry
	says    *kit.Text
	chips   map[string]*kit.Chip // by phrase
	more    *kit.Chip
	row     []fyne.CanvasObject // the chips that are seen, and more
	history *kit.Icon
	heading fyne.CanvasObject
	below   *fyne.Container

	drafts bool     // Draft is to make the clip, or one of them, and reads the prompt itself
	others bool     // an engine is to make one that understands whole sentences
	many   bool     // it is the prompt of a list, whose rows fill its {blanks}
	spare  []string // blanks that the rows fill, of which the prompt has none
	dialog *history
}

// New returns an empty box. changed is called after each change of the prompt.
func New(h Host, in *door.Inbox, past Past, changed func(prompt string)) *Box {
	b := newBox(h, in, past, changed)
	row := container.New(layout.NewRowWrapLayoutWithCustomPadding(6, 6), b.row...)
	b.heading = container.NewBorder(nil, nil, nil, b.history, kit.NewHeading(words.PromptTitle()))
	b.below = container.New(layout.NewCustomPaddedVBoxLayout(8), row, b.says)
	b.show()
	return b
}

// NewForAll returns an empty box for the one prompt of many clips: it has no heading, and all that helps is in one row below the entry.
func NewForAll(h Host, in *door.Inbox, past Past, changed func(prompt string)) *Box {
	b := newBox(h, in, past, changed)
	b.many = true
	b.entry.SetPlaceHolder(words.PromptForAll())
	b.below = container.New(&toolsLayout{b}, append(b.row, b.history, b.says)...)
	b.show()
	return b
}

// newBox returns a box of which nothing is laid out.
func newBox(h Host, in *door.Inbox, past Past, changed func(prompt string)) *Box {
	b := &Box{
		host: h, inbox: in, past: past, changed: changed,
		entry: prose.New(),
		says:  &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted, Fit: kit.Wrap, Lines: 2},
		chips: map[string]*kit.Chip{},
	}
	b.entry.SetPlaceHolder(words.PromptHint())
	b.entry.SetMinRowsVisible(2)
	b.entry.OnChanged = func(string) { b.read() }
	b.entry.Marks = b.marks
	for _, phrase := range chipPhrases() {
		chip := kit.NewChip(phrase, func() { b.toggle(phrase) })
		b.chips[phrase] = chip
		b.row = append(b.row, chip)
	}
	b.more = kit.NewChip(words.MorePhrases(), b.offer)
	b.row = append(b.row, b.more)
	b.history = kit.NewIcon(theme.HistoryIcon(), words.PromptsUsed(), b.Recall)
	return b
}

// Heading returns what stands above the entry.
func (b *Box) Heading() fyne.CanvasObject { return b.heading }

// Entry returns what is written in.
func (b *Box) Entry() *prose.Entry { return b.entry }

// Below returns what stands below the entry.
func (b *Box) Below() fyne.CanvasObject { return b.below }

// Text returns the prompt as it was typed.
func (b *Box) Text() string { return b.entry.Text }

// SetText shows another prompt, and forgets what could be undone in the one before.
func (b *Box) SetText(prompt string) {
	b.entry.SetText(prompt)
	b.entry.ToEnd()
}

// For says who is to make the clip.
func (b *Box) For(engine core.Info) { b.makes(engine.ID == core.Draft, engine.ID != core.Draft) }

// ForAll says who is to make the clips of a list, and which blanks its rows fill that no prompt has.
func (b *Box) ForAll(engines []core.EngineID, spare []string) {
	drafts := slices.Contains(engines, core.Draft)
	others := slices.ContainsFunc(engines, func(id core.EngineID) bool { return id != core.Draft })
	if !slices.Equal(spare, b.spare) {
		b.spare = spare
		b.show()
	}
	b.makes(drafts, others)
}

func (b *Box) makes(drafts, others bool) {
	if drafts != b.drafts || others != b.others {
		b.drafts, b.others = drafts, others
		b.show()
		b.entry.Refresh()
	}
}

// Close ends what the box started.
func (b *Box) Close() {
	if b.dialog != nil {
		b.dialog.close()
	}
}

// read follows a change of the prompt.
func (b *Box) read() {
	b.show()
	b.changed(b.entry.Text)
}

// show says what was understood, or what would make the prompt better.
func (b *Box) show() {
	text := b.entry.Text
	for phrase, chip := range b.chips {
		chip.SetOn(has(text, phrase))
	}
	says := words.Coach(b.lack(text))
	switch {
	case len(b.spare) > 0 && len(shots.FindBlanks(text)) == 0:
		says = words.SpareBlanks(b.spare)
	case b.drafts && (says == "" || !b.others):
		says = words.Hears(plan.Parse(text))
	}
	if says != b.says.Text {
		b.says.Set(says, kit.ColorMuted)
		b.below.Layout.Layout(b.below.Objects, b.below.Size())
	}
}

// lack is what the prompt does not say yet. Whatever fills the blanks of a list is a word like others.
func (b *Box) lack(text string) words.Lack {
	if b.many {
		text = strings.NewReplacer("{", "", "}", "").Replace(text)
	}
	return lack(text)
}

// marks underlines what Draft understands, and the blanks of a list, which each row fills. Other engines read all of it.
func (b *Box) marks(text string) (marks []prose.Passage) {
	var blanks []shots.Blank
	if b.many {
		blanks = shots.FindBlanks(text)
	}
	for _, blank := range blanks {
		marks = append(marks, prose.Passage{Start: blank.Start, End: blank.End})
	}
	if b.drafts {
		for _, w := range plan.Parse(text).Words() {
			if !slices.ContainsFunc(blanks, func(blank shots.Blank) bool { return w.Start < blank.End && blank.Start < w.End }) {
				marks = append(marks, prose.Passage{Start: w.Start, End: w.End})
			}
		}
	}
	return marks
}

// toggle puts a phrase in where the person writes, or takes it out.
func (b *Box) toggle(phrase string) {
	e := toggle(b.entry.Text, phrase, b.entry.Caret())
	b.entry.Replace(e.Passage, e.with)
}

// offer opens the menu of all phrases below the last chip.
func (b *Box) offer() {
	menu := fyne.NewMenu("")
	for _, g := range groups() {
		var items []*fyne.MenuItem
		for _, phrase := range g.phrases {
			item := fyne.NewMenuItem(phrase, func() { b.toggle(phrase) })
			item.Checked = has(b.entry.Text, phrase)
			items = append(items, item)
		}
		group := fyne.NewMenuItem(g.name, nil)
		group.ChildMenu = fyne.NewMenu("", items...)
		menu.Items = append(menu.Items, group)
	}
	menu.Items = append(menu.Items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(words.PromptsUsed()+"…", b.Recall))
	widget.ShowPopUpMenuAtRelativePosition(menu, b.host.Fyne().Canvas(), fyne.NewPos(0, b.more.Size().Height+4), b.more)
}

// A toolsLayout has as many of the chips in its row as there is room for beside what the box says; all phrases are behind the last chip.
type toolsLayout struct{ box *Box }

var _ fyne.Layout = (*toolsLayout)(nil)

const (
	saysShare = 0.4 // of the row at least, for what the box says, so that the chips stay where they are while one types
	chipGap   = 6
)

// Layout is Fyne's.
func (l *toolsLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	b, x := l.box, float32(0)
	put := func(o fyne.CanvasObject) {
		least := o.MinSize()
		o.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		o.Resize(least)
		x += least.Width + chipGap
	}
	room := size.Width*(1-saysShare) - kit.Gap - b.more.MinSize().Width - chipGap - b.history.MinSize().Width
	fits := true
	for _, chip := range b.row[:len(b.row)-1] {
		fits = fits && x+chip.MinSize().Width+chipGap <= room
		if kit.SetVisible(chip, fits); fits {
			put(chip)
		}
	}
	put(b.more)
	put(b.history)
	x += kit.Gap - chipGap
	wide := size.Width - x
	b.says.Resize(fyne.NewSize(wide, b.says.MinSize().Height))
	line := b.says.MinSize().Height / 2
	top := (size.Height - 2*line) / 2
	if fyne.MeasureText(b.says.Text, kit.SizeOf(b.says, kit.SizeSmall), fyne.TextStyle{}).Width <= wide {
		top += line / 2 // there is one line only
	}
	b.says.Move(fyne.NewPos(x, top))
}

// MinSize is Fyne's.
func (l *toolsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(300, max(l.box.more.MinSize().Height, l.box.says.MinSize().Height))
}
