package clips

import (
	"context"
	"errors"
	"fmt"
	"image"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/core/export"
	"caracal/core/library"
	"caracal/core/library/index"
	"caracal/gui/door"
	"caracal/gui/files"
	"caracal/gui/film/filmtest"
	"caracal/gui/kit"
	"caracal/gui/tagging"
	"caracal/gui/words"
)

// A fakeShelf keeps clips in memory and searches them as the library does, as far as the page can tell. The row of a clip is its place in the order in which they came.
type fakeShelf struct {
	mu       sync.Mutex
	clips    []core.Clip // newest first
	rows     map[core.JobID]index.Row
	queries  []index.Query
	stopped  int           // queries that were overtaken
	read     int           // tiles that were asked for
	whole    int           // clips that were
	takes    time.Duration // to answer
	reads    time.Duration // to read a whole clip
	progress library.Progress
	tags     []index.TagCount
	gone     core.JobID // its file was removed by another program, and nobody has noticed
	err      error
	changed  func()
}

func (s *fakeShelf) List(ctx context.Context, q index.Query, tags ...string) (index.Listing, error) {
	s.mu.Lock()
	s.queries = append(s.queries, q)
	err, takes := s.err, s.takes
	list := index.Listing{Query: q, Counts: s.count(q)}
	for _, c := range s.matching(q) {
		list.Rows = append(list.Rows, s.rows[c.ID])
	}
	list.Counts.Tags = map[string]int{}
	for _, tag := range tags {
		list.Counts.Tags[tag] = len(s.matching(index.Query{Text: q.Text, Engine: q.Engine, Aspect: q.Aspect, Favourite: q.Favourite, Tag: tag}))
	}
	list.Months = s.months(list)
	if q.Stacked && !q.Bin {
		s.stack(&list)
	}
	s.mu.Unlock()
	if q.Text == "slow" {
		takes *= 10
	}
	select {
	case <-time.After(takes):
	case <-ctx.Done():
		s.stopped++
		return index.Listing{}, ctx.Err()
	}
	return list, err
}

// stack lays clips of one picture on the first of them.
func (s *fakeShelf) stack(list *index.Listing) {
	var pictures []string
	takes := map[string][]index.Row{}
	opened := ""
	for _, row := range list.Rows {
		c, _ := s.at(row)
		if len(takes[c.Story.Picture]) == 0 {
			pictures = append(pictures, c.Story.Picture)
		}
		takes[c.Story.Picture] = append(takes[c.Story.Picture], row)
		if row == list.Query.Open {
			opened = c.Story.Picture
		}
	}
	list.Rows = nil
	var stacks []uint16
	for _, picture := range pictures {
		list.Rows, stacks = append(list.Rows, takes[picture][0]), append(stacks, uint16(len(takes[picture])))
		if picture == opened {
			list.Rows = append(list.Rows, takes[picture][1:]...)
			stacks = append(stacks, make([]uint16, len(takes[picture])-1)...)
		}
	}
	list.Stacks = index.NewStacks(stacks)
}

func (s *fakeShelf) First(_ context.Context, q index.Query, n int) (index.Listing, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := index.Listing{Query: index.Query{Bin: q.Bin, Order: q.Order}}
	for _, c := range s.matching(list.Query) {
		if len(list.Rows) < n {
			list.Rows = append(list.Rows, s.rows[c.ID])
		}
	}
	return list, s.err
}

func (s *fakeShelf) Tags(context.Context) ([]index.TagCount, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tags, nil
}

func (s *fakeShelf) Progress() library.Progress { return s.progress }
func (s *fakeShelf) Pause()                     { s.progress.Paused = true }
func (s *fakeShelf) Resume()                    { s.progress = library.Progress{} }

func (s *fakeShelf) at(row index.Row) (core.Clip, bool) {
	i := slices.IndexFunc(s.clips, func(c core.Clip) bool { return s.rows[c.ID] == row })
	if i < 0 {
		return core.Clip{}, false
	}
	return s.clips[i], true
}

func (s *fakeShelf) Briefs(_ context.Context, rows []index.Row) (map[index.Row]core.Brief, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	briefs := map[index.Row]core.Brief{}
	for _, row := range rows {
		if c, ok := s.at(row); ok {
			briefs[row] = c.Brief()
		}
	}
	s.read += len(rows)
	return briefs, nil
}

func (s *fakeShelf) Clip(_ context.Context, row index.Row) (core.Clip, bool, error) {
	time.Sleep(s.reads) // in a bubble
	s.mu.Lock()
	defer s.mu.Unlock()
	s.whole++
	c, ok := s.at(row)
	return c, ok, nil
}

func (s *fakeShelf) RowOf(_ context.Context, id core.JobID) (index.Row, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	row, ok := s.rows[id]
	return row, ok, nil
}

func (s *fakeShelf) IDs(_ context.Context, rows []index.Row) (ids []core.JobID, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, row := range rows {
		if c, ok := s.at(row); ok {
			ids = append(ids, c.ID)
		}
	}
	return ids, nil
}

func (s *fakeShelf) Paths(_ context.Context, rows []index.Row) (paths []string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, row := range rows {
		if c, ok := s.at(row); ok {
			paths = append(paths, c.Path)
		}
	}
	return paths, nil
}

// months returns where each month begins.
func (s *fakeShelf) months(list index.Listing) (months []index.Month) {
	if !list.Query.Order.ByTime() {
		return nil
	}
	at := map[index.Row]core.Clip{}
	for _, c := range s.clips {
		at[s.rows[c.ID]] = c
	}
	for i, row := range list.Rows {
		year, month, _ := at[row].Story.Created.Date()
		if n := len(months); n == 0 || months[n-1].Year != year || months[n-1].Month != month {
			months = append(months, index.Month{Year: year, Month: month, At: i})
		}
	}
	return months
}

// put puts a clip on the shelf that is newer than all others.
func (s *fakeShelf) put(c core.Clip) {
	if s.rows == nil {
		s.rows = map[core.JobID]index.Row{}
	}
	s.rows[c.ID] = index.Row(len(s.rows) + 1)
	s.clips = slices.Insert(s.clips, 0, c)
}

func (s *fakeShelf) matching(q index.Query) []core.Clip {
	found := []core.Clip{}
	for _, c := range s.clips {
		if strings.Contains(c.Story.Prompt, q.Text) && (q.Engine == "" || q.Engine == c.Story.Engine) && (q.Aspect == "" || q.Aspect == c.Story.Aspect) && q.Bin == !c.Deleted.IsZero() && (c.Story.Favourite || !q.Favourite) && (q.Tag == "" || tagging.Has(c.Story.Tags, q.Tag)) {
			found = append(found, c)
		}
	}
	if q.Order == index.Oldest {
		slices.Reverse(found)
	}
	return found
}

