package lynx_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"caracal/core"
	"caracal/core/lynx"
	"caracal/core/lynx/lynxtest"
	"caracal/core/wavespeed"
)

// A world is the service, the network and one person's computer, in a bubble where an hour takes no time.
type world struct {
	*lynxtest.Service
	t      *testing.T
	net    *lynxtest.Memory
	client *wavespeed.Client
	engine *lynx.Engine
	ledger *ledger
	dir    string
	texts  []string // of errors and marks: what could come to be written down
}

// inWorld runs a test in a world, and afterwards looks for the key where it must not be.
func inWorld(t *testing.T, o lynxtest.Options, test func(t *testing.T, w *world)) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		net := &lynxtest.Memory{}
		o.Listen = net.Listen
		service, err := lynxtest.Start(o)
		if err != nil {
			t.Fatal(err)
		}
		defer service.Close()
		transport := net.Transport()
		defer transport.CloseIdleConnections()
		w := &world{Service: service, t: t, net: net, ledger: &ledger{}, dir: dir}
		w.client = &wavespeed.Client{Base: service.Base(), Key: service.Key, Transport: transport, Version: "test"}
		w.engine = &lynx.Engine{Client: w.client, Ledger: w.ledger}
		test(t, w)
		w.checkSecrets()
	})
}

func (w *world) checkSecrets() {
	w.t.Helper()
	for _, leak := range w.Leaks() {
		w.t.Errorf("leaked: %s", leak)
	}
	for _, note := range w.Notes() {
		w.t.Errorf("the service passed over: %s", note)
	}
	for _, text := range w.texts {
		if strings.Contains(text, w.Key()) || strings.Contains(text, "://") || strings.Contains(text, "signature") {
			w.t.Errorf("an error tells a secret: %s", text)
		}
	}
	files, err := filepath.Glob(filepath.Join(w.dir, "*"))
	if err != nil {
		w.t.Fatal(err)
	}
	for _, f := range files {
		if filepath.Ext(f) != ".mp4" {
			w.t.Errorf("left behind: %s", f)
		}
		if b, err := os.ReadFile(f); err == nil && strings.Contains(string(b), w.Key()) {
			w.t.Errorf("the key is in %s", f)
		}
	}
}

// A job is one task with a record of what its engine did.
type job struct {
	*core.Task
	w     *world
	mu    sync.Mutex
	marks []core.Mark
	seen  []core.Progress
	save  func(core.Mark) error // instead of success; nil for success
}

func request() core.Request {
	return core.Request{
		Picture: core.Picture{Path: filepath.Join("testdata", "picture.jpg")}, Prompt: "smiles and waves", Aspect: core.Tall, Engine: core.Lynx,
		Focus: core.Point{X: 0.5, Y: 0.5},
	}
}

func (w *world) job() *job { return w.jobAt(core.Mark{Step: core.New}) }

func (w *world) jobAt(m core.Mark) *job {
	j := &job{w: w}
	id := core.NewJobID()
	j.Task = &core.Task{ID: id, Request: request(), Mark: m, Out: filepath.Join(w.dir, string(id)+".mp4")}
	j.Task.Save = func(m core.Mark) error {
		if j.save != nil {
			if err := j.save(m); err != nil {
				return err
			}
		}
		j.mu.Lock()
		defer j.mu.Unlock()
		j.marks = append(j.marks, m)
		w.ledger.put(core.Entry{Job: core.Job{ID: j.ID, Request: j.Request, State: core.Working}, Mark: m})
		return nil
	}
	j.Task.Report = func(p core.Progress) { j.seen = append(j.seen, p) }
	return j
}

// run generates, from where the job's last mark stands.
func (j *job) run(ctx context.Context) error {
	j.Mark = j.last()
	err := j.w.engine.Generate(ctx, j.Task)
	if err != nil {
		j.w.texts = append(j.w.texts, err.Error())
	}
	for _, p := range j.seen {
		j.w.texts = append(j.w.texts, p.Note)
	}
	return err
}

// runFor is run in a process that is killed after d.
func (j *job) runFor(d time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	defer cancel()
	return j.run(ctx)
}

func (j *job) last() core.Mark {
	if len(j.marks) == 0 {
		return j.Mark
	}
	return j.marks[len(j.marks)-1]
}

func (j *job) saw(p core.Phase) bool {
	return slices.ContainsFunc(j.seen, func(s core.Progress) bool { return s.Phase == p })
}

// checkClip fails unless the clip is the one that the service has for the aspect, to the byte.
func (j *job) checkClip() {
	j.w.t.Helper()
	want, err := lynxtest.Clip(j.Request.Aspect)
	if err != nil {
		j.w.t.Fatal(err)
	}
	got, err := os.ReadFile(j.Out)
	if err != nil || !slices.Equal(got, want) {
		j.w.t.Errorf("the clip has %d bytes (%v), the service sent %d", len(got), err, len(want))
	}
}

// A ledger is a journal in memory.
type ledger struct {
	mu      sync.Mutex
	entries []core.Entry
	err     error
}

func (l *ledger) Unknown(core.EngineID) (list []core.Entry, _ error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range l.entries {
		if e.Mark.Step == core.Submitting {
			list = append(list, e)
		}
	}
	return list, l.err
}

func (l *ledger) Owned(id string) (bool, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.ContainsFunc(l.entries, func(e core.Entry) bool { return e.Mark.RemoteID == id }), l.err
}

func (l *ledger) put(e core.Entry) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entries = slices.DeleteFunc(slices.Clone(l.entries), func(old core.Entry) bool { return old.Job.ID == e.Job.ID })
	l.entries = append(l.entries, e)
}

// ends runs the job and checks how it ended.
func (j *job) ends(kind core.Kind, step core.Step, submits, runs int) {
	j.w.t.Helper()
	err := j.run(context.Background())
	if got := core.KindOf(err); got != kind || err == nil != (kind == "") {
		j.w.t.Errorf("Generate = %v (kind %q), want kind %q", err, got, kind)
	}
	if got := j.last().Step; got != step {
		j.w.t.Errorf("the last mark is %q, want %q", got, step)
	}
	if got := j.w.Submits(); got != submits {
		j.w.t.Errorf("%d submits, want %d", got, submits)
	}
	if got := len(j.w.Runs()); got != runs {
		j.w.t.Errorf("%d runs, want %d", got, runs)
	}
	if kind == "" {
		j.checkClip()
	} else if _, err := os.Stat(j.Out); !errors.Is(err, os.ErrNotExist) {
		j.w.t.Errorf("there is a clip, or %v", err)
	}
}
