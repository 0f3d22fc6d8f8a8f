package journal

import (
	"database/sql"
	"encoding/json"
	"path/filepath"
	"strings"

	"caracal/core"
	"caracal/core/database"
)

const columns = `id, owner, ended, state, engine, price, money, created, submitted, saved, took, entry`

// salvageAll carries over what can be read in the damaged journals that were put aside, and notes in the same transaction that this was done, so that a kill in between only puts
// it off until the next start. aside is the one that was put aside just now, or empty.
func (j *Journal) salvageAll(path, aside string) error {
	files, err := database.Aside(path)
	if err != nil {
		return err
	}
	for _, file := range files {
		name := filepath.Base(file)
		var done bool
		if err := j.db.QueryRow(`SELECT EXISTS (SELECT 1 FROM salvaged WHERE name = ?)`, name).Scan(&done); err != nil {
			return err
		}
		if done {
			continue
		}
		n, err := j.salvage(file)
		if err != nil {
			return err
		}
		if n > 0 || file == aside {
			j.damage = core.Errorf("open journal", core.JournalDamaged, "it is kept as %s, and %d of its jobs were carried over", name, n)
		}
	}
	return nil
}

// salvage carries over what can still be read in the damaged journal at path, and returns how many entries that is. It reads from both ends, because a
// damaged page stops a reader. What cannot be read is no error: the file is kept.
func (j *Journal) salvage(path string) (n int, err error) {
	tx, err := j.db.Begin()
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	if _, err := tx.Exec(`INSERT INTO salvaged (name) VALUES (?)`, filepath.Base(path)); err != nil {
		return 0, err
	}
	old, err := database.OpenDamaged(path)
	if err != nil {
		return 0, tx.Commit()
	}
	defer old.Close()
	for _, order := range []string{"ASC", "DESC"} {
		rows, err := old.Query(`SELECT ` + columns + ` FROM entries ORDER BY seq ` + order)
		if err != nil {
			continue
		}
		more, err := copyEntries(tx, rows)
		if err != nil {
			return 0, err
		}
		n += more
	}
	if err := copyLedger(tx, old); err != nil {
		return 0, err
	}
	return n, tx.Commit()
}

// copyEntries copies rows until they end or cannot be read. The error is one of writing.
func copyEntries(tx *sql.Tx, rows *sql.Rows) (n int, err error) {
	defer rows.Close()
	for rows.Next() {
		row := make([]any, strings.Count(columns, ",")+1)
		into := make([]any, len(row))
		for i := range row {
			into[i] = &row[i]
		}
		if rows.Scan(into...) != nil {
			return n, nil
		}
		var e core.Entry
		if text, ok := row[len(row)-1].(string); !ok || json.Unmarshal([]byte(text), &e) != nil {
			continue
		}
		// An entry is carried over even if another has its run already, which older versions allowed.
		done, err := tx.Exec(`INSERT OR IGNORE INTO entries (`+columns+`, step, remote_id, counts, refund, written)
			VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, CASE WHEN EXISTS (SELECT 1 FROM entries WHERE remote_id = ?14) THEN NULL ELSE ?14 END, ?15, ?16, ?17)`,
			append(row, e.Mark.Step, remoteIDColumn(e), e.Job.Counts(), e.Job.Refund, e.Job.Created.UnixMicro())...)
		if err != nil {
			return n, err
		}
		if k, err := done.RowsAffected(); err == nil {
			n += int(k)
		}
	}
	return n, nil
}

// copyLedger puts the old lines of a job in the place of the one line that copying its entry has made, if all of them could be read: they then add up to the same amount.
func copyLedger(tx *sql.Tx, old *sql.DB) error {
	type line struct {
		at     int64
		event  string
		amount core.USD
		task   sql.NullString
	}
	lines, total := map[core.JobID][]line{}, map[core.JobID]core.USD{}
	rows, err := old.Query(`SELECT job, at, event, amount, task FROM ledger ORDER BY seq`)
	if err != nil {
		return nil // an older version's, or none that can be read
	}
	defer rows.Close()
	for rows.Next() {
		var job core.JobID
		var l line
		if rows.Scan(&job, &l.at, &l.event, &l.amount, &l.task) != nil {
			break
		}
		lines[job], total[job] = append(lines[job], l), total[job]+l.amount
	}
	for job, old := range lines {
		var same bool
		err := tx.QueryRow(`SELECT count(*) = 1 AND coalesce(sum(amount), 0) = ?2 FROM ledger WHERE job = ?1`, job, total[job]).Scan(&same)
		if err != nil {
			return err
		}
		if !same || len(old) == 1 {
			continue
		}
		if _, err := tx.Exec(`DELETE FROM ledger WHERE job = ?`, job); err != nil {
			return err
		}
		for _, l := range old {
			if _, err := tx.Exec(`INSERT INTO ledger (job, at, event, amount, task) VALUES (?, ?, ?, ?, ?)`, job, l.at, l.event, l.amount, l.task); err != nil {
				return err
			}
		}
	}
	return nil
}