func (s *fakeShelf) count(q index.Query) index.Counts {
	n := index.Counts{Found: len(s.matching(q)), Engines: map[core.EngineID]int{}, Aspects: map[core.Aspect]int{}}
	n.Bin = len(s.matching(index.Query{Text: q.Text, Bin: true}))
	for _, c := range s.matching(index.Query{Text: q.Text}) {
		n.All++
		n.Engines[c.Story.Engine]++
		if c.Story.Favourite {
			n.Favourites++
		}
		n.Aspects[c.Story.Aspect]++
	}
	return n
}

func (s *fakeShelf) Delete(_ context.Context, ids ...core.JobID) ([]core.JobID, error) {
	return s.set(ids, time.Now())
}

func (s *fakeShelf) Restore(_ context.Context, ids ...core.JobID) ([]core.JobID, error) {
	return s.set(ids, time.Time{})
}

func (s *fakeShelf) set(ids []core.JobID, deleted time.Time) (moved []core.JobID, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return nil, s.err
	}
	for i := range s.clips {
		c := &s.clips[i]
		if slices.Contains(ids, c.ID) && c.Deleted.IsZero() != deleted.IsZero() && c.ID != s.gone {
			c.Deleted = deleted
			c.Path = fmt.Sprint(c.ID, deleted.Unix())
			moved = append(moved, c.ID)
		}
	}
	s.clips = slices.DeleteFunc(s.clips, func(c core.Clip) bool { return c.ID == s.gone })
	return moved, nil
}

func (s *fakeShelf) Poster(context.Context, core.JobID, image.Point) (string, error) {
	return "", errors.New("there are no posters here")
}

func (s *fakeShelf) Amend(_ context.Context, ids []core.JobID, edit func(core.Clip) core.Marks) (library.Amendments, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	done := library.Amendments{Before: map[core.JobID]core.Marks{}}
	for i, c := range s.clips {
		if marks := edit(c); slices.Contains(ids, c.ID) && !marks.Equal(c.Story.Marks) {
			done.Before[c.ID] = c.Story.Marks
			s.clips[i].Story.Marks = marks
		}
	}
	return done, s.err
}

func (s *fakeShelf) Import(_ context.Context, path string) (c core.Clip, added bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch path {
	case "bad.mp4":
		return core.Clip{}, false, core.Errorf("import clip", core.BadClip, "bad")
	case "there.mp4":
		return s.clips[0], false, nil
	}
	c = shelfClip(core.JobID("imported "+path), path)
	s.put(c)
	return c, true, nil
}

func (s *fakeShelf) Filmstrip(core.Clip) string { return "" }

func (s *fakeShelf) Watch(changed func()) func() {
	s.changed = changed
	return func() { s.changed = nil }
}

// add puts a clip on the shelf that is newer than all others, and tells about it.
func (s *fakeShelf) add(id core.JobID, prompt string) {
	s.mu.Lock()
	s.put(shelfClip(id, prompt))
	s.mu.Unlock()
	if s.changed != nil {
		s.changed()
	}
}

func shelfClip(id core.JobID, prompt string) core.Clip {
	c := filmtest.Clip()
	c.ID, c.Path, c.Story = id, string(id), core.Story{Prompt: prompt, Picture: string(id), Engine: core.Draft, Aspect: core.Wide, Created: time.Now()}
	return c
}

// A fakeExporter remembers what it was asked for.
type fakeExporter struct {
	paths []string
	as    export.Options
}

func (e *fakeExporter) Estimate(context.Context, string, export.Options) (int64, error) {
	return 1_000_000, nil
}

func (e *fakeExporter) All(_ context.Context, paths []string, dir string, o export.Options, _ func(float64)) (all []export.Result) {
	e.paths, e.as = paths, o
	for _, p := range paths {
		all = append(all, export.Result{Clip: p, Path: filepath.Join(dir, p)})
	}
	return all
}

// A fakeHost remembers what the page wanted of the window and of other pages.
type fakeHost struct {
	window fyne.Window
	said   string
	action string // that was offered, and what it does
	do     func()
	doing  int // that may be undone
	opened int // the page, by itself
	made   bool
	looked int // at the library
	used   []core.Clip
	by     core.EngineID // that is to make them again
	played []bool
}

func (h *fakeHost) Say(text string) { h.Offer(text, "", nil) }

func (h *fakeHost) OfferUndo(text string, undo func()) { h.Offer(text, "Undo", undo) }

func (h *fakeHost) Doing() (done func()) {
	h.doing++
	return func() { h.doing-- }
}

func (h *fakeHost) Offer(text, action string, do func()) { h.said, h.action, h.do = text, action, do }

func (h *fakeHost) Confirm(title, words, yes, no string, do func()) {
	h.Show(kit.Confirm(h.window, title, words, yes, no, do))
}

func (h *fakeHost) Show(d dialog.Dialog) { d.Show() }

func (h *fakeHost) OpenFiles(string, files.Kind, string, func([]string)) {}
func (h *fakeHost) OpenFolder(_, _ string, chosen func(string))          { chosen("chosen") }
func (h *fakeHost) SaveFile(string, string, files.Kind, func(string))    {}

func (h *fakeHost) Fyne() fyne.Window                             { return h.window }
func (h *fakeHost) OpenLibrary()                                  { h.opened++ }
func (h *fakeHost) OpenMake()                                     { h.made = true }
func (h *fakeHost) UseAgain(by core.EngineID, again ...core.Clip) { h.by, h.used = by, again }
func (h *fakeHost) Engines() []core.Info {
	return []core.Info{{ID: core.Draft}, {ID: core.Lynx, Price: 50 * core.Cent}}
}
func (h *fakeHost) LibraryOpened()       { h.looked++ }
func (h *fakeHost) Playing(playing bool) { h.played = append(h.played, playing) }

// A libraryBench is the library page in a window, and the Fyne goroutine, which the test runs.
type libraryBench struct {
	*Page
	host     *fakeHost
	shelf    *fakeShelf
	decoder  *filmtest.Decoder
	exporter *fakeExporter
	settings *door.Settings
	queue    chan func()
	ended    bool
}

