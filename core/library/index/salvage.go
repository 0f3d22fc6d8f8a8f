package index

import (
	"database/sql"
	"encoding/json"
	"os"

	"github.com/google/uuid"

	"caracal/core"
	"caracal/core/database"
	"caracal/core/library/layout"
)

// mostAside is how many databases that were put aside are kept, the newest: what they know and the files do not has been carried over.
const mostAside = 2

// salvage carries over, from a database that was put aside, the clips whose marks no file knows. They are missing until a scan finds their files, and gives them what is known of
// them. What cannot be read is no error: another index is made from the files in any case.
func salvage(db *sql.DB, aside string) error {
	old, err := database.OpenDamaged(aside)
	if err != nil {
		return nil
	}
	defer old.Close()
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, order := range []string{"ASC", "DESC"} { // a damaged page stops a reader
		rows, err := old.Query(`SELECT root, path, clip FROM clips WHERE instr(clip, '"marks_here":true') ORDER BY seq ` + order)
		if err != nil {
			continue
		}
		if err := carryMarks(tx, rows); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// carryMarks copies rows until they end or cannot be read. The error is one of writing.
func carryMarks(tx *sql.Tx, rows *sql.Rows) error {
	defer rows.Close()
	for rows.Next() {
		var root, rel, text string
		if rows.Scan(&root, &rel, &text) != nil {
			return nil
		}
		var c core.Clip
		if json.Unmarshal([]byte(text), &c) != nil || !c.MarksHere || uuid.Validate(string(c.ID)) != nil || uuid.Validate(string(c.Story.ID)) != nil {
			continue
		}
		c.Story.Tags = core.CleanTags(c.Story.Tags...)
		b, err := json.Marshal(c)
		if err != nil {
			return err
		}
		_, err = tx.Exec(`INSERT OR IGNORE INTO clips (id, origin, root, path, dir, size, mtime, missing, engine, aspect, created, prompt, clip) VALUES (?, ?, ?, ?, ?, 0, 0, 1, ?, ?, ?, ?, ?)`,
			c.ID, c.Story.ID, root, rel, layout.Dir(rel), c.Story.Engine, c.Story.Aspect, c.Story.Created.UnixMicro(), c.Story.Prompt, string(b))
		if err != nil {
			return err
		}
	}
	return nil
}

// forgetAside removes all databases that were put aside but the newest. What cannot be removed is when the next one comes.
func (x *Index) forgetAside() {
	aside, err := database.Aside(x.path)
	if err != nil {
		return
	}
	for _, old := range aside[:max(0, len(aside)-mostAside)] {
		for _, suffix := range []string{"-wal", "-shm", ""} {
			_ = os.Remove(old + suffix)
		}
	}
}
