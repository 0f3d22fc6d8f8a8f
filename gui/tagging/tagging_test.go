package tagging

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"caracal/core/library/index"
	"caracal/gui/kit"
	"caracal/gui/kit/kittest"
)

func TestTagsAreTypedTakenAndTakenAway(t *testing.T) {
	w := kittest.New(t)
	known := []index.TagCount{{Tag: "Client A", Clips: 3}, {Tag: "old", Clips: 2}, {Tag: "client b", Clips: 1}}
	var added, removed []string
	d := Open(w, 2, []string{"old"}, known, func(add, remove []string) { added, removed = add, remove })
	d.entry.SetText("cl")
	var offered []string
	for _, o := range d.offers.Objects {
		offered = append(offered, o.(*kit.Chip).Text)
	}
	if !slices.Equal(offered, []string{"# Client A", "# client b"}) {
		t.Errorf("for “cl” %q are offered", offered)
	}
	test.Tap(d.offers.Objects[0].(*kit.Chip))
	d.entry.SetText("golden hour, NEW")
	d.entry.OnSubmitted(d.entry.Text)
	test.Tap(d.chips.Objects[0].(*kit.Chip)) // old
	if added != nil || removed != nil {
		t.Error("something was told before the dialog was closed")
	}
	d.entry.OnSubmitted("") // as Return does
	if !slices.Equal(added, []string{"Client A", "golden hour", "NEW"}) || !slices.Equal(removed, []string{"old"}) {
		t.Errorf("%q are added and %q taken away", added, removed)
	}
}

func TestEscapeChangesNothing(t *testing.T) {
	w := kittest.New(t)
	d := Open(w, 1, nil, nil, func(add, remove []string) { t.Errorf("%q, %q", add, remove) })
	d.entry.SetText("typed")
	d.entry.OnEscape()
	if w.Fyne().Canvas().Overlays().Top() != nil {
		t.Error("it is still open")
	}
}

func TestHas(t *testing.T) {
	if !Has([]string{"Golden hour"}, "golden HOUR") || Has([]string{"gold"}, "golden") || Has(nil, "") {
		t.Error("tags are told apart by their letters, and not by capitals")
	}
}