// openLibrary returns the page with so many clips, called "clip 0" and up, newest first: every third one from Lynx, the shapes in turn.
func openLibrary(t *testing.T, clips int) *libraryBench {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	b := &libraryBench{shelf: &fakeShelf{takes: 10 * time.Millisecond, tags: []index.TagCount{{Tag: "client-a", Clips: 2}}}, decoder: &filmtest.Decoder{Frames: 120, FPS: 24}, queue: make(chan func(), 1000)}
	for i := range slices.Backward(make([]struct{}, clips)) {
		c := shelfClip(core.JobID(fmt.Sprint("id ", i)), fmt.Sprint("clip ", i))
		c.Story.Aspect = core.Aspects()[i%3]
		if i%3 == 0 {
			c.Story.Engine = core.Lynx
		}
		b.shelf.put(c)
	}
	in := door.NewFor(func(f func()) { b.queue <- f })
	w := test.NewWindow(nil)
	b.host = &fakeHost{window: w}
	b.exporter = &fakeExporter{}
	b.settings = door.NewSettings(in, t.TempDir(), core.DefaultSettings(), slog.New(slog.DiscardHandler))
	b.Page = New(b.host, Parts{Inbox: in, Shelf: b.shelf, Decoder: b.decoder, Exporter: b.exporter, Settings: b.settings})
	w.SetContent(b.Build())
	w.Canvas().SetOnTypedKey(b.TypedKey)
	w.Resize(fyne.NewSize(1204, 800))
	b.Shown()
	t.Cleanup(b.end)
	b.run(400 * time.Millisecond) // until the clip that leads is open
	return b
}

// end closes the page as the shell does.
func (b *libraryBench) end() {
	if !b.ended {
		b.ended = true
		b.inbox.Close()
		b.Close()
	}
}

// run is the Fyne goroutine at work for a while.
func (b *libraryBench) run(d time.Duration) {
	for end := time.After(d); ; {
		select {
		case f := <-b.queue:
			f()
		case <-end:
			return
		}
	}
}

func (b *libraryBench) tap(what fyne.Tappable) {
	test.Tap(what)
	b.run(50 * time.Millisecond)
}

func (b *libraryBench) key(name fyne.KeyName) {
	c, e := b.host.Fyne().Canvas(), &fyne.KeyEvent{Name: name}
	if focused := c.Focused(); focused != nil {
		focused.TypedKey(e)
	} else {
		c.OnTypedKey()(e)
	}
	b.run(50 * time.Millisecond)
}

// ids returns the ids of the clips that are listed.
func (b *libraryBench) ids() []core.JobID {
	ids, _ := b.shelf.IDs(context.Background(), b.state.List.Rows)
	return append([]core.JobID{}, ids...)
}

// chosen returns the id of the clip that leads, which the panel must show.
func (b *libraryBench) chosen(t *testing.T) core.JobID {
	t.Helper()
	if !b.state.HasLead {
		return ""
	}
	ids, _ := b.shelf.IDs(context.Background(), []index.Row{b.state.Lead})
	if len(ids) != 1 || ids[0] != b.panel.Clip().ID {
		t.Errorf("%q leads and the panel shows %q", ids, b.panel.Clip().ID)
	}
	return ids[0]
}

// tapTile taps a tile.
func (b *libraryBench) tapTile(i int) {
	b.browser.grid.OnChosen(i)
	b.run(20 * time.Millisecond)
}

// button returns a button of the panel by its name.
func (b *libraryBench) button(t *testing.T, name string) *kit.Button {
	t.Helper()
	return findButton(t, b.panel.View(), name)
}

// prompt returns the prompt that the panel shows.
func (b *libraryBench) prompt(t *testing.T) string {
	t.Helper()
	for _, o := range test.LaidOutObjects(b.panel.View()) {
		if label, ok := o.(*widget.Label); ok {
			return label.Text
		}
	}
	t.Fatal("the panel shows no prompt")
	return ""
}

// findButton returns the button of that name in o.
func findButton(t *testing.T, o fyne.CanvasObject, name string) *kit.Button {
	t.Helper()
	var find func(o fyne.CanvasObject) *kit.Button
	find = func(o fyne.CanvasObject) *kit.Button {
		var parts []fyne.CanvasObject
		switch o := o.(type) {
		case *kit.Button:
			if o.Text == name {
				return o
			}
		case *fyne.Container:
			parts = o.Objects
		case fyne.Widget:
			parts = test.TempWidgetRenderer(t, o).Objects()
		}
		for _, part := range parts {
			if b := find(part); b != nil {
				return b
			}
		}
		return nil
	}
	b := find(o)
	if b == nil {
		t.Fatalf("there is no button %q", name)
	}
	return b
}

func inBubble(t *testing.T, clips int, story func(t *testing.T, b *libraryBench)) {
	synctest.Test(t, func(t *testing.T) {
		b := openLibrary(t, clips)
		story(t, b)
		b.end()
	})
}

func TestLibraryShowsTheNewestClip(t *testing.T) {
	inBubble(t, 7, func(t *testing.T, b *libraryBench) {
		if b.chosen(t) != "id 0" || b.prompt(t) != "clip 0" || b.browser.grid.Marked() != 0 {
			t.Errorf("%q is chosen and the panel shows %q, want the newest", b.chosen(t), b.prompt(t))
		}
		if s := b.panel.Player.State(); s.Playing || b.panel.Screen.Frame() == nil {
			t.Errorf("the newest clip plays by itself or is not seen: %+v", s)
		}
		chips := []string{b.browser.all.Text, b.browser.engine[core.Lynx].Text, b.browser.engine[core.Draft].Text, b.browser.aspect[core.Wide].Text}
		if diff := cmp.Diff([]string{"All 7", "Lynx 3", "Drafts 4", "16:9 3"}, chips); diff != "" {
			t.Errorf("chips (-want +got):\n%s", diff)
		}
		if b.browser.bin.Visible() {
			t.Error("the bin is offered with nothing in it")
		}
	})
}

func TestLibraryPlaysWhatIsChosen(t *testing.T) {
	inBubble(t, 9, func(t *testing.T, b *libraryBench) {
		b.host.played = nil
		b.tapTile(4)
		b.run(500 * time.Millisecond)
		if s := b.panel.Player.State(); b.chosen(t) != "id 4" || !s.Playing || s.Frame < 10 {
			t.Fatalf("%q is chosen, %+v; want clip 4 playing", b.chosen(t), s)
		}
		b.key(fyne.KeySpace)
		if b.panel.Player.State().Playing {
			t.Error("the space bar did not pause")
		}
		frame := b.panel.Player.State().Frame
		b.key(fyne.KeyPeriod)
		b.key(fyne.KeyPeriod)
		b.key(fyne.KeyComma)
		if got := b.panel.Player.State().Frame; got != frame+1 {
			t.Errorf("two steps on and one back lead from frame %d to %d", frame, got)
		}
		b.key(fyne.KeyL)
		if b.panel.Player.State().Loop {
			t.Error("L did not end the loop")
		}
		b.tap(b.panel.Screen)
		if !b.panel.Player.State().Playing {
			t.Error("a tap on the screen did not play")
		}
		b.Hidden()
		if b.panel.Player.State().Playing {
			t.Error("the clip plays on a page that is not seen")
		}
		if diff := cmp.Diff([]bool{true, false, true, false}, slices.Compact(b.host.played)); diff != "" {
			t.Errorf("what was told about playing (-want +got):\n%s", diff)
		}
	})
}

