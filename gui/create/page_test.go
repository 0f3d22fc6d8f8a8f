package create

import (
	"context"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/core/keychain"
	"caracal/core/picture"
	"caracal/gui/activity/activitytest"
	"caracal/gui/door"
	"caracal/gui/door/doortest"
	"caracal/gui/files"
	"caracal/gui/kit/kittest"
	"caracal/gui/prompt"
	"caracal/gui/service"
	"caracal/gui/service/servicetest"
	"caracal/gui/words"
	"caracal/resources"
)

// onDisk opens pictures as they are, off the disk.
type onDisk struct{}

func (onDisk) Open(ctx context.Context, path string) (*picture.Picture, error) {
	return picture.Open(ctx, path)
}

// A fakeHost remembers what the page wanted of the others.
type fakeHost struct {
	*kittest.Window
	files.Chooser
	folder    string         // where files were asked for
	choose    func([]string) // answers that
	opened    int            // how often this page was to be shown
	settings  int
	shortcuts map[fyne.KeyName]func()
}

func (h *fakeHost) OpenFiles(_ string, _ files.Kind, folder string, chosen func([]string)) {
	h.folder, h.choose = folder, chosen
}

func (h *fakeHost) OpenFolder(_, folder string, chosen func(string)) {
	h.folder, h.choose = folder, func(paths []string) { chosen(paths[0]) }
}

func (h *fakeHost) OpenMake()     { h.opened++ }
func (h *fakeHost) OpenSettings() { h.settings++ }

func (h *fakeHost) ShowClip(core.JobID) {}

func (h *fakeHost) Shortcut(key fyne.KeyName, fn func()) { h.shortcuts[key] = fn }

// A fakeActivity takes orders: the test says when they are answered.
type fakeActivity struct {
	busy    bool // with a draft
	takes   time.Duration
	ordered []core.Request
	answer  func() // the last order; nil where it has been answered
}

func (a *fakeActivity) Build() fyne.CanvasObject   { return container.NewVBox() }
func (a *fakeActivity) Shown()                     {}
func (a *fakeActivity) Hidden()                    {}
func (a *fakeActivity) Close()                     {}
func (a *fakeActivity) Busy(id core.EngineID) bool { return a.busy && id == core.Draft }

func (a *fakeActivity) Order(r core.Request, _ core.USD, answered func()) {
	a.ordered, a.answer = append(a.ordered, r), answered
}

func (a *fakeActivity) Typical(core.EngineID) core.Span {
	return core.Span{Low: a.takes, High: a.takes}
}

// noPast knows of no prompts, and the same of each clip.
type noPast struct{ prompt.Past }

func (noPast) Asked(context.Context, core.JobID) (r core.Request, known bool, err error) {
	return core.Request{Engine: core.Lynx, Focus: core.Point{X: 0.25, Y: 0.5}, Framed: true}, true, nil
}

// A fakeList is a list of shots that is there when the test says so.
type fakeList struct {
	taken     [][]string
	single    core.Request // that was at hand at the last
	added     []core.Request
	active    bool
	submitted int
	recounted int
	changed   func()
}

func (l *fakeList) Build() fyne.CanvasObject { return container.NewVBox() }
func (l *fakeList) Active() bool             { return l.active }
func (l *fakeList) Watch(changed func())     { l.changed = changed }
func (l *fakeList) Add(r ...core.Request)    { l.added = append(l.added, r...) }
func (l *fakeList) Submit()                  { l.submitted++ }
func (l *fakeList) Recount()                 { l.recounted++ }
func (l *fakeList) Close()                   {}

func (l *fakeList) Take(paths []string, single core.Request) {
	l.taken, l.single = append(l.taken, paths), single
}

// A makeStand is a Make page in a window of its own.
type makeStand struct {
	*Page
	t     *testing.T
	host  *fakeHost
	jobs  *fakeActivity
	list  *fakeList
	queue doortest.Queue
}

