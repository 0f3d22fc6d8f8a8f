package e2e

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
)

// TestLynxInAllWeathers makes one clip in each state of the service, the account and the request: the program must end with the right exit code, in words, after the right
// number of submits; a later start must finish what can be finished without another; and the key must be nowhere.
func TestLynxInAllWeathers(t *testing.T) {
	t.Parallel()
	always := func(at lynxtest.Endpoint, f lynxtest.Fault) func(*lynxHome) {
		return func(h *lynxHome) { h.service.Break(at, lynxtest.Always, f) }
	}
	once := func(at lynxtest.Endpoint, f lynxtest.Fault) func(*lynxHome) {
		return func(h *lynxHome) { h.service.Break(at, 1, f) }
	}
	ends := func(status string, code int, text string) func(*lynxHome) {
		return func(h *lynxHome) { h.service.End(lynxtest.Ending{Status: status, Code: code, Error: text}) }
	}
	mend := func(at lynxtest.Endpoint) func(*lynxHome) {
		return func(h *lynxHome) { h.service.Mend(at) }
	}
	redirected := func(at lynxtest.Endpoint) func(*lynxHome) {
		return func(h *lynxHome) {
			h.service.Break(at, 1, func(w http.ResponseWriter, r *http.Request, _ http.HandlerFunc) {
				http.Redirect(w, r, h.service.Elsewhere()+r.URL.Path, http.StatusTemporaryRedirect)
			})
		}
	}
	const saved, usage, failed, unknown, overBudget, going = 0, 2, 3, 4, 5, 6
	for _, c := range []struct {
		name    string
		weather func(*lynxHome)
		prompt  string // empty for "smiles"; a space for none
		code    int
		says    string
		submits int
		runs    int
		later   func(*lynxHome) // what is different when `caracal resume` is run
		resumed int             // its exit code
		clips   int             // in the library after that
	}{
		{name: "fine", says: "saved", submits: 1, runs: 1, clips: 1},
		{name: "no key", weather: func(h *lynxHome) { h.useKey("") }, code: failed, says: "needs your WaveSpeed key"},
		{name: "wrong key", weather: func(h *lynxHome) { h.useKey("wsk_wrong0123456789") }, code: failed, resumed: failed, says: "did not accept your key"},
		{name: "a key with a space", weather: func(h *lynxHome) { h.useKey("wsk_wrong 0123456789") }, code: failed, resumed: failed, says: "did not accept your key"},
		{name: "no credit", weather: func(h *lynxHome) { h.service.SetBalance(core.Cent) }, code: failed, says: "not enough credit", submits: 1},
		{name: "not allowed", weather: always(lynxtest.Submit, lynxtest.Say(403, `{"code":403,"message":"account suspended"}`)), code: failed, says: "may not do this", submits: 1},
		{name: "rejected", weather: always(lynxtest.Submit, lynxtest.Say(400, `{"code":1401,"message":"bad"}`)), code: failed, says: "did not accept this picture or prompt", submits: 1},
		{
			name: "the service repeats the key", code: failed, says: "did not accept this picture or prompt", submits: 1,
			weather: func(h *lynxHome) {
				h.service.Break(lynxtest.Submit, 1, lynxtest.Say(400, fmt.Sprintf(`{"code":1400,"message":"Authorization: Bearer %s is odd"}`, h.service.Key())))
			},
		},
		{name: "no prompt", prompt: " ", code: usage, says: "needs a prompt"},
		{name: "over budget", weather: func(h *lynxHome) { h.set(t, core.Settings{InFlight: 1, Budget: 49 * core.Cent}) }, code: overBudget, says: "over your budget"},
		{name: "moderated", weather: ends("failed", 1200, "sensitive content"), code: failed, says: "content rules", submits: 1, runs: 1},
		{name: "no face", weather: ends("failed", 1403, "no face detected"), code: failed, says: "no face", submits: 1, runs: 1},
		{name: "failed there", weather: ends("failed", 5000, "internal"), code: failed, says: "failed at WaveSpeed", submits: 1, runs: 1},
		{name: "cancelled there", weather: ends("cancelled", 0, ""), code: failed, says: "stopped at WaveSpeed", submits: 1, runs: 1},
		{name: "accepted and cut off", weather: once(lynxtest.Submit, lynxtest.After(lynxtest.Cut())), says: "saved", submits: 1, runs: 1, clips: 1},
		{name: "cut off", weather: always(lynxtest.Submit, lynxtest.Cut()), code: unknown, resumed: unknown, says: "Nobody knows", submits: 1, later: mend(lynxtest.Submit)},
		{name: "sent elsewhere", weather: redirected(lynxtest.Submit), code: unknown, resumed: unknown, says: "Nobody knows", submits: 1},
		{
			name: "accepted and no way to find out", code: unknown, says: "Nobody knows", submits: 1, runs: 1, later: mend(lynxtest.List), clips: 1,
			weather: func(h *lynxHome) {
				h.service.Break(lynxtest.Submit, 1, lynxtest.After(lynxtest.Cut()))
				h.service.Break(lynxtest.List, lynxtest.Always, lynxtest.Say(500, ""))
			},
		},
		{name: "busy", weather: once(lynxtest.Submit, lynxtest.Say(429, `{"code":429,"message":"busy"}`, "Retry-After", "3")), says: "saved", submits: 2, runs: 1, clips: 1},
		{name: "in trouble", weather: always(lynxtest.Ticket, lynxtest.Say(502, lynxtest.HTML)), code: failed, says: "in trouble"},
		{name: "no way there", weather: func(h *lynxHome) { h.env[0] = "CARACAL_API_URL=http://127.0.0.1:1/api/v3" }, code: failed, resumed: failed, says: "no way to WaveSpeed"},
		{
			name: "in trouble once it is paid for", weather: always(lynxtest.Result, lynxtest.Say(502, lynxtest.HTML)), code: going, says: "the clip is paid for",
			submits: 1, runs: 1, later: mend(lynxtest.Result), clips: 1,
		},
		{name: "the clip is elsewhere", weather: redirected(lynxtest.Media), says: "saved", submits: 1, runs: 1, clips: 1},
		{name: "the clip comes in pieces", weather: once(lynxtest.Media, lynxtest.CutAt(0.5)), says: "saved", submits: 1, runs: 1, clips: 1},
		{name: "the older upload", weather: always(lynxtest.Ticket, lynxtest.Say(404, "")), says: "saved", submits: 1, runs: 1, clips: 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h := newLynxHome(t, lynxtest.Options{})
			if c.weather != nil {
				c.weather(h)
			}
			if c.prompt == "" {
				c.prompt = "smiles"
			}
			a := h.run(t, lynxArgs(strings.TrimSpace(c.prompt))...)
			if a.code != c.code || !strings.Contains(a.err, c.says) {
				t.Errorf("exit %d, want %d with %q\n%s", a.code, c.code, c.says, a.err)
			}
			money := ""
			switch {
			case a.code == failed && c.runs == 0:
				money = "Nothing was charged."
			case a.code == failed && c.clips == 0:
				money = "WaveSpeed refunds failed runs"
			}
			if !strings.Contains(a.err, money) {
				t.Errorf("it does not say %q:\n%s", money, a.err)
			}
			h.wantService(t, c.submits, c.runs)
			if c.later != nil {
				c.later(h)
			}
			if a := h.run(t, "resume"); a.code != c.resumed {
				t.Errorf("resume: exit %d, want %d\n%s", a.code, c.resumed, a.err)
			}
			h.wantService(t, c.submits, c.runs)
			clips := h.clips(t)
			if len(clips) != c.clips {
				t.Errorf("%d clips, want %d", len(clips), c.clips)
			}
			for _, path := range clips {
				checkPlays(t, path)
			}
			h.checkNoTraces(t)
			h.checkKeyIsNowhere(t)
		})
	}
}

