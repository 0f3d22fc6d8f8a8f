package prompt

import (
	"context"
	"errors"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"caracal/core"
	"caracal/core/draft/plan"
	"caracal/gui/door/doortest"
	"caracal/gui/kit"
	"caracal/gui/kit/kittest"
	"caracal/gui/words"
	"caracal/gui/words/language"
	"caracal/resources"
)

// A fakePast has these prompts, and the sample for every poster.
type fakePast struct {
	prompts []core.UsedPrompt
	err     error
	poster  string
}

func (p *fakePast) Prompts(context.Context) ([]core.UsedPrompt, error) { return p.prompts, p.err }

func (p *fakePast) Poster(context.Context, core.JobID, image.Point) (string, error) {
	return p.poster, nil
}

type fakeHost struct {
	*kittest.Window
	shown []core.JobID
}

func (h *fakeHost) ShowClip(id core.JobID) { h.shown = append(h.shown, id) }

// A stand is a box in a window of its own.
type stand struct {
	*Box
	t     *testing.T
	host  *fakeHost
	past  *fakePast
	queue doortest.Queue
	typed string // the last prompt that was told
}

func newStand(t *testing.T) *stand {
	in, q := doortest.New(t)
	s := &stand{t: t, host: &fakeHost{Window: kittest.New(t)}, past: &fakePast{poster: filepath.Join(t.TempDir(), "poster.jpg")}, queue: q}
	if err := os.WriteFile(s.past.poster, resources.Sample(), 0o600); err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	s.past.prompts = []core.UsedPrompt{
		{Text: "Élise smiles, golden hour", Used: now.Add(-48 * time.Hour), Favourite: true, Clip: "a"},
		{Text: "slow push in on the cat", Used: now.Add(-time.Minute), Clip: "b"},
		{Text: "a clip that failed", Used: now.Add(-time.Hour)},
	}
	s.Box = New(s.host, in, s.past, func(prompt string) { s.typed = prompt })
	s.host.Fyne().SetContent(container.NewBorder(s.Heading(), s.Below(), nil, nil, s.Entry()))
	s.host.Fyne().Resize(fyne.NewSize(640, 600))
	t.Cleanup(s.Close)
	return s
}

// recall opens the dialog and waits for the prompts.
func (s *stand) recall() {
	s.t.Helper()
	s.Recall()
	s.queue.Until(s.t, "the prompts", func() bool { return len(s.dialog.all) == len(s.past.prompts) && s.dialog.all != nil })
}

// seen returns the prompts that the dialog shows.
func (s *stand) seen() (texts []string) {
	for _, i := range s.dialog.found {
		texts = append(texts, s.dialog.all[i].Text)
	}
	return texts
}

func (s *stand) undo() { s.entry.TypedShortcut(&fyne.ShortcutUndo{}) }

func TestChipsWriteWhereThePersonDoes(t *testing.T) {
	s := newStand(t)
	test.Type(s.entry, "she smiles, in the rain")
	for range len(", in the rain") {
		s.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	}
	chip := s.chips["golden hour"]
	test.Tap(chip)
	if want := "she smiles, golden hour, in the rain"; s.typed != want || !chip.On() {
		t.Fatalf("the prompt is %q, want %q; on: %v", s.typed, want, chip.On())
	}
	s.undo()
	if want := "she smiles, in the rain"; s.typed != want || chip.On() {
		t.Errorf("undone the prompt is %q, want %q; on: %v", s.typed, want, chip.On())
	}
	s.entry.TypedShortcut(&fyne.ShortcutRedo{})
	test.Tap(chip)
	if want := "she smiles, in the rain"; s.typed != want || chip.On() {
		t.Errorf("taken out again the prompt is %q, want %q", s.typed, want)
	}
}

func TestAPromptThatIsShownIsWrittenOnAtItsEnd(t *testing.T) {
	s := newStand(t)
	s.SetText("she smiles")
	test.Tap(s.chips["handheld"])
	if want := "she smiles, handheld"; s.typed != want {
		t.Errorf("the prompt is %q, want %q", s.typed, want)
	}
}

