package core_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"caracal/core"
)

func TestTheBudgetBlocks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits := 0
		p := newWorld().start(t, paid(submit(&submits, makeClip)))
		p.SetBudget(core.Dollar)
		mustSubmit(t, p, lynx("one"))
		mustSubmit(t, p, lynx("two"))
		_, err := p.Submit(t.Context(), lynx("three"))
		if core.KindOf(err) != core.OverBudget {
			t.Errorf("over budget: %v", err)
		}
		over := lynx("three")
		over.OverBudget = true
		mustSubmit(t, p, over)
	})
}

func TestARefundIsNotedWhenItIsSeen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		submits := 0
		p := newWorld().start(t, paid(submit(&submits, func(context.Context, *core.Task) error {
			return core.Errorf("poll", core.RemoteFailed, "it failed")
		})))
		id := mustSubmit(t, p, lynx("walks"))
		wantJob(t, p, id, core.Failed, core.RemoteFailed)
		if owed, err := p.Owed("one"); err != nil || len(owed) != 1 || owed[0] != "r1" {
			t.Errorf("owed %v, %v", owed, err)
		}
		if n, _, err := p.Studio.Paid(); n != 1 || err != nil {
			t.Errorf("%d clips were paid for, %v", n, err)
		}
		// What came back counts by its amount.
		if err := p.Refunded(map[string]core.USD{"r1": 20 * core.Cent, "not ours": core.Dollar}); err != nil {
			t.Fatal(err)
		}
		if j := wantJob(t, p, id, core.Failed, core.RemoteFailed); j.Money != core.Charged || j.Counts() != 30*core.Cent {
			t.Errorf("money %q, it counts %v", j.Money, j.Counts())
		}
		if spent, err := p.Spent(time.Time{}); err != nil || spent != 30*core.Cent {
			t.Errorf("spent %v, %v", spent, err)
		}
		if owed, _ := p.Owed("one"); len(owed) != 1 {
			t.Error("the rest is not owed any more")
		}
		if err := p.Refunded(map[string]core.USD{"r1": core.Dollar / 2}); err != nil {
			t.Fatal(err)
		}
		if j := wantJob(t, p, id, core.Failed, core.RemoteFailed); j.Money != core.Refunded {
			t.Errorf("money %q", j.Money)
		}
		spent, err := p.Spent(time.Time{})
		paid, _, _ := p.Studio.Paid()
		if owed, _ := p.Owed("one"); err != nil || spent != 0 || paid != 0 || len(owed) != 0 {
			t.Errorf("spent %v on %d clips, %v; owed %v", spent, paid, err, owed)
		}
	})
}

// askable is a paid engine whose price a service says.
type askable struct {
	core.Engine
	price *core.USD
	err   *error
}

func (e askable) Info() core.Info {
	i := e.Engine.Info()
	i.Price = *e.price
	return i
}

func (e askable) CheckPrice(context.Context) error {
	if *e.err == nil {
		*e.price = core.Dollar
	}
	return *e.err
}

func TestThePriceIsAskedBeforeItIsPaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		price, down := core.Dollar/2, core.Errorf("ask", core.Offline, "no way")
		err := error(down)
		var told core.USD
		p := newWorld().start(t, askable{paid(func(_ context.Context, task *core.Task) error {
			told = task.Price
			return makeClip(context.TODO(), task)
		}), &price, &err}, free(makeClip))
		if q := p.Quote(t.Context(), core.Lynx); q != core.Dollar/2 {
			t.Errorf("offline the price is %v", q)
		}
		err = nil
		if q := p.Quote(t.Context(), core.Lynx); q != core.Dollar {
			t.Errorf("the price is %v", q)
		}
		if q := p.Quote(t.Context(), core.Draft); q != 0 {
			t.Errorf("a draft costs %v", q)
		}
		j := wantJob(t, p, mustSubmit(t, p, lynx("walks")), core.Saved, "")
		if j.Price != core.Dollar || told != core.Dollar {
			t.Errorf("the job costs %v, its engine was told %v", j.Price, told)
		}
	})
}
