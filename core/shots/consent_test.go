package shots

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
)

const dearer = 60 * core.Cent

// raise has the service ask more from now on.
func (h home) raise() { h.asks.Store(int64(dearer)) }

// known tells a process what the service asks.
func (s *shop) known(t *testing.T) []core.Info {
	s.studio.Quote(t.Context(), core.Lynx)
	return s.studio.Engines()
}

// reserved returns what was reserved for each saved clip, in order.
func reserved(s Status) (all []core.USD) {
	for _, j := range s.Jobs {
		if j.State == core.Saved {
			all = append(all, j.Price)
		}
	}
	return all
}

// queue is aside for those who want to know when a job, which has been posted, stands at the gate.
func queue() (gate func(context.Context, core.Request) error, arrived, pass chan struct{}) {
	arrived = make(chan struct{}, 100)
	wait, pass := aside()
	return func(ctx context.Context, r core.Request) error {
		arrived <- struct{}{}
		return wait(ctx, r)
	}, arrived, pass
}

func stopped(kind core.Kind) func(Status) bool {
	return func(s Status) bool {
		return s.List.Paused && core.KindOf(s.List.Why) == kind && s.Count(Making) == 0
	}
}

func TestARiseOfThePriceStopsTheListUntilThePersonAgrees(t *testing.T) {
	h := newHome(t)
	gate, arrived, pass := queue()
	s := h.open(t, 0, gate)
	l := paid(t, 6)
	if err := s.Begin(l); err != nil {
		t.Fatal(err)
	}
	s.await(t, l.ID, "three are with the studio", count(Making, 3))
	<-arrived
	<-arrived
	h.raise()
	pass <- struct{}{}
	pass <- struct{}{}
	st := s.await(t, l.ID, "it has stopped", stopped(core.PriceRose))
	if st.Count(Saved) != 2 || st.Count(ToCome) != 4 || len(h.posts()) != 2 {
		t.Fatalf("%s, %d posts", summary([]Status{st}), len(h.posts()))
	}
	s.close()

	// A restart knows what was agreed to, and so does whoever goes on without a word about the price, though the engine is not told yet what it is.
	s = h.open(t, 0, nil)
	if got := s.Lists(); len(got) != 1 || !stopped(core.PriceRose)(got[0]) {
		t.Fatal(summary(got))
	}
	for range 2 {
		if err := s.Continue(l.ID, nil); err != nil {
			t.Fatal(err)
		}
		st = s.await(t, l.ID, "it has stopped again", stopped(core.PriceRose))
		if st.Count(ToCome) != 4 || len(h.posts()) != 2 {
			t.Fatalf("%s, %d posts", summary([]Status{st}), len(h.posts()))
		}
	}
	told := s.known(t)
	now, agreed, rose := st.PriceRose(told)
	if total := st.Total(told, ToCome); now != dearer || agreed != 50*core.Cent || !rose || total.Price != 4*dearer {
		t.Errorf("%v, %v, %v: %+v", now, agreed, rose, total)
	}
	if err := s.Continue(l.ID, told); err != nil {
		t.Fatal(err)
	}
	st = s.await(t, l.ID, "all are saved", count(Saved, 6))
	if d := cmp.Diff([]core.USD{50 * core.Cent, 50 * core.Cent, dearer, dearer, dearer, dearer}, reserved(st)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(onceEach(l), h.counts()); d != "" {
		t.Error(d)
	}
	if n := len(s.studio.Jobs()); n != 6 {
		t.Errorf("the studio shows %d jobs, want the list's six", n)
	}
}

func TestAListIsNotBegunForMoreThanWasAgreedTo(t *testing.T) {
	h := newHome(t)
	h.raise()
	s := h.open(t, 0, nil)
	l := paid(t, 2)
	told := s.known(t)
	if err := s.Begin(l); core.KindOf(err) != core.PriceRose {
		t.Error(err)
	}
	if lists, err := s.book.Lists(); len(lists) > 0 || err != nil || len(s.Lists()) > 0 || len(h.posts()) > 0 {
		t.Error(lists, err)
	}
	if err := s.Begin(l.Agree(told)); err != nil {
		t.Fatal(err)
	}
	s.await(t, l.ID, "all are saved", count(Saved, 2))
}

// A list of an older version does not say what was agreed to. What was reserved for its clips does.
func TestAnOldListIsHeldToThePriceOfItsClips(t *testing.T) {
	h := newHome(t)
	l := paid(t, 4).each(func(r *Row) { r.Job, r.Agreed = core.NewJobID(), 0 })
	l.Begun = time.Now()
	if err := (&Book{Dir: h.lists()}).Save(l); err != nil {
		t.Fatal(err)
	}
	gate, arrived, pass := queue()
	s := h.open(t, 0, gate)
	s.await(t, l.ID, "three are with the studio", count(Making, 3))
	<-arrived
	<-arrived
	s.close()
	if err := (&Book{Dir: h.lists()}).Save(l); err != nil { // as the older version would have left it
		t.Fatal(err)
	}
	h.raise()
	s = h.open(t, 0, gate)
	s.known(t)
	pass <- struct{}{}
	pass <- struct{}{}
	st := s.await(t, l.ID, "it has stopped", stopped(core.PriceRose))
	if st.Count(Saved) != 2 || st.Count(ToCome) != 2 || len(h.posts()) != 2 {
		t.Errorf("%s, %d posts", summary([]Status{st}), len(h.posts()))
	}
	if st.List.Rows[3].Agreed != 50*core.Cent {
		t.Errorf("%v", st.List.Rows[3].Agreed)
	}
}

// What failed is tried again for the price that the button says, and no other row of the list is.
func TestTryAgainIsAWordAboutWhatFailedOnly(t *testing.T) {
	h := newHome(t)
	h.limit = core.Limit{InFlight: 1}
	fails := make(chan struct{})
	gate, arrived, pass := queue()
	s := h.open(t, 0, func(ctx context.Context, r core.Request) error {
		if err := gate(ctx, r); err != nil {
			return err
		}
		select {
		case <-fails:
			return nil
		default:
			return core.Errorf("make", core.RemoteFailed, "it failed")
		}
	})
	l := paid(t, 5)
	if err := s.Begin(l); err != nil {
		t.Fatal(err)
	}
	<-arrived
	pass <- struct{}{}
	s.await(t, l.ID, "the first has failed and the next is with the studio", func(st Status) bool { return st.Count(Failed) == 1 && st.Count(Making) == 2 })
	<-arrived
	if err := s.Pause(l.ID); err != nil {
		t.Fatal(err)
	}
	pass <- struct{}{}
	st := s.await(t, l.ID, "it is paused", func(st Status) bool { return st.Count(Failed) == 2 && st.Count(Making) == 0 })
	if st.Count(ToCome) != 3 || len(h.posts()) != 2 {
		t.Fatalf("%s, %d posts", summary([]Status{st}), len(h.posts()))
	}
	close(fails)
	h.raise()
	told := s.known(t)
	if total := st.Total(told, Failed); total.Price != 2*dearer {
		t.Errorf("it comes to %+v", total)
	}
	if err := s.Retry(t.Context(), l.ID, st.IDs(Failed), told); err != nil {
		t.Fatal(err)
	}
	pass <- struct{}{}
	pass <- struct{}{}
	st = s.await(t, l.ID, "both are saved", count(Saved, 2))
	if !st.List.Paused || st.List.Why != nil || st.Count(ToCome) != 3 || len(h.posts()) != 4 {
		t.Errorf("%s, %d posts", summary([]Status{st}), len(h.posts()))
	}
	if d := cmp.Diff([]core.USD{dearer, dearer}, reserved(st)); d != "" {
		t.Error(d)
	}
	if _, agreed, rose := st.PriceRose(told); agreed != 50*core.Cent || !rose {
		t.Errorf("the others were agreed to for %v", agreed)
	}
}