func TestWhatIsHeardIsMarkedForDraftOnly(t *testing.T) {
	s := newStand(t)
	s.For(core.Info{ID: core.Draft})
	test.Type(s.entry, "she smiles, slow push in")
	marks := s.marks(s.Text())
	if len(marks) != 1 || s.Text()[marks[0].Start:marks[0].End] != "slow push in" {
		t.Errorf("marked %v", marks)
	}
	if want := "Draft hears: slow push in"; s.says.Text != want {
		t.Errorf("it says %q, want %q", s.says.Text, want)
	}
	s.For(core.Info{ID: core.Lynx})
	if len(s.marks(s.Text())) != 0 {
		t.Error("marked for Lynx")
	}
	if want := words.Coach(words.LacksLight); s.says.Text != want {
		t.Errorf("it says %q, want %q", s.says.Text, want)
	}
	test.Type(s.entry, " at dusk")
	if s.says.Text != "" {
		t.Errorf("it says %q of a good prompt", s.says.Text)
	}
}

// What is heard of a long prompt goes on in a second line where the column is narrow.
func TestWhatIsHeardIsReadWhole(t *testing.T) {
	s := newStand(t)
	s.host.Fyne().Resize(fyne.NewSize(276, 600))
	s.For(core.Info{ID: core.Draft})
	test.Type(s.entry, "slow push in, then pan left, golden hour, vintage, vignette")
	var seen []string
	for _, line := range test.WidgetRenderer(s.says).Objects() {
		seen = append(seen, line.(*canvas.Text).Text)
	}
	if want := "Draft hears: slow push in · then pan left · golden hour · vintage · vignette"; len(seen) != 2 || strings.Join(seen, " ") != want {
		t.Errorf("it says %q, want %q in two lines", seen, want)
	}
}

// The prompt of a list has its blanks marked beside what Draft hears, and helps in one row that fits.
func TestThePromptForAll(t *testing.T) {
	s := newStand(t)
	b := NewForAll(s.host, s.inbox, s.past, func(prompt string) { s.typed = prompt })
	t.Cleanup(b.Close)
	page := container.NewBorder(nil, b.Below(), nil, nil, b.Entry())
	s.host.Fyne().SetContent(page)
	both := core.EngineIDs()
	b.ForAll(both, nil)
	b.SetText("{pan left} and {colour} mug, slow push in")
	var marked []string
	for _, m := range b.marks(b.Text()) {
		marked = append(marked, b.Text()[m.Start:m.End])
	}
	if want := []string{"{pan left}", "{colour}", "slow push in"}; !slices.Equal(marked, want) {
		t.Errorf("marked %q, want %q", marked, want)
	}
	for _, tt := range []struct {
		engines []core.EngineID
		spare   []string
		text    string
		want    string
	}{
		{both, nil, "{colour} mug", words.Coach(words.LacksMotion)},
		{both, nil, "she smiles, golden hour", "Draft hears: golden hour"},
		{both[1:], nil, "{colour} mug", words.Hears(plan.Plan{})},
		{both[:1], nil, "she smiles, golden hour", ""},
		{both[:1], []string{"colour", "size"}, "she smiles, golden hour", "The rows can fill in {colour}, {size}"},
		{both[:1], []string{"size"}, "she smiles in {colour}, golden hour", ""},
	} {
		b.ForAll(tt.engines, tt.spare)
		if b.SetText(tt.text); b.says.Text != tt.want {
			t.Errorf("%v, %v, %q: it says %q, want %q", tt.engines, tt.spare, tt.text, b.says.Text, tt.want)
		}
	}
	for _, width := range []float32{300, 640, 900} {
		s.host.Fyne().Resize(fyne.NewSize(width, 300))
		end := float32(0)
		for _, o := range append(slices.Clone(b.row), b.history) {
			if o.Visible() {
				end = o.Position().X + o.Size().Width
			}
		}
		if !b.more.Visible() || end > b.says.Position().X || b.says.Position().X+b.says.Size().Width > b.below.Size().Width {
			t.Errorf("at %v the chips end at %v, and the words begin at %v", width, end, b.says.Position().X)
		}
		if all := b.row[len(b.row)-2].Visible(); all != (width == 900) {
			t.Errorf("at %v all chips are seen: %v", width, all)
		}
	}
	test.Tap(b.chips["golden hour"])
	if want := "she smiles in {colour}"; s.typed != want {
		t.Errorf("the prompt is %q, want %q", s.typed, want)
	}
}

