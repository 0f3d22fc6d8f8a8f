package activity

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/gui/activity/activitytest"
	"caracal/gui/words"
)

func TestCards(t *testing.T) {
	now := time.Date(2026, 11, 22, 14, 2, 0, 0, time.UTC)
	started := now.Add(-27 * time.Second)
	remote := core.Request{Engine: core.Lynx}
	for _, tt := range []struct {
		name         string
		job          core.Job
		what, more   string
		action       action
		usual        string
		local, rises bool
	}{
		{
			name: "draft at work", local: true, usual: "usually 2–3 s", job: core.Job{State: core.Working, Started: started, Progress: core.Progress{Phase: core.Making}},
			what: "Making · 27 s", more: "usually 2–3 s",
		},
		{
			name: "Lynx at work", usual: "usually 35–60 s", job: core.Job{Request: remote, State: core.Working, Started: started, Progress: core.Progress{Phase: core.Making}},
			what: "Making on WaveSpeed · 27 s", more: "usually 35–60 s · safe to close",
		},
		{
			name: "held up", job: core.Job{Request: remote, State: core.Working, Started: started, Err: core.Errorf("poll", core.Offline, "no route")},
			what: "There is no way to WaveSpeed just now.", more: "Nothing is lost: Caracal tries again by itself.", action: tryNow,
		},
		{name: "waiting", local: true, job: core.Job{State: core.Waiting}, what: "Waiting for its turn"},
		{name: "saved", local: true, job: core.Job{State: core.Saved}, what: "✓ Saved to your library", action: playClip},
		{
			name: "no face", job: core.Job{Request: remote, State: core.Failed, Money: core.Charged, Err: core.Errorf("run", core.NoFace, "1402")},
			what: "WaveSpeed found no face in this picture.", more: "WaveSpeed refunds failed runs within about 3 hours. Use a picture with one clear face.", action: anotherPicture,
		},
		{name: "disk full", local: true, job: core.Job{State: core.Failed, Err: core.Errorf("save", core.DiskFull, "ENOSPC")}, what: "The disk is full.", more: "Make some room and try again.", action: tryAgain},
		{name: "no key", job: core.Job{Request: remote, State: core.Failed, Err: core.Errorf("run", core.KeyRefused, "401")}, what: "WaveSpeed did not accept your key.", more: "Check it in Settings; a key made before the first top-up may not work.", action: openSettings},
		{name: "stopped", local: true, job: core.Job{State: core.Stopped}, what: "Stopped", action: tryAgain},
		{
			name: "stopped and paid", job: core.Job{Request: remote, State: core.Stopped, Step: core.Accepted, Money: core.Charged},
			what: "Stopped waiting", more: "It is still charged; Check again brings it home.", action: checkAgain,
		},
		{
			name: "unclear", job: core.Job{Request: remote, State: core.Unclear},
			what: "Nobody knows whether WaveSpeed took this run.", more: "Check again, or look at your WaveSpeed account before you send it a second time.", action: decideJob,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			what, _, more := words.Job(tt.job, tt.local, tt.usual, now)
			if what != tt.what || more != tt.more {
				t.Errorf("the card says %q, %q; want %q, %q", what, more, tt.what, tt.more)
			}
			if got := actionFor(tt.job, false); got != tt.action {
				t.Errorf("the card offers %q, want %q", got, tt.action)
			}
		})
	}
}

func TestTheColumnIsEmptyOnlyWithoutLists(t *testing.T) {
	s := newStand(t)
	if !s.list.empty.Visible() {
		t.Error("a newcomer is not told what the column is for")
	}
	s.lists.card.Show()
	s.lists.changed()
	if s.list.empty.Visible() {
		t.Error("below the card of a list it says that clips will appear")
	}
	s.lists.card.Hide()
	s.lists.changed()
	if !s.list.empty.Visible() {
		t.Error("when the list has gone nothing is said")
	}
}

