package wavespeed_test

import (
	"testing"
	"time"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
)

func TestRefundsAreSeenInTheBilling(t *testing.T) {
	inWorld(t, lynxtest.Options{RefundAfter: 3 * time.Hour}, func(t *testing.T, w *world) {
		w.End(lynxtest.Ending{Status: "failed", Code: 5000}, lynxtest.Ending{Status: "failed", Code: 1200}, lynxtest.Ending{})
		var ids []string
		for range 3 {
			ids = append(ids, w.order(t))
		}
		time.Sleep(2 * time.Minute) // all have ended
		refunds, err := w.client.Refunds(t.Context(), ids)
		if err != nil || len(refunds) != 0 {
			t.Errorf("at once: Refunds = %v, %v", refunds, err)
		}
		time.Sleep(3 * time.Hour)
		refunds, err = w.client.Refunds(t.Context(), ids)
		if err != nil || len(refunds) != 1 || refunds[ids[0]] != 50*core.Cent {
			t.Errorf("after three hours: Refunds = %v, %v; want that of %s", refunds, err, ids[0])
		}
		if none, err := w.client.Refunds(t.Context(), nil); err != nil || len(none) != 0 {
			t.Errorf("Refunds of nothing = %v, %v", none, err)
		}
		if balance, err := w.client.Balance(t.Context()); err != nil || balance != 19*core.Dollar {
			t.Errorf("Balance = %v, %v; three clips and one refund should leave $19.00", balance, err)
		}
	})
}