func TestHistoryIsSearchedAndTaken(t *testing.T) {
	s := newStand(t)
	test.Type(s.entry, "what I had")
	s.recall()
	if got := s.seen(); len(got) != 3 || got[0] != s.past.prompts[0].Text {
		t.Fatalf("seen: %q", got)
	}
	if !strings.HasPrefix(words.PastPrompt(s.past.prompts[0], time.Now()), "Favourite · ") {
		t.Error("a favourite is not said to be one")
	}
	for typed, want := range map[string]int{"ELISE gold": 1, "in the": 1, "hour": 1, "our": 0, "nowhere": 0, "s": 2} {
		s.dialog.search.SetText(typed)
		if got := s.seen(); len(got) != want {
			t.Errorf("%q finds %q", typed, got)
		}
		if s.dialog.none.Text != "" != (want == 0) {
			t.Errorf("%q: it says %q", typed, s.dialog.none.Text)
		}
	}
	s.dialog.search.SetText("")
	if got := s.seen(); len(got) != 3 {
		t.Errorf("without words it finds %q", got)
	}
	press := func(keys ...fyne.KeyName) {
		for _, key := range keys {
			s.dialog.search.TypedKey(&fyne.KeyEvent{Name: key})
		}
	}
	press(fyne.KeyUp, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	if want := "slow push in on the cat"; s.typed != want {
		t.Fatalf("the prompt is %q, want %q", s.typed, want)
	}
	if len(s.host.Fyne().Canvas().Overlays().List()) != 0 {
		t.Error("the dialog is still there")
	}
	s.undo()
	if s.typed != "what I had" {
		t.Errorf("undone the prompt is %q", s.typed)
	}
}

func TestHistoryShowsPostersAndClips(t *testing.T) {
	s := newStand(t)
	s.recall()
	r := s.dialog.newRow().(*row)
	s.dialog.fillRow(0, r)
	r.Resize(fyne.NewSize(500, 80))
	s.dialog.fillRow(0, r)
	s.queue.Until(t, "the poster", func() bool { return r.thumb.Picture() != nil })
	test.Tap(r.show)
	if len(s.host.shown) != 1 || s.host.shown[0] != "a" {
		t.Errorf("shown: %v", s.host.shown)
	}
	s.dialog.fillRow(2, r)
	if r.thumb.Picture() != nil || r.show.Visible() {
		t.Error("a prompt without a clip has another's poster, or offers to show it")
	}
}

func TestHistoryThatCannotBeReadSaysSo(t *testing.T) {
	s := newStand(t)
	s.past.prompts, s.past.err = nil, core.Wrap("list prompts", core.DiskFull, errors.New("full"))
	s.Recall()
	s.queue.Until(t, "words", func() bool { return s.host.Said != "" })
	if s.dialog.none.Text == words.NoPromptsYet() {
		t.Error("it says that there are none")
	}
}

func TestHistoryWithoutPromptsSaysSoInOneLine(t *testing.T) {
	s := newStand(t)
	s.past.prompts = nil
	s.Recall()
	s.queue.Until(t, "the words", func() bool { return s.dialog.none.Text == words.NoPromptsYet() })
	if got, least := s.dialog.none.Size().Width, fyne.MeasureText(words.NoPromptsYet(), kit.SizeOf(s.dialog.none, kit.SizeSmall), fyne.TextStyle{}).Width; got < least {
		t.Errorf("the words are %v wide, and have room for %v", least, got)
	}
}

func TestEveryLanguageHasRoomForTheHistory(t *testing.T) {
	for _, l := range language.All() {
		speak(t, l.Tag)
		s := newStand(t)
		s.recall()
		kittest.Legible(t, s.host.Fyne(), l.English)
		s.dialog.search.SetText("nowhere")
		kittest.Legible(t, s.host.Fyne(), l.English+" without any")
	}
}
