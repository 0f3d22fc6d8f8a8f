package command

import (
	"fmt"

	"caracal/core"
	"caracal/gui/words"
)

// Warn says what is wrong that stops nothing.
func Warn(term Terminal, errs []error) {
	for _, err := range errs {
		fmt.Fprintln(term.Err, words.Explain(err))
	}
}

// Refuse says what went wrong and what to do, and returns the exit code for it.
func Refuse(term Terminal, err error) int {
	fmt.Fprintf(term.Err, "%s\n(%v)\n", words.Explain(err), err)
	return errorCode(err)
}

// report says how a job stands when nobody waits for it any longer, unless it is saved, and returns the exit code.
func report(term Terminal, j core.Job) int {
	if j.State == core.Saved {
		return OK
	}
	fmt.Fprintln(term.Err, words.Standing(j))
	if j.Err != nil {
		fmt.Fprintf(term.Err, "(%v)\n", j.Err)
	}
	return jobCode(j)
}

// reportLine says in one line how a job stands when nobody waits for it any longer, prints where its clip is, and returns the exit code.
func reportLine(term Terminal, j core.Job) int {
	fmt.Fprintf(term.Err, "%.8s %s\n", j.ID, words.Standing(j))
	if j.State == core.Saved {
		fmt.Fprintln(term.Out, j.Clip.Path)
	}
	return jobCode(j)
}