// newMakeStand returns a stand with these engines and an account with a key that is known.
func newMakeStand(t *testing.T, infos ...core.Info) *makeStand {
	in, q := doortest.New(t)
	account := service.NewAccount(in, &servicetest.Keys{InUse: testKey, From: keychain.System}, &servicetest.Service{})
	return newStandWith(t, in, q, account, infos...)
}

// newStandWith returns a stand with this account.
func newStandWith(t *testing.T, in *door.Inbox, q doortest.Queue, account *service.Account, infos ...core.Info) *makeStand {
	s := &makeStand{t: t, host: &fakeHost{Window: kittest.New(t), shortcuts: map[fyne.KeyName]func(){}}, jobs: &fakeActivity{}, list: &fakeList{}, queue: q}
	dir := t.TempDir()
	t.Cleanup(in.Close) // before the folder goes, which is written to until then
	s.Page = New(s.host, Parts{
		Inbox: in, Studio: activitytest.New(infos...), Pictures: onDisk{}, Account: account, Activity: s.jobs, Shots: s.list, Past: noPast{},
		Settings: door.NewSettings(in, dir, core.DefaultSettings(), slog.New(slog.DiscardHandler)), Cache: filepath.Join(dir, "cache"), Own: filepath.Join(dir, "pasted"),
	})
	s.host.Fyne().SetContent(s.Build())
	s.Shown()
	t.Cleanup(s.Close)
	return s
}

// until plays the Fyne goroutine until what is waited for has come about.
func (s *makeStand) until(what string, come func() bool) {
	s.t.Helper()
	s.queue.Until(s.t, what, come)
}

// opens waits until nothing is being opened any more.
func (s *makeStand) opens() {
	s.t.Helper()
	s.until("the picture", func() bool { return s.opening == "" })
}

// answers has the last order answered.
func (s *makeStand) answers(err error) {
	s.t.Helper()
	if s.jobs.answer == nil {
		s.t.Fatal("nothing was ordered")
	}
	s.jobs.answer()
	s.jobs.answer = nil
	s.Refused("", err)
}

