package journal

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"caracal/core"
	"caracal/core/processtest"
)

// The test binary is also the other process, at work in the folder in its first argument.
func TestMain(m *testing.M) {
	roles := map[string]processtest.Role{}
	for _, role := range []string{"put", "adopt", "reserve", "submit"} {
		roles[role] = func(args []string) error { return other(role, args[0]) }
	}
	processtest.Main(m, roles)
}

// other does its role, and then waits to be killed or for the end of its input. What it prints, it has done.
func other(role, dir string) error {
	j, err := Open(dir)
	if err != nil {
		return err
	}
	defer j.Close()
	switch role {
	case "put":
		for {
			e := paid(0)
			if err := j.Put(e); err != nil {
				return err
			}
			fmt.Println(e.Job.ID)
		}
	case "adopt":
		fmt.Println("ready")
		io.ReadFull(os.Stdin, make([]byte, 1))
		list, err := j.Adopt()
		if err != nil {
			return err
		}
		if err := json.NewEncoder(os.Stdout).Encode(ids(list)); err != nil {
			return err
		}
	case "reserve":
		fmt.Println("ready")
		io.ReadFull(os.Stdin, make([]byte, 1))
		n := 0
		for range 10 {
			switch _, err := j.Reserve(paid(0), 5*core.Dollar, noon()); core.KindOf(err) {
			case "":
				n++
			case core.OverBudget:
			default:
				return err
			}
		}
		fmt.Println(n)
	case "submit":
		fmt.Println("ready")
		io.ReadFull(os.Stdin, make([]byte, 1))
		n := 0
		for i := range 10 {
			e := paid(0)
			e.Mark = core.Mark{Step: core.Submitting, At: noon().Add(time.Duration(i) * 10 * time.Second)}
			turn, err := j.PutInTurn(e, 30*time.Second)
			if err != nil {
				return err
			}
			if turn.IsZero() {
				n++
			}
		}
		fmt.Println(n)
	}
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

func TestKilledProcessLosesNothingAndItsJobsAreAdopted(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	p := processtest.Start(t, "put", dir)
	var want []core.JobID
	for range 50 {
		want = append(want, core.JobID(p.Line(t)))
	}
	if list, err := j.Adopt(); err != nil || len(list) != 0 {
		t.Fatalf("adopted %d jobs of a living process, %v", len(list), err)
	}
	p.Kill()
	for p.Out.Scan() { // what it had still said
		want = append(want, core.JobID(p.Out.Text()))
	}
	p.Wait()

	list, err := j.Adopt()
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[core.JobID]bool)
	for _, id := range ids(list) {
		got[id] = true
	}
	for _, id := range want {
		if !got[id] {
			t.Errorf("job %s was put and is lost", id)
		}
	}
	if len(list) > len(want)+1 { // the last may have been killed between the commit and the print
		t.Errorf("%d jobs from %d", len(list), len(want))
	}
	if files, err := filepath.Glob(filepath.Join(dir, "owners", "*")); err != nil || len(files) != 1 {
		t.Error(files, err)
	}
}

func TestProcessesThatAdoptAtOnceShareTheJobs(t *testing.T) {
	dir := t.TempDir()
	dead, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	var want []core.JobID
	for range 20 {
		e := paid(0)
		put(t, dead, e)
		want = append(want, e.Job.ID)
	}
	var all []*processtest.Process
	for range 4 {
		p := processtest.Start(t, "adopt", dir)
		p.Line(t)
		all = append(all, p)
	}
	if err := dead.Close(); err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		fmt.Fprint(p.In, "x")
	}
	var got []core.JobID
	for _, p := range all {
		var part []core.JobID
		if err := json.Unmarshal([]byte(p.Line(t)), &part); err != nil {
			t.Fatal(err)
		}
		got = append(got, part...)
	}
	less := cmpopts.SortSlices(func(a, b core.JobID) bool { return a < b })
	if d := cmp.Diff(want, got, less); d != "" {
		t.Error(d)
	}
}

// together has four processes do a role at the same time, and returns how often they did it in all.
func together(t *testing.T, role, dir string) (total int) {
	t.Helper()
	var all []*processtest.Process
	for range 4 {
		p := processtest.Start(t, role, dir)
		p.Line(t)
		all = append(all, p)
	}
	for _, p := range all {
		fmt.Fprint(p.In, "x")
	}
	for _, p := range all {
		var n int
		if _, err := fmt.Sscan(p.Line(t), &n); err != nil {
			t.Fatal(err)
		}
		total += n
	}
	return total
}

func TestProcessesDoNotOverspendTogether(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	total := together(t, "reserve", dir)
	if spent, err := j.Spent(noon()); err != nil || spent != 5*core.Dollar || total != 10 {
		t.Errorf("spent %v in %d jobs of 50 cents, %v; the budget was $5", spent, total, err)
	}
}

// Each submits every 10 s, for 90 s, and what is too soon after another's is not written.
func TestProcessesDoNotTakeTheSameTurn(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	total := together(t, "submit", dir)
	list, err := j.Recent(100)
	if err != nil || len(list) != total || total < 2 || total > 4 {
		t.Fatalf("%d turns, %d entries, %v", total, len(list), err)
	}
	slices.SortFunc(list, func(a, b core.Entry) int { return a.Mark.At.Compare(b.Mark.At) })
	for i := 1; i < len(list); i++ {
		if gap := list[i].Mark.At.Sub(list[i-1].Mark.At); gap < 30*time.Second {
			t.Errorf("submits are %v apart", gap)
		}
	}
}
