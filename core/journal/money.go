package journal

import (
	"context"
	"database/sql"
	"encoding/csv"
	"io"
	"strings"
	"time"

	"caracal/core"
	"caracal/core/database"
)

// Reserve implements [core.Journal]. The caller says in e.Job.Money what the price is to be: Reserved, as a rule.
func (j *Journal) Reserve(e core.Entry, budget core.USD, since time.Time) (fresh bool, err error) {
	const op = "reserve"
	args, err := j.row(e)
	if err != nil {
		return false, core.Wrap(op, core.Internal, err)
	}
	tx, err := j.db.Begin()
	if err != nil {
		return false, database.Wrap(op, err)
	}
	defer tx.Rollback()
	var there bool
	if err := tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM entries WHERE id = ?)`, e.Job.ID).Scan(&there); err != nil || there {
		return false, database.Wrap(op, err)
	}
	if budget > 0 && e.Job.Price > 0 {
		total, err := spent(tx, since)
		if err != nil {
			return false, database.Wrap(op, err)
		}
		if total+e.Job.Price > budget {
			return false, core.Errorf(op, core.OverBudget, "%v and %v spent is more than the budget of %v", e.Job.Price, total, budget)
		}
	}
	if _, err := tx.Stmt(j.put).Exec(args...); err != nil {
		return false, database.Wrap(op, err)
	}
	if err := tx.Commit(); err != nil {
		return false, database.Wrap(op, err)
	}
	return true, nil
}

// Spent implements [core.Journal].
func (j *Journal) Spent(since time.Time) (core.USD, error) {
	total, err := spent(j.db, since)
	return total, database.Wrap("add up money", err)
}

// spent adds up the prices that count.
func spent(q interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}, since time.Time,
) (core.USD, error) {
	rows, err := q.QueryContext(context.Background(),
		`SELECT money, sum(price) FROM entries WHERE created >= ? GROUP BY money`, since.UnixMicro())
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	var total core.USD
	for rows.Next() {
		var money core.Money
		var sum core.USD
		if err := rows.Scan(&money, &sum); err != nil {
			return 0, err
		}
		if money.Counts() {
			total += sum
		}
	}
	return total, rows.Err()
}

// WriteCSV writes the jobs with a price that were created from from on and before to, oldest first, for a person's accounts: RFC 4180 with a head line.
// "price" is the job's, in dollars, and "spent" is what of it counts. Write errors come back as they are.
func (j *Journal) WriteCSV(w io.Writer, from, to time.Time) error {
	const op = "export accounts"
	list, err := entries(j.db.Query(`SELECT entry FROM entries WHERE price > 0 AND created >= ? AND created < ? ORDER BY created, seq`,
		from.UnixMicro(), to.UnixMicro()))
	if err != nil {
		return database.Wrap(op, err)
	}
	c := csv.NewWriter(w)
	c.Write([]string{"created", "engine", "task id", "job id", "state", "money", "price", "spent", "prompt"}) // the writer keeps its first error
	for _, e := range list {
		var counted core.USD
		if e.Job.Money.Counts() {
			counted = e.Job.Price
		}
		c.Write([]string{
			e.Job.Created.Format(time.RFC3339), string(e.Job.Request.Engine), cell(taskID(e)), string(e.Job.ID), string(e.Job.State), string(e.Job.Money),
			dollars(e.Job.Price), dollars(counted), cell(e.Job.Request.Prompt),
		})
	}
	c.Flush()
	return c.Error()
}

func taskID(e core.Entry) string {
	if e.Mark.RemoteID != "" {
		return e.Mark.RemoteID
	}
	return e.Job.RemoteID
}

func dollars(u core.USD) string { return strings.Replace(u.String(), "$", "", 1) }

// cell keeps a spreadsheet from running a text that looks like a formula.
func cell(s string) string {
	if strings.HasPrefix(strings.TrimLeft(s, " \t\r\n"), "=") || strings.ContainsAny(s[:min(1, len(s))], "+-@\t\r") {
		return "'" + s
	}
	return s
}