func TestCardFollowsItsJob(t *testing.T) {
	s := newStand(t)
	job := core.Job{ID: "a", State: core.Waiting, Request: core.Request{Engine: core.Draft, Prompt: "one\ntwo"}}
	s.news(job)
	card := s.list.cards["a"]
	if card == nil || card.prompt.Text != "one two" {
		t.Fatalf("the card is %+v", card)
	}
	height := card.card.MinSize().Height
	for _, state := range []core.State{core.Waiting, core.Working, core.Saved} {
		job.State, job.Progress.Done = state, 0.5
		s.news(job)
		if s.list.cards["a"] != card {
			t.Fatal("a new card was made for the same job")
		}
		if got := card.card.MinSize().Height; got != height {
			t.Errorf("%s: the card's height jumps from %v to %v", state, height, got)
		}
		if works := state == core.Working; s.Busy(core.Draft) != works {
			t.Errorf("%s: Draft is at work: %v", state, s.Busy(core.Draft))
		}
	}
	test.Tap(card.button)
	if !slices.Equal(s.played, []core.JobID{"a"}) {
		t.Error("Play did not play")
	}
	test.Tap(card.cross)
	s.until("the card to go", func() bool { return len(s.list.cards) == 0 })

	job = core.Job{ID: "b", State: core.Working, Request: job.Request}
	s.news(job)
	test.Tap(s.list.cards["b"].cross)
	if diff := cmp.Diff([]core.JobID{"b"}, s.studio.Stopped()); diff != "" {
		t.Error(diff)
	}
}

func TestOverBudgetIsThePersonsWord(t *testing.T) {
	s := newStand(t)
	s.Column.settings.Change(func(set *core.Settings) { set.Budget = 10 * core.Dollar })
	s.studio.Refuse(core.Errorf("reserve", core.OverBudget, "$10.00 of $10.00"))
	answered := 0
	order := func() {
		s.Order(core.Request{Engine: core.Lynx, Prompt: "smiles"}, 50*core.Cent, func() { answered++ })
		s.until("the question", func() bool { return s.Asks() != "" })
	}
	order()
	if !strings.Contains(s.Asks(), "would go over your budget of $10.00 for ") {
		t.Errorf("asked %q", s.Asks())
	}
	s.Tap("Keep the budget")
	if len(s.studio.Submitted()) != 0 || s.Asks() != "" {
		t.Fatal("the budget is not kept")
	}
	order()
	s.Tap("Make it anyway — $0.50")
	s.until("the submit", func() bool { return len(s.list.cards) == 1 })
	if got := s.studio.Submitted(); len(got) != 1 || !got[0].OverBudget {
		t.Errorf("submitted: %+v", got)
	}
	if answered != 2 || len(s.refused) != 0 {
		t.Errorf("%d answers to two orders, refused %v", answered, s.refused)
	}
}

func TestRefusalsAreTheHosts(t *testing.T) {
	s := newStand(t)
	gone := core.Errorf("keep", core.PictureMissing, "gone")
	s.studio.Refuse(gone)
	s.Order(core.Request{Engine: core.Draft}, 0, func() {})
	s.until("the refusal", func() bool { return len(s.refused) == 1 })
	if s.refused[0] != gone || s.about != "" {
		t.Errorf("refused with %v about %q", s.refused, s.about)
	}
	s.makeAgain(core.Job{ID: "old", Request: core.Request{Engine: core.Draft}})
	s.until("the refusal of a job", func() bool { return len(s.refused) == 2 })
	if s.about != "old" {
		t.Errorf("what is refused is about %q", s.about)
	}
}

func TestMonthAndTimesAreFoundOut(t *testing.T) {
	s := newStand(t)
	s.studio.Takes(45 * time.Second)
	s.Recount()
	s.until("the times", func() bool { return len(s.times) == 2 })
	if span := s.Typical(core.Lynx); span.Low != 45*time.Second || span.High != span.Low {
		t.Errorf("Lynx takes %v", span)
	}
	if !s.budget.line.Visible() || !strings.HasSuffix(s.budget.words.Text, ": 6 clips · $3.00") {
		t.Errorf("the budget's line says %q", s.budget.words.Text)
	}
}

func TestEndsAreTold(t *testing.T) {
	s := newStand(t)
	job := core.Job{ID: "a", State: core.Working, Request: core.Request{Engine: core.Lynx}}
	s.news(job)
	if s.ended != 0 || s.unclock == nil {
		t.Error("a job that works has ended, or its clock stands")
	}
	job.State = core.Saved
	s.news(job)
	if s.ended != 1 || s.unclock != nil {
		t.Errorf("%d ends were told of one, and the clock goes: %v", s.ended, s.unclock != nil)
	}
}