func TestLibraryGivesTheScreenTheShapeOfTheClip(t *testing.T) {
	inBubble(t, 3, func(t *testing.T, b *libraryBench) {
		for i, shape := range []image.Point{{X: 1280, Y: 720}, {X: 720, Y: 1280}, {X: 960, Y: 960}} {
			c := &b.shelf.clips[i]
			c.Width, c.Height, c.Story.Prompt = shape.X, shape.Y, "the same words"
		}
		var heights []int
		for _, i := range []int{1, 0, 2, 1} {
			b.tapTile(i)
			b.run(50 * time.Millisecond)
			heights = append(heights, int(b.panel.Screen.Size().Height))
		}
		if heights[0] <= heights[1] || heights[2] <= heights[1] || heights[3] != heights[0] {
			t.Errorf("the screen was %v high for a tall, a wide, a square and a tall clip", heights)
		}
	})
}

func TestLibraryMovesWithTheArrowKeys(t *testing.T) {
	inBubble(t, 30, func(t *testing.T, b *libraryBench) {
		columns := b.browser.grid.ColumnCount()
		if columns < 3 {
			t.Fatalf("%d columns on a page of 1204", columns)
		}
		var got []int
		for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnd, fyne.KeyRight, fyne.KeyHome, fyne.KeyUp} {
			b.key(key)
			got = append(got, b.browser.grid.Marked())
		}
		if diff := cmp.Diff([]int{1, 2, 1, 1 + columns, 1, 29, 29, 0, 0}, got); diff != "" {
			t.Errorf("marked (-want +got):\n%s", diff)
		}
		if b.chosen(t) != "id 0" {
			t.Errorf("%q is chosen, want what is marked", b.chosen(t))
		}
	})
}

func TestLibraryFilters(t *testing.T) {
	inBubble(t, 7, func(t *testing.T, b *libraryBench) {
		b.tap(b.browser.engine[core.Lynx])
		if diff := cmp.Diff([]core.JobID{"id 0", "id 3", "id 6"}, b.ids()); diff != "" {
			t.Errorf("from Lynx (-want +got):\n%s", diff)
		}
		if !b.browser.engine[core.Lynx].On() || b.browser.all.On() {
			t.Error("the chips do not show what is filtered")
		}
		b.tap(b.browser.engine[core.Lynx])
		b.tap(b.browser.aspect[core.Tall])
		if diff := cmp.Diff([]core.JobID{"id 1", "id 4"}, b.ids()); diff != "" {
			t.Errorf("9:16 (-want +got):\n%s", diff)
		}
		if b.chosen(t) != "id 1" {
			t.Errorf("%q is chosen, want one that is seen", b.chosen(t))
		}
		b.tap(b.browser.all)
		if len(b.ids()) != 7 || !b.browser.all.On() {
			t.Errorf("all are %v", b.ids())
		}
		b.browser.filter(func(q *index.Query) { q.Order = index.Oldest })
		b.run(50 * time.Millisecond)
		if b.ids()[0] != "id 6" || b.browser.order.Text != "Oldest first" {
			t.Errorf("the oldest first: %v under %q", b.ids(), b.browser.order.Text)
		}
	})
}

func TestLibrarySearchesWithEachKey(t *testing.T) {
	inBubble(t, 30, func(t *testing.T, b *libraryBench) {
		b.run(time.Second) // until the tags are counted
		b.shelf.takes = 100 * time.Millisecond
		asked := len(b.shelf.queries)
		for _, text := range []string{"c", "cl", "cli", "clip", "clip ", "clip 1"} {
			b.browser.search.SetText(text)
			b.run(40 * time.Millisecond)
		}
		b.run(time.Second)
		if n := len(b.shelf.queries) - asked; n != 6 || b.shelf.stopped != 5 {
			t.Errorf("the library was searched %d times while six letters were typed, and %d searches were stopped; want all but the last", n, b.shelf.stopped)
		}
		if len(b.ids()) != 11 {
			t.Errorf("found %v, want clip 1 and 10 to 19", b.ids())
		}
	})
}

// The answer to an earlier question comes after a later one was asked.
func TestLibraryDropsLateAnswers(t *testing.T) {
	inBubble(t, 30, func(t *testing.T, b *libraryBench) {
		b.shelf.takes = 100 * time.Millisecond // and "slow" takes a second
		b.browser.search.SetText("slow")
		b.run(300 * time.Millisecond)
		b.browser.search.SetText("clip 2")
		b.run(700 * time.Millisecond)
		if len(b.ids()) == 0 {
			t.Error("the late answer is shown")
		}
		b.run(time.Second)
		if len(b.ids()) != 11 {
			t.Errorf("found %v, want clip 2 and 20 to 29", b.ids())
		}
	})
}

// An index on a slow disk: the page says that it is still looking, and goes on showing what there was, with all that can be done with it.
func TestLibraryOnASlowDisk(t *testing.T) {
	inBubble(t, 30, func(t *testing.T, b *libraryBench) {
		line := b.browser.scan
		b.shelf.takes = 5 * time.Second
		b.browser.search.SetText("clip 1")
		b.run(longAnswer - 100*time.Millisecond)
		if line.view.Visible() {
			t.Errorf("it says %q when nobody has had to wait yet", line.text.Text)
		}
		b.run(time.Second)
		if !line.view.Visible() || line.text.Text != words.StillLooking() || line.turn.Visible() {
			t.Errorf("after two seconds it says %q (%v), with a chip: %v", line.text.Text, line.view.Visible(), line.turn.Visible())
		}
		b.tapTile(2)
		if len(b.ids()) != 30 || b.chosen(t) != "id 2" {
			t.Errorf("meanwhile there are %d clips, and %q is chosen", len(b.ids()), b.chosen(t))
		}
		b.run(5 * time.Second)
		if len(b.ids()) != 11 || line.view.Visible() {
			t.Errorf("%d are found, and it still says %q (%v)", len(b.ids()), line.text.Text, line.view.Visible())
		}
	})
}

