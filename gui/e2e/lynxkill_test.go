package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/journal"
	"caracal/core/lynx/lynxtest"
)

// TestKilledLynxJobsAreNeverPaidTwice ends `caracal make` and `caracal resume` two hundred times without a warning, in all phases of their jobs, and then lets the jobs be finished.
// Every run that the service accepted must be one whole clip in the library; no click may have been sent twice; and what never arrived must be the person's to decide.
func TestKilledLynxJobsAreNeverPaidTwice(t *testing.T) {
	t.Parallel()
	const homes, kills = 10, 20
	var mu sync.Mutex
	phases := map[string]int{}
	t.Run("homes", func(t *testing.T) {
		for i := range homes {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				k := newKiller(t)
				for range kills {
					k.killOnce(t)
				}
				k.settle(t)
				mu.Lock()
				defer mu.Unlock()
				for phase, n := range k.phases {
					phases[phase] += n
				}
			})
		}
	})
	for _, phase := range slices.Sorted(maps.Keys(phases)) {
		t.Logf("%4d %s", phases[phase], phase)
	}
	for _, phase := range []string{beforeJob, beforeSubmit, submitLost, submitUnheard, inProgress, duringFetch} {
		if phases[phase] == 0 {
			t.Errorf("nothing was killed %s: the test does not test", phase)
		}
	}
}

// Where a kill can meet a job. The first word is for sorting.
const (
	beforeJob     = "1 before it was in the journal"
	beforeSubmit  = "2 before its submit"
	submitUnsent  = "3 between its mark and its POST"
	submitLost    = "4 with its POST lost on the way"
	submitUnheard = "5 with its POST accepted and the answer not in the journal"
	inProgress    = "6 while the service made the clip"
	duringFetch   = "7 while the clip was fetched"
	duringSave    = "8 while the clip was saved"
	afterSave     = "9 with the clip in the library"
)

// A killer clicks, kills and resumes in one home.
type killer struct {
	*lynxHome
	clicks int
	phases map[string]int

	mu     sync.Mutex
	posted map[string]int         // submits, by their prompt, which no two clicks share
	news   chan lynxtest.Endpoint // what the service is asked
}

// connected is the news that somebody has connected to the API. A submit does so, between its mark and its POST.
const connected lynxtest.Endpoint = "connected"

func newKiller(t *testing.T) *killer {
	k := &killer{phases: map[string]int{}, posted: map[string]int{}, news: make(chan lynxtest.Endpoint, 1000)}
	k.lynxHome = newLynxHome(t, lynxtest.Options{
		Balance: 1000 * core.Dollar, Fast: 200 * time.Millisecond, Slow: 3 * time.Second,
		ListInputs: true, // else many lost submits within minutes could be each other's runs, and those that were accepted would be the person's to decide too
		Listen: func() (net.Listener, error) {
			l, err := net.Listen("tcp", "127.0.0.1:0")
			return announced{l, func() { k.tell(connected) }}, err
		},
	})
	for at, f := range map[lynxtest.Endpoint]lynxtest.Fault{
		lynxtest.Ticket: k.slow(50), lynxtest.Put: k.slow(50), lynxtest.Submit: k.submit, lynxtest.Result: k.slow(50), lynxtest.Media: k.piecemeal,
	} {
		k.service.Break(at, lynxtest.Always, func(w http.ResponseWriter, r *http.Request, handler http.HandlerFunc) {
			k.tell(at)
			f(w, r, handler)
		})
	}
	return k
}

func (k *killer) tell(at lynxtest.Endpoint) {
	select {
	case k.news <- at:
	default: // nobody listens just now
	}
}

// An announced listener tells of every connection.
type announced struct {
	net.Listener
	tell func()
}

func (l announced) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	l.tell()
	return c, err
}

// pause takes up to so many milliseconds, as a network does.
func pause(most int) { time.Sleep(rand.N(time.Duration(most+1) * time.Millisecond)) }

func (k *killer) slow(most int) lynxtest.Fault {
	return func(w http.ResponseWriter, r *http.Request, handler http.HandlerFunc) {
		pause(most)
		handler(w, r)
		pause(most)
	}
}

