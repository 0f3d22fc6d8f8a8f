package gui

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"caracal/core"
	"caracal/core/keychain"
	"caracal/core/lynx"
	"caracal/gui/kit"
	"caracal/gui/service"
	"caracal/gui/words"
)

// fakeKeys is a keychain of this test only.
type fakeKeys struct {
	mu      sync.Mutex
	key     string
	from    keychain.Source
	stored  string // what Load finds
	trouble error  // what is wrong with the system's keychain
}

func (f *fakeKeys) Key() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.key
}

func (f *fakeKeys) Source() keychain.Source {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.from
}

func (f *fakeKeys) Load(context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.trouble == nil && f.stored != "" {
		f.key, f.from = f.stored, keychain.System
	}
	return f.trouble
}

func (f *fakeKeys) Store(_ context.Context, key string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if strings.Contains(key, "ü") {
		return core.Errorf("store", core.KeyRefused, "no key has this")
	}
	f.key, f.from = key, keychain.System
	if f.trouble != nil {
		f.from = keychain.Session
	}
	return f.trouble
}

func (f *fakeKeys) Delete(context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.key, f.from = "", keychain.Nowhere
	return f.trouble
}

// fakeService answers as the test says, and counts the questions.
type fakeService struct {
	mu       sync.Mutex
	says     lynx.Diagnosis
	asked    int
	finished []lynx.Prediction
	err      error
	refunds  map[string]core.USD
}

func (f *fakeService) Doctor(context.Context) lynx.Diagnosis {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked++
	return f.says
}

func (f *fakeService) questions() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.asked
}

func (f *fakeService) Finished(_ context.Context, skip func(string) bool) (runs []lynx.Prediction, _ error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range f.finished {
		if !skip(r.ID) {
			runs = append(runs, r)
		}
	}
	return runs, f.err
}

func (f *fakeService) Account() string { return "one" }

func (f *fakeService) Refunds(_ context.Context, ids []string) (map[string]core.USD, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	back := map[string]core.USD{}
	for _, id := range ids {
		if usd, ok := f.refunds[id]; ok {
			back[id] = usd
		}
	}
	return back, f.err
}

// fakeRuns is what a studio knows of runs at the service.
type fakeRuns struct {
	mu        sync.Mutex
	known     map[string]bool
	owed      []string
	collected []string
	refunded  map[string]core.USD
	refuse    error
}

func (f *fakeRuns) Collect(_ context.Context, engine core.EngineID, id, _ string) (core.JobID, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.refuse != nil {
		return "", f.refuse
	}
	f.collected = append(f.collected, string(engine)+" "+id)
	f.known[id] = true
	return core.JobID(id), nil
}

func (f *fakeRuns) Known(id string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.known[id]
}

func (f *fakeRuns) Owed(string) ([]string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.owed, nil
}

func (f *fakeRuns) Refunded(paid map[string]core.USD) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.refunded = paid
	return nil
}

// A lynxStand is a window with Make and Settings in which Lynx can be chosen.
type lynxStand struct {
	*makeStand
	keys    *fakeKeys
	service *fakeService
	runs    *fakeRuns
}

const testKey = "wsk_0123456789abcdef"

// newLynxStand returns a stand whose keychain has the key, which may be empty, and whose account has $4.20.
func newLynxStand(t *testing.T, key string) *lynxStand {
	s := &lynxStand{
		keys:    &fakeKeys{stored: key},
		service: &fakeService{says: lynx.Diagnosis{Balance: 420 * core.Cent, Price: core.Dollar / 2}},
		runs:    &fakeRuns{known: map[string]bool{}},
	}
	s.makeStand = newWiredStand(t, func(h *house) {
		p, sh := h.make, h.shell
		p.account = service.NewAccount(sh.inbox, s.keys, s.service)
		p.home = service.NewHomecoming(sh, sh.inbox, s.service, s.runs)
		h.home = p.home
	}, draftInfo(), lynxInfo())
	return s
}

