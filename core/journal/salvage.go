package journal

import (
	"database/sql"
	"encoding/json"

	"caracal/core"
	"caracal/core/database"
)

const columns = `seq, id, owner, ended, state, engine, price, money, created, submitted, saved, took, entry`

// salvage carries over what can still be read in the damaged journal at path, and returns how many entries that is. It reads from both ends, because a
// damaged page stops a reader. What cannot be read is no error: the file is kept.
func (j *Journal) salvage(path string) (n int, err error) {
	old, err := database.OpenDamaged(path)
	if err != nil {
		return 0, nil
	}
	defer old.Close()
	tx, err := j.db.Begin()
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	for _, order := range []string{"ASC", "DESC"} {
		rows, err := old.Query(`SELECT ` + columns + ` FROM entries ORDER BY seq ` + order)
		if err != nil {
			continue
		}
		more, err := carry(tx, rows)
		if err != nil {
			return 0, err
		}
		n += more
	}
	return n, tx.Commit()
}

// carry copies rows until they end or cannot be read. The error is one of writing.
func carry(tx *sql.Tx, rows *sql.Rows) (n int, err error) {
	defer rows.Close()
	for rows.Next() {
		row := make([]any, 13)
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
		// An entry is carried over also when another has its run already, which older versions allowed.
		done, err := tx.Exec(`INSERT OR IGNORE INTO entries (`+columns+`, step, remote_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,
			CASE WHEN EXISTS (SELECT 1 FROM entries WHERE remote_id = ?15) THEN NULL ELSE ?15 END)`, append(row, e.Mark.Step, remoteID(e))...)
		if err != nil {
			return n, err
		}
		if k, err := done.RowsAffected(); err == nil {
			n += int(k)
		}
	}
	return n, nil
}
