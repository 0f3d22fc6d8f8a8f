package library

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"caracal/core"
	"caracal/core/database"
)

// at is how many rows are asked for in one query.
const at = 200

// byRow asks for columns of rows, and calls scan for each row that there still is.
func (l *Library) byRow(ctx context.Context, op, columns string, rows []Row, scan func(*sql.Rows) error) error {
	return database.Wrap(op, l.index.read(func(db *sql.DB) error {
		for some := range slices.Chunk(rows, at) {
			var list strings.Builder
			for i, row := range some {
				if i > 0 {
					list.WriteByte(',')
				}
				fmt.Fprint(&list, row)
			}
			found, err := db.QueryContext(ctx, `SELECT `+columns+` FROM clips WHERE seq IN (`+list.String()+`)`)
			if err != nil {
				return err
			}
			for found.Next() {
				if err := scan(found); err != nil {
					found.Close()
					return err
				}
			}
			if err := found.Err(); err != nil {
				return err
			}
		}
		return nil
	}))
}

// Briefs returns what tiles show of clips. A row that is there no more is left out. Errors are *core.Error, or ctx.Err().
func (l *Library) Briefs(ctx context.Context, rows []Row) (map[Row]core.Brief, error) {
	briefs := make(map[Row]core.Brief, len(rows))
	columns := fmt.Sprintf(`seq, id, substr(prompt, 1, %d), picture_name, engine, aspect, created, deleted, duration, favourite, coalesce(clip ->> '$.story.nsfw', 0), id <> origin`, core.BriefPrompt)
	err := l.byRow(ctx, "read clips", columns, rows, func(found *sql.Rows) error {
		var row Row
		var b core.Brief
		var created int64
		var deleted sql.NullInt64
		err := found.Scan(&row, &b.ID, &b.Prompt, &b.PictureName, &b.Engine, &b.Aspect, &created, &deleted, &b.Duration, &b.Favourite, &b.NSFW, &b.Copy)
		if b.Created = time.UnixMicro(created); deleted.Valid {
			b.Deleted = time.UnixMicro(deleted.Int64)
		}
		briefs[row] = b
		return err
	})
	return briefs, err
}

// IDs returns the ids of clips, in the order of rows. A row that is there no more is left out. Errors are *core.Error, or ctx.Err().
func (l *Library) IDs(ctx context.Context, rows []Row) ([]core.JobID, error) {
	at := make(map[Row]core.JobID, len(rows))
	err := l.byRow(ctx, "read clips", `seq, id`, rows, func(found *sql.Rows) error {
		var row Row
		var id core.JobID
		err := found.Scan(&row, &id)
		at[row] = id
		return err
	})
	ids := make([]core.JobID, 0, len(at))
	for _, row := range rows {
		if id, ok := at[row]; ok {
			ids = append(ids, id)
		}
	}
	return ids, err
}

// Clip returns the whole clip in a row, or false when it is there no more. Errors are *core.Error, or ctx.Err().
func (l *Library) Clip(ctx context.Context, row Row) (c core.Clip, found bool, err error) {
	err = l.index.read(func(db *sql.DB) error {
		list, err := selectRows(ctx, db, `seq = ?`, row)
		if found = err == nil && len(list) > 0; found {
			c = list[0].clip
		}
		return err
	})
	return c, found, database.Wrap("read clip", err)
}

// RowOf returns the row of a clip in the library or in its bin, or false when there is no such clip, or no file of it at the last look. Errors are *core.Error, or ctx.Err().
func (l *Library) RowOf(ctx context.Context, id core.JobID) (row Row, found bool, err error) {
	err = l.index.read(func(db *sql.DB) error {
		return db.QueryRowContext(ctx, `SELECT seq FROM clips WHERE id = ? AND root = ? AND missing = 0`, id, l.index.root).Scan(&row)
	})
	if err == sql.ErrNoRows {
		return 0, false, nil
	}
	return row, err == nil, database.Wrap("look up clip", err)
}