// tapButton taps the button with these words in whatever lies over the window, or else in it.
func (s *lynxStand) tapButton(text string) {
	s.t.Helper()
	c := s.shell.window.Canvas()
	root := c.Overlays().Top()
	if root == nil {
		root = c.Content()
	}
	for _, o := range test.LaidOutObjects(root) {
		if b, ok := o.(*kit.Button); ok && b.Text == text && b.Visible() {
			test.Tap(b)
			return
		}
	}
	s.t.Fatalf("there is no button %q", text)
}

// asked returns the words of the dialog that is open.
func (s *lynxStand) asks() string {
	top := s.shell.window.Canvas().Overlays().Top()
	if top == nil {
		return ""
	}
	var said []string
	for _, o := range test.LaidOutObjects(top) {
		if text, ok := o.(*kit.Text); ok {
			said = append(said, text.Text)
		}
	}
	return strings.Join(said, " ")
}

// loaded has the keychain asked, as a start does.
func (s *lynxStand) loaded() {
	s.t.Helper()
	s.account.Load(func() {})
	s.until("the keychain", func() bool { return !s.account.Loading() })
}

// ready has a picture, a prompt and Lynx chosen.
func (s *lynxStand) ready() {
	s.t.Helper()
	s.loaded()
	s.drop([]string{sample(s.t, "a.jpg")})
	s.opens()
	s.prompt.entry.SetText("smiles")
	test.Tap(s.engineSegment(1))
}

func (s *lynxStand) engineSegment(i int) fyne.Tappable {
	var segments []fyne.Tappable
	for _, o := range test.LaidOutObjects(s.engines) {
		if a, ok := o.(fyne.Accessible); ok {
			if t, ok := o.(fyne.Tappable); ok && a.AccessibilityLabel() != "" {
				segments = append(segments, t)
			}
		}
	}
	return segments[i]
}

func TestLynxWithoutAKeyLeadsToSettings(t *testing.T) {
	s := newLynxStand(t, "")
	if s.engine != core.Draft {
		t.Fatalf("the first start chooses %s", s.engine)
	}
	if got := s.engineWords(lynxInfo()); got != "$0.50 · WaveSpeedAI · ~45\u00a0s" {
		t.Errorf("under Lynx stands %q", got)
	}
	s.drop([]string{sample(t, "a.jpg")})
	s.opens()
	test.Tap(s.engineSegment(1))
	if !s.make.Disabled() || !strings.Contains(s.sent.Text, "Looking for your WaveSpeed key") {
		t.Errorf("while the keychain is asked the page says %q", s.sent.Text)
	}
	s.loaded()
	if s.make.Text != "Add your WaveSpeed key" || s.make.Disabled() || !strings.Contains(s.sent.Text, "needs your WaveSpeed key") {
		t.Errorf("without a key the page says %q, %q", s.make.Text, s.sent.Text)
	}
	test.Tap(s.make)
	if s.shell.now.page != s.other || len(s.studio.submitted) != 0 {
		t.Error("the button does not lead to Settings")
	}
	s.shell.open(s.makePage)
	test.Tap(s.engineSegment(0))
	if s.make.Text != "Make draft — free" || s.make.Disabled() {
		t.Errorf("with Draft the button says %q", s.make.Text)
	}
	if s.service.questions() != 0 {
		t.Error("the service was asked without a key")
	}
}

func TestFirstKeyChoosesLynx(t *testing.T) {
	s := newLynxStand(t, "")
	s.loaded()
	s.drop([]string{sample(t, "a.jpg")})
	s.opens()
	s.shell.open(s.other)
	for _, o := range test.LaidOutObjects(s.shell.window.Canvas().Content()) {
		if e, ok := o.(*kit.Entry); ok && e.Password {
			e.SetText(testKey)
		}
	}
	s.tapButton("Save")
	s.until("the balance", func() bool { return s.buys.Text != "" })
	if s.engine != core.Lynx || s.settings.Get().Engine != core.Lynx {
		t.Error("with its first key Lynx is not chosen")
	}
	s.tapButton("Remove…")
	s.tapButton("Remove")
	s.until("the removal", func() bool { return !s.account.HasKey() && s.make.Text == "Add your WaveSpeed key" })
	if s.buys.Visible() {
		t.Errorf("without the key the page says %q", s.buys.Text)
	}
}

