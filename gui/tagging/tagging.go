// Package tagging is where a person gives clips tags, one or many at once: tags are typed, or taken from those that there are, and taken away again.
//
// The rules of this room:
//   - It knows no clips, only how many there are and which tags all of them have. Whoever opens it changes them.
//   - Nothing is told before the person has closed the dialog by its button.
//   - Everything runs on the Fyne goroutine.
package tagging

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/core/library/index"
	"caracal/gui/kit"
	"caracal/gui/words"
)

const (
	mostOffered = 8 // tags that are offered while one is typed
	width       = 460
)

// Has reports whether a tag is among tags, however both are written in capitals.
func Has(tags []string, tag string) bool {
	return slices.ContainsFunc(tags, func(t string) bool { return strings.EqualFold(t, tag) })
}

// A Dialog adds tags to clips and takes away those that all of them have. Nothing is done before it is closed by its button.
type Dialog struct {
	host   kit.Window
	entry  *kit.Entry
	offers *fyne.Container // what may be meant by what is typed
	chips  *fyne.Container // the tags that the clips will have
	column *fyne.Container
	dialog dialog.Dialog

	clips        int
	before, tags []string
	known        []index.TagCount
	done         func(add, remove []string)
}

// Open shows the dialog for so many clips, of which all have the tags in shared. known are all tags that there are, the most used first. done is called when the person has closed it by
// its button, with what is to be added and taken away; both may be empty.
func Open(host kit.Window, clips int, shared []string, known []index.TagCount, done func(add, remove []string)) *Dialog {
	d := newDialog(host, clips, shared, known, done)
	host.Show(d.dialog)
	d.dialog.Resize(fyne.NewSize(width, 280))
	host.Fyne().Canvas().Focus(d.entry)
	return d
}

func newDialog(host kit.Window, clips int, shared []string, known []index.TagCount, done func(add, remove []string)) *Dialog {
	d := &Dialog{host: host, clips: clips, before: shared, tags: slices.Clone(shared), known: known, done: done}
	d.entry = kit.NewEntry()
	d.entry.SetPlaceHolder(words.TagHint())
	d.entry.OnChanged = func(string) { d.offer() }
	d.entry.OnSubmitted = func(string) { d.submitted() }
	wrap := func() *fyne.Container { return container.New(layout.NewRowWrapLayoutWithCustomPadding(6, 6)) }
	d.offers, d.chips = wrap(), wrap()
	d.column = container.New(layout.NewCustomPaddedVBoxLayout(kit.Gap), d.entry, d.offers, &kit.Text{Text: words.TagsOf(clips), SizeName: kit.SizeSmall, ColorName: kit.ColorMuted}, d.chips)
	custom := dialog.NewCustomWithoutButtons(words.TagTitle(clips), d.column, host.Fyne())
	custom.SetButtons([]fyne.CanvasObject{kit.NewButton(words.Cancel(), nil, custom.Hide), kit.NewButton(words.Done(), nil, d.close)})
	d.dialog = custom
	d.entry.OnEscape = custom.Hide
	d.offer()
	d.show()
	return d
}

// offer shows the tags that begin as what is typed, the most used first, and those that have it inside after them.
func (d *Dialog) offer() {
	typed := strings.ToLower(strings.TrimSpace(d.entry.Text))
	var starting, inside []string
	for _, t := range d.known {
		switch key := strings.ToLower(t.Tag); {
		case Has(d.tags, t.Tag):
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
func (d *Dialog) submitted() {
	if strings.TrimSpace(d.entry.Text) == "" {
		d.close()
		return
	}
	d.add(d.entry.Text)
}

func (d *Dialog) add(typed string) {
	d.tags = core.CleanTags(append(slices.Clone(d.tags), typed)...)
	d.entry.SetText("")
	d.offer()
	d.show()
	d.host.Fyne().Canvas().Focus(d.entry)
}

// show shows the tags, each of which is taken away by a tap.
func (d *Dialog) show() {
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
func (d *Dialog) close() {
	d.tags = core.CleanTags(append(slices.Clone(d.tags), d.entry.Text)...)
	var add, remove []string
	for _, t := range d.tags {
		if !Has(d.before, t) {
			add = append(add, t)
		}
	}
	for _, t := range d.before {
		if !Has(d.tags, t) {
			remove = append(remove, t)
		}
	}
	d.dialog.Hide()
	d.done(add, remove)
}
