package clips

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/core/library"
	"caracal/gui/kit"
	"caracal/gui/words"
)

const (
	mostRead    = 100 // clips whose tags are read to find those that all have
	mostOffered = 8   // tags that are offered while one is typed
	tagsWidth   = 460
)

// openTags opens the dialog of tags for what is selected.
func (p *Page) openTags() {
	if !p.state.any || p.state.list.Query.Bin {
		return
	}
	rows := p.state.selected.In(p.state.list.Rows)
	p.inbox.Ask(func(ctx context.Context) func() {
		known, err := p.shelf.Tags(ctx)
		shared, e := p.sharedTags(ctx, rows)
		if err == nil {
			err = e
		}
		return func() {
			if err != nil {
				p.complain(err)
				return
			}
			newTagDialog(p.host, len(rows), shared, known, func(add, remove []string) { p.retag(rows, add, remove) }).open()
		}
	})
}

// sharedTags returns the tags that all of the clips have, as far as they are looked at.
func (p *Page) sharedTags(ctx context.Context, rows []library.Row) (shared []string, err error) {
	for i, row := range rows[:min(len(rows), mostRead)] {
		c, found, err := p.shelf.Clip(ctx, row)
		if err != nil {
			return nil, err
		}
		switch {
		case !found:
		case i == 0:
			shared = slices.Clone(c.Story.Tags)
		default:
			shared = slices.DeleteFunc(shared, func(t string) bool { return !hasTag(c.Story.Tags, t) })
		}
	}
	return shared, nil
}

// findTag shows the clips that have a tag, among what is searched for.
func (p *Page) findTag(tag string) {
	p.browser.filter(func(q *library.Query) { q.Bin, q.Tag = false, tag })
}

func hasTag(tags []string, tag string) bool {
	return slices.ContainsFunc(tags, func(t string) bool { return strings.EqualFold(t, tag) })
}

// retag gives clips some tags and takes some away.
func (p *Page) retag(rows []library.Row, add, remove []string) {
	if len(add)+len(remove) > 0 {
		p.amend(rows, func(c core.Clip) core.Marks { return c.Story.Without(remove...).With(add...) }, func(n int) string { return words.Retagged(n, add, remove) })
	}
}

// A tagDialog adds tags to clips and takes away those that all of them have. Nothing is done before it is closed by its button.
type tagDialog struct {
	host   kit.Window
	entry  *kit.Entry
	offers *fyne.Container // what may be meant by what is typed
	chips  *fyne.Container // the tags that the clips will have
	column *fyne.Container
	dialog dialog.Dialog

	clips        int
	before, tags []string
	known        []library.TagCount
	done         func(add, remove []string)
}

func newTagDialog(host kit.Window, clips int, shared []string, known []library.TagCount, done func(add, remove []string)) *tagDialog {
	d := &tagDialog{host: host, clips: clips, before: shared, tags: slices.Clone(shared), known: known, done: done}
	d.entry = kit.NewEntry()
	d.entry.PlaceHolder = words.TagHint()
	d.entry.OnChanged = func(string) { d.offer() }
	d.entry.OnSubmitted = func(string) { d.submitted() }
	wrap := func() *fyne.Container { return container.New(layout.NewRowWrapLayoutWithCustomPadding(6, 6)) }
	d.offers, d.chips = wrap(), wrap()
	d.column = container.New(layout.NewCustomPaddedVBoxLayout(kit.Gap), d.entry, d.offers, &kit.Text{Text: words.TagsOf(clips), SizeName: kit.SizeSmall, ColorName: kit.ColorMuted}, d.chips)
	custom := dialog.NewCustomWithoutButtons(words.TagTitle(clips), d.column, host.Fyne())
	custom.SetButtons([]fyne.CanvasObject{kit.NewButton(words.L("Cancel"), nil, custom.Hide), kit.NewButton(words.L("Done"), nil, d.close)})
	d.dialog = custom
	d.entry.OnEscape = custom.Hide
	d.offer()
	d.show()
	return d
}

func (d *tagDialog) open() {
	d.host.Show(d.dialog)
	d.dialog.Resize(fyne.NewSize(tagsWidth, 280))
	d.host.Fyne().Canvas().Focus(d.entry)
}

// offer shows the tags that begin as what is typed, the most used first, and those that have it inside after them.
func (d *tagDialog) offer() {
	typed := strings.ToLower(strings.TrimSpace(d.entry.Text))
	var starting, inside []string
	for _, t := range d.known {
		switch key := strings.ToLower(t.Tag); {
		case hasTag(d.tags, t.Tag):
		case strings.HasPrefix(key, typed):
			starting = append(starting, t.Tag)
		case strings.Contains(key, typed):
			inside = append(inside, t.Tag)
		}
	}
	d.offers.RemoveAll()
	for _, tag := range append(starting, inside...)[:min(mostOffered, len(starting)+len(inside))] {
		d.offers.Add(kit.NewChip("# "+words.ShortName(tag), func() { d.add(tag) }))
	}
	d.offers.Refresh()
}

// submitted adds what was typed, or closes when nothing was.
func (d *tagDialog) submitted() {
	if strings.TrimSpace(d.entry.Text) == "" {
		d.close()
		return
	}
	d.add(d.entry.Text)
}

func (d *tagDialog) add(typed string) {
	d.tags = core.CleanTags(append(slices.Clone(d.tags), typed)...)
	d.entry.SetText("")
	d.offer()
	d.show()
	d.host.Fyne().Canvas().Focus(d.entry)
}

// show shows the tags, each of which is taken away by a tap.
func (d *tagDialog) show() {
	d.chips.RemoveAll()
	for _, tag := range d.tags {
		d.chips.Add(kit.NewChip(words.ShortName(tag)+"  ×", func() {
			d.tags = slices.DeleteFunc(d.tags, func(t string) bool { return t == tag })
			d.offer()
			d.show()
		}))
	}
	kit.Settle(d.column)
}

// close hands on what has changed.
func (d *tagDialog) close() {
	d.tags = core.CleanTags(append(slices.Clone(d.tags), d.entry.Text)...)
	var add, remove []string
	for _, t := range d.tags {
		if !hasTag(d.before, t) {
			add = append(add, t)
		}
	}
	for _, t := range d.before {
		if !hasTag(d.tags, t) {
			remove = append(remove, t)
		}
	}
	d.dialog.Hide()
	d.done(add, remove)
}