// sample writes the sample picture to a file of the given name.
func sample(t *testing.T, name string) string {
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, resources.Sample(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFirstRunIsReady(t *testing.T) {
	s := newMakeStand(t, activitytest.Draft())
	if !s.make.Disabled() {
		t.Error("the button can be pressed without a picture")
	}
	if s.sent.Text == "" || s.sent.Text == "Nothing leaves this computer." {
		t.Errorf("no reason is given for the button that is off: %q", s.sent.Text)
	}
	s.Start(nil)
	s.opens()
	for got, want := range map[string]string{
		s.well.name.Text:  "astronaut.jpg",
		s.well.facts.Text: "512 × 512 · 60 kB",
		s.well.faces.Text: "✓ One clear face",
		s.sent.Text:       "Nothing leaves this computer.",
		s.make.Text:       "Make draft — free",
	} {
		if got != want {
			t.Errorf("the page says %q, want %q", got, want)
		}
	}
	if s.make.Disabled() {
		t.Error("the button is off")
	}
	for a, o := range s.options {
		if o.Picture() == nil {
			t.Errorf("the framing strip shows nothing for %s", a)
		}
	}
	s.until("the preview to move", func() bool { return s.player.State().Frame >= 2 })
}

func TestMakeSubmitsWhatIsSeen(t *testing.T) {
	s := newMakeStand(t, activitytest.Draft())
	path := sample(t, "my #1 picture?.jpg")
	s.Drop([]string{path})
	s.opens()
	test.Type(s.prompt.Entry(), "golden hour")
	test.Tap(s.options[core.Tall])
	s.moveFrame(-0.5, 0.3)
	want := core.Request{
		Picture: core.Picture{Path: path, Name: "my #1 picture?.jpg"},
		Prompt:  "golden hour", Aspect: core.Tall, Engine: core.Draft, Focus: *s.focus,
	}
	size := s.source.size()
	if frame := picture.Frame(size, core.Tall, want.Focus); frame.Max.X <= picture.Frame(size, core.Tall, s.source.subject.Focus(size)).Max.X {
		t.Error("the frame did not go to the right when the picture was dragged to the left")
	}
	test.Tap(s.make)
	if !s.make.Disabled() {
		t.Error("the button can be pressed again before the studio has answered")
	}
	test.Tap(s.make)
	s.submitByKey()
	s.answers(nil)
	if diff := cmp.Diff([]core.Request{want}, s.jobs.ordered); diff != "" {
		t.Error(diff)
	}
	if s.busy || s.make.Disabled() {
		t.Error("the button cannot be pressed again after the studio's answer")
	}
	if got := s.settings.Get().Aspect; got != core.Tall {
		t.Errorf("the aspect that is remembered is %s", got)
	}
}

func TestBadDropKeepsThePicture(t *testing.T) {
	s := newMakeStand(t, activitytest.Draft())
	good, bad := sample(t, "good.jpg"), filepath.Join(t.TempDir(), "notes 100%.jpg")
	if err := os.WriteFile(bad, []byte("text, and no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.Drop([]string{good})
	s.opens()
	before := s.source
	for _, path := range []string{bad, filepath.Join(t.TempDir(), "gone.png")} {
		s.Drop([]string{path})
		s.opens()
		if s.source != before || s.make.Disabled() {
			t.Errorf("%s: the picture is gone", path)
		}
		if !s.well.error.Visible() || !strings.HasPrefix(s.well.error.Text, words.ShortName(filepath.Base(path))+": ") || strings.Count(s.well.error.Text, ". ") != 1 {
			t.Errorf("%s: the well says %q", path, s.well.error.Text)
		}
	}
	s.Drop([]string{good})
	if s.well.error.Visible() {
		t.Error("the old error is still there while another picture is opened")
	}
}

// Several files, a folder and a CSV file are a list's, and so is everything while there is a list.
func TestManyFilesAreAList(t *testing.T) {
	s := newMakeStand(t, activitytest.Draft())
	one, folder := sample(t, "a.jpg"), t.TempDir()
	s.Drop([]string{one, "b.jpg"})
	s.Drop([]string{"shots.CSV"})
	test.Tap(s.well.folder)
	s.host.choose([]string{folder})
	s.until("the folder", func() bool { return len(s.list.taken) == 3 })
	if s.opening != "" || s.source != nil {
		t.Errorf("the page opens %q", s.opening)
	}
	s.Choose()
	s.host.choose([]string{one})
	s.opens()
	if s.source == nil || s.source.name != "a.jpg" || !s.single.Visible() || s.many.Visible() {
		t.Error("a single picture is not used")
	}

	s.list.active = true
	s.list.changed()
	if s.single.Visible() || !s.many.Visible() || s.player.State().Playing {
		t.Error("the list does not take the page's place")
	}
	s.prompt.SetText("{colour} mug")
	s.Drop([]string{"c.jpg"})
	if r := s.list.single; r.Picture.Path != one || r.Prompt != "{colour} mug" || r.Aspect != s.aspect {
		t.Errorf("the list hears of %+v", r)
	}
	s.source.sample = true
	if r := s.atHand(); r.Picture.Path != "" || r.Prompt != "{colour} mug" {
		t.Errorf("with our sample the list hears of %+v", r)
	}
	s.submitByKey()
	if diff := cmp.Diff([][]string{{one, "b.jpg"}, {"shots.CSV"}, {folder}, {"c.jpg"}}, s.list.taken); diff != "" {
		t.Errorf("the list took (-want +got):\n%s", diff)
	}
	if s.list.submitted != 1 || len(s.jobs.ordered) != 0 {
		t.Error("the key did not submit the list")
	}
}

func TestLateOpeningIsNotShown(t *testing.T) {
	s := newMakeStand(t, activitytest.Draft())
	s.Drop([]string{sample(t, "first.jpg")})
	s.Drop([]string{sample(t, "second.jpg")})
	s.opens()
	if s.source.name != "second.jpg" {
		t.Errorf("the picture is %s", s.source.name)
	}
	late := *s.source
	if s.finishOpening(s.turn-1, &late, nil) || s.source == &late {
		t.Error("a late picture was taken")
	}
	s.clear()
	if s.source != nil || !s.make.Disabled() || s.options[core.Wide].Picture() != nil {
		t.Error("the picture was not taken away")
	}
}

func TestRefusedSubmitSaysWhy(t *testing.T) {
	s := newMakeStand(t, activitytest.Draft())
	s.Drop([]string{sample(t, "a.jpg")})
	s.opens()
	test.Tap(s.make)
	s.answers(core.Errorf("keep", core.PictureMissing, "gone"))
	if !strings.Contains(s.well.error.Text, "not there any more") {
		t.Errorf("the well says %q", s.well.error.Text)
	}
	test.Tap(s.make)
	s.answers(core.Errorf("check", core.FolderDenied, "read-only"))
	if !strings.Contains(s.host.Said, "cannot be written") {
		t.Errorf("the toast says %q", s.host.Said)
	}
	s.Refused("old", core.Errorf("keep", core.PictureMissing, "gone"))
	if s.well.error.Visible() || !strings.Contains(s.host.Said, "not there any more") {
		t.Errorf("of another picture the well says %q, and the toast %q", s.well.error.Text, s.host.Said)
	}
}

func TestTheCardKeepsItsHeightWhileAPictureIsOpened(t *testing.T) {
	s := newMakeStand(t, activitytest.Draft())
	height := func() float32 {
		for range 2 { // the heights of words follow from their widths
			s.well.card.Resize(fyne.NewSize(305, s.well.card.MinSize().Height))
		}
		return s.well.card.MinSize().Height
	}
	s.Drop([]string{sample(t, "a.jpg")})
	s.opens()
	open := height()
	s.Drop([]string{sample(t, "b.jpg")})
	if s.opening == "" || height() != open {
		t.Errorf("opening %q makes the card %v high, and it was %v", s.opening, height(), open)
	}
	s.opens()
}

func TestEngineSwitch(t *testing.T) {
	s := newMakeStand(t, activitytest.Draft(), activitytest.Lynx())
	s.jobs.takes = 45 * time.Second
	before := s.list.recounted
	s.JobsChanged()
	if s.list.recounted != before+1 {
		t.Error("the list does not learn how long jobs take")
	}
	if s.Shown(); s.list.recounted != before+2 {
		t.Error("the list does not follow what was changed in Settings")
	}
	if got, want := s.engineWords(activitytest.Lynx()), "$0.50 · WaveSpeedAI · ~45\u00a0s"; got != want {
		t.Errorf("under Lynx stands %q, want %q", got, want)
	}
	s.Drop([]string{sample(t, "a.jpg")})
	s.opens()
	s.engines.Choose(1)
	s.engines.OnChosen(1)
	if s.make.Text != "Make clip — $0.50" || !s.make.Disabled() || !strings.Contains(s.sent.Text, "needs a prompt") {
		t.Errorf("with Lynx and no prompt: %q, %q", s.make.Text, s.sent.Text)
	}
	s.prompt.SetText("smiles")
	if s.make.Disabled() || !strings.HasPrefix(s.sent.Text, "Sends 1 picture") {
		t.Errorf("with Lynx and a prompt: %q", s.sent.Text)
	}
}

func TestPastedPaths(t *testing.T) {
	for text, want := range map[string][]string{
		"/home/me/a b#1.jpg":                 {"/home/me/a b#1.jpg"},
		"file:///home/me/a%20b%231.jpg":      {"/home/me/a b#1.jpg"},
		"  /home/me/a.jpg\n":                 {"/home/me/a.jpg"},
		"\"/home/me/a.jpg\"":                 {"/home/me/a.jpg"},
		"slow push in":                       nil,
		"https://example.org/a.jpg":          nil,
		"/home/me/a.jpg\nslow push in":       nil,
		"file:///a.jpg\r\nfile:///b.jpg\r\n": {"/a.jpg", "/b.jpg"},
		"":                                   nil,
	} {
		if diff := cmp.Diff(want, pastedPaths(text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestPathsOfFileAddresses(t *testing.T) {
	for _, c := range []struct {
		address string
		windows bool
		want    string
	}{
		{"file:///home/me/a%20b.jpg", false, "/home/me/a b.jpg"},
		{"file://computer/home/me/a.jpg", false, "/home/me/a.jpg"},
		{"file:///C:/Users/me/a.jpg", true, "C:/Users/me/a.jpg"},
		{"file://localhost/C:/a.jpg", true, "C:/a.jpg"},
		{"file://server/share/a.jpg", true, "//server/share/a.jpg"},
	} {
		u, err := url.Parse(c.address)
		if err != nil {
			t.Fatal(err)
		}
		if got := pathOf(u, c.windows); got != c.want {
			t.Errorf("%s (Windows: %v) is %s", c.address, c.windows, got)
		}
	}
}

func TestMoveFrameStaysInside(t *testing.T) {
	s := newMakeStand(t, activitytest.Draft())
	s.Drop([]string{sample(t, "a.jpg")})
	s.opens()
	for range 5 {
		s.moveFrame(0, 5) // far beyond the top
	}
	top := picture.Frame(s.source.size(), core.Wide, s.focusPoint())
	if top.Min.Y != 0 {
		t.Errorf("the frame is %v", top)
	}
	s.moveFrame(0, -0.1) // the way back begins at once
	if now := picture.Frame(s.source.size(), core.Wide, s.focusPoint()); now.Min.Y <= 0 {
		t.Errorf("the frame is still %v", now)
	}
	if s.focus.X != s.source.subject.Focus(s.source.size()).X {
		t.Error("a drag upwards moved the frame sideways")
	}
}

func TestKeyOrdersOnlyOnThisPage(t *testing.T) {
	s := newMakeStand(t, activitytest.Draft())
	s.Drop([]string{sample(t, "a.jpg")})
	s.opens()
	s.host.shortcuts[fyne.KeyReturn]()
	s.answers(nil)
	if len(s.jobs.ordered) != 1 {
		t.Errorf("Ctrl+Return ordered %d times", len(s.jobs.ordered))
	}
	s.Hidden()
	if s.visible || s.player.State().Playing {
		t.Error("the hidden page still moves")
	}
	s.host.shortcuts[fyne.KeyReturn]()
	if s.busy || len(s.jobs.ordered) != 1 {
		t.Error("Ctrl+Return makes a clip on another page")
	}
}

func TestPreviewHoldsStillWhileThisComputerMakesAClip(t *testing.T) {
	s := newMakeStand(t, activitytest.Draft(), activitytest.Lynx())
	for _, busy := range []bool{false, true, false} {
		s.jobs.busy = busy
		s.JobsChanged()
		if s.plays() == busy {
			t.Errorf("with a draft at work %v the preview plays: %v", busy, s.plays())
		}
	}
}

func TestPaste(t *testing.T) {
	s := newMakeStand(t, activitytest.Draft())
	text := test.NewClipboard()
	paste := func(words string) {
		text.SetContent(words)
		s.Paste(text)
	}
	paste("just words")
	if s.opening != "" || s.host.Said == "" {
		t.Error("words were taken for a picture, or nothing was said about them")
	}
	paste(sample(t, "pasted.jpg"))
	s.opens()
	if s.source == nil || s.source.name != "pasted.jpg" {
		t.Fatal("the pasted path was not opened")
	}
	if s.Choose(); s.host.folder != filepath.Dir(s.source.path) {
		t.Errorf("others are looked for in %q", s.host.folder)
	}
	s.clipboard = func(context.Context) ([]byte, error) { return resources.Sample(), nil }
	paste("")
	s.until("the pasted picture", func() bool { return s.opening == "" && s.source.name == words.PastedPicture() })
	if s.Choose(); filepath.Dir(s.source.path) != s.own || s.host.folder != "" {
		t.Errorf("the pasted picture is %s, and others are looked for in %q", s.source.path, s.host.folder)
	}
	s.clipboard = func(context.Context) ([]byte, error) { return nil, errNoPicture }
	s.host.Said = ""
	paste(" ")
	s.until("a word about the empty clipboard", func() bool { return s.host.Said != "" })
	if s.source.name != words.PastedPicture() {
		t.Error("an empty clipboard took the picture away")
	}
}

// The preview plays three rounds after a change and then rests on its first frame, until the pointer or a key asks for it.
func TestPreviewRestsAfterThreeRounds(t *testing.T) {
	s := newMakeStand(t, activitytest.Draft())
	s.Drop([]string{sample(t, "a.jpg")})
	s.opens()
	last := s.player.State().Film.Frames - 1
	rest := func() {
		t.Helper()
		for rounds := 0; !s.round.resting; rounds++ { // what was drawn before the last order may come late and be taken for a round
			if rounds > restAfter {
				t.Fatal("it does not rest")
			}
			s.player.Seek(last)
			s.until("the last frame", func() bool { return s.player.State().Frame == last || s.round.resting })
			s.until("the next round", func() bool { return s.player.State().Frame < last || s.round.resting })
		}
		s.until("the rest", func() bool { return s.screen.Still() })
		if state := s.player.State(); state.Playing || state.Frame != 0 {
			t.Errorf("it rests on frame %d, or plays: %v", state.Frame, state.Playing)
		}
	}
	rest()
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if !s.player.State().Playing || s.screen.Still() {
		t.Error("Space does not wake it")
	}
	rest()
	s.stage.MouseIn(nil)
	if !s.player.State().Playing {
		t.Error("the pointer does not wake it")
	}
	rest()
	s.prompt.SetText("pan left")
	if !s.player.State().Playing {
		t.Error("a change does not wake it")
	}
	rest()
	test.Tap(s.options[core.Tall])
	if !s.player.State().Playing || s.screen.Still() {
		t.Errorf("in another shape it plays: %v, and the sign of a rest is over it: %v", s.player.State().Playing, s.screen.Still())
	}
	s.Away(true)
	if s.player.State().Playing {
		t.Error("it plays in a window that is not in front")
	}
	s.Away(false)
	if !s.player.State().Playing {
		t.Error("it does not go on when the window is in front again")
	}
}

// For who wants nothing to move by itself the preview rests from the beginning, and after each change, until it is asked for.
func TestPreviewIsCalm(t *testing.T) {
	s := newMakeStand(t, activitytest.Draft())
	s.Calm()
	s.Drop([]string{sample(t, "a.jpg")})
	s.opens()
	still := func(why string) {
		t.Helper()
		s.until("the sign of a preview that rests "+why, func() bool { return s.screen.Still() })
		if s.player.State().Playing {
			t.Errorf("it plays %s", why)
		}
	}
	still("at first")
	s.stage.MouseIn(nil)
	still("under the pointer")
	s.prompt.SetText("pan left")
	still("after a change")
	s.chooseAspect(core.Tall)
	still("in another shape")
	s.screen.OnTapped()
	if !s.player.State().Playing || s.screen.Still() {
		t.Error("a tap does not let it play")
	}
	s.prompt.SetText("pan right")
	still("after another change")
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if !s.player.State().Playing {
		t.Error("Space does not let it play")
	}
}