// wantService fails when the service saw another number of submits or made another number of runs.
func (h *lynxHome) wantService(t testing.TB, submits, runs int) {
	t.Helper()
	if s, r := h.service.Submits(), len(h.service.Runs()); s != submits || r != runs {
		t.Errorf("%d submits and %d runs, want %d and %d", s, r, submits, runs)
	}
}

// begin starts making a clip in the background. Its end is sent on the channel.
func (h *lynxHome) begin(t testing.TB, args ...string) (interrupt func(), ended <-chan answer) {
	t.Helper()
	cmd := h.command(t.Context(), args...)
	out := &strings.Builder{}
	cmd.Stdout, cmd.Stderr = h, out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	answers := make(chan answer, 1)
	go func() {
		_ = cmd.Wait()
		_, _ = h.Write([]byte(out.String()))
		answers <- answer{code: cmd.ProcessState.ExitCode(), err: out.String()}
	}()
	return func() { _ = cmd.Process.Signal(syscall.SIGINT) }, answers
}

// TestCtrlCWhileLynxWorksLosesNothing ends `make` as a person would.
func TestCtrlCWhileLynxWorksLosesNothing(t *testing.T) {
	t.Parallel()
	h := newLynxHome(t, lynxtest.Options{})
	h.service.Break(lynxtest.Result, lynxtest.Always, h.service.Hang()) // else the clip could be saved before the interrupt comes
	interrupt, ended := h.begin(t, lynxArgs("smiles")...)
	// Not when the run is accepted: between that and the answer in the journal, nobody knows would be true as well.
	eventually(t, "the run is looked at", func() bool { return h.service.Count(lynxtest.Result) > 0 })
	interrupt()
	if a := <-ended; a.code != 6 || !strings.Contains(a.err, "the clip is paid for") {
		t.Errorf("exit %d\n%s", a.code, a.err)
	}
	h.service.Mend(lynxtest.Result)
	h.wantResumed(t)
}

