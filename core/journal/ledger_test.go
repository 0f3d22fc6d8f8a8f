package journal

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/database"
)

// A line is one of the exported accounts.
type line struct {
	event, task, job string
	amount           core.USD
	at               time.Time
}

func ledger(t *testing.T, j *Journal, from, to time.Time) (lines []line, sum core.USD) {
	t.Helper()
	var b bytes.Buffer
	if err := j.WriteCSV(&b, from, to); err != nil {
		t.Fatal(err)
	}
	table, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range table[1:] {
		amount, err := core.ParseUSD(row[2])
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.Parse(time.RFC3339, row[0])
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line{row[1], row[4], row[5], amount, at})
		sum += amount
	}
	return lines, sum
}

func TestEveryEventOfMoneyIsALine(t *testing.T) {
	j := open(t, t.TempDir())
	e := paid(0)
	if _, err := j.Reserve(e, 0, noon()); err != nil {
		t.Fatal(err)
	}
	e.Job.State = core.Working
	put(t, j, e) // nothing of money
	e.Job.Money, e.Mark = core.Charged, core.Mark{Step: core.Accepted, RemoteID: "task-1"}
	put(t, j, e)
	e.Job.State, e.Job.Refund = core.Failed, 20*core.Cent
	put(t, j, e)
	e.Job.Money, e.Job.Refund = core.Refunded, 50*core.Cent
	put(t, j, e, e)
	stopped := paid(time.Second)
	put(t, j, stopped)
	stopped.Job.State, stopped.Job.Money = core.Stopped, core.Released
	put(t, j, stopped)

	lines, sum := ledger(t, j, noon(), noon().Add(time.Hour))
	var got []string
	for _, l := range lines {
		got = append(got, fmt.Sprint(l.event, " ", l.amount, " ", l.task, " ", l.job == string(e.Job.ID)))
		if d := time.Since(l.at); d < 0 || d > time.Minute {
			t.Errorf("%s at %v", l.event, l.at)
		}
	}
	equal(t, "ledger", got, []string{
		"reserved $0.50  true", "charged $0.00 task-1 true", "refunded -$0.20 task-1 true", "refunded -$0.30 task-1 true",
		"reserved $0.50  false", "released -$0.50  false",
	})
	equal(t, "sum", sum, core.USD(0))
}

// Whatever becomes of jobs, the ledger adds up to the month's figure, also in a journal that was damaged meanwhile.
func TestTheLedgerAddsUpToTheMonthsFigure(t *testing.T) {
	for seed := range uint64(5) {
		r := rand.New(rand.NewPCG(seed, 9))
		dir := t.TempDir()
		j, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		months := []time.Time{noon().AddDate(0, -1, 0), noon(), noon().AddDate(0, 1, 0)}
		var jobs []core.Entry
		for range 60 {
			if len(jobs) == 0 || r.IntN(3) == 0 {
				e := paid(months[r.IntN(2)].Sub(noon()) + time.Duration(r.IntN(1e6)))
				e.Job.Price = core.USD(r.IntN(4)) * 25 * core.Cent
				if e.Job.Price == 0 {
					e.Job.Money = ""
				}
				if _, err := j.Reserve(e, core.USD(r.IntN(2))*20*core.Dollar, months[0]); err != nil && core.KindOf(err) != core.OverBudget {
					t.Fatal(err)
				} else if err == nil {
					jobs = append(jobs, e)
				}
				continue
			}
			e := &jobs[r.IntN(len(jobs))]
			if e.Job.Price > 0 {
				e.Job.Money = []core.Money{core.Reserved, core.Charged, core.Released, core.Refunded}[r.IntN(4)]
				e.Job.Refund = core.USD(r.IntN(3)) * 30 * core.Cent
			}
			e.Job.State = []core.State{core.Working, core.Saved, core.Failed, core.Unclear}[r.IntN(4)]
			put(t, j, *e)
		}
		check := func(when string) {
			t.Helper()
			for i, since := range months[:2] {
				if _, sum := ledger(t, j, since, months[2]); sum < 0 {
					t.Errorf("seed %d, %s: the sum is %v", seed, when, sum)
				} else if spent, err := j.Spent(since); err != nil || sum != spent {
					t.Errorf("seed %d, %s, month %d: the ledger says %v, Spent %v, %v", seed, when, i, sum, spent, err)
				}
			}
		}
		check("whole")
		before, _ := ledger(t, j, months[0], months[2])
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		// As damage leaves it: put aside whole, so that all of it can be carried over.
		path := filepath.Join(dir, "journal.db")
		if err := os.Rename(path, path+".damaged-20261122T120000.000Z"); err != nil {
			t.Fatal(err)
		}
		if j, err = Open(dir); err != nil {
			t.Fatal(err)
		}
		check("salvaged")
		after, _ := ledger(t, j, months[0], months[2])
		if len(after) < len(before)*9/10 { // a history of one job that ends where it began may be one line
			t.Errorf("seed %d: %d lines of %d were carried over", seed, len(after), len(before))
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A kill between the making of a new journal and the salvage of the old one must not lose what the old one holds.
func TestSalvageThatWasCutOffIsDoneByTheNextStart(t *testing.T) {
	dir := t.TempDir()
	j, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	e := paid(0)
	put(t, j, e)
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "journal.db")
	aside := path + ".damaged-20261122T120000.000Z"
	if err := os.Rename(path, aside); err != nil {
		t.Fatal(err)
	}
	// The killed process had come to an empty journal.
	if j, err = Open(filepath.Join(dir, "other")); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "other", "journal.db"), path); err != nil {
		t.Fatal(err)
	}
	for _, told := range []bool{true, false} { // once is enough
		j = open(t, dir)
		if list, err := j.Recent(10); err != nil || len(list) != 1 || list[0].Job.ID != e.Job.ID {
			t.Errorf("%d entries, %v", len(list), err)
		}
		if (j.Damage() != nil) != told {
			t.Errorf("Damage = %v", j.Damage())
		}
	}
}

