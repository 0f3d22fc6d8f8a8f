package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/journal"
	"caracal/core/lynx/lynxtest"
)

// addUnclear writes down a job that was submitted so long ago and of which nobody knows what became.
func (h *lynxHome) addUnclear(t *testing.T, ago time.Duration) core.Job {
	t.Helper()
	h.mustMake(t, "astronaut.jpg", "static", "16:9") // so that its picture is kept
	made := h.journal(t)[0].Job
	j, err := journal.Open(filepath.Join(h.dir, "data"))
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	at := time.Now().Add(-ago)
	e := core.Entry{
		Job: core.Job{
			ID: core.NewJobID(), Request: made.Request, State: core.Unclear, Step: core.Submitting, Err: core.Errorf("look", core.OutcomeUnknown, "nothing"),
			Price: 50 * core.Cent, Money: core.Reserved, Created: at,
		},
		Mark: core.Mark{Step: core.Submitting, At: at, UploadURL: "https://example.com/face.jpg", Submit: core.Submit{Error: time.Second}},
	}
	e.Job.Request.Engine, e.Job.Request.Prompt = core.Lynx, "smiles"
	if err := j.Put(e); err != nil {
		t.Fatal(err)
	}
	return e.Job
}

// A jobLine is what `caracal jobs --json` says of a job.
type jobLine struct {
	ID, State, Error, Words, Path string
	Price                         float64
	Task                          string `json:"task_id"`
}

func (h *lynxHome) jobs(t *testing.T) map[string]jobLine {
	t.Helper()
	a := h.run(t, "jobs", "--json")
	var lines []jobLine
	if err := json.Unmarshal([]byte(a.out), &lines); err != nil || a.code != 0 {
		t.Fatalf("jobs --json: exit %d, %v\n%s%s", a.code, err, a.out, a.err)
	}
	jobs := map[string]jobLine{}
	for _, l := range lines {
		jobs[l.ID] = l
	}
	return jobs
}

func TestAnUnclearJobIsThePersonsToDecideByCommand(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]struct {
		code, submits int
		old           string
	}{"send": {0, 1, ""}, "forget": {0, 0, "stopped"}} {
		h := newLynxHome(t, lynxtest.Options{})
		j := h.addUnclear(t, time.Hour)
		if a := h.run(t, "resume"); a.code != 4 || !strings.Contains(a.err, "caracal decide") {
			t.Errorf("resume: exit %d\n%s", a.code, a.err)
		}
		if line := h.jobs(t)[string(j.ID)]; line.State != "unclear" || line.Price != 0.5 || line.Error != "outcome unknown" || line.Words == "" {
			t.Errorf("jobs --json says %+v", line)
		}
		if a := h.run(t, "jobs"); a.code != 0 || !strings.Contains(a.out, string(j.ID)[:8]) || !strings.Contains(a.err, "Nobody knows") {
			t.Errorf("jobs: exit %d\n%s%s", a.code, a.out, a.err)
		}
		for _, bad := range [][]string{{"decide"}, {"decide", "nonsense", "send"}, {"decide", string(j.ID), "perhaps"}} {
			if a := h.run(t, bad...); a.code != 2 {
				t.Errorf("%q: exit %d\n%s", bad, a.code, a.err)
			}
		}
		a := h.run(t, "decide", string(j.ID)[:8], word)
		if a.code != want.code {
			t.Errorf("decide %s: exit %d\n%s", word, a.code, a.err)
		}
		h.wantService(t, want.submits, want.submits)
		if line := h.jobs(t)[string(j.ID)]; line.State != want.old {
			t.Errorf("after %s the job is %+v", word, line)
		}
		if word == "send" {
			checkPlays(t, a.path)
		}
		if a := h.run(t, "decide", string(j.ID), word); a.code != 2 {
			t.Errorf("decided twice: exit %d\n%s", a.code, a.err)
		}
		h.wantService(t, want.submits, want.submits)
		h.checkKeyIsNowhere(t)
	}
}

