package words

import (
	"fmt"

	"caracal/core"
)

// Standing says in one line how a job stands and what to do about it, for those who give commands.
func Standing(j core.Job) string {
	const again = "To make it again would cost again."
	switch {
	case j.State == core.Saved:
		return "Saved."
	case j.State == core.Unclear:
		kind := core.OutcomeUnknown // whatever went wrong with looking
		if core.KindOf(j.Err) == core.OtherAccount {
			kind = core.OtherAccount
		}
		return fmt.Sprintf("%s `caracal resume` checks; `caracal decide %.8s send` sends it again and may cost %s more, `forget` gives up on it.", ExplainKind(kind), j.ID, j.Price)
	case j.State == core.Stopped && Charged(j):
		return "Stopped waiting. It may have been charged; `caracal resume` brings it home when it is finished."
	case j.State == core.Stopped:
		return "Stopped."
	case j.State.Ended():
		return ExplainJob(j).String()
	}
	held := ""
	if j.Err != nil {
		held = Explain(j.Err).String() + " "
	}
	switch {
	case j.Money == core.Charged:
		return held + "Nothing is lost: the clip is paid for, and `caracal resume` fetches it. " + again
	case j.Step.Reached(core.Submitting):
		return held + "Nothing is lost: it may have been sent, and `caracal resume` finds out. To make it again could cost again."
	}
	if j.Price > 0 {
		return held + "Nothing is lost: it is not sent yet, and `caracal resume`, or the window, goes on with it. To make it again would pay twice."
	}
	return held + "Nothing is lost: `caracal resume` goes on with it."
}

// CostsAll says what several clips cost together, before they are ordered.
func CostsAll(n int, price core.USD) string {
	if n == 1 {
		return Costs(price)
	}
	return fmt.Sprintf("%d clips cost %s: %s each.", n, core.USD(n)*price, price)
}

// Elsewhere says of a job why nothing is done about it here.
const Elsewhere = "The open window, or another command, looks after it."

// BroughtHome says that a clip was found at the service.
const BroughtHome = "Brought home from WaveSpeed, for free."
