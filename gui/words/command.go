package words

import (
	"fmt"

	"caracal/core"
)

// What those read who give commands, in English, in which commands are given.

// Standing says in one line how a job stands and what to do about it.
func Standing(j core.Job) string {
	const again = "To make it again would cost again."
	switch {
	case j.State == core.Saved:
		return "Saved."
	case j.State == core.Unclear:
		return fmt.Sprintf("%s `caracal resume` checks; `caracal decide %.8s send` sends it again and may cost %s more, `forget` gives up on it.", explainUnclear(j), j.ID, j.Price)
	case j.State == core.Stopped && Charged(j):
		return "Stopped waiting. It may have been charged; `caracal resume` brings it home when it is finished."
	case j.State == core.Stopped:
		return Stopped
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

// Stopped says that what was asked for was broken off.
const Stopped = "Stopped."

// Elsewhere says of a job why nothing is done about it here.
const Elsewhere = "The open window, or another command, looks after it."

// BroughtHome says that a clip was found at the service.
const BroughtHome = "Brought home from WaveSpeed, for free."

// JobCost says what a job costs, and what has become of the money.
func JobCost(j core.Job) string {
	if j.Price == 0 {
		return "free"
	}
	return j.Price.String() + " " + string(j.Money)
}

// SavedAs says where a clip is that could not be copied to where it was asked for.
func SavedAs(path string) string { return fmt.Sprintf("The clip is saved as %s.", path) }

// NotCopyable says why no clip is begun: it could not be put where it was asked for.
func NotCopyable(path string) string {
	return fmt.Sprintf("Nothing was begun, because the clip could not be copied to %s. Give --out a file in a folder that can be written to.", path)
}

// NothingToDecide says of a job that it does not wait for the person's word.
func NothingToDecide(j core.Job) string {
	return fmt.Sprintf("There is nothing to decide about %.8s: %s", j.ID, Standing(j))
}

// GivenUp says that the person has given up on a job that may have cost that much.
func GivenUp(id core.JobID, price core.USD) string {
	return fmt.Sprintf("%.8s is given up. It stays counted as %s, because it may have been charged.", id, price)
}

// NotOneJob says that an id, or its beginning, is that of no job or of several.
func NotOneJob(id string, n int) string {
	if n == 0 {
		return fmt.Sprintf("There is no job %s. `caracal jobs` lists them.", id)
	}
	return fmt.Sprintf("%d jobs begin with %s. Give more of the id.", n, id)
}

// What is done where no window can be opened: for nothing in particular, and for what was named after the program.
const (
	NoDisplay        = "There is no display to open a window on. Here is a draft of the sample picture instead; `caracal make` makes others."
	NoDisplayForThat = "There is no display to open a window on. Without one Caracal knows these commands:"
)

// What is said about a list of shots that is made by a command: that it was begun before, that the window has paused it, how it goes on when it was broken off, and how a new price is agreed to.
const (
	ListBegun    = "This list was begun before. Going on with it."
	ListInWindow = "The list is paused; the window goes on with it."
	ListGoesOn   = "Nothing is lost: the same command, or `caracal resume`, goes on with the list."
	ListAgree    = "Nothing is lost: `caracal make --list` with the same list agrees to it, and so does Go on in the window."
)

// LeftOut says that no clip was made of a picture of the list.
func LeftOut(picture string) string { return fmt.Sprintf("%s was left out.", ShortName(picture)) }
