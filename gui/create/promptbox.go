package create

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"caracal/core/draft"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// A promptBox is where the prompt is written: the entry, chips that put phrases into it, and a line that says what Draft understood.
type promptBox struct {
	entry *kit.Entry
	hears *kit.Text
	chips map[string]*kit.Chip // by phrase
	more  *kit.Chip
	row   *fyne.Container

	changed func(prompt string)
	recent  func() []string // prompts that were used before, newest first
}

// chipPhrases are the phrases that are offered at once; the menu behind the last chip has all that Draft knows.
func chipPhrases() []string {
	return []string{"slow push in", "pan left", "orbit", "golden hour", "handheld"}
}

func promptHint() string {
	return words.L("What should happen?\nFor example: slow push in, golden hour, gentle film grain")
}

// newPromptBox returns an empty box.
func newPromptBox(changed func(prompt string), recent func() []string) *promptBox {
	b := &promptBox{
		entry:   kit.NewMultiLineEntry(),
		hears:   &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted, Fit: kit.Cut},
		chips:   map[string]*kit.Chip{},
		row:     container.New(layout.NewRowWrapLayoutWithCustomPadding(6, 6)),
		changed: changed,
		recent:  recent,
	}
	b.entry.SetPlaceHolder(promptHint())
	b.entry.SetMinRowsVisible(2)
	b.entry.OnChanged = func(string) { b.read() }
	for _, phrase := range chipPhrases() {
		chip := kit.NewChip(phrase, func() { b.entry.SetText(togglePhrase(b.entry.Text, phrase)) })
		b.chips[phrase] = chip
		b.row.Add(chip)
	}
	b.more = kit.NewChip(words.L("More…"), b.offer)
	b.row.Add(b.more)
	b.show()
	return b
}

// read follows a change of the prompt.
func (b *promptBox) read() {
	b.show()
	b.changed(b.entry.Text)
}

func (b *promptBox) show() {
	for phrase, chip := range b.chips {
		chip.SetOn(hasPhrase(b.entry.Text, phrase))
	}
	b.hears.Set(hears(draft.ParsePlan(b.entry.Text)), kit.ColorMuted)
}

// hears says what Draft understood.
func hears(plan draft.Plan) string {
	var means []string
	for _, w := range plan.Words() {
		means = append(means, w.Means)
	}
	if len(means) == 0 {
		return words.L("Draft hears no camera words: gentle push in")
	}
	return words.L("Draft hears: %s", strings.Join(means, " · "))
}

// offer opens the menu of all that Draft knows, and of prompts that were used before, below the last chip.
func (b *promptBox) offer() {
	var camera, look []*fyne.MenuItem
	for _, term := range draft.Vocabulary() {
		item := fyne.NewMenuItem(term.Name, func() { b.entry.SetText(togglePhrase(b.entry.Text, term.Name)) })
		item.Checked = hasPhrase(b.entry.Text, term.Name)
		if term.Kind == draft.Looks {
			look = append(look, item)
		} else {
			camera = append(camera, item)
		}
	}
	group := func(word string, items []*fyne.MenuItem) *fyne.MenuItem {
		item := fyne.NewMenuItem(word, nil)
		item.ChildMenu = fyne.NewMenu("", items...)
		return item
	}
	var recent []*fyne.MenuItem
	for _, prompt := range b.recent() {
		recent = append(recent, fyne.NewMenuItem(words.ShortName(prompt), func() { b.entry.SetText(prompt) }))
	}
	menu := fyne.NewMenu("", group(words.L("Camera"), camera), group(words.L("Light and look"), look))
	if len(recent) > 0 {
		menu.Items = append(menu.Items, group(words.L("Recent prompts"), recent))
	}
	widget.ShowPopUpMenuAtRelativePosition(menu, fyne.CurrentApp().Driver().CanvasForObject(b.more), fyne.NewPos(0, b.more.Size().Height+4), b.more)
}

// findPhrase returns where the phrase stands in the prompt as words of its own, whatever their case, or -1.
func findPhrase(prompt, phrase string) (start, end int) {
	for at := 0; at+len(phrase) <= len(prompt); at++ {
		end := at + len(phrase)
		if strings.EqualFold(prompt[at:end], phrase) && !letterBefore(prompt[:at]) && !letterAfter(prompt[end:]) {
			return at, end
		}
	}
	return -1, -1
}

func letterBefore(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func letterAfter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// hasPhrase reports whether the phrase stands in the prompt.
func hasPhrase(prompt, phrase string) bool {
	at, _ := findPhrase(prompt, phrase)
	return at >= 0
}

// togglePhrase takes the phrase out of the prompt, with the comma that it stood behind, or adds it at the end.
func togglePhrase(prompt, phrase string) string {
	start, end := findPhrase(prompt, phrase)
	if start < 0 {
		before := strings.TrimRight(prompt, " \n,.")
		if before == "" {
			return phrase
		}
		return before + ", " + phrase
	}
	before, after := strings.TrimRight(prompt[:start], " ,"), strings.TrimLeft(prompt[end:], " ,")
	switch {
	case before == "":
		return after
	case after == "" || strings.ContainsAny(after[:1], ".!?\n"):
		return before + after
	}
	return before + ", " + after
}
