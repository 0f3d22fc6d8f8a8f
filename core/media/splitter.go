package media

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"caracal/core/yuv"
)

// A splitter takes apart what FFmpeg writes. On stderr its filter showinfo tells each frame's time, size and matrix; on stdout the frame's bytes follow. Both arrive in
// the goroutine that runs FFmpeg. A finished frame goes to out, and while nobody takes it FFmpeg stands still.
type splitter struct {
	ctx  context.Context
	out  chan<- *Frame
	free <-chan []uint8 // buffers that come back

	base    [2]int64 // the time base, in seconds: base[0]/base[1]
	next    Frame    // what showinfo told last
	waiting []Frame  // told and not yet arrived
	current *Frame   // arriving
	got     int      // bytes of it
	last    string   // line of stderr that was about no frame
	err     error    // what made us stop it
}

// reason puts what we know into the error of a run.
func (s *splitter) reason(err error) error {
	switch {
	case err == nil || s.ctx.Err() != nil:
		return err
	case s.err != nil:
		return s.err
	case s.last != "":
		return fmt.Errorf("%w: %.200q", err, s.last)
	}
	return err
}

// tell takes a line of stderr.
func (s *splitter) tell(line string) error {
	s.err = s.parse(line)
	return s.err
}

// parse reads a line of stderr. A frame is told in two lines: "n: 0 pts: 512 … s:1280x720 …", then "color_range:tv color_space:bt709 …".
func (s *splitter) parse(line string) error {
	_, told, ok := strings.Cut(line, "] ")
	if !ok || !strings.HasPrefix(line, "[Parsed_showinfo") {
		s.last = line
		return nil
	}
	line = told
	// "n:   0" and "n:0" alike.
	fields := map[string]string{}
	words := strings.Fields(strings.ReplaceAll(line, ",", " "))
	for i, word := range words {
		key, value, ok := strings.Cut(word, ":")
		if ok && value == "" && i+1 < len(words) {
			value = words[i+1]
		}
		if ok {
			fields[key] = value
		}
	}
	switch {
	case strings.HasPrefix(line, "config in"):
		num, den, _ := strings.Cut(fields["time_base"], "/")
		s.base[0], _ = strconv.ParseInt(num, 10, 32)
		s.base[1], _ = strconv.ParseInt(den, 10, 32)
	case strings.HasPrefix(line, "n:"):
		w, h, _ := strings.Cut(fields["s"], "x")
		s.next = Frame{}
		s.next.width, _ = strconv.Atoi(w)
		s.next.height, _ = strconv.Atoi(h)
		s.next.at = s.time(fields["pts"])
		return checkSize(s.next.width, s.next.height)
	case strings.HasPrefix(line, "color_range:"):
		if s.next.width == 0 {
			return errors.New("a frame of no size")
		}
		s.next.matrix = yuv.Matrix(fields["color_space"])
		s.waiting = append(s.waiting, s.next)
		if len(s.waiting) > 64 {
			return fmt.Errorf("%d frames without a picture", len(s.waiting))
		}
	}
	return nil
}

// time turns a presentation time stamp into time since the start of the clip.
func (s *splitter) time(pts string) time.Duration {
	n, err := strconv.ParseInt(pts, 10, 64)
	if err != nil || s.base[1] <= 0 {
		return 0
	}
	// Seconds first, so that nothing overflows for any clip that is shorter than a few hundred years.
	n *= s.base[0]
	whole, part := n/s.base[1], n%s.base[1]
	return time.Duration(whole)*time.Second + time.Duration(part)*time.Second/time.Duration(s.base[1])
}

// Write takes bytes of stdout.
func (s *splitter) Write(b []byte) (int, error) {
	n := len(b)
	for len(b) > 0 {
		if s.current == nil {
			if len(s.waiting) == 0 {
				s.err = errors.New("a frame that was not announced")
				return 0, s.err
			}
			s.begin(s.waiting[0])
			s.waiting = s.waiting[1:]
		}
		k := copy(s.current.pix[s.got:], b)
		s.got += k
		b = b[k:]
		if s.got < len(s.current.pix) {
			continue
		}
		select {
		case s.out <- s.current:
		case <-s.ctx.Done():
			return 0, s.ctx.Err()
		}
		s.current = nil
	}
	return n, nil
}

// begin makes room for the frame, in a buffer that came back when there is one.
func (s *splitter) begin(next Frame) {
	size := next.bytes()
	select {
	case next.pix = <-s.free:
	default:
	}
	if cap(next.pix) < size {
		next.pix = make([]uint8, size)
	}
	next.pix = next.pix[:size]
	s.current, s.got = &next, 0
}
