package shots

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"caracal/core"
	"caracal/core/picture"
	"caracal/core/shots"
	"caracal/gui/door"
	"caracal/gui/door/doortest"
	"caracal/gui/kit"
	"caracal/gui/kit/kittest"
	"caracal/gui/prompt"
	"caracal/gui/words"
	"caracal/resources"
)

// A fakeHost remembers what the list wanted of the others.
type fakeHost struct {
	*kittest.Window
	opened, chose, changed int
	folders                int // how often a folder was to be chosen
	single                 []string
	played                 []core.JobID
	limit                  core.Limit
	keyless                bool
	settings               int // how often they were opened
}

func (h *fakeHost) OpenMake()              { h.opened++ }
func (h *fakeHost) OpenSettings()          { h.settings++ }
func (h *fakeHost) LacksKey() bool         { return h.keyless }
func (h *fakeHost) OnePicture(path string) { h.single = append(h.single, path) }
func (h *fakeHost) ChoosePicture()         { h.chose++ }
func (h *fakeHost) ChooseFolder()          { h.folders++ }
func (h *fakeHost) ListsChanged()          { h.changed++ }
func (h *fakeHost) ShowClip(core.JobID)    {}
func (h *fakeHost) Play(id core.JobID)     { h.played = append(h.played, id) }

func (h *fakeHost) Limit(core.EngineID) core.Limit { return h.limit }

func (h *fakeHost) Spent() core.USD { return 3 * core.Dollar }

func (h *fakeHost) Typical(core.EngineID) core.Span {
	return core.Span{Low: 40 * time.Second, High: 40 * time.Second}
}

// A fakeDesk remembers what was asked of it: the test says how its lists stand.
type fakeDesk struct {
	mu      sync.Mutex
	begun   []shots.List
	asked   []string
	refusal error
	hold    chan struct{} // what Begin waits for; nil for nothing
	taken   error         // what AwaitTurn answers
	turns   int           // how many there are that were not released
	lists   []shots.Status
	watch   func(shots.Status)
}

func (d *fakeDesk) AwaitTurn(context.Context) (release func(), err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.taken != nil {
		return nil, d.taken
	}
	d.turns++
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.turns--
	}, nil
}

func (d *fakeDesk) Begin(l shots.List) error {
	if d.hold != nil {
		<-d.hold
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.turns != 1 {
		return core.Errorf("begin", core.Internal, "out of turn")
	}
	d.begun = append(d.begun, l)
	return d.refusal
}

func (d *fakeDesk) Lists() []shots.Status {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.lists
}

func (d *fakeDesk) Owns(core.JobID) bool                      { return false }
func (d *fakeDesk) Watch(fn func(shots.Status)) (stop func()) { d.watch = fn; return func() {} }
func (d *fakeDesk) Pause(id string) error                     { return d.ask("pause " + id) }
func (d *fakeDesk) StopUnsent(id string) error                { return d.ask("stop " + id) }
func (d *fakeDesk) Dismiss(id string) error                   { return d.ask("dismiss " + id) }

func (d *fakeDesk) Continue(id string, told []core.Info) error {
	return d.ask("go " + id + forPrice(told))
}

func (d *fakeDesk) Retry(_ context.Context, id string, rows []string, told []core.Info) error {
	return d.ask(fmt.Sprintf("retry %d of %s%s", len(rows), id, forPrice(told)))
}

// forPrice says what the person was told that a clip by Lynx costs.
func forPrice(told []core.Info) string {
	if len(told) == 0 {
		return ""
	}
	return " for " + told[1].Price.String()
}

// wasAsked returns what was asked so far.
func (d *fakeDesk) wasAsked() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.asked)
}

func (d *fakeDesk) ask(what string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked = append(d.asked, what)
	return nil
}

// stands returns how a list of so many shots stands; each state is that of one shot, and the others are to come.
func stands(paused bool, jobs ...core.Job) shots.Status {
	s := shots.Status{List: shots.List{ID: "one", Name: "portraits", Paused: paused}, Jobs: jobs}
	for range jobs {
		s.List.Rows = append(s.List.Rows, shots.NewRow("a.jpg", "a.jpg", shots.Choice{Aspect: core.Wide, Engine: core.Draft}))
	}
	return s
}

// A stand is a list and its cards in a window of their own.
type stand struct {
	*Page
	t     *testing.T
	host  *fakeHost
	desk  *fakeDesk
	book  *shots.Book
	queue doortest.Queue
	asked atomic.Int64 // what the service asks for a clip by Lynx when it is asked, in core.USD; 0 for what it did
	price atomic.Int64 // what it asked last
}

// A noPast knows of no prompts.
type noPast struct{ prompt.Past }

func (noPast) Prompts(context.Context) ([]core.UsedPrompt, error) {
	return []core.UsedPrompt{{Text: "she smiles, golden hour"}}, nil
}

// quote has the service asked for its price.
func (s *stand) quote(context.Context, core.EngineID) core.USD {
	s.price.Store(s.asked.Load())
	return core.USD(s.price.Load())
}

// infos are those of the engines, with the price that the service asked last.
func (s *stand) infos() []core.Info {
	list := infos()
	if p := core.USD(s.price.Load()); p > 0 {
		list[1].Price = p
	}
	return list
}

func infos() []core.Info {
	return []core.Info{
		{ID: core.Draft, Name: "Draft", Local: true, Limit: core.Limit{InFlight: 2}},
		{ID: core.Lynx, Name: "Lynx", Price: core.Dollar / 2, NeedsPrompt: true, Limit: core.Limit{InFlight: 2, Spacing: 30 * time.Second}},
	}
}

// newStand returns a stand whose list is kept in dir.
func newStand(t *testing.T, dir string) *stand {
	in, q := doortest.New(t)
	s := &stand{t: t, host: &fakeHost{Window: kittest.New(t), limit: infos()[1].Limit}, desk: &fakeDesk{}, book: &shots.Book{Dir: filepath.Join(dir, "lists")}, queue: q}
	set := door.NewSettings(in, dir, core.DefaultSettings(), slog.New(slog.DiscardHandler))
	cards := NewCards(s.host, in, s.desk, s.infos, s.quote)
	cards.LoadWith(func(*kit.Thumb, string) {})
	s.Page = New(s.host, Parts{Inbox: in, Desk: s.desk, Book: s.book, Engines: s.infos, Quote: s.quote, Settings: set, Past: noPast{}, Open: picture.Open}, cards)
	page := s.Build()
	s.host.Fyne().SetContent(page)
	s.host.Fyne().Resize(fyne.NewSize(900, 700))
	return s
}

