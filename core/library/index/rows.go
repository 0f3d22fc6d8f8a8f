package index

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"caracal/core"
	"caracal/core/database"
)

// rowsPerQuery is how many rows are asked for in one query.
const rowsPerQuery = 200

// byRow asks for columns of rows, and calls scan for each row that there still is.
func (r *Reader) byRow(ctx context.Context, op, columns string, rows []Row, scan func(*sql.Rows) error) error {
	return database.Wrap(op, r.x.read(func(db *sql.DB) error {
		for some := range slices.Chunk(rows, rowsPerQuery) {
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
func (r *Reader) Briefs(ctx context.Context, rows []Row) (map[Row]core.Brief, error) {
	briefs := make(map[Row]core.Brief, len(rows))
	columns := fmt.Sprintf(`seq, id, substr(prompt, 1, %d), picture_name, engine, aspect, created, deleted, duration, favourite, coalesce(clip ->> '$.story.nsfw', 0), id <> origin`, core.BriefPrompt)
	err := r.byRow(ctx, "read clips", columns, rows, func(found *sql.Rows) error {
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
func (r *Reader) IDs(ctx context.Context, rows []Row) ([]core.JobID, error) {
	return inOrder(ctx, r, `seq, id`, rows, func(found *sql.Rows) (row Row, id core.JobID, err error) {
		err = found.Scan(&row, &id)
		return row, id, err
	})
}

// Paths returns where the files of clips are, in the order of rows. A row that is there no more is left out. Errors are *core.Error, or ctx.Err().
func (r *Reader) Paths(ctx context.Context, rows []Row) ([]string, error) {
	return inOrder(ctx, r, `seq, root, path`, rows, func(found *sql.Rows) (row Row, path string, err error) {
		var root string
		err = found.Scan(&row, &root, &path)
		return row, filepath.Join(root, filepath.FromSlash(path)), err
	})
}

// inOrder returns something of each row that there still is, in the order of rows.
func inOrder[T any](ctx context.Context, r *Reader, columns string, rows []Row, scan func(*sql.Rows) (Row, T, error)) ([]T, error) {
	at := make(map[Row]T, len(rows))
	err := r.byRow(ctx, "read clips", columns, rows, func(found *sql.Rows) error {
		row, value, err := scan(found)
		at[row] = value
		return err
	})
	list := make([]T, 0, len(rows))
	for _, row := range rows {
		if value, ok := at[row]; ok {
			list = append(list, value)
		}
	}
	return list, err
}

// Clip returns the whole clip in a row, or false when it is there no more. Errors are *core.Error, or ctx.Err().
func (r *Reader) Clip(ctx context.Context, row Row) (c core.Clip, found bool, err error) {
	err = r.x.read(func(db *sql.DB) error {
		list, err := entries(ctx, db.QueryContext, `seq = ?`, row)
		if found = err == nil && len(list) > 0; found {
			c = list[0].Clip
		}
		return err
	})
	return c, found, database.Wrap("read clip", err)
}

// RowOf returns the row of a clip in the library or in its bin, or false when there is no such clip, or no file of it at the last look. Errors are *core.Error, or ctx.Err().
func (r *Reader) RowOf(ctx context.Context, id core.JobID) (row Row, found bool, err error) {
	err = r.x.read(func(db *sql.DB) error {
		return db.QueryRowContext(ctx, `SELECT seq FROM clips WHERE id = ? AND root = ? AND missing = 0`, id, r.x.root).Scan(&row)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return row, err == nil, database.Wrap("look up clip", err)
}