func TestResumeLooksAgainForWhatIsUnclear(t *testing.T) {
	t.Parallel()
	h := newLynxHome(t, lynxtest.Options{})
	j := h.addUnclear(t, time.Hour)
	run := h.service.Plant(time.Now().Add(-time.Hour + 2*time.Second))
	a := h.run(t, "resume")
	if a.code != 0 || strings.Contains(a.err, "Brought home") {
		t.Errorf("resume: exit %d\n%s", a.code, a.err)
	}
	if line := h.jobs(t)[string(j.ID)]; line.State != "saved" || line.Task != run || line.Path != a.path {
		t.Errorf("the job is %+v", line)
	}
	checkPlays(t, a.path)
}

func TestResumeBringsFinishedClipsHome(t *testing.T) {
	t.Parallel()
	h := newLynxHome(t, lynxtest.Options{})
	run := h.service.Plant(time.Now().Add(-24 * time.Hour))
	h.service.Plant(time.Now().Add(-8 * 24 * time.Hour)) // which is not there any more
	if a := h.run(t, "resume", "--no-home"); a.code != 0 || a.out != "" || len(h.clips(t)) != 0 {
		t.Errorf("--no-home: exit %d\n%s%s", a.code, a.out, a.err)
	}
	a := h.run(t, "resume")
	if a.code != 0 || !strings.Contains(a.err, "Brought home") || len(h.clips(t)) != 1 {
		t.Errorf("resume: exit %d, clips %q\n%s", a.code, h.clips(t), a.err)
	}
	checkPlays(t, a.path)
	tasks := 0
	for _, line := range h.jobs(t) {
		if line.Task == run {
			tasks++
		}
	}
	if a := h.run(t, "resume"); a.code != 0 || a.out != "" || tasks != 1 {
		t.Errorf("a second time: exit %d, %d jobs\n%s%s", a.code, tasks, a.out, a.err)
	}
	// What lies in the folder is here, also for a computer that knows nothing of it, or has not looked since another one saved it there.
	data := filepath.Join(h.dir, "data")
	index, err := os.ReadFile(filepath.Join(data, "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	h.service.Plant(time.Now().Add(-24 * time.Hour))
	if a := h.run(t, "resume"); a.code != 0 || len(h.clips(t)) != 2 {
		t.Errorf("another: exit %d, clips %q\n%s", a.code, h.clips(t), a.err)
	}
	for _, known := range [][]byte{index, nil} {
		for _, name := range []string{"journal.db", "library.db"} {
			if err := os.Remove(filepath.Join(data, name)); err != nil {
				t.Fatal(err)
			}
		}
		if known != nil {
			if err := os.WriteFile(filepath.Join(data, "library.db"), known, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if a := h.run(t, "resume"); a.code != 0 || a.out != "" || len(h.clips(t)) != 2 {
			t.Errorf("with a lost journal: exit %d, clips %q\n%s%s", a.code, h.clips(t), a.out, a.err)
		}
	}
	// Without a key there is nowhere to look, which is nothing wrong.
	h.useKey("")
	if a := h.run(t, "resume"); a.code != 0 {
		t.Errorf("without a key: exit %d\n%s", a.code, a.err)
	}
	h.wantService(t, 0, 3)
}

func TestSeveralPicturesAreAClipEach(t *testing.T) {
	t.Parallel()
	h := newHome(t)
	face, cat := filepath.Join("testdata", "astronaut.jpg"), filepath.Join("testdata", "chelsea.jpg")
	a := h.run(t, "make", "--picture", face, "--picture", cat, "--picture", face, "--prompt", "static")
	paths := strings.Fields(strings.ReplaceAll(a.out, " ", "_"))
	if a.code != 0 || len(paths) != 3 || len(h.clips(t)) != 3 {
		t.Errorf("exit %d, clips %q\n%s%s", a.code, h.clips(t), a.out, a.err)
	}
	a = h.run(t, "make", "--picture", face, "--picture", "not there.jpg", "--prompt", "pan left")
	if a.code != 2 || strings.Count(a.out, "\n") != 1 || !strings.Contains(a.err, "not there.jpg: ") {
		t.Errorf("one is missing: exit %d\n%s%s", a.code, a.out, a.err)
	}
	if a := h.run(t, "make", "--picture", face, "--picture", cat, "--out", filepath.Join(t.TempDir(), "x.mp4")); a.code != 2 {
		t.Errorf("--out for two: exit %d", a.code)
	}
}
