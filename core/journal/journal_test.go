package journal

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
)

// noon is when the stories of these tests begin.
func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

func open(t testing.TB, dir string) *Journal {
	t.Helper()
	j, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	return j
}

// paid returns a waiting Lynx job of 50 cents that was created so long after noon.
func paid(after time.Duration) core.Entry {
	return core.Entry{
		Job: core.Job{
			ID: core.NewJobID(), Request: core.Request{Prompt: "smiles", Aspect: core.Wide, Engine: core.Lynx},
			State: core.Waiting, Step: core.New, Price: 50 * core.Cent, Money: core.Reserved, Created: noon().Add(after),
		},
		Mark: core.Mark{Step: core.New},
	}
}

func put(t testing.TB, j *Journal, list ...core.Entry) {
	t.Helper()
	for _, e := range list {
		if err := j.Put(e); err != nil {
			t.Fatal(err)
		}
	}
}

func ids(list []core.Entry) []core.JobID {
	var out []core.JobID
	for _, e := range list {
		out = append(out, e.Job.ID)
	}
	return out
}

func equal(t testing.TB, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func TestWhatIsPutIsThereAfterReopening(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a folder with #, % and ?")
	e := paid(0)
	e.Job.Request.Prompt = "שלום 😀 ' \" \x00 ok"
	e.Job.Err = core.Errorf("poll", core.Busy, "later")
	e.Job.Started = noon().Add(time.Second)
	e.Mark = core.Mark{Step: core.Accepted, RemoteID: "task-1", UploadURL: "https://example.com/x", At: noon()}

	j, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	put(t, j, paid(-time.Hour), e)
	e.Job.State = core.Working
	put(t, j, e) // a change
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}

	j = open(t, dir)
	if err := j.Damage(); err != nil {
		t.Error(err)
	}
	got, ok, err := j.Find(e.Job.ID)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	equal(t, "error's kind", got.Job.Err.Kind, core.Busy)
	got.Job.Err = e.Job.Err
	opt := cmp.Comparer(func(a, b *core.Error) bool { return a == b })
	if d := cmp.Diff(e, got, opt); d != "" {
		t.Error(d)
	}
	if _, ok, err := j.Find("no such job"); ok || err != nil {
		t.Error(ok, err)
	}
	list, err := j.Recent(1)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "newest", ids(list[:1]), []core.JobID{e.Job.ID})
}

func TestOnlyUnfinishedJobsOfDeadOwnersAreAdopted(t *testing.T) {
	dir := t.TempDir()
	gone, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	younger, older, done := paid(2*time.Second), paid(time.Second), paid(0)
	done.Job.State = core.Failed
	put(t, gone, younger, older, done)

	mine, alive := open(t, dir), open(t, dir)
	theirs := paid(4)
	put(t, alive, theirs)
	list, err := mine.Adopt()
	if err != nil || len(list) != 0 {
		t.Fatalf("adopted %d jobs of the living, %v", len(list), err)
	}

	if err := gone.Close(); err != nil {
		t.Fatal(err)
	}
	if list, err = mine.Adopt(); err != nil {
		t.Fatal(err)
	}
	equal(t, "adopted", ids(list), []core.JobID{older.Job.ID, younger.Job.ID})
	if list, err = alive.Adopt(); err != nil || len(list) != 0 {
		t.Fatalf("adopted %d jobs that have an owner already, %v", len(list), err)
	}
	files, err := os.ReadDir(filepath.Join(dir, "owners"))
	if err != nil || len(files) != 2 {
		t.Errorf("%d owner files, want 2, %v", len(files), err)
	}
}

func TestSpentCountsWhatMayBeCharged(t *testing.T) {
	j := open(t, t.TempDir())
	for i, m := range []core.Money{core.Reserved, core.Charged, core.Released, core.Refunded, ""} {
		for k, account := range []string{"one", "two", ""} {
			e := paid(time.Duration(i))
			e.Job.Money, e.Mark.Account = m, account
			e.Job.Price = core.USD(k) * core.Dollar
			put(t, j, e)
		}
	}
	put(t, j, paid(-1))
	got, err := j.Spent(noon())
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "spent", got, 6*core.Dollar)
	jobs, accounts, err := j.Paid(noon())
	if err != nil || jobs != 4 || accounts != 1 {
		t.Errorf("%d jobs of %d accounts count, %v", jobs, accounts, err)
	}
}