// submit notes which click a POST is of. One in six does not arrive, and of one in eight of the others the answer gets lost.
func (k *killer) submit(w http.ResponseWriter, r *http.Request, handler http.HandlerFunc) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler) // it was killed while it sent, and nothing has arrived
	}
	var order struct{ Prompt string }
	_ = json.Unmarshal(body, &order)
	k.mu.Lock()
	k.posted[order.Prompt]++
	k.mu.Unlock()
	pause(60)
	if rand.N(6) == 0 {
		panic(http.ErrAbortHandler)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	answer := httptest.NewRecorder()
	handler(answer, r)
	pause(60)
	if rand.N(8) == 0 {
		panic(http.ErrAbortHandler)
	}
	maps.Copy(w.Header(), answer.Header())
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes())
}

// piecemeal sends a clip in four pieces.
func (k *killer) piecemeal(w http.ResponseWriter, r *http.Request, handler http.HandlerFunc) {
	answer := httptest.NewRecorder()
	handler(answer, r)
	maps.Copy(w.Header(), answer.Header())
	w.WriteHeader(answer.Code)
	for piece := range slices.Chunk(answer.Body.Bytes(), answer.Body.Len()/4+1) {
		_, _ = w.Write(piece)
		_ = http.NewResponseController(w).Flush()
		pause(60)
	}
}

// killOnce starts the program until one could be killed: with a new click, or to resume.
func (k *killer) killOnce(t *testing.T) {
	t.Helper()
	for {
		args, prompt := []string{"resume"}, ""
		if !k.hasUnfinished(t) || rand.N(3) > 0 {
			k.clicks++
			prompt = fmt.Sprintf("click %d", k.clicks)
			args = lynxArgs(prompt)
		}
		before := k.journal(t)
		cmd := k.command(t.Context(), args...)
		cmd.Stdout, cmd.Stderr = k, k
		k.drain()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			_ = cmd.Wait()
		}()
		killed := k.moment(ended)
		_ = cmd.Process.Kill()
		<-ended
		if killed {
			k.note(t, before, prompt)
			return
		}
	}
}

func (k *killer) drain() {
	for len(k.news) > 0 {
		<-k.news
	}
}

// moment waits for a random moment: one by the clock, or one just after something was asked of the service, because some phases are too short for a clock to hit them. It
// reports whether that came before the program's own end.
func (k *killer) moment(ended <-chan struct{}) bool {
	most := []time.Duration{100 * time.Millisecond, 1500 * time.Millisecond}[rand.N(2)]
	after := []lynxtest.Endpoint{"", "", connected, lynxtest.Ticket, lynxtest.Put, lynxtest.Submit, lynxtest.Result, lynxtest.Media}[rand.N(8)]
	if after != "" {
		most = 200 * time.Millisecond
	}
	passed := map[lynxtest.Endpoint]bool{}
	for clock := time.After(3 * time.Second); after != ""; {
		select {
		case at := <-k.news:
			passed[at] = true
			switch {
			case at == connected && after == connected && passed[lynxtest.Put]: // it is going to submit
				after, most = "", time.Millisecond
			case at == after && at != connected:
				after = ""
			}
		case <-clock: // this program never asks for it
			after = ""
		case <-ended:
			return false
		}
	}
	select {
	case <-time.After(rand.N(most)):
		return true
	case <-ended:
		return false
	}
}

