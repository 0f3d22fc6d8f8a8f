package library

import (
	"context"
	"database/sql"
	"encoding/json"
	"io/fs"
	"path/filepath"
	"time"

	"caracal/core"
	"caracal/core/library/layout"
)

// A row is a clip and what the index knows of its file.
type row struct {
	seq     int64
	clip    core.Clip // Path and Deleted are filled in
	root    string    // the library folder
	path    string    // below root, with slashes
	missing bool
}

// A queryer is a database or a transaction in it.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// selectRows returns the clips for which where holds; where may go on with ORDER BY and LIMIT.
func selectRows(ctx context.Context, q queryer, where string, args ...any) ([]row, error) {
	found, err := q.QueryContext(ctx, `SELECT seq, root, path, mtime, missing, deleted, clip FROM clips WHERE `+where, args...)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	var list []row
	for found.Next() {
		var r row
		var text string
		var mtime int64
		var deleted sql.NullInt64
		if err := found.Scan(&r.seq, &r.root, &r.path, &mtime, &r.missing, &deleted, &text); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(text), &r.clip); err != nil {
			return nil, err
		}
		r.clip.Path, r.clip.Modified = filepath.Join(r.root, filepath.FromSlash(r.path)), time.UnixMicro(mtime)
		if deleted.Valid {
			r.clip.Deleted = time.UnixMicro(deleted.Int64)
		}
		list = append(list, r)
	}
	return list, found.Err()
}

// byID returns the row of a clip, in whichever folder, or nil.
func byID(ctx context.Context, q queryer, id core.JobID) (*row, error) {
	list, err := selectRows(ctx, q, `id = ?`, id)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// get returns the row of a clip, in whichever folder, or nil.
func (x *index) get(id core.JobID) (r *row, err error) {
	err = x.read(func(db *sql.DB) error {
		r, err = byID(context.Background(), db, id)
		return err
	})
	return r, err
}

// put puts a clip into the index, new or changed, as the file at rel below root, of which info tells. It returns the clip as [Library.Has] will.
func (x *index) put(ctx context.Context, tx *txn, c core.Clip, rel string, info fs.FileInfo) (core.Clip, error) {
	// The file that was known to be here is another one now: if its clip is elsewhere, the scan finds it.
	err := tx.exec(ctx, `UPDATE clips SET missing = 1 WHERE root = ? AND dir = ? AND path = ? AND missing = 0 AND id <> ?`, x.root, layout.Dir(rel), rel, c.ID)
	if err != nil {
		return core.Clip{}, err
	}
	err = tx.once(ctx, layout.Dir(rel), `INSERT OR IGNORE INTO folders VALUES (?, ?, 0)`, x.root, layout.Dir(rel))
	if err != nil {
		return core.Clip{}, err
	}
	c.Bytes = info.Size()
	c.Path, c.Deleted, c.Modified = "", time.Time{}, time.Time{}
	text, err := json.Marshal(c)
	if err != nil {
		return core.Clip{}, err
	}
	c.Path, c.Modified = filepath.Join(x.root, filepath.FromSlash(rel)), time.UnixMicro(info.ModTime().UnixMicro())
	var deleted any
	if _, at, ok := layout.FromBin(rel); ok {
		c.Deleted, deleted = at, at.UnixMicro()
	}
	type kind struct {
		core.EngineID
		core.Aspect
		favourite bool
	}
	err = tx.once(ctx, kind{c.Story.Engine, c.Story.Aspect, c.Story.Favourite}, `INSERT OR IGNORE INTO kinds (engine, aspect, favourite) VALUES (?, ?, ?)`, c.Story.Engine, c.Story.Aspect, c.Story.Favourite)
	if err != nil {
		return core.Clip{}, err
	}
	if c.Story.Picture != "" {
		if err := tx.once(ctx, pictured(c.Story.Picture), `INSERT OR IGNORE INTO pictures (sha256) VALUES (?)`, c.Story.Picture); err != nil {
			return core.Clip{}, err
		}
	}
	args := []any{
		c.ID, x.root, rel, info.Size(), info.ModTime().UnixMicro(), deleted, c.Story.Engine, c.Story.Aspect, c.Story.Created.UnixMicro(), c.Story.Prompt, string(text),
		layout.Dir(rel), c.Story.ID, c.Story.Favourite, titleOf(c.Story.Prompt), c.PictureName, c.Duration, c.Story.Picture,
	}
	// Most are new. A statement that may change what is there, or gives something back, keeps a copy of each page that it touches.
	insert, err := tx.prepare(ctx, `INSERT OR IGNORE INTO clips `+clipValues)
	if err != nil {
		return core.Clip{}, err
	}
	result, err := insert.ExecContext(ctx, args...)
	if err != nil {
		return core.Clip{}, err
	}
	n, err := result.RowsAffected()
	if err != nil {
		return core.Clip{}, err
	}
	seq, err := result.LastInsertId()
	if n == 0 {
		seq, err = update(ctx, tx, args)
	}
	if err != nil {
		return core.Clip{}, err
	}
	tx.words = append(tx.words, wordsOf{seq, textOf(c, rel)})
	if n == 1 && len(c.Story.Tags) == 0 {
		return c, nil
	}
	return c, putTags(ctx, tx, seq, c.Story.Tags)
}

// A pictured is a picture that the index knows for certain.
type pictured string

// clipValues are the columns that put writes.
const clipValues = `(id, root, path, size, mtime, missing, deleted, engine, aspect, created, prompt, clip, dir, origin, favourite, title, picture_name, duration, kind, picture)
VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, (SELECT kind FROM kinds WHERE engine = ?7 AND aspect = ?8 AND favourite = ?14),
	coalesce((SELECT picture FROM pictures WHERE sha256 = ?18), 0))`

// update replaces the row of a clip that is in the index already, and returns its number.
func update(ctx context.Context, tx *txn, args []any) (seq int64, err error) {
	replace, err := tx.prepare(ctx, `INSERT INTO clips `+clipValues+`
ON CONFLICT (id) DO UPDATE SET root = excluded.root, path = excluded.path, size = excluded.size, mtime = excluded.mtime, missing = 0, deleted = excluded.deleted,
	engine = excluded.engine, aspect = excluded.aspect, created = excluded.created, prompt = excluded.prompt, clip = excluded.clip, dir = excluded.dir,
	origin = excluded.origin, favourite = excluded.favourite, title = excluded.title, picture_name = excluded.picture_name, duration = excluded.duration, kind = excluded.kind,
	picture = excluded.picture
RETURNING seq`)
	if err == nil {
		err = replace.QueryRowContext(ctx, args...).Scan(&seq)
	}
	return seq, err
}

// remove takes a clip out of the index.
func (x *index) remove(ctx context.Context, tx *txn, id core.JobID) error {
	if err := tx.exec(ctx, `DELETE FROM words WHERE rowid = (SELECT seq FROM clips WHERE id = ?)`, id); err != nil {
		return err
	}
	if err := tx.exec(ctx, `DELETE FROM tags WHERE seq = (SELECT seq FROM clips WHERE id = ?)`, id); err != nil {
		return err
	}
	return tx.exec(ctx, `DELETE FROM clips WHERE id = ?`, id)
}
