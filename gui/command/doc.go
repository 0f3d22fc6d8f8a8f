// Package command is Caracal without its window: the commands for scripts and tests, and the start on a computer without a display.
//
// The rules of this room:
//   - The last line on stdout is the answer, a path; all else is for people and goes to stderr.
//   - A command ends with one of the exit codes below, and says in words why.
//   - It decides nothing that the Studio decides for the window too.
package command

// What a command exits with.
const (
	OK         = 0 // saved
	Usage      = 2 // bad usage, or a bad picture
	Failed     = 3 // refused or failed
	Unknown    = 4 // the outcome of a submit is unknown, and it was not submitted again
	OverBudget = 5
	Going      = 6 // paid for or ordered, and still going: Resume fetches the clip, and to make it again would pay again
)