// note counts where the jobs of a killed process stood.
func (k *killer) note(t *testing.T, before []core.Entry, prompt string) {
	t.Helper()
	ended := map[core.JobID]bool{}
	for _, e := range before {
		ended[e.Job.ID] = e.Job.State.Ended()
	}
	runs := map[string]bool{}
	for _, r := range k.service.Runs() {
		runs[r.Order.Prompt] = true
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	found := false
	for _, e := range k.journal(t) {
		p := e.Job.Request.Prompt
		if prompt != "" && p != prompt || ended[e.Job.ID] {
			continue
		}
		found = true
		phase := afterSave
		switch step := e.Mark.Step; {
		case e.Job.State.Ended():
		case step == core.Submitting && k.posted[p] == 0:
			phase = submitUnsent
		case step == core.Submitting && !runs[p]:
			phase = submitLost
		case step == core.Submitting:
			phase = submitUnheard
		case step == core.Accepted:
			phase = inProgress
		case step == core.Made:
			phase = duringFetch
		case step == core.Fetched:
			phase = duringSave
		default:
			phase = beforeSubmit
		}
		k.phases[phase]++
	}
	if !found {
		k.phases[beforeJob]++
	}
}

// settle resumes until nothing is unfinished, and checks what all the clicks have come to.
func (k *killer) settle(t *testing.T) {
	t.Helper()
	for try := 0; try == 0 || k.hasUnfinished(t); try++ {
		if try == 5 {
			t.Fatal("five resumes do not finish the jobs")
		}
		want := 0
		a := k.run(t, "resume")
		if k.unclear(t) > 0 {
			want = 4
		}
		if a.code != want && !k.hasUnfinished(t) {
			t.Errorf("resume: exit %d, want %d\n%s", a.code, want, a.err)
		}
	}

	runs := map[string]lynxtest.Run{} // by prompt
	for _, r := range k.service.Runs() {
		if _, twice := runs[r.Order.Prompt]; twice {
			t.Errorf("%s was paid twice", r.Order.Prompt)
		}
		runs[r.Order.Prompt] = r
	}
	k.mu.Lock()
	for prompt, n := range k.posted {
		if n > 1 {
			t.Errorf("%s was submitted %d times", prompt, n)
		}
	}
	k.mu.Unlock()
	if k.service.Submits() > k.clicks {
		t.Errorf("%d submits for %d clicks", k.service.Submits(), k.clicks)
	}

	saved := map[string]string{} // task by path
	for _, e := range k.journal(t) {
		run, made := runs[e.Job.Request.Prompt]
		switch {
		case made && e.Job.State == core.Saved && e.Job.RemoteID == run.ID:
			saved[e.Job.Clip.Path] = run.ID
		case !made && e.Job.State == core.Unclear:
		default:
			t.Errorf("%s: the job is %s with run %q and error %v; the service has run %q", e.Job.Request.Prompt, e.Job.State, e.Job.RemoteID, e.Job.Err, run.ID)
		}
	}
	if len(saved) != len(runs) {
		t.Errorf("%d clips of %d runs", len(saved), len(runs))
	}
	t.Logf("%d clicks, %d submits, %d runs, %d clips, %d unclear", k.clicks, k.service.Submits(), len(runs), len(saved), k.unclear(t))
	k.checkClips(t, saved)
	k.checkNoTraces(t)
	k.checkKeyIsNowhere(t)

	// What is unclear stays so until the person decides.
	submits, want := k.service.Submits(), 0
	if k.unclear(t) > 0 {
		want = 4
	}
	if a := k.run(t, "resume"); a.code != want || k.service.Submits() != submits {
		t.Errorf("resume with nothing to do: exit %d, %d submits more\n%s", a.code, k.service.Submits()-submits, a.err)
	}
	k.checkJournal(t)
}

func (k *killer) unclear(t *testing.T) (n int) {
	t.Helper()
	for _, e := range k.journal(t) {
		if e.Job.State == core.Unclear {
			n++
		}
	}
	return n
}

// checkClips fails unless the library has exactly these clips, whole, each with the task that made it in its story.
func (k *killer) checkClips(t *testing.T, saved map[string]string) {
	t.Helper()
	served, err := lynxtest.Clip(core.Wide)
	if err != nil {
		t.Fatal(err)
	}
	clips := k.clips(t)
	if len(clips) != len(saved) {
		t.Errorf("%d clips in the library, %d in the journal", len(clips), len(saved))
	}
	for i, path := range clips {
		story, err := clipfile.ReadStory(path)
		if err != nil || saved[path] == "" || story.Task != saved[path] {
			t.Errorf("%s is of task %q, want %q: %v", path, story.Task, saved[path], err)
		}
		if b, err := os.ReadFile(path); err != nil || !bytes.HasPrefix(b, served) {
			t.Errorf("%s is not what the service has: %v", path, err)
		}
		if i == 0 {
			checkPlays(t, path)
		}
	}
}

// checkJournal fails when the journal was damaged, or when the program ever had something to say about it.
func (k *killer) checkJournal(t *testing.T) {
	t.Helper()
	j, err := journal.Open(filepath.Join(k.dir, "data"))
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	if err := j.Damage(); err != nil {
		t.Error(err)
	}
	log, err := os.ReadFile(filepath.Join(k.dir, "data", "caracal.log"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(log)) {
		if strings.Contains(line, "level=ERROR") || strings.Contains(line, "level=WARN") {
			t.Errorf("the log says %s", line)
		}
	}
}
