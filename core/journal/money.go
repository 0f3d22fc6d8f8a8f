package journal

import (
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"time"

	"caracal/core"
	"caracal/core/database"
)

// Reserve implements [core.Journal]. The caller sets e.Job.Money, as a rule to Reserved.
func (j *Journal) Reserve(e core.Entry, budget core.USD, since time.Time) (fresh bool, err error) {
	const op = "reserve"
	args, err := j.upsertArgs(e)
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

// Paid implements [core.Journal].
func (j *Journal) Paid(since time.Time) (jobs, accounts int, err error) {
	err = j.db.QueryRow(`SELECT count(*), count(DISTINCT nullif(entry ->> '$.Mark.account', '')) FROM entries WHERE created >= ? AND counts > 0`, since.UnixMicro()).Scan(&jobs, &accounts)
	return jobs, accounts, database.Wrap("count money", err)
}

// spent adds up what counts.
func spent(q interface {
	QueryRow(query string, args ...any) *sql.Row
}, since time.Time,
) (total core.USD, err error) {
	err = q.QueryRow(`SELECT coalesce(sum(counts), 0) FROM entries WHERE created >= ?`, since.UnixMicro()).Scan(&total)
	return total, err
}

// WriteCSV writes the ledger of the jobs that were created from from on and before to, oldest first, for a person's accounts: RFC 4180 with a head line. Each line is an event
// of a job's money: it was reserved, charged, released or refunded. The amounts, in dollars, add up to what Spent says of the same jobs. Write errors come back as they are.
func (j *Journal) WriteCSV(w io.Writer, from, to time.Time) error {
	const op = "export accounts"
	rows, err := j.db.Query(`SELECT at, event, amount, coalesce(task, ''), entry FROM ledger JOIN entries ON entries.id = ledger.job
		WHERE created >= ? AND created < ? ORDER BY at, ledger.seq`, from.UnixMicro(), to.UnixMicro())
	if err != nil {
		return database.Wrap(op, err)
	}
	defer rows.Close()
	c := csv.NewWriter(w)
	c.Write([]string{"time", "event", "amount", "engine", "task id", "job id", "account", "created", "state", "price", "prompt"}) // the writer keeps its first error
	for rows.Next() {
		var (
			at          int64
			event, task string
			amount      core.USD
			text        []byte
			e           core.Entry
		)
		if err := rows.Scan(&at, &event, &amount, &task, &text); err != nil {
			return database.Wrap(op, err)
		}
		if err := json.Unmarshal(text, &e); err != nil {
			return database.Wrap(op, err)
		}
		c.Write([]string{
			time.UnixMicro(at).In(e.Job.Created.Location()).Format(time.RFC3339), event, dollars(amount), string(e.Job.Request.Engine), escapeFormula(task), string(e.Job.ID),
			e.Mark.Account, e.Job.Created.Format(time.RFC3339), string(e.Job.State), dollars(e.Job.Price), escapeFormula(e.Job.Request.Prompt),
		})
	}
	c.Flush()
	return errors.Join(c.Error(), database.Wrap(op, rows.Err()))
}

func dollars(u core.USD) string { return strings.Replace(u.String(), "$", "", 1) }

// escapeFormula keeps a spreadsheet from running a text that looks like a formula.
func escapeFormula(s string) string {
	if strings.HasPrefix(strings.TrimLeft(s, " \t\r\n"), "=") || strings.ContainsAny(s[:min(1, len(s))], "+-@\t\r") {
		return "'" + s
	}
	return s
}
