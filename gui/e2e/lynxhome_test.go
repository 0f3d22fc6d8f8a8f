package e2e

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
)

// A lynxHome is a home whose Lynx is a service on this computer, with an account that nobody else uses.
type lynxHome struct {
	*home
	service *lynxtest.Service
	keys    []string // every key that the home was ever given

	mu   sync.Mutex
	said bytes.Buffer // all that the program ever put out
}

// newLynxHome starts a service and returns a home for it that holds no job back, so that a test waits for nothing but the program's own pace.
func newLynxHome(t testing.TB, o lynxtest.Options) *lynxHome {
	t.Helper()
	if o.Slow == 0 {
		o.Fast, o.Slow = time.Millisecond, time.Millisecond
	}
	s, err := lynxtest.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	h := &lynxHome{home: newHome(t), service: s}
	h.useKey(s.Key())
	h.set(t, core.Settings{InFlight: 1000})
	return h
}

// useKey gives the program this key from now on; an empty one is none, on a computer without a keychain.
func (h *lynxHome) useKey(key string) {
	h.env = []string{"CARACAL_API_URL=" + h.service.Base(), "DBUS_SESSION_BUS_ADDRESS=unix:path=" + filepath.Join(h.dir, "no-bus")}
	if key != "" {
		h.env = append(h.env, "WAVESPEED_API_KEY="+key)
		h.keys = append(h.keys, key)
	}
}

// set writes the settings as the window would.
func (h *lynxHome) set(t testing.TB, s core.Settings) {
	t.Helper()
	data := filepath.Join(h.dir, "data")
	if err := os.MkdirAll(data, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := s.Save(data); err != nil {
		t.Fatal(err)
	}
}

// lynxArgs are those of a click on Make.
func lynxArgs(prompt string) []string {
	return []string{"make", "--with", "lynx", "--picture", "testdata/astronaut.jpg", "--prompt", prompt}
}

// run is home.run that remembers what was said.
func (h *lynxHome) run(t testing.TB, args ...string) answer {
	t.Helper()
	a := h.home.run(t, args...)
	_, _ = h.Write([]byte(a.out + a.err))
	return a
}

// Write takes in what the program says.
func (h *lynxHome) Write(b []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.said.Write(b)
}

// checkKeyIsNowhere fails when a key that the program had is anywhere but in requests to the API.
func (h *lynxHome) checkKeyIsNowhere(t testing.TB) {
	t.Helper()
	for _, leak := range h.service.Leaks() {
		t.Errorf("the service saw %s", leak)
	}
	h.mu.Lock()
	places := map[string][]byte{"what the program said": h.said.Bytes()}
	h.mu.Unlock()
	err := filepath.WalkDir(h.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		places["the name "+path] = []byte(path)
		if d.Type().IsRegular() {
			places[path], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	for place, content := range places {
		for _, key := range h.keys {
			if bytes.Contains(content, []byte(key)) {
				t.Errorf("the key is in %s", place)
			}
		}
	}
}

// outlive lets the hour pass after which half a file is known to be left over, when a kill has left one, and starts the program once more, which sweeps it up.
func (h *lynxHome) outlive(t testing.TB) {
	t.Helper()
	var left []string
	for _, dir := range []string{filepath.Join("Library", ".caracal", "pictures"), "data"} {
		files, err := filepath.Glob(filepath.Join(h.dir, dir, core.TempPattern))
		if err != nil {
			t.Error(err)
		}
		left = append(left, files...)
	}
	if len(left) == 0 {
		return
	}
	before := time.Now().Add(-2 * time.Hour)
	for _, path := range left {
		if err := os.Chtimes(path, before, before); err != nil {
			t.Error(err)
		}
	}
	h.run(t, "make", "--picture", filepath.Join("testdata", "chelsea.jpg"), "--prompt", "static", "--out", filepath.Join(t.TempDir(), "clip.mp4"))
}

// checkNoTraces fails when anything is left that a finished or an interrupted job had for its work only.
func (h *lynxHome) checkNoTraces(t testing.TB) {
	t.Helper()
	h.outlive(t)
	err := filepath.WalkDir(h.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		in := filepath.Base(filepath.Dir(path))
		if ext := filepath.Ext(path); ext == ".tmp" || ext == ".part" || in == "work" || in == "incoming" || in == "owners" {
			t.Errorf("%s is left", strings.TrimPrefix(path, h.dir))
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// then lets something happen between a request and its answer.
func then(do func()) lynxtest.Fault {
	return func(w http.ResponseWriter, r *http.Request, handler http.HandlerFunc) {
		do()
		handler(w, r)
	}
}
