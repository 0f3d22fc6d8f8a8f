package lynx

import (
	"context"

	"caracal/core"
)

// A Diagnosis says whether the engine could make a clip now.
type Diagnosis struct {
	// Kind is empty when all is well, and else what is wrong: NeedsKey, KeychainLocked, KeyRefused, Forbidden, NoCredit, Offline, NotService, ServiceDown or Busy.
	Kind    core.Kind
	Err     error    // the cause; nil when there is none or when it is only that the balance is too low
	Balance core.USD // 0 while Kind says that it could not be had
	Price   core.USD // of one clip
}

// Clips returns how many clips the balance buys.
func (d Diagnosis) Clips() int {
	if d.Price <= 0 || d.Balance <= 0 {
		return 0
	}
	return int(d.Balance / d.Price)
}

// Doctor finds out what stands in the way of a clip, for free. It also brings the price up to date. It takes up to a minute when the service does not answer.
func (e *Engine) Doctor(ctx context.Context) Diagnosis {
	balance, err := e.Client.Balance(ctx)
	if err != nil {
		return Diagnosis{Kind: core.KindOf(err), Err: err, Price: e.Info().Price}
	}
	// An old price is better than none.
	_ = e.CheckPrice(ctx)
	d := Diagnosis{Balance: balance, Price: e.Info().Price}
	if d.Clips() == 0 {
		d.Kind = core.NoCredit
	}
	return d
}