// TestOutIsLookedAtBeforeAnythingIsSpent asks for a copy in places where none can be.
func TestOutIsLookedAtBeforeAnythingIsSpent(t *testing.T) {
	t.Parallel()
	h := newLynxHome(t, lynxtest.Options{})
	for _, out := range []string{h.dir, filepath.Join(h.dir, "nowhere", "clip.mp4")} {
		if a := h.run(t, append(lynxArgs("smiles"), "--out", out)...); a.code != 2 {
			t.Errorf("--out %s: exit %d\n%s", out, a.code, a.err)
		}
	}
	h.wantService(t, 0, 0)
}

// wantResumed fails unless `caracal resume` brings the one clip home that was paid for.
func (h *lynxHome) wantResumed(t testing.TB) {
	t.Helper()
	a := h.run(t, "resume")
	if a.code != 0 {
		t.Fatalf("resume: exit %d\n%s", a.code, a.err)
	}
	h.wantService(t, 1, 1)
	if clips := h.clips(t); len(clips) != 1 || clips[0] != a.path {
		t.Errorf("clips %q, resume says %q", clips, a.path)
	}
	checkPlays(t, a.path)
	h.checkNoTraces(t)
	h.checkKeyIsNowhere(t)
}

// TestTheLibraryGoesAwayWhileAClipIsMade pulls the disk out, as it were, once the clip is paid for.
func TestTheLibraryGoesAwayWhileAClipIsMade(t *testing.T) {
	t.Parallel()
	h := newLynxHome(t, lynxtest.Options{})
	library := filepath.Join(h.dir, "Library")
	moves := make(chan error, 1)
	h.service.Break(lynxtest.Result, 1, then(func() { moves <- os.Rename(library, library+" unplugged") }))
	a := h.run(t, lynxArgs("smiles")...)
	if err := <-moves; err != nil {
		t.Fatal(err)
	}
	if a.code != 6 || !strings.Contains(a.err, "folder is not there") || !strings.Contains(a.err, "Nothing is lost") {
		t.Errorf("exit %d\n%s", a.code, a.err)
	}
	if _, err := os.Stat(library); !os.IsNotExist(err) {
		t.Errorf("there is a new library folder: %v", err)
	}
	if err := os.Rename(library+" unplugged", library); err != nil {
		t.Fatal(err)
	}
	h.wantResumed(t)
}

// TestTheDiskIsFullWhileAClipIsMade fills a small disk once the clip is paid for.
func TestTheDiskIsFullWhileAClipIsMade(t *testing.T) {
	t.Parallel()
	for _, folder := range []string{"data", "Library"} {
		t.Run(folder, func(t *testing.T) {
			t.Parallel()
			h := newLynxHome(t, lynxtest.Options{})
			disk := filepath.Join(h.dir, folder)
			mountSmallDisk(t, disk, 48<<20)
			h.set(t, core.Settings{InFlight: 1})
			ballast, filled := filepath.Join(disk, "ballast"), make(chan struct{})
			h.service.Break(lynxtest.Result, 1, then(func() { fill(ballast); close(filled) }))
			a := h.run(t, lynxArgs("smiles")...)
			<-filled
			if a.code != 6 || !strings.Contains(a.err, "The disk is full") || !strings.Contains(a.err, "Nothing is lost") {
				t.Errorf("exit %d\n%s", a.code, a.err)
			}
			if err := os.Remove(ballast); err != nil {
				t.Fatal(err)
			}
			h.wantResumed(t)
		})
	}
}

// fill writes a file until the disk takes no more.
func fill(path string) {
	f, err := os.Create(path)
	if err != nil {
		return
	}
	defer f.Close()
	for size := 64 << 10; size >= 512; {
		if _, err := f.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
}

// TestAFullLibraryIsSaidBeforeItIsPaidFor has no room for a clip from the start.
func TestAFullLibraryIsSaidBeforeItIsPaidFor(t *testing.T) {
	t.Parallel()
	h := newLynxHome(t, lynxtest.Options{})
	mountSmallDisk(t, filepath.Join(h.dir, "Library"), 8<<20)
	a := h.run(t, lynxArgs("smiles")...)
	if a.code != 3 || !strings.Contains(a.err, "The disk is full") {
		t.Errorf("exit %d\n%s", a.code, a.err)
	}
	for _, r := range h.service.Requests() {
		if r.At != lynxtest.Price { // it may be asked what a clip costs
			t.Errorf("a request to %q", r.At)
		}
	}
}

// TestTheKeyChangesWhileAClipIsMade resumes with a key that is good no more, and then with the right one.
func TestTheKeyChangesWhileAClipIsMade(t *testing.T) {
	t.Parallel()
	h := newLynxHome(t, lynxtest.Options{})
	interrupt, ended := h.begin(t, lynxArgs("smiles")...)
	eventually(t, "the run is accepted", func() bool { return len(h.service.Runs()) == 1 })
	interrupt()
	<-ended
	right := h.service.Key()
	h.useKey("wsk_revoked0123456789")
	if a := h.run(t, "resume"); a.code != 6 || !strings.Contains(a.err, "did not accept your key") || !strings.Contains(a.err, "Nothing is lost") {
		t.Errorf("exit %d\n%s", a.code, a.err)
	}
	h.useKey(right)
	h.wantResumed(t)
}