func TestActionsLeadToOtherPages(t *testing.T) {
	s := newStand(t)
	s.act(core.Job{}, anotherPicture)
	s.act(core.Job{}, openSettings)
	if s.chose != 1 || s.fakeHost.settings != 1 {
		t.Errorf("the pages were asked %d and %d times", s.chose, s.fakeHost.settings)
	}
}

func TestRetryOverBudgetTakesTheOldJobsPlace(t *testing.T) {
	s := newStand(t)
	old := core.Job{
		ID: "old", State: core.Failed, Price: core.Dollar / 2, Err: core.Errorf("run", core.RemoteFailed, "5000"), Money: core.Charged,
		Request: core.Request{Engine: core.Lynx, Prompt: "smiles", Picture: core.Picture{Path: "kept.jpg"}},
	}
	s.studio.SetJobs(old)
	s.studio.Refuse(core.Errorf("reserve", core.OverBudget, "full"))
	s.jobChanged(old)
	card := s.list.cards["old"]
	if card.button.Text != "Try again — $0.50" {
		t.Errorf("the button says %q", card.button.Text)
	}
	test.Tap(card.button)
	s.until("the question", func() bool { return s.Asks() != "" })
	s.Tap("Make it anyway — $0.50")
	s.until("the new job", func() bool { return s.list.cards["old"] == nil && len(s.list.cards) == 1 })
	if len(s.studio.Submitted()) != 1 || !s.studio.Submitted()[0].OverBudget {
		t.Errorf("submitted: %+v", s.studio.Submitted())
	}
}

// In a window of 1280 points the column has 269 for its cards.
func TestACardWithTwoButtonsFitsIntoTheColumn(t *testing.T) {
	s := newStand(t)
	err := core.Errorf("run", core.RemoteFailed, "5000")
	err.Said = "out of memory"
	s.news(core.Job{ID: "a", State: core.Failed, Price: core.Dollar / 2, Err: err, Money: core.Charged, RemoteID: "r", Request: core.Request{
		Engine: core.Lynx, Prompt: "smiles", Picture: core.Picture{Path: "kept.jpg"},
	}})
	c := s.list.cards["a"]
	if !c.button.Visible() || !c.details.Visible() {
		t.Fatal("it has not two buttons")
	}
	if w := c.card.MinSize().Width; w > 269 {
		t.Errorf("the card is %v wide", w)
	}
}

func TestAPriceThatRoseIsAskedAbout(t *testing.T) {
	request := core.Request{Engine: core.Lynx, Prompt: "smiles", Picture: core.Picture{Path: "kept.jpg"}}
	failed := core.Job{ID: "old", State: core.Failed, Price: core.Dollar / 2, Err: core.Errorf("run", core.RemoteFailed, "5000"), Money: core.Released, Request: request}
	unclear := core.Job{
		ID: "old", State: core.Unclear, Step: core.Submitting, Price: core.Dollar / 2, Err: core.Errorf("look", core.OutcomeUnknown, "cut"), Money: core.Reserved, Request: request,
	}
	for _, tt := range []struct {
		name  string
		job   core.Job
		press func(*stand)
	}{
		{"Make", failed, func(s *stand) { s.Order(core.Request{Engine: core.Lynx, Prompt: "smiles"}, 50*core.Cent, func() {}) }},
		{"Try again", failed, func(s *stand) { test.Tap(s.list.cards["old"].button) }},
		{"Send it again", unclear, func(s *stand) {
			test.Tap(s.list.cards["old"].button)
			s.Tap("Send it again: may cost another $0.50")
		}},
		{"Make it anyway", failed, func(s *stand) {
			s.overBudget(core.Request{Engine: core.Lynx, Prompt: "smiles"}, "")
			s.Tap("Make it anyway — $0.50")
		}},
		{"Make it anyway, in another's place", failed, func(s *stand) {
			s.overBudget(request, "old")
			s.Tap("Make it anyway — $0.50")
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newStand(t)
			s.news(tt.job)
			s.studio.Asks(75 * core.Cent)
			ordered := func() int { return len(s.studio.Submitted()) + len(s.studio.Retried()) + len(s.studio.Decided()) }
			tt.press(s)
			s.until("the question", func() bool { return s.Asks() != "" })
			if !strings.Contains(s.Asks(), "A clip costs $0.75 now, and not $0.50.") || ordered() != 0 {
				t.Fatalf("asked %q, ordered %d", s.Asks(), ordered())
			}
			s.Tap("Make it for $0.75")
			s.until("the order", func() bool { return ordered() == 1 })
			if agreed := s.studio.Agreed(); agreed[0] != 75*core.Cent {
				t.Errorf("it may cost %v", agreed[0])
			}
		})
	}
}

