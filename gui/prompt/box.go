package prompt

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"caracal/core"
	"caracal/core/draft"
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
	history *kit.Icon
	heading fyne.CanvasObject
	below   fyne.CanvasObject

	onDraft bool // Draft is to make the clip, which reads the prompt itself
	dialog  *history
}

// New returns an empty box. changed is called after each change of the prompt.
func New(h Host, in *door.Inbox, past Past, changed func(prompt string)) *Box {
	b := &Box{
		host: h, inbox: in, past: past, changed: changed,
		entry: prose.New(),
		says:  &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted, Fit: kit.Cut},
		chips: map[string]*kit.Chip{},
	}
	b.entry.SetPlaceHolder(words.PromptHint())
	b.entry.SetMinRowsVisible(2)
	b.entry.OnChanged = func(string) { b.read() }
	b.entry.Marks = b.marks
	row := container.New(layout.NewRowWrapLayoutWithCustomPadding(6, 6))
	for _, phrase := range chipPhrases() {
		chip := kit.NewChip(phrase, func() { b.toggle(phrase) })
		b.chips[phrase] = chip
		row.Add(chip)
	}
	b.more = kit.NewChip(words.L("More…"), b.offer)
	row.Add(b.more)
	b.history = kit.NewIcon(theme.HistoryIcon(), words.PromptsUsed(), b.Recall)
	b.heading = container.NewBorder(nil, nil, nil, b.history, kit.NewHeading(words.L("Prompt")))
	b.below = container.New(layout.NewCustomPaddedVBoxLayout(8), row, b.says)
	b.show()
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
func (b *Box) For(engine core.Info) {
	if onDraft := engine.ID == core.Draft; onDraft != b.onDraft {
		b.onDraft = onDraft
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
	says := words.Coach(lack(text))
	if b.onDraft {
		says = words.Hears(draft.ParsePlan(text))
	}
	b.says.Set(says, kit.ColorMuted)
}

// marks underlines what Draft understands. Other engines read all of it.
func (b *Box) marks(text string) (marks []prose.Passage) {
	if b.onDraft {
		for _, w := range draft.ParsePlan(text).Words() {
			marks = append(marks, prose.Passage{Start: w.Start, End: w.End})
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