func TestLibraryDeletesWithAWayBack(t *testing.T) {
	inBubble(t, 5, func(t *testing.T, b *libraryBench) {
		b.tapTile(2)
		b.tap(b.button(t, "Delete"))
		if diff := cmp.Diff([]core.JobID{"id 0", "id 1", "id 3", "id 4"}, b.ids()); diff != "" {
			t.Fatalf("after Delete (-want +got):\n%s", diff)
		}
		if b.chosen(t) != "id 3" || b.browser.grid.Marked() != 2 {
			t.Errorf("%q is chosen, want the clip that took the place", b.chosen(t))
		}
		if got := b.host.said; got != "Moved to the bin." {
			t.Errorf("the toast says %q", got)
		}
		if b.host.action != "Undo" {
			t.Fatalf("%q is offered, want a way back", b.host.action)
		}
		b.host.do()
		b.run(150 * time.Millisecond)
		if b.chosen(t) != "id 2" || len(b.ids()) != 5 {
			t.Errorf("after Undo %q is chosen of %v, want clip 2 back and chosen", b.chosen(t), b.ids())
		}

		b.tapTile(4)
		b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
		if b.host.doing == 0 {
			t.Error("the window does not know that something is being done that can be undone")
		}
		if b.run(150 * time.Millisecond); b.host.doing != 0 {
			t.Error("it never hears that it is done")
		}
		if b.chosen(t) != "id 3" {
			t.Errorf("after the last was deleted %q is chosen, want the new last", b.chosen(t))
		}
		if b.browser.bin.Text != "Bin 1" || !b.browser.bin.Visible() {
			t.Errorf("the bin's chip says %q", b.browser.bin.Text)
		}
		b.tap(b.browser.bin)
		restore := b.button(t, "Restore")
		if b.chosen(t) != "id 4" || b.browser.all.Text != "All 4" {
			t.Errorf("in the bin: %q is chosen, and the chip says %q", b.chosen(t), b.browser.all.Text)
		}
		b.tap(restore)
		if len(b.ids()) != 0 || !b.browser.empty.Visible() || b.panel.View().Visible() {
			t.Errorf("the empty bin shows %v", b.ids())
		}
		b.tap(b.browser.bin)
		if len(b.ids()) != 5 {
			t.Errorf("after Restore there are %v", b.ids())
		}
	})
}

// The key is held down, or pressed again and again: all that went is one thing to undo.
func TestOneUndoBringsBackAllThatWasDeletedInARow(t *testing.T) {
	inBubble(t, 6, func(t *testing.T, b *libraryBench) {
		b.tapTile(1)
		for range 3 {
			b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
			b.key(fyne.KeyDelete) // it may be there again before the clip has gone
			b.run(200 * time.Millisecond)
		}
		if diff := cmp.Diff([]core.JobID{"id 0", "id 4", "id 5"}, b.ids()); diff != "" || b.host.said != "3 clips moved to the bin." {
			t.Fatalf("%q is said (-want +got):\n%s", b.host.said, diff)
		}
		b.host.do()
		b.run(time.Second)
		if len(b.ids()) != 6 || b.chosen(t) != "id 1" {
			t.Errorf("after Undo there are %v, and %q is chosen", b.ids(), b.chosen(t))
		}
		b.key(fyne.KeyDelete)
		b.run(gatherTime)
		b.key(fyne.KeyDelete)
		b.run(time.Second)
		if b.host.said != "Moved to the bin." {
			t.Errorf("of one that is deleted later %q is said", b.host.said)
		}
		b.key(fyne.KeyH)
		b.key(fyne.KeyDelete)
		b.run(time.Second)
		b.host.do()
		b.run(time.Second)
		if diff := cmp.Diff([]core.JobID{"id 0", "id 3", "id 4", "id 5"}, b.ids()); diff != "" {
			t.Errorf("after Undo of what was deleted after something else (-want +got):\n%s", diff)
		}
	})
}

func TestOnlyWhatWasMovedToTheBinIsSaidAndBroughtBack(t *testing.T) {
	inBubble(t, 5, func(t *testing.T, b *libraryBench) {
		b.shelf.gone = "id 1"
		b.browser.grid.OnBand([]int{1, 2})
		b.key(fyne.KeyDelete)
		b.run(time.Second)
		if b.host.said != "Moved to the bin." || len(b.ids()) != 3 {
			t.Errorf("%q is said of one that was moved and one that was gone, and %v are left", b.host.said, b.ids())
		}
		b.host.do()
		b.run(time.Second)
		if len(b.ids()) != 4 || b.chosen(t) != "id 2" {
			t.Errorf("after Undo there are %v, and %q is chosen", b.ids(), b.chosen(t))
		}
		b.shelf.gone, b.host.said = "id 3", ""
		b.tapTile(2)
		b.key(fyne.KeyDelete)
		b.run(time.Second)
		if b.host.said != "" || len(b.ids()) != 3 {
			t.Errorf("%q is said of one that was gone, and %v are left", b.host.said, b.ids())
		}
	})
}

// A damaged index was put aside between the list and the key, and its rows are nobody's.
func TestWhatIsNobodysIsNotDeleted(t *testing.T) {
	inBubble(t, 3, func(t *testing.T, b *libraryBench) {
		b.shelf.mu.Lock()
		b.shelf.clips = b.shelf.clips[:1]
		b.shelf.mu.Unlock()
		b.tapTile(2)
		b.key(fyne.KeyDelete)
		b.run(time.Second)
		if b.host.action != "" || len(b.ids()) != 1 {
			t.Errorf("%q is offered, and there are %v", b.host.action, b.ids())
		}
	})
}

func TestLibraryFollowsChanges(t *testing.T) {
	inBubble(t, 5, func(t *testing.T, b *libraryBench) {
		b.tapTile(2)
		b.run(200 * time.Millisecond)
		opened := len(b.decoder.OpenedAt)
		b.shelf.add("new", "one more")
		b.run(100 * time.Millisecond)
		if b.ids()[0] != "new" || b.chosen(t) != "id 2" || b.browser.grid.Marked() != 3 {
			t.Errorf("after a clip was made: %v, %q is chosen", b.ids(), b.chosen(t))
		}
		if !b.panel.Player.State().Playing || len(b.decoder.OpenedAt) != opened {
			t.Error("what was playing was interrupted")
		}
	})
}

