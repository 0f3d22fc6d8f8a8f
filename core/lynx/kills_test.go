package lynx_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/journal"
	"caracal/core/keychain"
	"caracal/core/lynx"
	"caracal/core/lynx/lynxtest"
	"caracal/core/processtest"
	"caracal/core/program"
)

var kills = flag.Int("kills", 16, "how many processes are killed at work in one home")

// The test binary is also the program that is killed: in the home of its first argument, with the service and the key after it, it makes a clip from the prompt in its fourth, or goes on with
// what was begun.
func TestMain(m *testing.M) {
	processtest.Main(m, map[string]processtest.Role{
		"click": func(args []string) error {
			return atWork(args, func(s *core.Studio) error {
				r := request()
				r.Prompt = args[3]
				_, err := s.Submit(context.Background(), r)
				return err
			})
		},
		"resume": func(args []string) error {
			return atWork(args, func(s *core.Studio) error {
				_, err := s.Resume()
				return err
			})
		},
	})
}

// atWork opens the whole program, at twenty times the pace, begins something and waits for the end of all jobs.
func atWork(args []string, begin func(*core.Studio) error) error {
	folders, err := core.OpenFolders(args[0], "")
	if err != nil {
		return err
	}
	os.Setenv(keychain.Variable, args[2])
	parts, err := program.Open(folders, args[1], "test")
	if err != nil {
		return err
	}
	defer parts.Close()
	parts.Lynx.Pace = lynx.Standard().Faster(20)
	parts.Studio.SetLimit(core.Lynx, core.Limit{InFlight: 1}) // the service's clock spaces the submits
	news := make(chan struct{}, 1)
	defer parts.Studio.Watch(func(core.Job) {
		select {
		case news <- struct{}{}:
		default:
		}
	})()
	if err := begin(parts.Studio); err != nil {
		return err
	}
	for slices.ContainsFunc(parts.Studio.Jobs(), func(j core.Job) bool { return !j.State.Ended() }) {
		<-news
	}
	return nil
}

// TestKilledClicksOfOneHome kills one process after the other, at a random moment of its work, while the service's list does not tell what runs were given. Whatever the service has accepted
// must be one clip, or the person's to decide where nothing tells whose it is; and nothing may be posted twice.
func TestKilledClicksOfOneHome(t *testing.T) {
	t.Parallel()
	for name, strangers := range map[string]int{"alone": 0, "beside strangers": 3} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newClicker(t)
			for i := range *kills {
				if i%10 == 9 {
					c.kill(t, "resume")
				} else {
					c.clicks++
					c.kill(t, "click", fmt.Sprint("click ", c.clicks))
				}
				c.flight.Lock() // what arrived before the kill arrived then
				c.Advance(spacing)
				c.flight.Unlock()
				if strangers > 0 && i%(*kills/strangers) == 2 {
					c.strangers[c.Plant(c.Now().Add(-rand.N(spacing)))] = true
				}
			}
			c.settle(t)
			c.check(t)
		})
	}
}

// spacing is what passes between two submits by the service's clock, as by default. To the program it looks as if its own clock were put back as far each time.
const spacing = 30 * time.Second

// A clicker clicks in one home.
type clicker struct {
	*lynxtest.Service
	home      string
	clicks    int
	strangers map[string]bool // runs, by their ids
	news      chan lynxtest.Endpoint
	flight    sync.Mutex // held while the service has a submit in its hands

	mu     sync.Mutex
	posted map[string][]time.Time // when submits came, by their prompt, which no two clicks share
}

