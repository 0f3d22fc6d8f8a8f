package lynx

import (
	"context"

	"caracal/core"
)

// checkAccount returns an error of kind OtherAccount when the job belongs to another account than the present key, so that nothing of one account is looked up, fetched or paid with the
// key of another. A run that the present key can see is of the same account, which has got a new key. A job that has not been submitted yet belongs to no account, and begins anew.
func (r *taskRun) checkAccount(ctx context.Context) error {
	const op = "look whose it is"
	now := r.Client.AwaitAccount(ctx)
	if now == "" || r.mark.Account == "" || r.mark.Account == now {
		return nil
	}
	switch r.mark.Step {
	case core.New, core.Uploaded:
		r.mark = core.Mark{Step: core.New}
	case core.Submitting:
		return core.Errorf(op, core.OtherAccount, "it was sent with another key")
	case core.Accepted, core.Made:
		_, err := r.Client.Result(ctx, r.mark.RemoteID)
		if core.KindOf(err) == core.Expired {
			return core.Errorf(op, core.OtherAccount, "it was paid for with another key: %w", err)
		} else if err != nil {
			return err
		}
		m := r.mark
		m.Account = now
		return r.save(m)
	}
	return nil
}

// blameAccount turns the error for a run that is not there any more into one of kind OtherAccount where another key came into use during the step.
func (r *taskRun) blameAccount(err error) error {
	if now := r.Client.Account(); core.KindOf(err) == core.Expired && now != "" && r.mark.Account != "" && r.mark.Account != now && r.mark.Step.Reached(core.Accepted) {
		return core.Errorf("look whose it is", core.OtherAccount, "%w", err)
	}
	return err
}
