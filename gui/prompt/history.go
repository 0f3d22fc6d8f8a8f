package prompt

import (
	"context"
	"image"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"caracal/core"
	"caracal/gui/kit"
	"caracal/gui/kit/prose"
	"caracal/gui/kit/rows"
	"caracal/gui/stills"
	"caracal/gui/words"
)

// A Past knows the prompts that were used. It is never called on the Fyne goroutine.
type Past interface {
	// Prompts returns them, favourites first, and then those used last.
	Prompts(context.Context) ([]core.UsedPrompt, error)
	// Poster returns where a clip's poster is.
	Poster(ctx context.Context, id core.JobID, size image.Point) (jpeg string, err error)
}

// A history is the dialog with all prompts that were used.
type history struct {
	box     *Box
	dialog  dialog.Dialog
	search  *finder
	rows    *rows.List
	none    *kit.Text // why there are no rows
	posters *stills.Loader

	unread bool // nobody knows the prompts yet
	all    []core.UsedPrompt
	terms  []string // of each, see core.SearchWords; a space before each word
	found  []int    // those that are shown
	at     int      // which of them Enter takes
}

// A finder is the search field. The arrow keys go through what was found while one types.
type finder struct {
	kit.Entry
	move func(by int)
}

// TypedKey is Fyne's.
func (f *finder) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown:
		f.move(1)
	case fyne.KeyUp:
		f.move(-1)
	default:
		f.Entry.TypedKey(k)
	}
}

// historySize fits into the least window.
var historySize = fyne.NewSize(560, 480)

// Recall shows all prompts that were used, from which the person may take one.
func (b *Box) Recall() {
	if b.dialog == nil {
		b.dialog = newHistory(b)
	}
	b.dialog.open()
}

func newHistory(b *Box) *history {
	h := &history{box: b, search: &finder{}, unread: true, none: kit.NewSmall("")}
	h.search.ExtendBaseWidget(h.search)
	h.search.move = func(by int) { h.choose(h.at + by) }
	h.posters = stills.NewPosters(b.past.Poster, b.inbox.Run)
	h.search.SetPlaceHolder(words.SearchPrompts())
	h.search.OnChanged = func(string) { h.look() }
	h.search.OnSubmitted = func(string) {
		if len(h.found) > 0 {
			h.take(h.at)
		}
	}
	h.none.Align = fyne.TextAlignCenter
	h.rows = rows.New(func() int { return len(h.found) }, h.newRow, h.fillRow, h.take)
	h.rows.OnHighlighted = h.choose // the arrow keys, when they are the list's
	list := container.NewStack(h.rows.View(), container.NewVBox(layout.NewSpacer(), h.none, layout.NewSpacer()))
	content := container.New(&kit.Column{Gap: kit.Gap, Spring: list}, h.search, list)
	h.dialog = kit.Dialog(words.PromptsUsed(), words.Close(), content, b.host.Fyne())
	return h
}

func (h *history) open() {
	h.search.SetText("")
	h.box.host.Show(h.dialog)
	h.dialog.Resize(historySize)
	h.box.host.Fyne().Canvas().Focus(h.search)
	h.box.inbox.Ask(func(ctx context.Context) func() {
		all, err := h.box.past.Prompts(ctx)
		terms := make([]string, len(all))
		for i, p := range all {
			terms[i] = " " + strings.Join(core.SearchWords(p.Text), " ")
		}
		return func() {
			if said := words.Explain(err).String(); said != "" {
				h.box.host.Say(said)
			}
			h.unread, h.all, h.terms = err != nil, all, terms
			h.look()
		}
	})
}

func (h *history) close() { h.posters.Close() }

// look finds the prompts that have all words that were typed, or words that begin so.
func (h *history) look() {
	var wanted []string
	for _, typed := range strings.Fields(h.search.Text) {
		if w := core.SearchWords(typed); len(w) > 0 {
			wanted = append(wanted, " "+strings.Join(w, " "))
		}
	}
	h.found = h.found[:0]
prompts:
	for i, terms := range h.terms {
		for _, w := range wanted {
			if !strings.Contains(terms, w) {
				continue prompts
			}
		}
		h.found = append(h.found, i)
	}
	why := ""
	switch {
	case h.unread:
	case len(h.all) == 0:
		why = words.NoPromptsYet()
	case len(h.found) == 0:
		why = words.NoPromptFound()
	}
	h.none.Set(why, kit.ColorMuted)
	h.at = 0
	h.rows.Refresh()
	h.rows.ScrollToTop()
}

// choose has Enter take another one.
func (h *history) choose(i int) {
	if i < 0 || i >= len(h.found) || i == h.at {
		return
	}
	h.at = i
	h.rows.Refresh()
	h.rows.ScrollTo(i)
}

// take writes a prompt into the box, in the place of what is there.
func (h *history) take(i int) {
	h.dialog.Hide()
	b := h.box
	b.entry.Replace(prose.Passage{End: len(b.entry.Text)}, h.all[h.found[i]].Text)
	b.host.Fyne().Canvas().Focus(b.entry)
}

// A row shows one prompt, with the poster of the clip that came of it.
type row struct {
	widget.BaseWidget
	kit.Item
	thumb *kit.Thumb
	text  *kit.Text
	note  *kit.Text
	show  *kit.Icon
	card  *kit.Panel

	clip core.JobID
}

var posterSize = fyne.NewSize(72, 44)

func (h *history) newRow() fyne.CanvasObject {
	r := &row{
		thumb: kit.NewThumb(posterSize),
		text:  &kit.Text{Fit: kit.Wrap, Lines: 2},
		note:  &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted, Fit: kit.Cut},
	}
	r.show = kit.NewIcon(theme.GridIcon(), words.ShowTheClip(), func() {
		h.dialog.Hide()
		h.box.host.ShowClip(r.clip)
	})
	middle := container.New(layout.NewCustomPaddedVBoxLayout(2), layout.NewSpacer(), r.text, r.note, layout.NewSpacer())
	r.card = kit.NewPanel(kit.ColorSurface, kit.ColorLine, kit.RadiusCard, fyne.NewSize(10, 8),
		container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 0, 10), container.NewCenter(r.thumb)), container.NewCenter(r.show), middle))
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is Fyne's.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	return widget.NewSimpleRenderer(r.card)
}

func (h *history) fillRow(i int, o fyne.CanvasObject) {
	r, p := o.(*row), h.all[h.found[i]]
	r.clip = p.Clip
	line := kit.ColorLine
	if i == h.at {
		line = kit.ColorAccent
	}
	if r.card.Line != line {
		r.card.Line = line
		r.card.Refresh()
	}
	r.text.Set(words.OneLine(p.Text), kit.ColorText)
	r.note.Set(words.PastPrompt(p, time.Now()), kit.ColorMuted)
	kit.SetVisible(r.show, p.Clip != "")
	h.posters.Load(r.thumb, string(p.Clip), kit.Pixels(r.thumb, posterSize))
}