func (s *stand) until(what string, come func() bool) {
	s.t.Helper()
	s.queue.Until(s.t, what, come)
}

// pictures writes the sample picture to files of these names.
func pictures(t *testing.T, dir string, names ...string) (paths []string) {
	t.Helper()
	for _, name := range names {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, resources.Sample(), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

// kept returns the lists in the book that are not begun.
func (s *stand) kept() []shots.List {
	s.t.Helper()
	all, err := s.book.Lists()
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

func TestSeveralPicturesBecomeAListThatIsThereAfterARestart(t *testing.T) {
	dir := t.TempDir()
	s := newStand(t, dir)
	changed := 0
	s.Page.Watch(func() { changed++ })
	bad := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(bad, []byte("notes"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.Take(append(pictures(t, t.TempDir(), "a.jpg", "b.jpg"), bad), core.Request{})
	s.until("the list", s.Active)
	if changed != 1 || s.host.opened != 1 || len(s.list.Rows) != 2 {
		t.Fatalf("%d changes, opened %d times, %d shots", changed, s.host.opened, len(s.list.Rows))
	}
	if s.host.Said == "" {
		t.Error("nothing is said of the file that is no picture")
	}

	s.entry.SetText("slow push in")
	s.edit(s.list.Rows[1].ID, func(r *shots.Row) { r.Prompt, r.Engine = "she smiles", core.Lynx })
	s.change(func(l shots.List) shots.List { return l.Move(l.Rows[1].ID, 0) })
	s.try(func(l shots.List) (shots.List, error) { return l.Duplicate(l.Rows[0].ID) })
	if got, want := s.make.Text, "Make 3 clips — $1.00"; got != want {
		t.Errorf("the button says %q, want %q", got, want)
	}
	s.until("the pictures to be looked at", func() bool { return len(s.looks) == 2 && !s.looking })
	s.until("the list to be written down", func() bool { return len(s.kept()) == 1 && len(s.kept()[0].Rows) == 3 })
	want := s.list
	s.Page.Close()

	again := newStand(t, dir)
	again.until("the list of before", again.Active)
	if diff := cmp.Diff(want, again.list, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("after a restart (-want +got):\n%s", diff)
	}
	if again.entry.Text != "slow push in" {
		t.Errorf("the prompt for all is %q", again.entry.Text)
	}
}

func TestASinglePictureIsTheHosts(t *testing.T) {
	s := newStand(t, t.TempDir())
	paths := pictures(t, t.TempDir(), "a.jpg")
	s.Take(append(paths, filepath.Join(t.TempDir(), "gone.jpg")), core.Request{})
	s.until("the picture", func() bool { return len(s.host.single) == 1 })
	if s.Active() || s.host.single[0] != paths[0] {
		t.Errorf("there is a list, or the picture is %v", s.host.single)
	}
}

func TestACSVFileThatIsNotWholeAddsNothing(t *testing.T) {
	s := newStand(t, t.TempDir())
	dir := t.TempDir()
	pictures(t, dir, "a.jpg")
	file := filepath.Join(dir, "shots.csv")
	if err := os.WriteFile(file, []byte("picture,aspect\na.jpg,16:9\na.jpg,4:3\ngone.jpg,1:1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.Take([]string{file}, core.Request{})
	s.until("the dialog", func() bool { return s.host.Fyne().Canvas().Overlays().Top() != nil })
	if s.Active() {
		t.Error("a part of it was added")
	}
}

// What the person was at becomes a part of the list that begins by adding to it.
func TestAListBeginsWithTheSingleClip(t *testing.T) {
	dir := t.TempDir()
	paths := pictures(t, dir, "page.jpg", "a.jpg", "b.jpg")
	single := core.Request{Picture: core.Picture{Path: paths[0], Name: "page.jpg"}, Prompt: "{colour} mug", Aspect: core.Tall, Engine: core.Lynx, Focus: core.Point{X: 0.2, Y: 0.3}}
	named := func(s *stand) (all []string) {
		for _, r := range s.list.Rows {
			all = append(all, r.Picture.Name)
		}
		return all
	}
	file := filepath.Join(dir, "shots.csv")
	if err := os.WriteFile(file, []byte("picture,colour\na.jpg,red\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ drop, want []string }{
		{paths[1:], []string{"page.jpg", "a.jpg", "b.jpg"}},
		{paths, []string{"page.jpg", "a.jpg", "b.jpg"}},
		{[]string{file}, []string{"a.jpg"}}, // it is a list by itself
	} {
		s := newStand(t, t.TempDir())
		s.Take(tt.drop, single)
		s.until("the list", s.Active)
		if got := named(s); !cmp.Equal(got, tt.want) || s.list.Prompt != single.Prompt || s.entry.Text != single.Prompt {
			t.Errorf("%v with %q, want %v with the prompt", got, s.list.Prompt, tt.want)
		}
		if first := s.list.Rows[0]; len(tt.drop) == 2 && (first.Aspect != core.Tall || first.Engine != core.Lynx || first.Focus != single.Focus || first.Prompt != "") {
			t.Errorf("the page's clip became %+v", first)
		}
		single.Prompt = "another"
		s.Take(pictures(t, t.TempDir(), "c.jpg"), single)
		s.until("one more", func() bool { return len(s.list.Rows) == len(tt.want)+1 })
		if got := named(s); got[len(tt.want)] != "c.jpg" || s.list.Prompt != "{colour} mug" {
			t.Errorf("one more made it %v with %q", got, s.list.Prompt)
		}
		single.Prompt = "{colour} mug"
	}
}

// The host goes on showing a picture that has joined a list, which must not be made and paid for once more with each list that follows.
func TestASingleClipJoinsOneList(t *testing.T) {
	dir := t.TempDir()
	paths := pictures(t, dir, "page.jpg", "a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "f.jpg")
	single := core.Request{Picture: core.Picture{Path: paths[0], Name: "page.jpg"}, Prompt: "smiles", Aspect: core.Tall, Engine: core.Draft}
	s := newStand(t, t.TempDir())
	s.Take(paths[1:3], single)
	s.Take(paths[3:5], single) // while the first are read
	s.until("both", func() bool { return len(s.list.Rows) >= 4 })
	s.until("what else there is", func() bool { return len(s.queue) == 0 })
	joined := func() (n int) {
		for _, r := range s.list.Rows {
			if r.Picture.Path == paths[0] {
				n++
			}
		}
		return n
	}
	if len(s.list.Rows) != 5 || joined() != 1 {
		t.Fatalf("%d rows, %d of the single clip", len(s.list.Rows), joined())
	}
	// What was cleared was not made.
	s.askClear()
	s.host.Tap(words.ClearList())
	s.Take(paths[1:5], single)
	s.until("the list again", s.Active)
	if joined() != 1 {
		t.Fatalf("it is %d times in the list that it is to be made in", joined())
	}
	s.change(func(l shots.List) shots.List { return l.AllWith(core.Draft) })
	s.press()
	s.until("the question", func() bool { return s.host.Asks() != "" })
	s.host.Tap(words.MakeClips(5, 0))
	s.until("the beginning", func() bool { return !s.Active() && !s.busy })
	s.Take(paths[5:], single)
	s.until("the next list", s.Active)
	if len(s.list.Rows) != 2 || joined() != 0 {
		t.Errorf("the next list has %d rows, %d of them the single clip", len(s.list.Rows), joined())
	}
	s.askClear()
	s.host.Tap(words.ClearList())
	s.Take(paths[5:], single)
	s.until("the list after", s.Active)
	if joined() != 0 {
		t.Errorf("it is %d times in a list after one that it was not in", joined())
	}
}

// A column of a CSV file fills the blank of a prompt that is there, or is written afterwards. One that is mistyped is named.
func TestColumnsOfACSVFileFillBlanks(t *testing.T) {
	dir := t.TempDir()
	pictures(t, dir, "a.jpg")
	file := filepath.Join(dir, "shots.csv")
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("picture,product\na.jpg,cup\n")
	for _, before := range []bool{true, false} {
		s := newStand(t, t.TempDir())
		s.Take(pictures(t, t.TempDir(), "x.jpg", "y.jpg"), core.Request{})
		s.until("the list", s.Active)
		if before {
			s.entry.SetText("{product} on a table")
		}
		s.Take([]string{file}, core.Request{})
		s.until("the file", func() bool { return len(s.list.Rows) == 3 })
		s.entry.SetText("{product} on a table")
		if r, err := s.list.Request(2); err != nil || r.Prompt != "cup on a table" {
			t.Errorf("%q, %v", r.Prompt, err)
		}
	}
	write("picture,promt\na.jpg,cup\n")
	got := gather(t.Context(), []string{file}, newStand(t, t.TempDir()).rules())
	if want := "shots.csv: Line 1: Its column “promt” is not known. If it is “prompt”, name it so; what fills a {blank} needs another name."; got.trouble() != want {
		t.Errorf("it says %q", got.trouble())
	}
}

func TestListSaysWhatTheBudgetHasLeft(t *testing.T) {
	s := newStand(t, t.TempDir())
	s.Take(pictures(t, t.TempDir(), "a.jpg", "b.jpg"), core.Request{})
	s.until("the list", s.Active)
	s.change(func(l shots.List) shots.List { return l.AllWith(core.Lynx) })
	for budget, want := range map[core.USD]string{
		0:                            "",
		5 * core.Dollar:              "$1.00 of the $2.00 that your budget has left this month",
		3*core.Dollar + 50*core.Cent: "Your budget has $0.50 left this month. What goes over it is not sent.",
		2 * core.Dollar:              "Your budget has $0.00 left this month. What goes over it is not sent.",
	} {
		s.settings.Change(func(set *core.Settings) { set.Budget = budget })
		s.Recount()
		if s.left.Text != want || s.left.Visible() != (want != "") {
			t.Errorf("with a budget of %v: %q", budget, s.left.Text)
		}
	}
}

func TestAListIsBegunOnce(t *testing.T) {
	dir := t.TempDir()
	s := newStand(t, dir)
	s.Take(pictures(t, t.TempDir(), "a.jpg", "b.jpg"), core.Request{})
	s.until("the list", s.Active)
	s.change(func(l shots.List) shots.List { return l.AllWith(core.Lynx) })
	s.Submit()
	if len(s.wrong) != 2 || len(s.desk.begun) != 0 {
		t.Fatalf("without a prompt: %v; %d lists begun", s.wrong, len(s.desk.begun))
	}
	s.entry.SetText("she smiles")
	if len(s.wrong) != 0 {
		t.Error("the rows still say what has been put right")
	}
	asks := func() {
		s.Submit()
		s.until("the question", func() bool { return s.host.Asks() != "" })
	}
	asks()
	if len(s.desk.begun) != 0 {
		t.Fatal("it was begun before the question was answered")
	}
	s.desk.refusal = core.Errorf("begin", core.DiskFull, "full")
	s.host.Tap("Make 2 clips — $1.00")
	s.until("the refusal", func() bool { return !s.busy })
	if !s.Active() {
		t.Fatal("a list that was refused is gone")
	}
	s.desk.refusal = nil
	s.asked.Store(int64(75 * core.Cent)) // the price in the question is the one that the service asks now
	asks()
	s.host.Tap("Make 2 clips — $1.50")
	s.Submit()
	s.until("the list to be the desk's", func() bool { return !s.Active() && !s.busy })
	if len(s.desk.begun) != 2 || s.desk.begun[1].Prompt != "she smiles" || s.desk.begun[1].Rows[0].Agreed != 75*core.Cent {
		t.Errorf("%d lists begun", len(s.desk.begun))
	}
}

// A command that is about to begin a list may be about to begin this one.
func TestAListIsNotBegunWhileACommandBeginsOne(t *testing.T) {
	s := newStand(t, t.TempDir())
	s.lynxList()
	s.desk.taken = core.Errorf("wait", core.ListElsewhere, "another command has its turn")
	for _, begun := range []int{0, 1} {
		s.Submit()
		s.until("the question", func() bool { return s.host.Asks() != "" })
		s.host.Tap("Make 2 clips — $1.00")
		s.until("the answer", func() bool { return !s.busy })
		if s.Active() != (begun == 0) || len(s.desk.begun) != begun {
			t.Errorf("%d lists begun, want %d; it is still here: %t", len(s.desk.begun), begun, s.Active())
		}
		if says := s.host.Said; begun == 0 && !strings.Contains(says, words.ExplainKind(core.ListElsewhere).What) {
			t.Errorf("it says %q", says)
		}
		s.desk.taken = nil
	}
}

// lynxList is a list of two shots by Lynx.
func (s *stand) lynxList() {
	s.t.Helper()
	s.Take(pictures(s.t, s.t.TempDir(), "a.jpg", "b.jpg"), core.Request{})
	s.until("the list", s.Active)
	s.change(func(l shots.List) shots.List { return l.AllWith(core.Lynx) })
	s.entry.SetText("she smiles")
}

// A list that needs a key says so before anybody is asked about its price, as a single clip does.
func TestAListThatNeedsAKeyLeadsToWhereOneIsPutIn(t *testing.T) {
	s := newStand(t, t.TempDir())
	s.host.keyless = true
	s.lynxList()
	if s.make.Text != "Add your WaveSpeed key" || !s.left.Visible() {
		t.Errorf("the button says %q, and beside it %q", s.make.Text, s.left.Text)
	}
	s.Submit()
	if s.host.settings != 1 || s.busy || s.host.Asks() != "" {
		t.Errorf("settings were opened %d times; asked %q", s.host.settings, s.host.Asks())
	}
	s.host.keyless = false
	if s.Recount(); s.make.Text != "Make 2 clips — $1.00" {
		t.Errorf("with a key the button says %q", s.make.Text)
	}
	s.host.keyless = true
	if s.change(func(l shots.List) shots.List { return l.AllWith(core.Draft) }); s.make.Text != words.MakeClips(2, 0) {
		t.Errorf("for drafts the button says %q", s.make.Text)
	}
}

// The word is about the list that the question was about. What falls on the window meanwhile is asked about too.
func TestWhatIsBegunIsWhatTheQuestionWasAbout(t *testing.T) {
	s := newStand(t, t.TempDir())
	s.lynxList()
	s.Submit()
	s.until("the question", func() bool { return s.host.Asks() != "" })
	s.Take(pictures(t, t.TempDir(), "c.jpg"), core.Request{})
	s.until("the third", func() bool { return len(s.list.Rows) == 3 })
	s.change(func(l shots.List) shots.List { return l.AllWith(core.Lynx) })
	s.host.Tap("Make 2 clips — $1.00")
	s.until("the question about three", func() bool { return !s.busy && strings.Contains(s.host.Asks(), "3 clips") })
	if len(s.desk.begun) != 0 || s.host.Said != words.ListChanged() {
		t.Fatalf("%d lists begun; it says %q", len(s.desk.begun), s.host.Said)
	}
	s.host.Tap("Make 3 clips — $1.50")
	s.until("the list to be the desk's", func() bool { return !s.Active() && !s.busy })
	if len(s.desk.begun) != 1 || len(s.desk.begun[0].Rows) != 3 {
		t.Errorf("%d lists begun", len(s.desk.begun))
	}
}

func TestOnlyWhatWasAskedAboutIsCleared(t *testing.T) {
	s := newStand(t, t.TempDir())
	s.lynxList()
	test.Tap(s.clear)
	s.change(func(l shots.List) shots.List { l, _ = l.Duplicate(l.Rows[0].ID); return l })
	s.host.Tap("Clear")
	if len(s.list.Rows) != 3 || !strings.Contains(s.host.Asks(), "3 shots") {
		t.Fatalf("%d shots are left; it asks %q", len(s.list.Rows), s.host.Asks())
	}
	s.host.Tap("Clear")
	if s.Active() {
		t.Error("the list is still there")
	}
}

// What comes while the desk takes a list is a list of its own, and is neither lost nor written over that one, whether the desk takes it or not.
func TestNothingIsLostThatComesWhileAListIsBegun(t *testing.T) {
	for _, refusal := range []error{nil, core.Errorf("begin", core.DiskFull, "full")} {
		dir := t.TempDir()
		s := newStand(t, dir)
		s.lynxList()
		first := s.list
		s.until("the list to be written down", func() bool { return len(s.kept()) == 1 && s.kept()[0].Prompt != "" })
		s.Submit()
		s.until("the question", func() bool { return s.host.Asks() != "" })
		s.desk.hold, s.desk.refusal = make(chan struct{}), refusal
		s.host.Tap("Make 2 clips — $1.00")
		s.Take(pictures(t, t.TempDir(), "c.jpg", "d.jpg"), core.Request{})
		s.until("another list", s.Active)
		if len(s.list.Rows) != 2 || s.list.ID == first.ID {
			t.Fatalf("the list that comes is %+v", s.list)
		}
		s.entry.SetText("it rains")
		close(s.desk.hold)
		s.until("the answer", func() bool { return !s.busy })
		want := []string{"c.jpg it rains", "d.jpg it rains"}
		if refusal != nil {
			want = append([]string{"a.jpg she smiles", "b.jpg she smiles"}, want...)
		}
		prompts := func(l shots.List) (all []string) {
			for i := range l.Rows {
				r, _ := l.Request(i)
				all = append(all, r.Picture.Name+" "+r.Prompt)
			}
			return all
		}
		if diff := cmp.Diff(want, prompts(s.list)); diff != "" {
			t.Errorf("refused %v (-want +got):\n%s", refusal, diff)
		}
		s.until("what is left to be written down", func() bool {
			all := s.kept()
			if refusal == nil { // the fake desk writes nothing, and so the first is still there as it was
				all = slices.DeleteFunc(all, func(l shots.List) bool { return l.ID == first.ID })
			}
			return len(all) == 1 && cmp.Equal(prompts(all[0]), want)
		})
		s.Page.Close()
	}
}

// A kill while one list was being begun leaves it and that which came meanwhile. Both are there again.
func TestTwoListsThatWereEditedBecomeOne(t *testing.T) {
	dir := t.TempDir()
	s := newStand(t, dir)
	for _, name := range []string{"a.jpg", "b.jpg"} {
		l := shots.New()
		l.Prompt, l.Rows = "of "+name, []shots.Row{shots.NewRow(name, name, shots.Choice{Aspect: core.Wide, Engine: core.Draft})}
		if err := s.book.Save(l); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		l, ok, err := newKeeper(s.book, s.desk).recall()
		if err != nil || !ok || len(l.Rows) != 2 || len(s.kept()) != 1 {
			t.Fatalf("%+v, %v, %v; %d lists", l, ok, err, len(s.kept()))
		}
		for i := range l.Rows {
			if r, err := l.Request(i); err != nil || r.Prompt != "of "+r.Picture.Name {
				t.Errorf("%q of %s, %v", r.Prompt, r.Picture.Name, err)
			}
		}
	}
}

// The button that tries again says what that costs, and whatever costs more than was said or agreed to is asked about first.
func TestNothingIsSentForMoreThanTheCardSays(t *testing.T) {
	s := newStand(t, t.TempDir())
	failed := core.Job{ID: "j1", State: core.Failed, Err: core.Errorf("make", core.RemoteFailed, "torn"), Step: core.Accepted}
	there := core.Job{ID: "j2", State: core.Failed, Err: core.Errorf("make", core.Expired, "away"), Step: core.Accepted}
	list := stands(true, failed, failed, there, core.Job{}, core.Job{})
	for i := range list.List.Rows {
		list.List.Rows[i].Engine = core.Lynx
	}
	list.List = list.List.Agree(infos())
	list.List.Why = core.Errorf("submit", core.PriceRose, "it rose")
	s.desk.lists = []shots.Status{list}
	s.cards.Card()
	c := s.cards.cards["one"]
	if c.retry.Text != "Try 3 again — $1.00" || c.more.Text != words.ListPriceRose() {
		t.Errorf("the card says %q and %q", c.retry.Text, c.more.Text)
	}
	test.Tap(c.retry) // which is what it costs
	s.until("the desk", func() bool { return len(s.desk.wasAsked()) == 1 })

	s.asked.Store(int64(60 * core.Cent))
	test.Tap(c.retry)
	s.until("the question", func() bool { return s.host.Asks() != "" })
	if !strings.Contains(s.host.Asks(), "$0.60 now, and not $0.50. Still to be sent: 2 clips, $1.20 in all.") {
		t.Errorf("it asks %q", s.host.Asks())
	}
	s.host.Tap("Make 2 clips — $1.20")
	s.until("the desk", func() bool { return len(s.desk.wasAsked()) == 2 })

	test.Tap(c.pause)
	s.until("the question", func() bool { return s.host.Asks() != "" })
	s.host.Tap("Make 2 clips — $1.20")
	s.until("the desk", func() bool { return len(s.desk.wasAsked()) == 3 })
	if diff := cmp.Diff([]string{"retry 3 of one for $0.50", "retry 3 of one for $0.60", "go one for $0.60"}, s.desk.wasAsked()); diff != "" {
		t.Error(diff)
	}
}

// What fails between the press and the answer is not what the button counted.
func TestOnlyWhatTheButtonCountedIsTriedAgain(t *testing.T) {
	s := newStand(t, t.TempDir())
	failed := core.Job{ID: "j1", State: core.Failed, Err: core.Errorf("make", core.RemoteFailed, "torn"), Step: core.Accepted}
	works := core.Job{ID: "j2", State: core.Working, Step: core.Accepted}
	list := stands(false, failed, works)
	for i := range list.List.Rows {
		list.List.Rows[i].Engine = core.Lynx
	}
	list.List = list.List.Agree(infos())
	s.desk.lists = []shots.Status{list}
	s.cards.Card()
	c := s.cards.cards["one"]
	s.asked.Store(int64(60 * core.Cent))
	test.Tap(c.retry)
	s.until("the question", func() bool { return s.host.Asks() != "" })
	list.Jobs = []core.Job{failed, {ID: "j2", State: core.Failed, Err: failed.Err, Step: core.Accepted}}
	s.desk.mu.Lock()
	s.desk.lists = []shots.Status{list}
	s.desk.mu.Unlock()
	s.desk.watch(list)
	s.until("the news", func() bool { return strings.Contains(c.retry.Text, "Try 2 again") })
	s.host.Tap("Make 1 clip — $0.60")
	s.until("the desk", func() bool { return len(s.desk.wasAsked()) == 1 })
	if got := s.desk.wasAsked()[0]; got != "retry 1 of one for $0.60" {
		t.Errorf("asked to %s", got)
	}
}

// A list in which money may hang is not put out of sight, and what waits for its turn counts among what can be stopped.
func TestCardOffersWhatCanBeDone(t *testing.T) {
	s := newStand(t, t.TempDir())
	unclear := core.Job{ID: "j1", State: core.Unclear, Step: core.Submitting, Money: core.Reserved}
	waits := core.Job{ID: "j2", State: core.Working, Step: core.Uploaded, Money: core.Reserved}
	s.desk.lists = []shots.Status{stands(false, unclear, waits, core.Job{ID: "j3", State: core.Waiting})}
	s.cards.Card()
	c := s.cards.cards["one"]
	if !c.stop.Visible() || !c.pause.Visible() {
		t.Error("what waits for its turn cannot be stopped")
	}
	test.Tap(c.stop)
	if !strings.Contains(s.host.Asks(), words.StopRestWords(2)) {
		t.Errorf("it asks %q", s.host.Asks())
	}
	s.host.Tap("Go on")
	s.desk.mu.Lock()
	s.desk.lists = []shots.Status{stands(false, unclear)}
	s.desk.mu.Unlock()
	s.desk.watch(shots.Status{})
	s.until("the news", func() bool { return !c.stop.Visible() })
	if c.cross.Visible() {
		t.Error("the card can be removed")
	}
}

// A version that comes late, after a newer one or after the desk has the list, is not written over it.
func TestLateVersionsAreNotKept(t *testing.T) {
	book, desk := &shots.Book{Dir: t.TempDir()}, &fakeDesk{}
	k := newKeeper(book, desk)
	old := shots.New()
	old.Rows = []shots.Row{shots.NewRow("a.jpg", "a.jpg", shots.Choice{Aspect: core.Wide, Engine: core.Draft})}
	first, second, third := k.number(), k.number(), k.number()
	newer := old
	newer.Prompt = "newer"
	if err := errors.Join(k.keep(second, newer), k.keep(first, old)); err != nil {
		t.Fatal(err)
	}
	if l, ok, err := k.recall(); err != nil || !ok || l.Prompt != "newer" {
		t.Errorf("%q, %v, %v", l.Prompt, ok, err)
	}
	last := k.number()
	if err := errors.Join(k.begin(t.Context(), last, newer), book.Remove(newer.ID), k.keep(third, newer)); err != nil {
		t.Fatal(err)
	}
	if _, ok, _ := k.recall(); ok {
		t.Error("the list that was begun is edited again")
	}
}

// What is typed while the list is scrolled belongs to the shot that it was begun for.
func TestARowThatShowsAnotherShotIsNoLongerTypedInto(t *testing.T) {
	s := newStand(t, t.TempDir())
	s.Take(pictures(t, t.TempDir(), "a.jpg", "b.jpg"), core.Request{})
	s.until("the list", s.Active)
	r := s.newRow().(*row)
	s.fillRow(0, r)
	s.host.Fyne().SetContent(r)
	test.Type(r.prompt, "she smiles")
	s.fillRow(1, r)
	if s.host.Fyne().Canvas().Focused() != nil || r.prompt.Text != "" {
		t.Error("the entry is still typed into")
	}
	if got := []string{s.list.Rows[0].Prompt, s.list.Rows[1].Prompt}; !cmp.Equal(got, []string{"she smiles", ""}) {
		t.Errorf("the prompts are %q", got)
	}
	s.drop(r, -r.Size().Height-kit.Gap)
	if s.list.Rows[0].Picture.Name != "b.jpg" {
		t.Error("the row that was dragged up is not the first")
	}
}

// What stands in a shot's entry is cut to it, and a screen reader says it whole.
func TestTheSameForAllIsCutToItsEntry(t *testing.T) {
	s := newStand(t, t.TempDir())
	s.Take(pictures(t, t.TempDir(), "a.jpg", "b.jpg"), core.Request{})
	s.until("the list", s.Active)
	s.entry.SetText("push in, golden hour, film grain, and then pan left")
	s.host.Fyne().Resize(fyne.NewSize(600, 700))
	e := s.filled[s.list.Rows[0].ID].prompt
	if got := e.PlaceHolder; !strings.HasPrefix(got, "The same, for all: ") || !strings.HasSuffix(got, "…") || !strings.HasSuffix(e.AccessibilityLabel(), "pan left") {
		t.Errorf("%q stands in it, and it is called %q", got, e.AccessibilityLabel())
	}
	if room := e.Size().Width - 2*theme.InnerPadding(); fyne.MeasureText(e.PlaceHolder, theme.TextSize(), fyne.TextStyle{}).Width > room {
		t.Errorf("%q does not fit into %v", e.PlaceHolder, room)
	}
}

// A shot adds to the prompt for all with a + in front, which the row's menu writes too.
func TestAShotAddsToThePromptForAll(t *testing.T) {
	s := newStand(t, t.TempDir())
	s.Take(pictures(t, t.TempDir(), "a.jpg", "b.jpg"), core.Request{})
	s.until("the list", s.Active)
	s.entry.SetText("push in")
	r := s.filled[s.list.Rows[0].ID]
	if want := "The same, for all: push in"; r.prompt.PlaceHolder != want || r.name.Text != "a.jpg" {
		t.Errorf("%q, %q", r.prompt.PlaceHolder, r.name.Text)
	}
	canvas := s.host.Fyne().Canvas()
	canvas.Focus(r.prompt)
	if r.prompt.PlaceHolder != words.OwnOrAdded() {
		t.Errorf("while it is written %q stands in it", r.prompt.PlaceHolder)
	}
	test.Type(r.prompt, "+ she smiles")
	if got, _ := s.list.Request(0); got.Prompt != "push in, she smiles" || r.name.Text != "The same, for all: push in, she smiles" {
		t.Errorf("%q, shown as %q", got.Prompt, r.name.Text)
	}
	for _, width := range []float32{900, 600} {
		s.host.Fyne().Resize(fyne.NewSize(width, 700))
		if over := r.says.Position().Y + r.says.MinSize().Height - r.name.Position().Y; !r.name.Visible() || width == 600 && over > 0 {
			t.Errorf("at %v what the prompt comes to is seen: %v, %v under the other words", width, r.name.Visible(), over)
		}
	}
	s.entry.SetText("pan left")
	canvas.Unfocus()
	if want := "The same, for all: pan left"; r.prompt.PlaceHolder != want || r.name.Text != want+", she smiles" {
		t.Errorf("%q, %q", r.prompt.PlaceHolder, r.name.Text)
	}
	s.addToAll(r)
	if got, _ := s.list.Request(0); got.Prompt != "she smiles" || canvas.Focused() != r.prompt {
		t.Errorf("in the place of the one for all: %q", got.Prompt)
	}
	s.addToAll(r)
	test.Type(r.prompt, ", slowly")
	if got, _ := s.list.Request(0); got.Prompt != "pan left, she smiles, slowly" || s.list.Rows[1].Prompt != "" {
		t.Errorf("added again: %q", got.Prompt)
	}
}

func TestEachShotFillsTheBlanks(t *testing.T) {
	dir := t.TempDir()
	s := newStand(t, dir)
	s.Take(pictures(t, t.TempDir(), "a.jpg", "b.jpg"), core.Request{})
	s.until("the list", s.Active)
	s.entry.SetText("{name} in {colour} {Light}, number {number}")
	first, second := s.newRow().(*row), s.newRow().(*row)
	s.host.Fyne().SetContent(container.NewVBox(first, second))
	show := func() {
		s.fillRow(0, first)
		s.fillRow(1, second)
	}
	show()
	fields := func(r *row) (all []*kit.Entry) {
		for _, o := range r.blanks.Objects {
			all = append(all, o.(*kit.Entry))
		}
		return all
	}
	if f := fields(first); len(f) != 2 || f[0].PlaceHolder != "colour" || f[1].PlaceHolder != "light" {
		t.Fatalf("the fields are %v", f)
	}
	for i, text := range []string{"red", "dusk"} {
		test.Type(fields(first)[i], text)
	}
	test.Type(fields(second)[0], "blue")
	s.Submit()
	if len(s.wrong) != 1 || s.wrong[s.list.Rows[1].ID] == "" || len(s.desk.begun) != 0 {
		t.Errorf("with an empty blank in the second: %v; %d lists begun", s.wrong, len(s.desk.begun))
	}
	test.Type(fields(second)[1], "noon")
	for i, want := range []string{"a in red dusk, number 1", "b in blue noon, number 2"} {
		if r, err := s.list.Request(i); err != nil || r.Prompt != want {
			t.Errorf("shot %d: %q, %v; want %q", i, r.Prompt, err, want)
		}
	}
	if len(s.wrong) != 0 {
		t.Error("the rows still say what has been put right")
	}

	s.change(func(l shots.List) shots.List { return l.Move(l.Rows[1].ID, 0) })
	show()
	if f := fields(first); f[0].Text != "blue" || f[1].Text != "noon" {
		t.Errorf("after they were moved the first says %q, %q", f[0].Text, f[1].Text)
	}
	test.Type(second.prompt, "she smiles")
	show()
	if len(fields(second)) != 0 || len(fields(first)) != 2 {
		t.Errorf("%d and %d fields, where the second shot has a prompt of its own without blanks", len(fields(first)), len(fields(second)))
	}

	s.until("the list to be written down", func() bool { return len(s.kept()) == 1 && s.kept()[0].Rows[1].Prompt == "she smiles" })
	s.Page.Close()
	again := newStand(t, dir)
	again.until("the list of before", again.Active)
	if got := again.list.Rows[0].Blanks; !cmp.Equal(got, map[string]string{"colour": "blue", "light": "noon"}) {
		t.Errorf("after a restart the blanks are %v", got)
	}
}

// Pictures and folders of them are added from the disk.
func TestWhatIsAddedIsChosen(t *testing.T) {
	s := newStand(t, t.TempDir())
	s.Take(pictures(t, t.TempDir(), "a.jpg", "b.jpg"), core.Request{})
	s.until("the list", s.Active)
	for range 2 {
		test.Tap(s.add)
		menu := s.host.Fyne().Canvas().Overlays().Top()
		if menu == nil {
			t.Fatal("nothing is offered")
		}
		var items []fyne.Tappable
		for _, o := range test.LaidOutObjects(menu) {
			if fmt.Sprintf("%T", o) == "*widget.menuItem" { // Fyne's own, which it does not name to others
				items = append(items, o.(fyne.Tappable))
			}
		}
		if len(items) != 2 {
			t.Fatalf("%d things are offered", len(items))
		}
		test.Tap(items[s.host.chose])
	}
	if s.host.chose != 1 || s.host.folders != 1 {
		t.Errorf("pictures were asked for %d times, folders %d times", s.host.chose, s.host.folders)
	}
}

// All that helps with the prompt of a single clip helps with the one for all.
func TestThePromptForAllIsHelpedWith(t *testing.T) {
	s := newStand(t, t.TempDir())
	s.Take(pictures(t, t.TempDir(), "a.jpg", "b.jpg"), core.Request{})
	s.until("the list", s.Active)
	s.entry.SetText("{colour} mug, push in")
	if got := len(s.entry.Marks(s.entry.Text)); got != 2 {
		t.Errorf("%d passages are marked for drafts", got)
	}
	s.change(func(l shots.List) shots.List { return l.AllWith(core.Lynx) })
	if got := len(s.entry.Marks(s.entry.Text)); got != 1 {
		t.Errorf("%d passages are marked for Lynx", got)
	}
	s.box.Recall()
	s.until("the prompts", func() bool { return strings.Contains(s.host.Asks(), "she smiles, golden hour") })
}

// How long a list takes follows the limits of Settings.
func TestTheTimeFollowsTheLimitInForce(t *testing.T) {
	s := newStand(t, t.TempDir())
	clips := map[core.EngineID]int{core.Lynx: 4}
	if got, want := s.cards.duration(clips), 130*time.Second; got != want {
		t.Errorf("%v, want %v", got, want)
	}
	s.host.limit = core.Limit{InFlight: 4}
	if got, want := s.cards.duration(clips), 40*time.Second; got != want {
		t.Errorf("with another limit %v, want %v", got, want)
	}
}

func TestCardTellsHowAListStands(t *testing.T) {
	s := newStand(t, t.TempDir())
	saved := core.Job{ID: "j1", State: core.Saved}
	s.desk.lists = []shots.Status{stands(false, saved, core.Job{ID: "j2", State: core.Working, Request: core.Request{Engine: core.Draft}}, core.Job{})}
	s.cards.Card()
	c := s.cards.cards["one"]
	if c == nil || c.title.Text != "3 clips · portraits" || c.counts.Text != "1 saved · 1 at work · 1 to come" {
		t.Fatalf("the card says %+v", c)
	}
	if !s.cards.Working(core.Draft) || s.cards.Working(core.Lynx) {
		t.Error("it is not known who works")
	}
	if c.cross.Visible() || c.retry.Visible() || !c.pause.Visible() || !c.stop.Visible() {
		t.Error("the card offers the wrong things")
	}
	test.Tap(c.unfold)
	if !c.folded.Visible() || len(c.shots.Objects) != 3 {
		t.Error("the card does not unfold")
	}
	c.shots.Objects[0].(*kit.Line).Tapped(nil)
	if !cmp.Equal(s.host.played, []core.JobID{"j1"}) {
		t.Errorf("played %v", s.host.played)
	}
	test.Tap(c.pause)
	test.Tap(c.stop)
	s.host.Tap("Stop the rest")
	s.until("the desk", func() bool { s.desk.mu.Lock(); defer s.desk.mu.Unlock(); return len(s.desk.asked) == 2 })

	s.desk.mu.Lock()
	failed := core.Job{ID: "j2", State: core.Failed, Err: core.Errorf("make", core.Rejected, "torn")}
	s.desk.lists = []shots.Status{stands(false, saved, failed, saved)}
	s.desk.mu.Unlock()
	s.desk.watch(shots.Status{})
	s.desk.watch(shots.Status{})
	s.until("the news", func() bool { return c.retry.Visible() })
	if !c.cross.Visible() || c.pause.Visible() || c.counts.Text != "2 saved · 1 failed" {
		t.Errorf("at the end the card says %q", c.counts.Text)
	}
	test.Tap(c.retry)
	s.until("the desk", func() bool { s.desk.mu.Lock(); defer s.desk.mu.Unlock(); return len(s.desk.asked) == 3 })
	for _, want := range []string{"pause one", "stop one", "retry 1 of one for $0.50"} {
		if !cmp.Equal(1, count(s.desk.asked, want)) {
			t.Errorf("the desk was asked %v", s.desk.asked)
		}
	}
}

func count(all []string, one string) (n int) {
	for _, a := range all {
		if a == one {
			n++
		}
	}
	return n
}

// Five hundred shots have only as many widgets as are seen.
func TestOnlyWhatIsSeenExists(t *testing.T) {
	s := newStand(t, t.TempDir())
	l := shots.New()
	for range 500 {
		l.Rows = append(l.Rows, shots.NewRow("gone.jpg", "gone.jpg", shots.Choice{Aspect: core.Wide, Engine: core.Draft}))
	}
	made := 0
	create := s.rows.CreateItem
	s.rows.CreateItem = func() fyne.CanvasObject { made++; return create() }
	s.set(l)
	s.rows.ScrollTo(250)
	s.rows.ScrollToBottom()
	if made > 40 {
		t.Errorf("%d rows were made", made)
	}
}

// What is found out about a picture is shown at once, on the row that is seen.
func TestALookIsShownOnItsRow(t *testing.T) {
	s := newStand(t, t.TempDir())
	s.Take(pictures(t, t.TempDir(), "a.jpg", "b.jpg"), core.Request{})
	s.until("the list", s.Active)
	s.until("the pictures to be looked at", func() bool { return len(s.looks) == 2 && !s.looking })
	for i, shot := range s.list.Rows {
		if r := s.filled[shot.ID]; r == nil || r.says.Text == words.ReadingShot() || r.thumb.Picture() == nil {
			t.Errorf("row %d, which is seen, shows nothing of its picture", i)
		}
	}
}

// A shot is judged by what its engine makes a clip of, and the row's thumb shows where something is wrong.
func TestARowTellsOfWhatIsUsedOfItsPicture(t *testing.T) {
	s := newStand(t, t.TempDir())
	dir := t.TempDir()
	paths := pictures(t, dir, "a.jpg")
	whole, err := picture.Open(t.Context(), paths[0])
	if err != nil {
		t.Fatal(err)
	}
	var small bytes.Buffer
	if err := picture.Encode(&small, whole.Image.SubImage(image.Rect(100, 0, 400, 300))); err != nil {
		t.Fatal(err)
	}
	paths = append(paths, filepath.Join(dir, "small.jpg"))
	if err := os.WriteFile(paths[1], small.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	s.Take(paths, core.Request{})
	s.until("the list", s.Active)
	s.until("the pictures to be looked at", func() bool { return len(s.looks) == 2 && !s.looking })
	low := core.Point{X: 0.5, Y: 0.45} // the frame begins in the forehead
	for _, tt := range []struct {
		picture int
		row     shots.Row
		want    string
		marks   int
	}{
		{0, shots.Row{Aspect: core.Square, Engine: core.Draft}, "512 px: small for Draft", 0},
		{0, shots.Row{Aspect: core.Wide, Engine: core.Draft}, "288 px: small for Draft", 0},
		{0, shots.Row{Aspect: core.Wide, Engine: core.Lynx}, "512 px: small for Lynx", 0},
		{0, shots.Row{Aspect: core.Wide, Engine: core.Lynx, Focus: low}, "512 px: small for Lynx", 0},
		{0, shots.Row{Aspect: core.Wide, Engine: core.Lynx, Focus: low, Framed: true}, "The frame cuts off the face", 1},
		{0, shots.Row{Aspect: core.Wide, Engine: core.Draft, Focus: low}, "The frame cuts off the face", 1},
		{1, shots.Row{Aspect: core.Wide, Engine: core.Draft}, "Little room for the camera", 1},
	} {
		if text, _, marks := s.looks[paths[tt.picture]].judge(s.info(tt.row.Engine), tt.row); text != tt.want || len(marks) != tt.marks {
			t.Errorf("picture %d, %+v: %q, %d marks; want %q, %d", tt.picture, tt.row, text, len(marks), tt.want, tt.marks)
		}
	}

	r := s.newRow().(*row)
	s.host.Fyne().SetContent(r)
	inked := func() bool {
		ink := color.RGBAModel.Convert(kit.ColorOf(r.thumb, kit.ColorInfo)).(color.RGBA)
		thumb := r.thumb.Picture()
		for i := 0; i < len(thumb.Pix); i += 4 {
			if [4]uint8(thumb.Pix[i:i+4]) == [4]uint8{ink.R, ink.G, ink.B, ink.A} {
				return true
			}
		}
		return false
	}
	s.fillRow(0, r)
	if inked() {
		t.Error("a face with nothing wrong is marked")
	}
	s.edit(s.list.Rows[0].ID, func(row *shots.Row) { row.Focus = low })
	s.fillRow(0, r)
	if !inked() {
		t.Error("the face that the frame cuts is not marked")
	}
}
