package command

import "caracal/core"

// What a command exits with.
const (
	OK         = 0 // saved
	Usage      = 2 // bad usage, or a bad picture
	Failed     = 3 // refused or failed
	Unknown    = 4 // the outcome of a submit is unknown, and it was not submitted again
	OverBudget = 5
	Going      = 6 // paid for or ordered, and still going: Resume fetches the clip, and to make it again would pay again
	NotCopied  = 7 // saved, and not copied to where it was also asked for
)

// errorCode is what an error means for the exit code.
func errorCode(err error) int {
	nature := core.KindOf(err).Nature()
	switch {
	case core.KindOf(err) == core.OverBudget:
		return OverBudget
	case nature.Remedy == core.PersonDecides:
		return Unknown
	case nature.About == core.AboutRequest, nature.About == core.AboutPicture:
		return Usage
	}
	return Failed
}

// jobCode is what a job means for the exit code.
func jobCode(j core.Job) int {
	switch {
	case j.State == core.Saved:
		return OK
	case j.State == core.Unclear:
		return Unknown
	case j.State.Ended():
		return errorCode(j.Err)
	case j.Money == core.Charged:
		return Going
	case j.Step.Reached(core.Submitting):
		return Unknown
	case j.Price > 0:
		return Going // the next start sends it, whatever holds it up now
	case j.Err != nil:
		return errorCode(j.Err)
	}
	return Failed
}

// worse returns the worse of two exit codes: what may be paid twice is worst, then what is paid and not here.
func worse(a, b int) int {
	for _, code := range []int{Unknown, Going, Failed, OverBudget, Usage} {
		if a == code || b == code {
			return code
		}
	}
	return OK
}