func TestLibraryShowsAClipThatIsFilteredOut(t *testing.T) {
	inBubble(t, 7, func(t *testing.T, b *libraryBench) {
		b.tap(b.browser.engine[core.Lynx])
		b.browser.search.SetText("clip 6")
		b.run(time.Second)
		b.Play("id 1")
		b.run(time.Second)
		if b.chosen(t) != "id 1" || !b.panel.Player.State().Playing || len(b.ids()) != 7 || b.browser.search.Text != "" {
			t.Errorf("%q is chosen of %v with %q searched for, want id 1 playing among all", b.chosen(t), b.ids(), b.browser.search.Text)
		}
	})
}

// A clip can be asked for before the library has told the page about it.
func TestLibraryPlaysAClipThatHasJustBeenMade(t *testing.T) {
	inBubble(t, 3, func(t *testing.T, b *libraryBench) {
		b.Play("new")
		b.run(100 * time.Millisecond)
		b.shelf.add("new", "one more")
		b.run(time.Second)
		if b.chosen(t) != "new" || !b.panel.Player.State().Playing {
			t.Errorf("%q is chosen, want the new clip playing", b.chosen(t))
		}
	})
}

func TestLibraryShowsAClipThatIsInTheBin(t *testing.T) {
	inBubble(t, 7, func(t *testing.T, b *libraryBench) {
		b.tapTile(2)
		b.key(fyne.KeyDelete)
		b.browser.search.SetText("clip 6")
		b.run(time.Second)
		b.Play("id 2")
		b.run(time.Second)
		if b.chosen(t) != "id 2" || !b.panel.Player.State().Playing || !b.browser.bin.On() || b.browser.search.Text != "" || b.host.said != words.InTheBin() {
			t.Errorf("%q is chosen, the bin is on: %v, and it says %q", b.chosen(t), b.browser.bin.On(), b.host.said)
		}
		b.tap(b.browser.all)
		b.browser.search.SetText("clip 1")
		b.run(time.Minute)
		if diff := cmp.Diff([]core.JobID{"id 1"}, b.ids()); diff != "" || b.browser.bin.On() {
			t.Errorf("what is searched for next (-want +got):\n%s", diff)
		}
	})
}

// A clip that is nowhere is waited for, and then given up with a word. Nothing is taken away from the person for it.
func TestLibrarySaysThatAClipIsNotThere(t *testing.T) {
	inBubble(t, 7, func(t *testing.T, b *libraryBench) {
		b.browser.search.SetText("clip 6")
		b.run(time.Second)
		b.shelf.progress = library.Progress{Done: 1, All: 100}
		b.Play("gone")
		b.run(time.Minute)
		if b.host.said != "" {
			t.Errorf("while clips are still read it says %q", b.host.said)
		}
		b.shelf.progress = library.Progress{}
		b.run(time.Minute)
		if b.host.said != words.NotInLibrary() || b.browser.search.Text != "clip 6" || len(b.ids()) != 1 {
			t.Errorf("it says %q, and %v are found by %q", b.host.said, b.ids(), b.browser.search.Text)
		}
		b.host.said = ""
		b.Play("late")
		b.browser.search.SetText("clip 5") // the person has something else in mind
		b.run(time.Second)
		b.shelf.add("late", "one more")
		b.run(time.Minute)
		if b.chosen(t) != "id 5" || b.browser.search.Text != "clip 5" || b.host.said != "" {
			t.Errorf("%q is chosen with %q searched for, and it says %q", b.chosen(t), b.browser.search.Text, b.host.said)
		}
	})
}

func TestLibraryStaysWithWhatIsTappedMeanwhile(t *testing.T) {
	inBubble(t, 7, func(t *testing.T, b *libraryBench) {
		b.shelf.takes = 100 * time.Millisecond
		b.Play("id 5")
		b.tapTile(2)
		b.run(time.Second)
		if b.chosen(t) != "id 2" {
			t.Errorf("%q is chosen after another was tapped", b.chosen(t))
		}
	})
}

// The library changes while the clip that was tapped is being read, and its list is there first.
func TestLibraryPlaysWhatIsTappedWhileItIsReadAnew(t *testing.T) {
	for _, before := range []bool{true, false} { // it was asked before the tap, or after it
		inBubble(t, 7, func(t *testing.T, b *libraryBench) {
			b.shelf.takes, b.shelf.reads = 10*time.Millisecond, 50*time.Millisecond
			if before {
				b.reload()
			}
			b.browser.grid.OnChosen(2)
			if !before {
				synctest.Wait()
				b.shelf.reads = 0
				b.reload()
			}
			b.run(time.Second)
			if b.chosen(t) != "id 2" || !b.panel.Player.State().Playing {
				t.Errorf("asked before the tap: %v; %q is chosen, and it does not play", before, b.chosen(t))
			}
			b.browser.grid.OnBand([]int{3, 4})
			b.shelf.reads = 50 * time.Millisecond
			b.reload()
			b.key(fyne.KeySpace)
			b.run(time.Second)
			if b.full == nil {
				t.Error("what is selected is not played")
			}
		})
	}
}

func TestLibraryShowsOneOfThoseThatAreSelected(t *testing.T) {
	inBubble(t, 7, func(t *testing.T, b *libraryBench) {
		b.SelectAll()
		b.Play("id 5")
		b.run(time.Second)
		if b.chosen(t) != "id 5" || b.state.Many() || !b.panel.View().Visible() || !b.panel.Player.State().Playing {
			t.Errorf("%q is chosen, one of %d", b.chosen(t), b.state.SelectedCount())
		}
	})
}

// Who has come to a tag by the keys stays there when the library changes, and a press on it is not lost.
func TestTheTagsOfThePanelStay(t *testing.T) {
	inBubble(t, 2, func(t *testing.T, b *libraryBench) {
		b.setTags(0, "golden hour")
		b.shelf.changed()
		b.run(time.Second)
		chip := func() (found *kit.Chip) {
			for _, o := range test.LaidOutObjects(b.panel.View()) {
				if c, ok := o.(*kit.Chip); ok && strings.HasPrefix(c.Text, "# ") {
					found = c
				}
			}
			return found
		}
		tag := chip()
		b.shelf.changed()
		b.run(agoPeriod)
		if tag == nil || chip() != tag {
			t.Error("the chip of the tag is another one")
		}
		b.setTags(0)
		b.shelf.changed()
		if b.run(time.Second); chip() != nil {
			t.Error("a tag that is gone has a chip")
		}
	})
}

