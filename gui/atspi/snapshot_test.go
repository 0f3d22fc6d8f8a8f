//go:build linux

package atspi

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"

	"caracal/core/processtest"
	"caracal/gui/door"
	"caracal/gui/kit"
	"caracal/gui/kit/kittest"
	"caracal/gui/kit/playback"
	"caracal/gui/kit/tiles"
)

// outline returns a line for each node, with the states that are told.
func outline(s *snapshot) (lines []string) {
	for _, n := range s.nodes[frameID].all()[1:] {
		line := fmt.Sprintf("%s %q", roleNames[n.role], n.name)
		var on []string
		for s, name := range told {
			if n.states.has(s) && s != stateEnabled && s != stateSensitive {
				on = append(on, name)
			}
		}
		if !n.states.has(stateEnabled) {
			on = append(on, "disabled")
		}
		slices.Sort(on)
		lines = append(lines, strings.Join(append([]string{line}, on...), " "))
	}
	return lines
}

func TestWhatIsInAWindow(t *testing.T) {
	w := kittest.New(t).Fyne()
	off := kit.NewButton("Make", nil, nil)
	off.Disable()
	loop := kit.NewButton("Loop", nil, nil)
	loop.Holds = func() bool { return true }
	chip, entry, bar := kit.NewChip("orbit", nil), kit.NewEntry(), kit.NewBar()
	chip.SetOn(true)
	bar.Set(0.25)
	entry.SetPlaceHolder("What should happen?")
	entry.SetText("slow push in")
	secret := widget.NewPasswordEntry()
	secret.SetText("key")
	hidden := kit.NewSmall("not seen")
	hidden.Hide()
	w.SetContent(kit.NewPanel(kit.ColorSurface, kit.ColorClear, "", fyne.Size{}, container.NewVBox(
		kit.NewHeading("Prompt"), container.NewVScroll(entry), chip, bar, off, kit.NewSmall(""), hidden, canvas.NewText("12 clips", nil), secret, loop, playback.NewScreen(fyne.NewSquareSize(9)),
	)))
	w.Canvas().Focus(entry)
	watch := &watcher{window: w}
	first := watch.look(true)
	want := []string{
		`heading "Prompt"`, `entry "What should happen?" focused`, `toggle button "orbit" checked pressed`, `progress bar ""`, `push button "Make" disabled`, `label "12 clips"`,
		`password text ""`, `toggle button "Loop" checked pressed`,
	}
	if diff := cmp.Diff(want, outline(first)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	byName := func(s *snapshot, name string) *node {
		all := s.program.all()
		if i := slices.IndexFunc(all, func(n *node) bool { return n.name == name }); i >= 0 {
			return all[i]
		}
		t.Fatalf("%q is not there", name)
		return nil
	}
	if n := byName(first, "What should happen?"); n.text.part(0, -1) != "slow push in" || n.bounds.Empty() {
		t.Errorf("in the entry, at %v, stands %q", n.bounds, n.text.part(0, -1))
	}
	if n := first.nodes[frameID].children[6]; n.text.part(0, -1) != "•••" {
		t.Errorf("of the secret %q is told", n.text.part(0, -1))
	}

	hidden.Show()
	second := watch.look(true)
	if a, b := byName(first, "12 clips"), byName(second, "12 clips"); a.id != b.id || b.place != a.place+1 {
		t.Errorf("the words were number %d at %d and are %d at %d", a.id, a.place, b.id, b.place)
	}
	if n := byName(second, "not seen"); first.nodes[n.id] != nil {
		t.Errorf("what has come has the number of another")
	}

	kit.Confirm(w, "Delete it?", "It can be restored.", "Delete", "Keep", func() {}).Show()
	lines := outline(watch.look(true))
	if lines[0] != `dialog "Delete it?"` || !slices.Contains(lines, `push button "Keep" focused`) || !slices.Contains(lines, `push button "Delete"`) || slices.Contains(lines, `heading "Prompt"`) {
		t.Errorf("with a question over it, the window has\n%s", strings.Join(lines, "\n"))
	}
}

func TestAMenu(t *testing.T) {
	w := kittest.New(t).Fyne()
	w.SetContent(kit.NewHeading("Library"))
	newest, oldest, size := fyne.NewMenuItem("Newest first", nil), fyne.NewMenuItem("Oldest first", nil), fyne.NewMenuItem("Largest first", nil)
	newest.Checked, size.Disabled = true, true
	menu := widget.NewPopUpMenu(fyne.NewMenu("", newest, fyne.NewMenuItemSeparator(), oldest, size), w.Canvas())
	menu.ShowAtPosition(fyne.NewPos(10, 10))
	menu.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	menu.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	got := outline((&watcher{window: w}).look(true))
	want := []string{`popup menu ""`, `menu item "Newest first" checked`, `menu item "Oldest first" focused`, `menu item "Largest first" disabled`}
	if i := slices.IndexFunc(got, func(line string) bool { return strings.HasPrefix(line, "popup menu") }); i >= 0 {
		got[i] = want[0] // focused or not
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The grid has the keyboard, and its tiles are what is read.
func TestTheKeyboardInAGrid(t *testing.T) {
	w := kittest.New(t).Fyne()
	grid := tiles.NewGrid(func() int { return 3 }, func(i int, tile *tiles.Tile) { tile.Set(fmt.Sprint("clip ", i), "Draft", "") })
	w.SetContent(grid.View())
	grid.Mark(0)
	watch := &watcher{window: w}
	focused := func() (names []string) {
		for _, n := range watch.look(true).program.all() {
			if n.states.has(stateFocused) {
				names = append(names, n.name)
			}
		}
		return names
	}
	if got := focused(); got != nil {
		t.Errorf("before the grid has the keyboard it acts on %q", got)
	}
	w.Canvas().Focus(grid)
	got := focused()
	grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if diff := cmp.Diff([]string{"clip 0, Draft", "clip 1, Draft"}, append(got, focused()...)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	w.Canvas().Unfocus()
	if got := focused(); got != nil {
		t.Errorf("when it has the keyboard no more it acts on %q", got)
	}
}

func TestAReaderTakesTheKeyboardToATile(t *testing.T) {
	w := kittest.New(t).Fyne()
	grid := tiles.NewGrid(func() int { return 3 }, func(i int, tile *tiles.Tile) { tile.Set(fmt.Sprint("clip ", i), "Draft", "") })
	var chosen []int
	grid.OnChosen = func(i int) { chosen = append(chosen, i) }
	other := kit.NewEntry()
	w.SetContent(container.NewBorder(other, nil, nil, nil, grid.View()))
	w.Resize(fyne.NewSize(700, 500))
	grid.Mark(0)
	w.Canvas().Focus(other)
	watch := &watcher{window: w}
	grab := func(name string) {
		for _, n := range watch.look(true).program.all() {
			if n.name == name {
				grabKeyboard(n.of)
			}
		}
	}
	grab("clip 2, Draft")
	grab("clip 2, Draft") // it is chosen already
	for _, n := range watch.look(true).program.all() {
		if n.states.has(stateFocused) != (n.name == "clip 2, Draft") {
			t.Errorf("%q: focused is %v", n.name, n.states.has(stateFocused))
		}
	}
	if diff := cmp.Diff([]int{2}, chosen); diff != "" || grid.Marked() != 2 {
		t.Errorf("tile %d is marked; chosen (-want +got):\n%s", grid.Marked(), diff)
	}
}

func TestNobodyIsToldWhereNobodyReads(t *testing.T) {
	for name, address := range map[string]string{"no desktop": "unix:path=/nowhere", "a desktop without readers": processtest.Bus(t)} {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
		in := door.NewFor(func(func()) { t.Errorf("%s: the window is looked at", name) })
		ctx, cancel := context.WithTimeout(t.Context(), 3*lookEvery)
		begin := time.Now()
		New(test.NewTempWindow(t, nil), in).Serve(ctx)
		if ctx.Err() == nil && address != "unix:path=/nowhere" {
			t.Errorf("%s: Serve returned after %v", name, time.Since(begin))
		}
		cancel()
		in.Close()
	}
}
