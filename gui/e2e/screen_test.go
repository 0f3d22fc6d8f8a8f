package e2e

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// A screen is a virtual display with a window manager on it.
type screen struct {
	display string
	memory  string // the file that the display keeps its pixels in, in the format of xwd (XWDFile.h)
}

// startScreen starts a display of its own for the test, of the given size in pixels.
func startScreen(t testing.TB, width, height int) *screen {
	t.Helper()
	need(t, "Xvfb", "openbox", "xdotool", "wmctrl")
	// The server chooses a free number and writes it to the pipe.
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	dir := t.TempDir()
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height), "-nolisten", "tcp", "-dpi", "96", "-noreset", "-fbdir", dir)
	server.ExtraFiles = []*os.File{w}
	start(t, server)
	w.Close()
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb gave no display: %v", err)
	}
	s := &screen{display: ":" + strings.TrimSpace(number), memory: filepath.Join(dir, "Xvfb_screen0")}
	wm := exec.Command("openbox")
	wm.Env = append(os.Environ(), "DISPLAY="+s.display)
	start(t, wm)
	// A window that opens before its manager is there is placed twice.
	eventually(t, "the window manager is there", func() bool {
		out, _ := s.command("xdotool", "getdisplaygeometry").Output()
		_, err := s.command("xdotool", "get_num_desktops").Output()
		return len(out) > 0 && err == nil
	})
	return s
}

// start starts a process that the test's end stops.
func start(t testing.TB, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
}

// command returns a command that sees this screen.
func (s *screen) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+s.display)
	return cmd
}

// xdotool runs one of its commands and returns what it prints.
func (s *screen) xdotool(t testing.TB, args ...string) string {
	t.Helper()
	out, err := s.command("xdotool", args...).CombinedOutput()
	if err != nil {
		t.Fatalf("xdotool %q: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// bounds returns where a window's inside is on the screen.
func (s *screen) bounds(t testing.TB, id string) image.Rectangle {
	t.Helper()
	at := map[string]int{}
	for line := range strings.Lines(s.xdotool(t, "getwindowgeometry", "--shell", id)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		at[name], _ = strconv.Atoi(value)
	}
	return image.Rect(0, 0, at["WIDTH"], at["HEIGHT"]).Add(image.Pt(at["X"], at["Y"]))
}

// shot takes a screenshot of the whole screen.
func (s *screen) shot(t testing.TB) *image.RGBA {
	t.Helper()
	return s.part(t, image.Rect(0, 0, 1<<15, 1<<15))
}

// part takes a screenshot of a part of the screen, which lies at 0, 0 in the picture. It reads the display's own memory, so that looking at the screen takes next to nothing from
// what is looked at.
func (s *screen) part(t testing.TB, r image.Rectangle) *image.RGBA {
	t.Helper()
	file, err := os.Open(s.memory)
	if err != nil {
		t.Fatalf("screenshot: %v", err)
	}
	defer file.Close()
	// The header is of 32-bit words, the high byte first. Behind it are the colours of displays that need them, and then the pixels: blue, green, red, and a byte of nothing.
	const headerSize, width, height, bitsPerPixel, bytesPerLine, colors, words, bytesPerColor = 0, 4, 5, 11, 12, 19, 20, 12
	var header [4 * words]byte
	word := func(i int) int { return int(binary.BigEndian.Uint32(header[4*i:])) }
	if _, err := file.ReadAt(header[:], 0); err != nil || word(bitsPerPixel) != 32 {
		t.Fatalf("screenshot: the display has %d bits a pixel; %v", word(bitsPerPixel), err)
	}
	r = r.Intersect(image.Rect(0, 0, word(width), word(height)))
	pixels := make([]byte, r.Dy()*word(bytesPerLine))
	begin := word(headerSize) + word(colors)*bytesPerColor + r.Min.Y*word(bytesPerLine)
	if _, err := file.ReadAt(pixels, int64(begin)); err != nil {
		t.Fatalf("screenshot: %v", err)
	}
	img := image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	for y := range img.Rect.Dy() {
		line := img.Pix[y*img.Stride : (y+1)*img.Stride]
		for x, from := 0, pixels[y*word(bytesPerLine)+4*r.Min.X:]; x < len(line); x += 4 {
			line[x], line[x+1], line[x+2], line[x+3] = from[x+2], from[x+1], from[x], 0xFF
		}
	}
	return img
}

// keep stores a screenshot under testdata/failed when the test has failed.
func (s *screen) keep(t testing.TB, name string) {
	t.Helper()
	if !t.Failed() {
		return
	}
	var file bytes.Buffer
	if err := png.Encode(&file, s.shot(t)); err != nil {
		t.Log(err)
		return
	}
	path := filepath.Join("testdata", "failed", strings.ReplaceAll(t.Name(), "/", "_")+" "+name+".png")
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, file.Bytes(), 0o644)); err != nil {
		t.Log(err)
		return
	}
	t.Logf("screenshot kept: %s", path)
}

// A window is the program, shown on a screen.
type window struct {
	*screen
	id  string
	pid int

	origin image.Point // of its inside, on the screen, when a region was last looked at

	end    context.CancelFunc
	exited chan struct{}
	mu     sync.Mutex
	said   bytes.Buffer // stdout and stderr
}

// open starts the program and returns when its window is on the screen and has the focus. The test's end kills it, after a last screenshot.
func (s *screen) open(t testing.TB, h *home, args ...string) *window {
	t.Helper()
	// The test's own context ends before its screenshots are taken.
	ctx, cancel := context.WithCancel(context.Background())
	w := &window{screen: s, end: cancel, exited: make(chan struct{})}
	cmd := h.command(ctx, args...)
	cmd.Stdout, cmd.Stderr = w, w
	if err := cmd.Start(); err != nil {
		cancel()
		t.Fatal(err)
	}
	w.pid = cmd.Process.Pid
	go func() {
		defer close(w.exited)
		_ = cmd.Wait()
	}()
	t.Cleanup(func() {
		s.keep(t, "at the end")
		w.kill()
		if t.Failed() {
			t.Logf("the program said:\n%s", w.words())
		}
	})
	eventually(t, "the window is on the screen", func() bool {
		select {
		case <-w.exited:
			t.Fatalf("the program ended; it said:\n%s", w.words())
		default:
		}
		out, err := s.command("xdotool", "search", "--onlyvisible", "--pid", fmt.Sprint(w.pid), "--name", "Caracal").Output()
		if err != nil {
			return false
		}
		w.id, _, _ = strings.Cut(strings.TrimSpace(string(out)), "\n")
		return w.id != ""
	})
	w.focus(t)
	return w
}

func (w *window) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.said.Write(b)
}

// words returns what the program has written so far.
func (w *window) words() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.said.String()
}

// kill ends the program without a warning and waits for that.
func (w *window) kill() {
	w.end()
	<-w.exited
}

// patience is how long a test waits for what must come, on a computer that may have a lot else to do.
const patience = 90 * time.Second

// eventually waits until ok says so, and fails the test when it never does.
func eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for !ok() {
		if time.Now().After(deadline) {
			t.Fatalf("it never came to pass that %s", what)
		}
		time.Sleep(20 * time.Millisecond)
	}
}