func TestWhatIsSentIsSaidWithItsSize(t *testing.T) {
	s := newLynxStand(t, testKey)
	s.ready()
	s.until("the weight", func() bool { return s.sending.bytes > 0 && !s.sending.weighing })
	whole := s.sending.bytes
	if want := s.source.path; !strings.Contains(s.sent.Text, "Sends 1 picture (") || !strings.Contains(s.sent.Text, "\u00a0kB, location removed) and your prompt to WaveSpeedAI.") {
		t.Errorf("%s: the page says %q", want, s.sent.Text)
	}
	if s.make.Text != "Make clip — $0.50" || s.make.Disabled() {
		t.Errorf("the button says %q", s.make.Text)
	}
	if got := s.stageWords(); !strings.HasSuffix(got, "Lynx looks for the face") {
		t.Errorf("the stage says %q", got)
	}
	test.Tap(s.sending.part)
	if strings.Contains(s.sent.Text, "kB") {
		t.Error("the size of the whole picture is said of the part")
	}
	s.until("the part's weight", func() bool { return s.sending.weighed.framed && !s.sending.weighing })
	if got := s.stageWords(); !strings.HasSuffix(got, "Lynx gets this frame") {
		t.Errorf("the stage says %q", got)
	}
	if s.sending.bytes >= whole || !strings.HasPrefix(s.sent.Text, "Sends the framed part (") {
		t.Errorf("the part has %d bytes of %d: %q", s.sending.bytes, whole, s.sent.Text)
	}
	test.Tap(s.make)
	s.until("the submit", func() bool { return !s.busy })
	if len(s.studio.submitted) != 1 || !s.studio.submitted[0].Framed {
		t.Errorf("submitted: %+v", s.studio.submitted)
	}
	test.Tap(s.engineSegment(0))
	if s.sending.row.Visible() || s.request().Framed || s.sent.Text != "Nothing leaves this computer." {
		t.Error("Draft is asked what to send")
	}
}

func TestFaceCheckBeforeMoneyIsSpent(t *testing.T) {
	s := newLynxStand(t, testKey)
	s.ready()
	if s.sending.faces.Visible() {
		t.Errorf("a picture with one face gets the warning %q", s.sending.faces.Text)
	}
	one := s.source.found
	for faces, want := range map[int]string{0: "needs one clear human face", 2: "follows the largest face"} {
		s.source.found = nil
		for range faces {
			s.source.found = append(s.source.found, one[0])
		}
		s.render()
		if !s.sending.faces.Visible() || !strings.Contains(s.sending.faces.Text, want) {
			t.Errorf("%d faces: %q", faces, s.sending.faces.Text)
		}
		if s.make.Disabled() {
			t.Errorf("%d faces: a warning forbids", faces)
		}
	}
}

func TestBalanceIsAskedForSeldomAndNeverMadeUp(t *testing.T) {
	s := newLynxStand(t, testKey)
	s.ready()
	s.until("the balance", func() bool { return s.buys.Text != "" })
	if got := s.buys.Text; got != "$4.20 left = 8 clips" {
		t.Errorf("below the button stands %q", got)
	}
	asked := s.service.questions()
	for range 5 {
		s.shell.open(s.other)
		s.shell.open(s.makePage)
		s.jobChanged(core.Job{ID: "x", State: core.Saved, Request: core.Request{Engine: core.Lynx}})
	}
	if got := s.service.questions(); got != asked {
		t.Errorf("asked %d times more within 30 s", got-asked)
	}
	s.service.mu.Lock()
	s.service.says = lynx.Diagnosis{Kind: core.Offline}
	s.service.mu.Unlock()
	answered := false
	s.account.Check(func(lynx.Diagnosis) { answered = true })
	s.until("the answer", func() bool { return answered })
	if s.buys.Text != "" {
		t.Errorf("offline the page says %q", s.buys.Text)
	}
}

