package lynx

import (
	"context"

	"caracal/core"
)

// check returns an error of kind OtherAccount when the job is of another account than the key is now, so that nothing of one is looked up, fetched or paid with another. A run that the
// key can see is of the same account, which has a new key. What was not submitted yet is nobody's, and begins anew with the account of now.
func (r *run) check(ctx context.Context) error {
	const op = "look whose it is"
	now := r.Client.Account()
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

// blame says of a run that is not there any more that this is due to another key, where one came into use during the step.
func (r *run) blame(err error) error {
	if now := r.Client.Account(); core.KindOf(err) == core.Expired && now != "" && r.mark.Account != "" && r.mark.Account != now && r.mark.Step.Reached(core.Accepted) {
		return core.Errorf("look whose it is", core.OtherAccount, "%w", err)
	}
	return err
}
