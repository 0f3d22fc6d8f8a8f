package media

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

const (
	maxSide   = 8192     // pixels
	maxPixels = 16 << 20 // of one frame, which takes 25 MB on its way and 67 MB as RGBA
)

// A frame is a picture as FFmpeg gives it: the planes Y, Cb and Cr of 4:2:0, in video range, without padding.
type frame struct {
	width, height int
	matrix        string        // FFmpeg's name
	at            time.Duration // from the start of the clip
	pix           []uint8
}

// size returns how many bytes the planes have.
func (f *frame) size() int { return f.width*f.height + 2*((f.width+1)/2)*((f.height+1)/2) }

// frames takes apart what FFmpeg writes. On stderr its filter showinfo tells each frame's time, size and matrix; on stdout the frame's bytes follow. Both arrive in
// the goroutine that runs FFmpeg. A finished frame goes to out, and while nobody takes it FFmpeg stands still.
type frames struct {
	ctx  context.Context
	out  chan<- *frame
	free <-chan []uint8 // buffers that come back

	line    []byte   // of stderr, unfinished
	base    [2]int64 // the time base, in seconds: base[0]/base[1]
	next    frame    // what showinfo told last
	waiting []frame  // told and not yet arrived
	current *frame   // arriving
	got     int      // bytes of it
	last    string   // line of stderr that was about no frame
	err     error    // what made us stop it
}

// reason puts what we know into the error of a run.
func (f *frames) reason(err error) error {
	switch {
	case err == nil || f.ctx.Err() != nil:
		return err
	case f.err != nil:
		return f.err
	case f.last != "":
		return fmt.Errorf("%w: %.200q", err, f.last)
	}
	return err
}

// maxLine is where an endless line on stderr is cut.
const maxLine = 4096

// logWriter is the side of frames that reads stderr.
type logWriter struct{ *frames }

func (w logWriter) Write(b []byte) (int, error) {
	f := w.frames
	n := len(b)
	for {
		i := bytes.IndexByte(b, '\n')
		if i < 0 {
			break
		}
		f.keep(b[:i])
		if f.err = f.tell(string(f.line)); f.err != nil {
			return 0, f.err
		}
		f.line = f.line[:0]
		b = b[i+1:]
	}
	f.keep(b)
	return n, nil
}

func (f *frames) keep(b []byte) { f.line = append(f.line, b[:min(len(b), maxLine-len(f.line))]...) }

// tell takes a line of stderr. A frame is told in two lines: "n: 0 pts: 512 … s:1280x720 …", then "color_range:tv color_space:bt709 …".
func (f *frames) tell(line string) error {
	_, told, ok := strings.Cut(line, "] ")
	if !ok || !strings.HasPrefix(line, "[Parsed_showinfo") {
		f.last = line
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
		f.base[0], _ = strconv.ParseInt(num, 10, 32)
		f.base[1], _ = strconv.ParseInt(den, 10, 32)
	case strings.HasPrefix(line, "n:"):
		w, h, _ := strings.Cut(fields["s"], "x")
		f.next = frame{}
		f.next.width, _ = strconv.Atoi(w)
		f.next.height, _ = strconv.Atoi(h)
		f.next.at = f.time(fields["pts"])
		return checkSize(f.next.width, f.next.height)
	case strings.HasPrefix(line, "color_range:"):
		if f.next.width == 0 {
			return errors.New("a frame of no size")
		}
		f.next.matrix = fields["color_space"]
		f.waiting = append(f.waiting, f.next)
		if len(f.waiting) > 64 {
			return fmt.Errorf("%d frames without a picture", len(f.waiting))
		}
	}
	return nil
}

// time turns a presentation time stamp into time since the start of the clip.
func (f *frames) time(pts string) time.Duration {
	n, err := strconv.ParseInt(pts, 10, 64)
	if err != nil || f.base[1] <= 0 {
		return 0
	}
	// Seconds first, so that nothing overflows for any clip that is shorter than a few hundred years.
	n *= f.base[0]
	whole, part := n/f.base[1], n%f.base[1]
	return time.Duration(whole)*time.Second + time.Duration(part)*time.Second/time.Duration(f.base[1])
}

// Write takes bytes of stdout.
func (f *frames) Write(b []byte) (int, error) {
	n := len(b)
	for len(b) > 0 {
		if f.current == nil {
			if len(f.waiting) == 0 {
				f.err = errors.New("a frame that was not announced")
				return 0, f.err
			}
			f.begin(f.waiting[0])
			f.waiting = f.waiting[1:]
		}
		k := copy(f.current.pix[f.got:], b)
		f.got += k
		b = b[k:]
		if f.got < len(f.current.pix) {
			continue
		}
		select {
		case f.out <- f.current:
		case <-f.ctx.Done():
			return 0, f.ctx.Err()
		}
		f.current = nil
	}
	return n, nil
}

// begin makes room for the frame, in a buffer that came back when there is one.
func (f *frames) begin(next frame) {
	size := next.size()
	select {
	case next.pix = <-f.free:
	default:
	}
	if cap(next.pix) < size {
		next.pix = make([]uint8, size)
	}
	next.pix = next.pix[:size]
	f.current, f.got = &next, 0
}