func TestOverBudgetIsThePersonsWord(t *testing.T) {
	s := newLynxStand(t, testKey)
	s.ready()
	s.settings.Change(func(set *core.Settings) { set.Budget = 10 * core.Dollar })
	s.studio.refuse = core.Errorf("reserve", core.OverBudget, "$10.00 of $10.00")
	test.Tap(s.make)
	s.until("the question", func() bool { return s.asks() != "" })
	if !strings.Contains(s.asks(), "would go over your budget of $10.00 for ") {
		t.Errorf("asked %q", s.asks())
	}
	s.tapButton("Keep the budget")
	if len(s.studio.submitted) != 0 || s.asks() != "" {
		t.Fatal("the budget is not kept")
	}
	test.Tap(s.make)
	s.until("the question", func() bool { return s.asks() != "" })
	s.tapButton("Make it anyway — $0.50")
	s.until("the submit", func() bool { return len(s.activity.cards) == 1 })
	if len(s.studio.submitted) != 1 || !s.studio.submitted[0].OverBudget || s.request().OverBudget {
		t.Errorf("submitted: %+v", s.studio.submitted)
	}
}

func TestRetryOverBudgetTakesTheOldJobsPlace(t *testing.T) {
	s := newLynxStand(t, testKey)
	old := core.Job{
		ID: "old", State: core.Failed, Price: core.Dollar / 2, Err: core.Errorf("run", core.RemoteFailed, "5000"), Money: core.Charged,
		Request: core.Request{Engine: core.Lynx, Prompt: "smiles", Picture: core.Picture{Path: "kept.jpg"}},
	}
	s.studio.jobs = []core.Job{old}
	s.studio.refuse = core.Errorf("reserve", core.OverBudget, "full")
	s.jobChanged(old)
	card := s.activity.cards["old"]
	if card.button.Text != "Try again — $0.50" {
		t.Errorf("the button says %q", card.button.Text)
	}
	test.Tap(card.button)
	s.until("the question", func() bool { return s.asks() != "" })
	s.tapButton("Make it anyway — $0.50")
	s.until("the new job", func() bool { return s.activity.cards["old"] == nil && len(s.activity.cards) == 1 })
	if len(s.studio.submitted) != 1 || !s.studio.submitted[0].OverBudget {
		t.Errorf("submitted: %+v", s.studio.submitted)
	}
}

func TestStopWaitingSaysThatItIsStillCharged(t *testing.T) {
	s := newLynxStand(t, testKey)
	job := core.Job{
		ID: "a", State: core.Working, Step: core.Accepted, Money: core.Charged, Price: core.Dollar / 2,
		Request: core.Request{Engine: core.Lynx, Prompt: "smiles"},
	}
	s.studio.jobs = []core.Job{job}
	s.jobChanged(job)
	test.Tap(s.activity.cards["a"].cross)
	if len(s.studio.stopped) != 0 || !strings.Contains(s.asks(), "still charged") || !strings.Contains(s.asks(), "comes home later") {
		t.Fatalf("asked %q", s.asks())
	}
	s.tapButton("Go on waiting")
	if len(s.studio.stopped) != 0 {
		t.Fatal("stopped without a word")
	}
	test.Tap(s.activity.cards["a"].cross)
	s.tapButton("Stop waiting")
	if len(s.studio.stopped) != 1 {
		t.Error("not stopped")
	}
	// What was not sent yet costs nothing to stop.
	job.ID, job.Step, job.Money = "b", core.Uploaded, core.Reserved
	s.studio.jobs = []core.Job{job}
	s.jobChanged(job)
	test.Tap(s.activity.cards["b"].cross)
	if len(s.studio.stopped) != 2 || s.asks() != "" {
		t.Error("asked about a job that costs nothing yet")
	}
}