func TestWhoSaidNotYetToAPriceIsAskedOnceMore(t *testing.T) {
	s := newStand(t)
	s.studio.Asks(75 * core.Cent)
	for range 2 {
		s.Order(core.Request{Engine: core.Lynx, Prompt: "smiles"}, 50*core.Cent, func() {}) // by a button that shows the old price still
		s.until("the question", func() bool { return s.Asks() != "" })
		s.Tap("Not yet")
	}
	if n := len(s.studio.Submitted()); n != 0 {
		t.Errorf("the person who said not yet was charged %d times", n)
	}
}

// A closingStudio asks for its price until the window closes.
type closingStudio struct {
	*activitytest.Studio
	asked chan struct{}
}

func (s closingStudio) Quote(ctx context.Context, id core.EngineID) core.USD {
	close(s.asked)
	<-ctx.Done()
	return s.Studio.Quote(ctx, id)
}

func (s closingStudio) Submit(ctx context.Context, r core.Request) (core.JobID, error) {
	if ctx.Err() != nil {
		return "", ctx.Err() // as core does while it keeps the picture
	}
	return s.Studio.Submit(ctx, r)
}

func TestAnOrderIsNotLostWhenTheWindowCloses(t *testing.T) {
	asked := make(chan struct{})
	s := newStandBehind(t, func(st *activitytest.Studio) Studio { return closingStudio{st, asked} })
	s.Order(core.Request{Engine: core.Lynx, Prompt: "smiles"}, 50*core.Cent, func() {})
	<-asked
	s.Column.inbox.Close()
	if n := len(s.studio.Submitted()); n != 1 {
		t.Errorf("%d clips were ordered by one press", n)
	}
}

// owningLists show one job.
type owningLists struct{ fakeLists }

func (*owningLists) Owns(id core.JobID) bool { return id == "listed" }

func TestAStepOfAListsJobLeavesTheColumnAlone(t *testing.T) {
	s := newStand(t)
	s.Column.lists = &owningLists{*s.lists}
	job := core.Job{ID: "listed", State: core.Working, Request: core.Request{Engine: core.Lynx}}
	before := s.fakeHost.changed
	s.news(job)
	if s.fakeHost.changed != before || len(s.list.cards) != 0 {
		t.Errorf("told %d times of a step, %d cards", s.fakeHost.changed-before, len(s.list.cards))
	}
	job.State, job.Err = core.Unclear, core.Errorf("look", core.OutcomeUnknown, "cut")
	if s.news(job); len(s.list.cards) != 1 {
		t.Error("nobody asks about a job that is unclear")
	}
	job.State, job.Err = core.Saved, nil
	if s.news(job); s.list.cards["listed"] != nil && s.list.cards["listed"].job.State != core.Saved {
		t.Error("its card stays unclear")
	}
}

func TestTheMonthSaysWhenItCountsAllAccounts(t *testing.T) {
	s := newStand(t)
	s.studio.Accounts(2)
	s.Recount()
	s.until("the figure", func() bool { return strings.HasSuffix(s.budget.words.Text, ": 6 clips · $3.00 · all accounts") })
}

// A slowStudio holds its first count back until it may go.
type slowStudio struct {
	*activitytest.Studio
	asked atomic.Int64
	held  chan struct{} // closed when the first count has been taken
	free  chan struct{} // closed when it may be told
}

func (s *slowStudio) Paid() (clips, accounts int, err error) {
	clips, accounts, err = s.Studio.Paid()
	if s.asked.Add(1) == 1 {
		close(s.held)
		<-s.free
	}
	return clips, accounts, err
}

func TestALateCountDoesNotReplaceALaterOne(t *testing.T) {
	slow := &slowStudio{held: make(chan struct{}), free: make(chan struct{})}
	s := newStandBehind(t, func(st *activitytest.Studio) Studio {
		slow.Studio = st
		return slow
	})
	<-slow.held
	s.studio.Accounts(2)
	s.Recount()
	s.until("the later figure", func() bool { return strings.HasSuffix(s.budget.words.Text, "all accounts") })
	close(slow.free)
	looks := 0 // the late answer puts nothing where one could wait for it
	s.until("the late answer", func() bool { looks++; return looks > 10 })
	if got := s.budget.words.Text; !strings.HasSuffix(got, "all accounts") {
		t.Errorf("the late count says %q", got)
	}
}