func TestReserveKeepsToTheBudget(t *testing.T) {
	j := open(t, t.TempDir())
	first := paid(0)
	if fresh, err := j.Reserve(first, core.Dollar, noon()); err != nil || !fresh {
		t.Fatal(fresh, err)
	}
	first.Job.Price = core.Dollar
	if fresh, err := j.Reserve(first, core.Dollar, noon()); err != nil || fresh {
		t.Error("the same job again: ", fresh, err)
	}
	if _, err := j.Reserve(paid(0), core.Dollar, noon()); err != nil {
		t.Error(err)
	}
	refused := paid(0)
	if fresh, err := j.Reserve(refused, core.Dollar, noon()); core.KindOf(err) != core.OverBudget || fresh {
		t.Error(fresh, err)
	}
	if _, ok, err := j.Find(refused.Job.ID); ok || err != nil {
		t.Error("a refused job was written", err)
	}
	if _, err := j.Reserve(paid(time.Hour), core.Dollar, noon().Add(time.Hour)); err != nil {
		t.Error("a new month: ", err)
	}
	if _, err := j.Reserve(paid(0), 0, noon()); err != nil {
		t.Error("no budget: ", err)
	}
	free := paid(0)
	free.Job.Price = 0
	if _, err := j.Reserve(free, core.Dollar, noon()); err != nil {
		t.Error("a free job: ", err)
	}
}

func TestATurnOutlivesLaterStepsAndAClockThatIsPutBack(t *testing.T) {
	j := open(t, t.TempDir())
	const spacing = 30 * time.Second
	submit := func(engine core.EngineID, at, turn time.Duration) core.Entry {
		t.Helper()
		e := paid(0)
		e.Job.Request.Engine, e.Mark = engine, core.Mark{Step: core.Submitting, At: noon().Add(at)}
		got, err := j.PutInTurn(e, spacing)
		if err != nil || turn == 0 && !got.IsZero() || turn != 0 && !got.Equal(noon().Add(turn)) {
			t.Errorf("a submit at %v: its turn is at %v, %v; want %v", at, got, err, turn)
		}
		if _, ok, err := j.Find(e.Job.ID); ok != (turn == 0) || err != nil {
			t.Errorf("a submit at %v: written is %v, %v", at, ok, err)
		}
		return e
	}
	e := submit(core.Lynx, 0, 0)
	for _, step := range []core.Step{core.Accepted, core.Made} {
		e.Mark = core.Mark{Step: step, At: noon().Add(time.Hour)}
		put(t, j, e)
	}
	submit(core.Lynx, 29*time.Second, spacing)
	submit(core.Draft, time.Second, 0)
	submit(core.Lynx, spacing, 0)
	submit(core.Lynx, -time.Second, spacing)
	submit(core.Lynx, -time.Hour, 0)
	submit(core.Lynx, 10*time.Second-time.Hour, spacing-time.Hour)
}

func TestTookIsOfSavedJobsNewestFirst(t *testing.T) {
	j := open(t, t.TempDir())
	for i, ran := range []time.Duration{3 * time.Second, 5 * time.Second, -time.Second, 7 * time.Second} {
		e := paid(0)
		e.Job.State = core.Saved
		e.Job.Started = noon().Add(time.Duration(i) * time.Hour)
		e.Job.Ended = e.Job.Started.Add(ran)
		put(t, j, e)
	}
	failed := paid(0)
	failed.Job.State, failed.Job.Started, failed.Job.Ended = core.Failed, noon(), noon().Add(48*time.Hour)
	put(t, j, failed)
	got, err := j.Took(core.Lynx, 2)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "took", got, []time.Duration{7 * time.Second, 5 * time.Second})
}

func TestAccounts(t *testing.T) {
	j := open(t, t.TempDir())
	charged, refunded, free := paid(0), paid(1), paid(2)
	charged.Job.Money, charged.Mark.RemoteID, charged.Job.State = core.Charged, "task-1", core.Saved
	charged.Job.Request.Prompt = `=HYPERLINK("http://example.com", "a, b")`
	refunded.Job.Money, refunded.Mark.RemoteID, refunded.Job.State = core.Refunded, "task-2", core.Failed
	free.Job.Price, free.Job.Money = 0, ""
	put(t, j, charged, refunded, free, paid(-1), paid(time.Hour))

	var b bytes.Buffer
	if err := j.WriteCSV(&b, noon(), noon().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(b.String()) { // the time is that of the test
		_, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ",")
		lines = append(lines, rest)
	}
	equal(t, "csv", lines, []string{
		"event,amount,engine,task id,job id,account,created,state,price,prompt",
		"charged,0.50,lynx,task-1," + string(charged.Job.ID) + `,,2026-11-22T12:00:00Z,saved,0.50,"'=HYPERLINK(""http://example.com"", ""a, b"")"`,
		"refunded,0.00,lynx,task-2," + string(refunded.Job.ID) + ",,2026-11-22T12:00:00Z,failed,0.50,smiles",
	})

	if err := j.WriteCSV(brokenWriter{}, noon(), noon().Add(time.Hour)); !errors.Is(err, errBroken) {
		t.Error(err)
	}
}

var errBroken = errors.New("broken")

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