func TestLibraryWithoutClipsLeadsToMake(t *testing.T) {
	inBubble(t, 0, func(t *testing.T, b *libraryBench) {
		if !b.view.welcome.Visible() || b.panel.View().Visible() || b.browser.view.Visible() {
			t.Fatal("an empty library does not say so")
		}
		b.tap(findButton(t, b.view.welcome, "Make a clip"))
		if !b.host.made {
			t.Error("the button does not lead to where clips are made")
		}
		b.shelf.add("first", "hello")
		b.run(100 * time.Millisecond)
		if b.view.welcome.Visible() || b.chosen(t) != "first" {
			t.Error("the first clip is not shown")
		}
	})
}

func TestLibrarySaysThatNothingWasFound(t *testing.T) {
	inBubble(t, 3, func(t *testing.T, b *libraryBench) {
		b.browser.search.SetText("giraffe")
		b.run(time.Second)
		if !b.browser.empty.Visible() || b.browser.why.Text == "" || b.view.welcome.Visible() {
			t.Errorf("a search without a result shows %q", b.browser.why.Text)
		}
		b.browser.search.OnEscape()
		b.run(time.Second)
		if b.browser.empty.Visible() || len(b.ids()) != 3 {
			t.Error("Escape does not bring the clips back")
		}
		b.tap(b.browser.engine[core.Lynx])
		b.browser.search.SetText("clip 2")
		b.run(time.Second)
		b.tap(findButton(t, b.browser.empty, "Show all clips"))
		if len(b.ids()) != 3 || b.browser.search.Text != "" || !b.browser.all.On() {
			t.Errorf("all clips are %v", b.ids())
		}
	})
}

func TestLibraryReadsOnlyWhatIsSeen(t *testing.T) {
	inBubble(t, 10_000, func(t *testing.T, b *libraryBench) {
		b.run(time.Second)
		if first, end := b.browser.grid.InView(); b.state.Len() != 10_000 || b.shelf.read > 3*(end-first)+1 {
			t.Fatalf("%d clips, of which %d were read", b.state.Len(), b.shelf.read)
		}
		b.tapTile(7000)
		b.browser.grid.Reveal(7000)
		b.run(time.Second)
		first, _ := b.browser.grid.Top()
		seen := b.state.List.Rows[first]
		if c, ok := b.state.Brief(7000); !ok || c.ID != "id 7000" {
			t.Errorf("the tile shows %q", c.ID)
		}
		b.shelf.add("new", "one more")
		b.run(time.Second)
		if b.state.Len() != 10_001 || b.browser.grid.Marked() != 7001 || b.chosen(t) != "id 7000" {
			t.Errorf("%d clips, %d marked; want the same clip still marked", b.state.Len(), b.browser.grid.Marked())
		}
		first, end := b.browser.grid.InView()
		if i := slices.Index(b.state.List.Rows, seen); i < first || i >= first+b.browser.grid.ColumnCount() {
			t.Errorf("what was the first row is at %d, and in view are %d to %d", i, first, end)
		}
		for screen := range 60 {
			b.browser.grid.SetTop(screen*150, 0)
			b.run(50 * time.Millisecond)
			first, end := b.browser.grid.InView()
			for i := first; i < end; i++ {
				if c, ok := b.state.Brief(i); !ok || c.ID == "" {
					t.Fatalf("clip %d is in view and not known", i)
				}
			}
		}
	})
}

func TestLibraryGoesToAMonth(t *testing.T) {
	inBubble(t, 400, func(t *testing.T, b *libraryBench) {
		for i := range b.shelf.clips { // four a day
			b.shelf.clips[i].Story.Created = time.Date(2026, 2, 20, 12, 0, 0, 0, time.Local).AddDate(0, 0, -i/4)
		}
		b.libraryChanged()
		b.run(time.Second)
		c := b.browser.calendar
		var texts []string
		for _, m := range c.Rail.Marks() {
			texts = append(texts, m.Text)
		}
		if diff := cmp.Diff([]string{"Feb", "Jan", "2025"}, texts); diff != "" || !c.Rail.Visible() {
			t.Fatalf("marks (-want +got):\n%s", diff)
		}
		height := c.Rail.Size().Height
		for y, want := range map[float32]time.Month{0: time.February, 0.4 * height: time.January, 0.68 * height: time.December, height: time.November} {
			c.Rail.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(5, y)}})
			b.run(100 * time.Millisecond)
			first, end := b.browser.grid.InView()
			clip, known := b.state.Brief(first)
			if !known || clip.Created.Month() != want && want != time.November || c.Rail.Bubble() != words.MonthOf(clip.Created.Year(), clip.Created.Month()) {
				t.Errorf("at %v of %v the first is of %v and the bubble says %q", y, height, clip.Created, c.Rail.Bubble())
			}
			if y == height && end < 400 {
				t.Errorf("the end of the rail leads to clips %d to %d", first, end)
			}
		}
		c.Rail.DragEnd()
		b.run(3 * time.Second)
		if c.Rail.Bubble() != "" {
			t.Errorf("the bubble still says %q", c.Rail.Bubble())
		}
		b.browser.filter(func(q *index.Query) { q.Order = index.ByPrompt })
		b.run(time.Second)
		if c.Rail.Visible() {
			t.Error("there is a rail of months beside clips that do not go by time")
		}
	})
}

// Months begin in the middle of rows, several may share one, and the last ones are all in the last screen.
func TestLibraryGoesFromMonthToMonthByTheKeys(t *testing.T) {
	inBubble(t, 100, func(t *testing.T, b *libraryBench) {
		i := 0
		for n, clips := range []int{29, 1, 1, 20, 7, 33, 3, 2, 2, 2} {
			for range clips {
				b.shelf.clips[i].Story.Created = time.Date(2026, time.Month(12-n), 5, 12, 0, 0, 0, time.Local)
				i++
			}
		}
		b.libraryChanged()
		b.run(time.Second)
		rail := b.browser.calendar.Rail
		b.host.Fyne().Canvas().Focus(rail)
		var want, got []string
		for n := 1; n < 10; n++ {
			b.key(fyne.KeyDown)
			want, got = append(want, words.MonthOf(2026, time.Month(12-n))), append(got, rail.Bubble())
		}
		b.run(3 * time.Second) // the bubble goes, and the place is remembered
		for n := 8; n >= 0; n-- {
			b.key(fyne.KeyUp)
			want, got = append(want, words.MonthOf(2026, time.Month(12-n))), append(got, rail.Bubble())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		b.key(fyne.KeyDown)
		rail.OnScroll(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -10_000)})
		if want := words.MonthOf(2026, time.July); rail.Bubble() != want {
			t.Errorf("at the end, by the wheel, the bubble says %q, want the month of the first row: %q", rail.Bubble(), want)
		}
	})
}

