package e2e

import (
	"bufio"
	"fmt"
	"image"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// What a person does with a window is done here and nowhere else, because a key or a click that comes too early goes to nobody, and nobody says so. Hands wait until the window has
// the focus; after them, a test looks at what came of it before it goes on.

// focus waits until the window has the focus, for its manager and for the display.
func (w *window) focus(t testing.TB) {
	t.Helper()
	eventually(t, "the window has the focus", func() bool {
		active, _ := w.command("xdotool", "getactivewindow").Output()
		focused, _ := w.command("xdotool", "getwindowfocus").Output()
		if string(active) == w.id+"\n" && string(focused) == w.id+"\n" {
			return true
		}
		_ = w.command("xdotool", "windowactivate", w.id).Run() // there may be no manager's word on it yet
		return false
	})
}

// key presses a key, or keys at once.
func (w *window) key(t testing.TB, keys string) {
	t.Helper()
	w.focus(t)
	w.xdotool(t, "key", "--clearmodifiers", keys)
}

// write clicks into a field, waits for the field to show it, and types.
func (w *window) write(t testing.TB, field image.Rectangle, text string) {
	t.Helper()
	const frame = 10
	before := w.region(t, field.Inset(-frame))
	w.click(t, w.at(center(field)))
	eventually(t, "the field has the focus", func() bool { return differs(before, w.region(t, field.Inset(-frame))) })
	before = w.region(t, field)
	w.types(t, text)
	eventually(t, "the field shows what was typed", func() bool { return differs(before, w.region(t, field)) })
}

// types types into what has the focus.
func (w *window) types(t testing.TB, text string) {
	t.Helper()
	w.focus(t)
	w.xdotool(t, "type", "--clearmodifiers", "--delay", "8", text)
}

// click clicks at a place on the screen.
func (w *window) click(t testing.TB, at image.Point) {
	t.Helper()
	w.focus(t)
	w.xdotool(t, "mousemove", fmt.Sprint(at.X), fmt.Sprint(at.Y), "click", "1")
}

// A page is what a key opens.
type page struct {
	key  string
	item image.Rectangle // its place on the rail
}

var (
	makePage    = page{"ctrl+1", image.Rect(8, 76, 68, 126)}
	libraryPage = page{"ctrl+2", image.Rect(8, 139, 68, 189)}
	prefsPage   = page{"ctrl+comma", image.Rect(8, 731, 68, 781)}
)

// turnTo opens a page by its key and waits for the rail to say so.
func (w *window) turnTo(t testing.TB, p page) {
	t.Helper()
	w.key(t, p.key)
	eventually(t, p.key+" opens its page", func() bool { return w.shows(t, p.item, bright) })
}

// place moves the window's inside to x, y and gives it this size.
func (w *window) place(t testing.TB, x, y, width, height int) {
	t.Helper()
	w.xdotool(t, "windowsize", w.id, strconv.Itoa(width), strconv.Itoa(height), "windowmove", w.id, strconv.Itoa(x), strconv.Itoa(y))
	const frame = 50 // at most, around the inside
	eventually(t, "the window has its place and size", func() bool {
		r := w.bounds(t, w.id)
		return r.Size() == image.Pt(width, height) && r.Min.In(image.Rect(x, y, x+frame, y+frame))
	})
}

// close asks the window to close, as the button in its frame does, and waits for the program to end well.
func (w *window) close(t testing.TB) {
	t.Helper()
	// By a message and not by Alt+F4: the manager takes that key for whatever has the focus when it gets round to it.
	if out, err := w.command("wmctrl", "-i", "-c", w.id).CombinedOutput(); err != nil {
		t.Fatalf("wmctrl: %v\n%s", err, out)
	}
	w.ends(t, "its window is closed")
}

// usePicture drops a picture of testdata on the window and waits until the well shows it.
func (w *window) usePicture(t testing.TB, name string) {
	t.Helper()
	before := w.region(t, wellRegion)
	w.drop(t, filepath.Join("testdata", name))
	eventually(t, "the well shows the dropped picture", func() bool { return differs(before, w.region(t, wellRegion)) })
}

// drop drags files from another program onto the middle of the window.
func (w *window) drop(t testing.TB, files ...string) {
	t.Helper()
	need(t, "python3")
	source := w.command("/usr/bin/python3", append([]string{filepath.Join("testdata", "drag-source.py")}, files...)...)
	out, err := source.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	source.Stderr = os.Stderr
	start(t, source)
	lines := bufio.NewReader(out)
	line, err := lines.ReadString('\n')
	if err != nil && err != io.EOF {
		t.Fatal(err)
	}
	id := strings.TrimSpace(line)
	w.xdotool(t, "windowmove", id, "20", "300")
	from := image.Pt(90, 380)
	eventually(t, "the source is in its place", func() bool { return from.In(w.bounds(t, id).Inset(20)) })

	// A drag begins with some way, and then three programs tell each other of it. It is let go once the target has said that it will take it.
	news := make(chan string)
	go func() {
		defer close(news)
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				return
			}
			news <- strings.TrimSpace(line)
		}
	}()
	to := center(w.bounds(t, w.id))
	w.xdotool(t, "mousemove", fmt.Sprint(from.X), fmt.Sprint(from.Y), "mousedown", "1")
	deadline := time.After(patience)
	for step, taken := 1, false; !taken || step <= steps; step++ {
		at := to.Add(image.Pt(step%2, 0)) // it never stands still, so that there is always something to answer
		if step < steps {
			at = from.Add(to.Sub(from).Mul(step).Div(steps))
		}
		w.xdotool(t, "mousemove", fmt.Sprint(at.X), fmt.Sprint(at.Y))
		select {
		case line, ok := <-news:
			if !ok {
				t.Fatal("the source of the drag has ended")
			}
			taken = line == "taken"
		case <-time.After(15 * time.Millisecond): // a hand's pace
		case <-deadline:
			t.Fatal("nobody takes what is dragged")
		}
	}
	w.xdotool(t, "mouseup", "1")
	for line := range news {
		if line == "given" {
			go func() { // until the source is ended
				for range news {
				}
			}()
			w.focus(t)
			return
		}
	}
	t.Fatal("nobody asked for what was dropped")
}

// steps are those of a drag.
const steps = 40