func TestUnclearJobIsThePersonsToDecide(t *testing.T) {
	s := newLynxStand(t, testKey)
	job := core.Job{
		ID: "a", State: core.Unclear, Step: core.Submitting, Money: core.Reserved, Price: core.Dollar / 2, Err: core.Errorf("look", core.OutcomeUnknown, "cut"),
		Request: core.Request{Engine: core.Lynx, Prompt: "smiles"},
	}
	s.studio.jobs = []core.Job{job}
	s.jobChanged(job)
	button := s.activity.cards["a"].button
	test.Tap(s.activity.cards["a"].cross)
	if s.asks() == "" || len(s.studio.Jobs()) != 1 {
		t.Fatal("it was put out of sight without a word")
	}
	s.tapButton("Check again")
	s.until("the look", func() bool { return len(s.studio.looks()) == 1 })
	test.Tap(button)
	if !strings.Contains(s.asks(), "Nobody knows whether WaveSpeed took this run.") {
		t.Errorf("asked %q", s.asks())
	}
	s.tapButton("Send it again: may cost another $0.50")
	s.until("the decision", func() bool { return len(s.studio.decisions()) == 1 })
	test.Tap(button)
	s.tapButton("Give up on it: may have cost $0.50")
	s.until("the decision", func() bool { return len(s.studio.decisions()) == 2 })
	test.Tap(button)
	s.tapButton("Check again")
	s.until("the look", func() bool { return len(s.studio.looks()) == 2 })
	if got := s.studio.decisions(); got[0] != core.SubmitAgain || got[1] != core.GiveUp {
		t.Errorf("decided %v", got)
	}
}

func TestMoneyWordsOnCards(t *testing.T) {
	now := time.Now()
	failed := func(kind core.Kind, money core.Money) core.Job {
		return core.Job{State: core.Failed, Money: money, Err: core.Errorf("run", kind, "x"), Request: core.Request{Engine: core.Lynx}}
	}
	for _, tt := range []struct {
		job          core.Job
		says, silent string
	}{
		{failed(core.RemoteFailed, core.Charged), "refunds failed runs within about 3 hours", "othing was charged"},
		{failed(core.Moderated, core.Charged), "refunds failed runs within about 3 hours", "othing was charged"},
		{failed(core.RemoteFailed, core.Refunded), "Refunded.", "within about"},
		{failed(core.Expired, core.Charged), "It was charged", "othing was charged"},
		{failed(core.Expired, core.Refunded), "Refunded.", "othing was charged"},
		{failed(core.Rejected, core.Released), "Nothing was charged.", "refunds"},
		{failed(core.NoCredit, core.Released), "Nothing was charged.", "refunds"},
		{core.Job{State: core.Stopped, Step: core.Accepted, Money: core.Charged}, "It is still charged", ""},
		{core.Job{State: core.Stopped, Step: core.Submitting, Money: core.Reserved}, "It may have been charged", ""},
	} {
		_, _, more := words.Job(tt.job, false, "", now)
		if !strings.Contains(more, tt.says) || tt.silent != "" && strings.Contains(more, tt.silent) {
			t.Errorf("%s %s %v: the card says %q", tt.job.State, tt.job.Money, tt.job.Err, more)
		}
	}
	held := core.Job{State: core.Working, Err: core.Errorf("poll", core.StillRunning, "x")}
	if actionFor(held) != checkAgain {
		t.Errorf("a run that takes long is offered %q", actionFor(held))
	}
	if got := actionFor(core.Job{State: core.Stopped, Step: core.Submitting, Money: core.Reserved}); got != checkAgain {
		t.Errorf("what may be charged is offered %q", got)
	}
}

func TestACollectedClipHasACard(t *testing.T) {
	s := newLynxStand(t, testKey)
	job := core.Job{ID: "a", State: core.Working, Step: core.Accepted, RemoteID: "r", Request: core.Request{Engine: core.Lynx}}
	s.studio.jobs = []core.Job{job}
	s.jobChanged(job)
	card := s.activity.cards["a"]
	if card.prompt.Text != "A clip from WaveSpeed" {
		t.Errorf("the card is called %q", card.prompt.Text)
	}
	test.Tap(card.cross)
	if len(s.studio.stopped) != 1 {
		t.Error("a clip that costs nothing cannot be stopped at once")
	}
	job.State, job.Err = core.Failed, core.Errorf("ask", core.Expired, "404")
	s.studio.jobs = []core.Job{job}
	s.jobChanged(job)
	if card.buttons.Visible() {
		t.Errorf("nobody knows how to make it again, and the card offers %q", card.button.Text)
	}
}
