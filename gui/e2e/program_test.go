package e2e

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"caracal/core"
)

// program is the path of the binary under test: CARACAL_TEST_PROGRAM, or one that is built with the tags CARACAL_TEST_TAGS.
var program string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		if program = os.Getenv("CARACAL_TEST_PROGRAM"); program == "" { // which .ci/try sets
			dir, err := os.MkdirTemp("", "caracal-e2e-")
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				return 1
			}
			defer os.RemoveAll(dir)
			program = filepath.Join(dir, "caracal")
			if err := build(program); err != nil {
				fmt.Fprintln(os.Stderr, "build the program:", err)
				return 1
			}
		}
		flag.Parse()
		// What runs in parallel here waits for the pace of a service far more than it computes.
		if err := flag.Set("test.parallel", "40"); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		return m.Run()
	}())
}

func build(to string) error {
	tags := "migrated_fynedo"
	if t, set := os.LookupEnv("CARACAL_TEST_TAGS"); set {
		tags = t
	}
	cmd := exec.Command("go", "build", "-trimpath", "-tags", tags, "-o", to, "caracal")
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	return cmd.Run()
}

// A home is a computer of its own for the program: its three folders, and no display unless one is given.
type home struct {
	dir     string
	display string // "" for none
	env     []string
}

func newHome(t testing.TB) *home {
	t.Helper()
	return &home{dir: t.TempDir()}
}

// folders are where the program keeps what it keeps.
func (h *home) folders() core.Folders {
	return core.Folders{Library: filepath.Join(h.dir, "Library"), Data: filepath.Join(h.dir, "data"), Cache: filepath.Join(h.dir, "cache")}
}

var turn sync.Mutex

// takeTurn lets a test that needs the whole computer run beside those that wait for the pace of a service, and not beside another of its kind.
func takeTurn(t *testing.T) {
	t.Helper()
	t.Parallel()
	turn.Lock()
	t.Cleanup(turn.Unlock)
}

// command returns the program with these arguments, ready to start.
func (h *home) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...)
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		switch name {
		case "DISPLAY", "WAYLAND_DISPLAY", "CARACAL_HOME", "CARACAL_API_URL", "WAVESPEED_API_KEY", "DBUS_SESSION_BUS_ADDRESS", "LANG", "LANGUAGE", "LC_MESSAGES", "LC_ALL":
		default:
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, "CARACAL_HOME="+h.dir, "XDG_CONFIG_HOME="+h.dir) // Fyne keeps a file of its own there
	if h.display != "" {
		cmd.Env = append(cmd.Env, "DISPLAY="+h.display)
	}
	cmd.Env = append(cmd.Env, h.env...)
	cmd.WaitDelay = 10 * time.Second
	return cmd
}

// An answer is what a command said.
type answer struct {
	code        int
	out, err    string
	path        string // the last line of out
	maxRSSBytes int64
}

// run runs the program to its end.
func (h *home) run(t testing.TB, args ...string) answer {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute) // Lynx gives a service in trouble two minutes before it gives up
	defer cancel()
	cmd := h.command(ctx, args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if ctx.Err() != nil {
		t.Fatalf("caracal %q hangs; it said:\n%s%s", args, out.String(), errs.String())
	}
	if cmd.ProcessState == nil {
		t.Fatalf("caracal %q: %v", args, err)
	}
	a := answer{code: cmd.ProcessState.ExitCode(), out: out.String(), err: errs.String(), maxRSSBytes: maxRSS(cmd.ProcessState)}
	if lines := strings.Split(strings.TrimRight(a.out, "\n"), "\n"); len(lines) > 0 {
		a.path = lines[len(lines)-1]
	}
	return a
}

// mustMake makes a clip of a picture in testdata.
func (h *home) mustMake(t testing.TB, picture, prompt, aspect string) string {
	t.Helper()
	a := h.run(t, "make", "--picture", filepath.Join("testdata", picture), "--prompt", prompt, "--aspect", aspect)
	if a.code != 0 {
		t.Fatalf("caracal make: exit %d\n%s", a.code, a.err)
	}
	return a.path
}

// clips returns the MP4 files in the library.
func (h *home) clips(t testing.TB) []string {
	t.Helper()
	return h.files(t, ".mp4")
}

// checkNoHalfFiles fails when an ended program has left a half-written file in the library.
func (h *home) checkNoHalfFiles(t testing.TB) {
	t.Helper()
	if left := h.files(t, ".tmp"); len(left) > 0 {
		t.Errorf("half files are left: %v", left)
	}
}

// files returns the files in the library whose names end so.
func (h *home) files(t testing.TB, ext string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(filepath.Join(h.dir, "Library"), func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Ext(path) == ext {
			found = append(found, path)
		}
		if os.IsNotExist(err) {
			return nil // moved away just now
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// need skips a benchmark, and fails a test, when a program of the system is missing: `make test` installs them all.
func need(t testing.TB, names ...string) {
	t.Helper()
	for _, name := range names {
		if _, err := exec.LookPath(name); err != nil {
			if _, bench := t.(*testing.B); bench {
				t.Skipf("%s is not installed", name)
			}
			t.Fatalf("%s is not installed; make test installs it", name)
		}
	}
}