func TestHangingIsOfAnyAge(t *testing.T) {
	j := open(t, t.TempDir())
	unclear, owed, released, refunded := paid(0), paid(1), paid(2), paid(3)
	unclear.Job.State, unclear.Mark.Step = core.Unclear, core.Submitting
	owed.Job.State, owed.Job.Money = core.Failed, core.Charged
	released.Job.State, released.Job.Money = core.Failed, core.Released
	refunded.Job.State, refunded.Job.Money, refunded.Job.Refund = core.Failed, core.Charged, 50*core.Cent
	put(t, j, unclear, owed, released, refunded)
	for i := range 150 {
		saved := paid(time.Duration(i) * time.Second)
		saved.Job.State, saved.Job.Money = core.Saved, core.Charged
		put(t, j, saved)
	}
	list, err := j.AtStake()
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "hanging", ids(list), []core.JobID{unclear.Job.ID, owed.Job.ID})
	unfinished := paid(-time.Hour)
	put(t, j, unfinished)
	if list, err = j.Recent(100); err != nil || len(list) != 103 {
		t.Fatalf("%d recent entries, %v", len(list), err)
	}
	equal(t, "before the recent", ids(list[100:]), []core.JobID{owed.Job.ID, unclear.Job.ID, unfinished.Job.ID})
}

// A journal of the version before the ledger gets lines that add up to what it counted.
func TestALedgerIsMadeForAnOlderJournal(t *testing.T) {
	dir := t.TempDir()
	db, _, err := database.Open(filepath.Join(dir, "journal.db"), database.Options{Migrations: migrations()[:2]})
	if err != nil {
		t.Fatal(err)
	}
	for i, money := range []core.Money{core.Reserved, core.Charged, core.Released, core.Refunded, ""} {
		e := paid(time.Duration(i))
		e.Job.Money = money
		text, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		_, err = db.Exec(`INSERT INTO entries (id, owner, ended, state, engine, price, money, created, entry) VALUES (?, 'gone', 1, 'failed', 'lynx', ?, ?, ?, ?)`,
			e.Job.ID, e.Job.Price, money, e.Job.Created.UnixMicro(), string(text))
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	j := open(t, dir)
	lines, sum := ledger(t, j, noon(), noon().Add(time.Hour))
	spent, err := j.Spent(noon())
	if err != nil || sum != core.Dollar || spent != sum || len(lines) != 7 {
		t.Errorf("%d lines of %v; spent %v, %v", len(lines), sum, spent, err)
	}
}

// However it comes about that two jobs take the same run for theirs, only the first gets it.
func TestNoTwoJobsHaveOneRun(t *testing.T) {
	j := open(t, t.TempDir())
	first, second := paid(0), paid(time.Minute)
	put(t, j, first, second)
	for _, e := range []*core.Entry{&first, &second} {
		e.Job.Step, e.Job.RemoteID, e.Mark = core.Accepted, "run", core.Mark{Step: core.Accepted, RemoteID: "run"}
	}
	put(t, j, first)
	if err := j.Put(second); err == nil {
		t.Error("the second job has the run too")
	}
	if e, ok, err := j.FindRun("run"); err != nil || !ok || e.Job.ID != first.Job.ID {
		t.Errorf("the run is job %s's, %v, %v", e.Job.ID, ok, err)
	}
}