// A process that has the journal open would go on writing into the file that was put aside, and the new journal would send its jobs once more.
func TestDamagedJournalIsNotPutAsideBeneathALivingOwner(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "journal.db")
	j, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 200 {
		put(t, j, paid(time.Duration(i)))
	}
	if err := j.Close(); err != nil { // all is in the file, and nothing in its log
		t.Fatal(err)
	}
	living, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	clear(b[len(b)/2:])
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); core.KindOf(err) != core.JournalInUse {
		t.Error(err)
	}
	if kept, err := filepath.Glob(path + ".damaged-*"); len(kept) > 0 || err != nil {
		t.Error(kept, err)
	}
	if err := living.Close(); err != nil {
		t.Error(err)
	}
	if j := open(t, dir); j.Damage() == nil {
		t.Error("the damage was not told")
	}
}

func TestDamagedJournalIsKeptAndWhatCanBeReadIsCarriedOver(t *testing.T) {
	const pages = 4096
	for name, damage := range map[string]func(b []byte) (readable bool){
		"one page in the middle": func(b []byte) bool {
			copy(b[len(b)/2/pages*pages:], bytes.Repeat([]byte{0xA5}, pages))
			return true
		},
		"cut off":           func(b []byte) bool { clear(b[len(b)/2:]); return true },
		"not a database":    func(b []byte) bool { copy(b, "something else altogether"); return false },
		"overwritten whole": func(b []byte) bool { clear(b[1:]); return false },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			j, err := Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			const n = 200
			for i := range n {
				put(t, j, paid(time.Duration(i)))
			}
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, "journal.db")
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			readable := damage(b)
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}

			j = open(t, dir)
			if j.Damage() == nil {
				t.Fatal("the damage was not told")
			}
			kept, err := filepath.Glob(path + ".damaged-*Z")
			if err != nil || len(kept) != 1 || !strings.Contains(j.Damage().Error(), filepath.Base(kept[0])) {
				t.Fatal(kept, err, j.Damage())
			}
			if after, err := os.ReadFile(kept[0]); err != nil || !bytes.Equal(after, b) {
				t.Error("the damaged file was changed", err)
			}
			list, err := j.Recent(n)
			if err != nil {
				t.Fatal(err)
			}
			if readable != (len(list) > n/4) {
				t.Errorf("%d of %d carried over", len(list), n)
			}
			if !strings.Contains(j.Damage().Error(), fmt.Sprintf(" %d of", len(list))) {
				t.Error(j.Damage())
			}
			put(t, j, paid(0))
		})
	}
}

func TestUnusableFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if j, err := Open(file); err == nil || core.KindOf(err) == "" {
		t.Error(j, err)
	}
}

func TestFullDisk(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs a tmpfs")
	}
	dir := t.TempDir()
	mount := func(options string) {
		if out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", dir).CombinedOutput(); err != nil {
			t.Skipf("may not mount a tmpfs: %s", out)
		}
	}
	mount("size=300k")
	t.Cleanup(func() { exec.Command("umount", dir).Run() })
	j := open(t, dir)
	var err error
	var last core.Entry
	n := 0
	for ; n < 10_000 && err == nil; n++ {
		last = paid(time.Duration(n) * time.Second)
		err = j.Put(last)
	}
	if core.KindOf(err) != core.DiskFull {
		t.Fatal(err)
	}
	mount("remount,size=8m")
	put(t, j, last)
	if list, err := j.Recent(2 * n); err != nil || len(list) != n {
		t.Errorf("%d of %d, %v", len(list), n, err)
	}
}

func BenchmarkPut(b *testing.B) {
	j := open(b, b.TempDir())
	e := paid(0)
	for b.Loop() {
		put(b, j, e)
	}
}

func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	j := open(b, dir)
	for i := range 2000 {
		put(b, j, paid(time.Duration(i)))
	}
	for b.Loop() {
		again, err := Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		if err := again.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func TestPrompts(t *testing.T) {
	j := open(t, t.TempDir())
	for i, prompt := range []string{"smiles", "turns to the window", "", "smiles", "fails"} {
		e := paid(time.Duration(i) * time.Minute)
		e.Job.Request.Prompt = prompt
		if prompt == "fails" {
			e.Job.State, e.Job.Money, e.Job.Dismissed = core.Failed, core.Released, true
		}
		put(t, j, e)
	}
	for _, n := range []int{10, 2} {
		got, err := j.Prompts(t.Context(), n)
		if err != nil {
			t.Fatal(err)
		}
		want := []core.UsedPrompt{{Text: "fails", Used: noon().Add(4 * time.Minute)}, {Text: "smiles", Used: noon().Add(3 * time.Minute)}, {Text: "turns to the window", Used: noon().Add(time.Minute)}}
		if diff := cmp.Diff(want[:min(n, len(want))], got); diff != "" {
			t.Error(diff)
		}
	}
}