func TestLibraryTellsHowFarAScanHasCome(t *testing.T) {
	inBubble(t, 5, func(t *testing.T, b *libraryBench) {
		line := b.browser.scan
		b.run(time.Second)
		if line.view.Visible() {
			t.Error("it tells of a scan where there is none")
		}
		b.shelf.progress = library.Progress{Done: 12_345, All: 100_000}
		b.run(time.Second)
		if want := words.ScanProgress(12_345, 100_000); !line.view.Visible() || line.text.Text != want {
			t.Errorf("it says %q, want %q", line.text.Text, want)
		}
		looked := b.host.looked
		b.tap(line.turn)
		b.run(time.Second)
		if want := words.ScanPaused(12_345, 100_000); line.text.Text != want || line.turn.Text != words.GoOn() {
			t.Errorf("stopped, it says %q, and offers to %q", line.text.Text, line.turn.Text)
		}
		b.tap(line.turn)
		if b.host.looked != looked+1 || b.shelf.progress.Paused {
			t.Error("it does not go on")
		}
		b.shelf.progress = library.Progress{}
		b.run(time.Second)
		if line.view.Visible() {
			t.Error("it tells of a scan that is over")
		}
		b.shelf.progress = library.Progress{Done: 3, All: 10, Paused: true}
		b.run(time.Second)
		if !line.view.Visible() || line.turn.Text != words.GoOn() {
			t.Error("a small scan that is paused cannot be gone on with")
		}
	})
}

func TestLibraryIsNotLookedAtWithEachOfManyChanges(t *testing.T) {
	inBubble(t, 5, func(t *testing.T, b *libraryBench) {
		b.run(time.Second) // until the tags are counted
		asked := len(b.shelf.queries)
		for i := range 100 {
			b.shelf.add(core.JobID(fmt.Sprint("new ", i)), "one more")
			b.run(20 * time.Millisecond)
		}
		b.run(time.Second)
		if n := len(b.shelf.queries) - asked; n > 6 || b.state.Len() != 105 {
			t.Errorf("100 changes in two seconds: %d looks, and %d clips", n, b.state.Len())
		}
	})
}

// Whose disk was pulled out reads so above the clips, and where there are none in place of the welcome, until it is back.
func TestLibrarySaysThatItsFolderIsGone(t *testing.T) {
	for _, clips := range []int{3, 0} {
		inBubble(t, clips, func(t *testing.T, b *libraryBench) {
			b.run(time.Second)
			text := b.view.title
			if clips > 0 {
				text = b.browser.scan.trouble
			}
			before := text.Text
			b.shelf.progress = library.Progress{Err: core.Errorf("find library folder", core.FolderMissing, "no")}
			b.run(time.Second)
			want := words.Explain(b.shelf.progress.Err)
			if said := text.Text + b.view.more.Text; !text.Visible() || text.Size().Width < 200 || !strings.HasPrefix(said, want.What) || !strings.Contains(said, want.Next) {
				t.Errorf("with %d clips it says %q", clips, said)
			}
			b.shelf.progress = library.Progress{}
			b.run(time.Second)
			if b.browser.scan.trouble.Visible() || clips == 0 && text.Text != before {
				t.Errorf("with %d clips it still says %q", clips, text.Text)
			}
		})
	}
}

func TestLibrarySaysWhatWentWrong(t *testing.T) {
	inBubble(t, 3, func(t *testing.T, b *libraryBench) {
		b.shelf.err = core.Errorf("delete clips", core.FolderDenied, "no")
		b.tap(b.button(t, "Delete"))
		if want := words.Explain(b.shelf.err).What; !strings.HasPrefix(b.host.said, want) {
			t.Errorf("the toast says %q, want %q", b.host.said, want)
		}
		b.shelf.err = nil

		path := b.panel.Clip().Path
		var asked string
		b.reveal = func(_ context.Context, path string) error {
			asked = path
			return errors.New("no file manager")
		}
		b.tap(b.button(t, "Show in folder"))
		if asked != path || !strings.Contains(b.host.said, path) {
			t.Errorf("the file manager was asked for %q and the toast says %q, want both to name %q", asked, b.host.said, path)
		}

		b.decoder.Frames = 0
		b.tapTile(1)
		b.run(100 * time.Millisecond)
		if b.panel.Screen.Note() == "" {
			t.Error("a clip that cannot be played says nothing")
		}
	})
}

func TestLibraryUsesAClipAgain(t *testing.T) {
	inBubble(t, 3, func(t *testing.T, b *libraryBench) {
		b.tapTile(1)
		b.tap(b.button(t, words.AnotherTake()))
		if len(b.host.used) != 1 || b.host.used[0].ID != "id 1" || b.host.by != core.Draft {
			t.Errorf("%v is used again by %q", b.host.used, b.host.by)
		}
	})
}

func TestLibraryGoesFullScreenAndBack(t *testing.T) {
	inBubble(t, 3, func(t *testing.T, b *libraryBench) {
		b.tapTile(1)
		b.run(time.Second)
		b.key(fyne.KeyF)
		if b.full == nil || b.full.Screen.Frame() == nil || b.host.Fyne().Content().Visible() {
			t.Fatal("F does not show the clip large")
		}
		if size := b.full.Screen.Frame().Rect.Dx(); size <= b.panel.Screen.Pixels().X {
			t.Errorf("the frames in the full view are %d wide", size)
		}
		b.key(fyne.KeySpace)
		if b.panel.Player.State().Playing {
			t.Error("the space bar does not pause in the full view")
		}
		b.tap(b.full.Transport.Forward)
		b.key(fyne.KeyEscape) // the tap must not have taken the keys away
		if b.full != nil || !b.host.Fyne().Content().Visible() || b.host.Fyne().FullScreen() {
			t.Error("Escape does not leave the full view")
		}
		b.run(100 * time.Millisecond)
		if got := b.panel.Screen.Frame().Rect.Size(); got.X > b.panel.Screen.Pixels().X {
			t.Errorf("back in the panel the frames are %v", got)
		}
		b.key(fyne.KeyF)
		b.host.Fyne().Canvas().Overlays().Top().Hide() // as the shell does for Escape
		if b.full != nil || b.host.Fyne().Canvas().Overlays().Top() != nil {
			t.Error("the full view stays when it is hidden from outside")
		}
	})
}

func TestLibraryIsSearchedByAKey(t *testing.T) {
	inBubble(t, 1, func(t *testing.T, b *libraryBench) {
		b.Search()
		if b.host.Fyne().Canvas().Focused() != b.browser.search {
			t.Error("the search has not the keyboard")
		}
	})
}
