package e2e

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// A screen is a virtual display with a window manager on it.
type screen struct {
	display string
}

// startScreen starts a display of its own for the test, of the given size in pixels.
func startScreen(t testing.TB, width, height int) *screen {
	t.Helper()
	need(t, "Xvfb", "openbox", "xdotool", "import")
	// The server chooses a free number and writes it to the pipe.
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height), "-nolisten", "tcp", "-dpi", "96", "-noreset")
	server.ExtraFiles = []*os.File{w}
	start(t, server)
	w.Close()
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb gave no display: %v", err)
	}
	s := &screen{display: ":" + strings.TrimSpace(number)}
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

// shot takes a screenshot.
func (s *screen) shot(t testing.TB) image.Image {
	t.Helper()
	out, err := s.command("import", "-window", "root", "png:-").Output()
	if err != nil {
		t.Fatalf("screenshot: %v", err)
	}
	img, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatalf("screenshot: %v", err)
	}
	return img
}

// keep stores a screenshot under testdata/failed when the test has failed.
func (s *screen) keep(t testing.TB, name string) {
	t.Helper()
	if !t.Failed() {
		return
	}
	dir := filepath.Join("testdata", "failed")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Log(err)
		return
	}
	path := filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "_")+" "+name+".png")
	if out, err := s.command("import", "-window", "root", path).CombinedOutput(); err != nil {
		t.Logf("%v: %s", err, out)
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

// open starts the program and returns when its window is on the screen. The test's end kills it, after a last screenshot.
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
	w.xdotool(t, "windowactivate", "--sync", w.id)
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

// key presses a key, or keys at once, in the window.
func (w *window) key(t testing.TB, keys string) {
	t.Helper()
	w.xdotool(t, "key", "--window", w.id, "--clearmodifiers", keys)
}

// typeText types into whatever has the focus.
func (w *window) typeText(t testing.TB, text string) {
	t.Helper()
	w.xdotool(t, "type", "--delay", "8", text)
}

// click clicks at a place on the screen.
func (w *window) click(t testing.TB, at image.Point) {
	t.Helper()
	w.xdotool(t, "mousemove", fmt.Sprint(at.X), fmt.Sprint(at.Y))
	w.xdotool(t, "click", "1")
}

// eventually waits until ok says so, and fails the test when it never does.
func eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	deadline := time.Now().Add(90 * time.Second)
	for !ok() {
		if time.Now().After(deadline) {
			t.Fatalf("it never came to pass that %s", what)
		}
		time.Sleep(20 * time.Millisecond)
	}
}