func newClicker(t *testing.T) *clicker {
	s, err := lynxtest.Start(lynxtest.Options{Balance: 1000 * core.Dollar, Fast: 50 * time.Millisecond, Slow: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	c := &clicker{Service: s, home: t.TempDir(), strangers: map[string]bool{}, posted: map[string][]time.Time{}, news: make(chan lynxtest.Endpoint, 100)}
	for _, at := range []lynxtest.Endpoint{lynxtest.Ticket, lynxtest.Put, lynxtest.Price, lynxtest.Submit, lynxtest.Result, lynxtest.Media} {
		c.Break(at, lynxtest.Always, func(w http.ResponseWriter, r *http.Request, handler http.HandlerFunc) {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				panic(http.ErrAbortHandler) // killed while it sent
			}
			r.Body = io.NopCloser(bytes.NewReader(body))
			if at == lynxtest.Submit {
				var order struct{ Prompt string }
				_ = json.Unmarshal(body, &order)
				c.mu.Lock()
				c.posted[order.Prompt] = append(c.posted[order.Prompt], c.Now())
				c.mu.Unlock()
				c.flight.Lock()
				defer c.flight.Unlock()
				defer c.Advance(spacing)
			}
			select {
			case c.news <- at:
			default: // nobody listens
			}
			time.Sleep(rand.N(40 * time.Millisecond)) // as a network does, for the kill to come before or after
			if at == lynxtest.Submit && rand.N(6) == 0 {
				panic(http.ErrAbortHandler) // lost
			}
			answer := httptest.NewRecorder()
			handler(answer, r)
			time.Sleep(rand.N(40 * time.Millisecond))
			if at == lynxtest.Submit && rand.N(8) == 0 {
				panic(http.ErrAbortHandler) // accepted, and the answer is lost
			}
			maps.Copy(w.Header(), answer.Header())
			w.WriteHeader(answer.Code)
			_, _ = w.Write(answer.Body.Bytes())
		})
	}
	return c
}

// start starts a process of the program.
func (c *clicker) start(t *testing.T, role string, prompt ...string) (p *processtest.Process, ended <-chan struct{}) {
	t.Helper()
	p = processtest.Start(t, role, append([]string{c.home, c.Base(), c.Key()}, prompt...)...)
	end := make(chan struct{})
	go func() {
		defer close(end)
		for p.Out.Scan() {
			continue
		}
		_ = p.Wait()
	}()
	return p, end
}

// kill starts a process and kills it: just after the service was asked something, or some time after its start. One that has come to its end by then is as good.
func (c *clicker) kill(t *testing.T, role string, prompt ...string) {
	t.Helper()
	for len(c.news) > 0 {
		<-c.news
	}
	p, ended := c.start(t, role, prompt...)
	after := []lynxtest.Endpoint{"", lynxtest.Put, lynxtest.Price, lynxtest.Submit, lynxtest.Submit, lynxtest.Result, lynxtest.Media}[rand.N(7)]
	moment := time.After(rand.N(2 * time.Second))
	for killed := false; !killed; {
		select {
		case at := <-c.news:
			if at == after {
				moment, after = time.After(rand.N(80*time.Millisecond)), "over"
			}
		case <-moment:
			p.Kill()
			killed = true
		case <-ended:
			return
		}
	}
	<-ended
}

// settle lets what was begun be finished.
func (c *clicker) settle(t *testing.T) {
	t.Helper()
	for range 3 { // what was lost once more is looked for once more
		c.Advance(10 * time.Minute)
		_, ended := c.start(t, "resume")
		<-ended
	}
}

// window returns when a run of the job's submit can have been made: between the mark and 20 s later, and what the clocks are wrong by.
func window(e core.Entry) (from, to time.Time) {
	s := e.Mark.Submit
	sent := e.Mark.At.Add(s.Ahead)
	return sent.Add(-s.Error), sent.Add(s.Error + 20*time.Second)
}

func within(e core.Entry, r lynxtest.Run) bool {
	from, to := window(e)
	return !r.Created.Before(from) && !r.Created.After(to)
}

// check looks at what all the clicks have come to.
func (c *clicker) check(t *testing.T) {
	t.Helper()
	j, err := journal.Open(filepath.Join(c.home, "data"))
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	c.mu.Lock()
	defer c.mu.Unlock()
	const unsure = 10 * time.Second // what the clocks may be wrong by in a mark, at most
	if err := j.Damage(); err != nil {
		t.Error(err)
	}
	entries, err := j.Recent(2 * c.clicks)
	if err != nil {
		t.Fatal(err)
	}
	job, owner := map[string]core.Entry{}, map[string]core.Entry{} // by prompt and by run
	var unclear []core.Entry
	for _, e := range entries {
		job[e.Job.Request.Prompt] = e
		if e.Job.RemoteID != "" {
			owner[e.Job.RemoteID] = e
		}
		switch {
		case e.Job.State == core.Unclear && core.KindOf(e.Job.Err) == core.OutcomeUnknown:
			unclear = append(unclear, e)
		case e.Job.State == core.Saved:
		default:
			t.Errorf("%s: the job is %s at %s, with %v", e.Job.Request.Prompt, e.Job.State, e.Mark.Step, e.Job.Err)
		}
	}
	want, err := lynxtest.Clip(core.Tall)
	if err != nil {
		t.Fatal(err)
	}
	var free []lynxtest.Run // that no job has
	runs, clips, taken, cannot := 0, 0, 0, 0
	seen := map[string]bool{}
	for _, r := range c.Runs() {
		e, owned := owner[r.ID]
		if !owned {
			free = append(free, r)
		}
		if c.strangers[r.ID] {
			if owned {
				taken++
				for _, came := range c.posted[e.Job.Request.Prompt] {
					if after := r.Created.Sub(came); after < -unsure || after > 20*time.Second+unsure {
						t.Errorf("%s has a stranger's run that was made %v after its submit", e.Job.Request.Prompt, after)
					}
				}
			}
			continue
		}
		runs++
		if seen[r.Order.Prompt] {
			t.Errorf("%s was paid twice", r.Order.Prompt)
		}
		seen[r.Order.Prompt] = true
		if owned {
			if e.Job.Request.Prompt != r.Order.Prompt {
				t.Errorf("%s has the run of %s", e.Job.Request.Prompt, r.Order.Prompt)
			}
			b, err := os.ReadFile(e.Job.Clip.Path)
			if err != nil || !bytes.HasPrefix(b, want) {
				t.Errorf("%s: the clip is not the service's: %v", e.Job.Request.Prompt, err)
			}
			clips++
		}
	}
	for _, r := range free {
		if c.strangers[r.ID] {
			continue
		}
		cannot++
		e := job[r.Order.Prompt]
		others := slices.ContainsFunc(free, func(o lynxtest.Run) bool { return o.ID != r.ID && within(e, o) }) ||
			slices.ContainsFunc(unclear, func(o core.Entry) bool { return o.Job.ID != e.Job.ID && within(o, r) })
		from, to := window(e)
		t.Logf("%s cannot be told: made %v after the first moment that its mark allows, of %v; may be another's: %v", r.Order.Prompt, r.Created.Sub(from), to.Sub(from), others)
		if e.Job.State != core.Unclear || within(e, r) && !others {
			t.Errorf("%s was accepted, nothing else can be meant, and the job is %s with run %q", r.Order.Prompt, e.Job.State, e.Job.RemoteID)
		}
	}
	submits := 0
	for prompt, times := range c.posted {
		submits += len(times)
		if len(times) > 1 {
			t.Errorf("%s was submitted %d times", prompt, len(times))
		}
	}
	t.Logf("%d kills: %d clicks, %d jobs, %d submits, %d runs of ours; %d of them are clips, %d are unclear because they cannot be told; %d submits that never arrived are unclear; %d of %d strangers' runs were taken",
		*kills, c.clicks, len(entries), submits, runs, clips, cannot, len(unclear)-cannot, taken, len(c.strangers))
}