func TestStopWaitingSaysThatItIsStillCharged(t *testing.T) {
	s := newStand(t)
	job := core.Job{
		ID: "a", State: core.Working, Step: core.Accepted, Money: core.Charged, Price: core.Dollar / 2,
		Request: core.Request{Engine: core.Lynx, Prompt: "smiles"},
	}
	s.news(job)
	test.Tap(s.list.cards["a"].cross)
	if len(s.studio.Stopped()) != 0 || !strings.Contains(s.Asks(), "still charged") || !strings.Contains(s.Asks(), "comes home later") {
		t.Fatalf("asked %q", s.Asks())
	}
	s.Tap("Go on waiting")
	if len(s.studio.Stopped()) != 0 {
		t.Fatal("stopped without a word")
	}
	test.Tap(s.list.cards["a"].cross)
	s.Tap("Stop waiting")
	if len(s.studio.Stopped()) != 1 {
		t.Error("not stopped")
	}
	// What was not sent yet costs nothing to stop.
	job.ID, job.Step, job.Money = "b", core.Uploaded, core.Reserved
	s.news(job)
	test.Tap(s.list.cards["b"].cross)
	if len(s.studio.Stopped()) != 2 || s.Asks() != "" {
		t.Error("asked about a job that costs nothing yet")
	}
}

func TestUnclearJobIsThePersonsToDecide(t *testing.T) {
	s := newStand(t)
	job := core.Job{
		ID: "a", State: core.Unclear, Step: core.Submitting, Money: core.Reserved, Price: core.Dollar / 2, Err: core.Errorf("look", core.OutcomeUnknown, "cut"),
		Request: core.Request{Engine: core.Lynx, Prompt: "smiles"},
	}
	s.news(job)
	button := s.list.cards["a"].button
	test.Tap(s.list.cards["a"].cross)
	if s.Asks() == "" || len(s.studio.Jobs()) != 1 {
		t.Fatal("it was put out of sight without a word")
	}
	s.Tap("Check again")
	s.until("the look", func() bool { return len(s.studio.Looked()) == 1 })
	test.Tap(button)
	if !strings.Contains(s.Asks(), "Nobody knows whether WaveSpeed took this run.") {
		t.Errorf("asked %q", s.Asks())
	}
	s.Tap("Send it again: may cost another $0.50")
	s.until("the decision", func() bool { return len(s.studio.Decided()) == 1 })
	test.Tap(button)
	s.Tap("Give up on it: may have cost $0.50")
	s.until("the decision", func() bool { return len(s.studio.Decided()) == 2 })
	test.Tap(button)
	s.Tap("Check again")
	s.until("the look", func() bool { return len(s.studio.Looked()) == 2 })
	if n := len(s.studio.Retried()); n > 0 {
		t.Errorf("tried again %d times what may only be looked for", n)
	}
	if got := s.studio.Decided(); got[0] != core.SubmitAgain || got[1] != core.GiveUp {
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
	if actionFor(held, false) != checkAgain {
		t.Errorf("a run that takes long is offered %q", actionFor(held, false))
	}
	if got := actionFor(core.Job{State: core.Stopped, Step: core.Submitting, Money: core.Reserved}, false); got != checkAgain {
		t.Errorf("what may be charged is offered %q", got)
	}
}

func TestACollectedClipHasACard(t *testing.T) {
	s := newStand(t)
	job := core.Job{ID: "a", State: core.Working, Step: core.Accepted, RemoteID: "r", Request: core.Request{Engine: core.Lynx}}
	s.news(job)
	card := s.list.cards["a"]
	if card.prompt.Text != "A clip from WaveSpeed" {
		t.Errorf("the card is called %q", card.prompt.Text)
	}
	test.Tap(card.cross)
	if len(s.studio.Stopped()) != 1 {
		t.Error("a clip that costs nothing cannot be stopped at once")
	}
	job.State, job.Err = core.Failed, core.Errorf("ask", core.Expired, "404")
	s.news(job)
	if card.buttons.Visible() {
		t.Errorf("nobody knows how to make it again, and the card offers %q", card.button.Text)
	}
}
