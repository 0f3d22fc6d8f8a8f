package media

import "bytes"

// maxLine is where an endless line is cut.
const maxLine = 4096

// A lineWriter tells each line that is written to it, without its end. An error of tell is the writer's.
type lineWriter struct {
	tell func(line string) error
	line []byte // unfinished
}

// Write is io.Writer's.
func (w *lineWriter) Write(b []byte) (int, error) {
	for n := len(b); ; {
		part, rest, ended := bytes.Cut(b, []byte("\n"))
		w.line = append(w.line, part[:min(len(part), maxLine-len(w.line))]...)
		if !ended {
			return n, nil
		}
		if err := w.tell(string(w.line)); err != nil {
			return 0, err
		}
		w.line, b = w.line[:0], rest
	}
}
