package shots

import (
	"errors"
	"fmt"
	"strings"
)

// A LineError is what is wrong with one line of a file or one row of a list.
type LineError struct {
	Line int // from 1; 0 for the whole
	Err  error
}

func (e LineError) Error() string {
	if e.Line == 0 {
		return e.Err.Error()
	}
	return fmt.Sprintf("line %d: %v", e.Line, e.Err)
}

func (e LineError) Unwrap() error { return e.Err }

// Errors are all that is wrong with a list, by line. [core.KindOf] gives the first one's kind.
type Errors []LineError

func (e Errors) Error() string {
	var lines []string
	for _, line := range e {
		lines = append(lines, line.Error())
	}
	return strings.Join(lines, "\n")
}

func (e Errors) Unwrap() []error {
	var errs []error
	for _, line := range e {
		errs = append(errs, line)
	}
	return errs
}

// ByLine returns what is wrong with a list by line. An error that is not [Errors] is about the whole list.
func ByLine(err error) []LineError {
	var all Errors
	switch {
	case err == nil:
		return nil
	case errors.As(err, &all):
		return all
	}
	return []LineError{{Err: err}}
}

// orNil returns the errors as one, or nil where there are none.
func (e Errors) orNil() error {
	if len(e) == 0 {
		return nil
	}
	return e
}
