package index

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

// An Entry is a clip and what the index knows of its file.
type Entry struct {
	Clip    core.Clip // Path and Deleted are filled in
	Root    string    // the library folder
	Path    string    // below Root, with slashes
	Missing bool      // it was not there at the last look

	seq int64
}

// A queryer asks a database, or a transaction in it.
type queryer func(ctx context.Context, query string, args ...any) (*sql.Rows, error)

// entries returns the clips for which where holds; where may go on with ORDER BY and LIMIT.
func entries(ctx context.Context, ask queryer, where string, args ...any) ([]Entry, error) {
	found, err := ask(ctx, `SELECT seq, root, path, mtime, missing, deleted, clip FROM clips WHERE `+where, args...)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	var list []Entry
	for found.Next() {
		var e Entry
		var text string
		var mtime int64
		var deleted sql.NullInt64
		if err := found.Scan(&e.seq, &e.Root, &e.Path, &mtime, &e.Missing, &deleted, &text); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(text), &e.Clip); err != nil {
			return nil, err
		}
		e.Clip.Path, e.Clip.Modified = filepath.Join(e.Root, filepath.FromSlash(e.Path)), time.UnixMicro(mtime)
		if deleted.Valid {
			e.Clip.Deleted = time.UnixMicro(deleted.Int64)
		}
		list = append(list, e)
	}
	return list, found.Err()
}

// entry returns the entry of a clip, in whichever folder, or nil.
func entry(ctx context.Context, ask queryer, id core.JobID) (*Entry, error) {
	list, err := entries(ctx, ask, `id = ?`, id)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// Entry returns the entry of a clip, in whichever library folder, or nil.
func (x *Index) Entry(id core.JobID) (e *Entry, err error) {
	err = x.read(func(db *sql.DB) error {
		e, err = entry(context.Background(), db.QueryContext, id)
		return err
	})
	return e, err
}

// Binned returns the clips that are in the bin of the library folder and were deleted by then.
func (x *Index) Binned(ctx context.Context, by time.Time) (list []Entry, err error) {
	err = x.read(func(db *sql.DB) error {
		list, err = entries(ctx, db.QueryContext, `root = ? AND deleted <= ? AND missing = 0`, x.root, by.UnixMicro())
		return err
	})
	return list, err
}

// OfTask returns the clip in the library folder, or in its bin, that a run of a service has made which has that id there, if it was asked for since then.
func (x *Index) OfTask(ctx context.Context, task string, since time.Time) (c core.Clip, found bool, err error) {
	err = x.read(func(db *sql.DB) error {
		list, err := entries(ctx, db.QueryContext, `seq IN (
			SELECT seq FROM clips WHERE root = ?1 AND missing = 0 AND deleted IS NULL AND created >= ?2 UNION ALL
			SELECT seq FROM clips WHERE root = ?1 AND missing = 0 AND deleted IS NOT NULL AND created >= ?2
			) AND clip ->> '$.story.task' = ?3 LIMIT 1`, x.root, since.UnixMicro(), task)
		if found = len(list) > 0; found {
			c = list[0].Clip
		}
		return err
	})
	return c, found, err
}

// Entry is [Index.Entry], as the transaction sees it.
func (t *Txn) Entry(ctx context.Context, id core.JobID) (*Entry, error) {
	return entry(ctx, t.query, id)
}

// OfStory returns the clips whose files have a story with this id: the clip itself first, wherever it is, and then its copies in the library folder.
func (t *Txn) OfStory(ctx context.Context, id core.JobID) ([]Entry, error) {
	return entries(ctx, t.query, `id = ?1 OR id <> origin AND root = ?2 AND origin = ?1 ORDER BY id <> origin, seq`, id, t.root)
}

// Put puts a clip into the index, new or changed, as the file at rel below the library folder, of which info tells. It returns the clip as its entry will have it.
func (t *Txn) Put(ctx context.Context, c core.Clip, rel string, info fs.FileInfo) (core.Clip, error) {
	// The file that was known to be here is another one now: if its clip is elsewhere, the scan finds it.
	err := t.exec(ctx, `UPDATE clips SET missing = 1 WHERE root = ? AND dir = ? AND path = ? AND missing = 0 AND id <> ?`, t.root, layout.Dir(rel), rel, c.ID)
	if err != nil {
		return core.Clip{}, err
	}
	err = t.once(ctx, layout.Dir(rel), `INSERT OR IGNORE INTO folders VALUES (?, ?, 0)`, t.root, layout.Dir(rel))
	if err != nil {
		return core.Clip{}, err
	}
	c.Bytes = info.Size()
	c.Path, c.Deleted, c.Modified = "", time.Time{}, time.Time{}
	text, err := json.Marshal(c)
	if err != nil {
		return core.Clip{}, err
	}
	c.Path, c.Modified = filepath.Join(t.root, filepath.FromSlash(rel)), time.UnixMicro(info.ModTime().UnixMicro())
	var deleted any
	if _, at, ok := layout.FromBin(rel); ok {
		c.Deleted, deleted = at, at.UnixMicro()
	}
	err = t.once(ctx, kind{c.Story.Engine, c.Story.Aspect, c.Story.Favourite}, `INSERT OR IGNORE INTO kinds (engine, aspect, favourite) VALUES (?, ?, ?)`, c.Story.Engine, c.Story.Aspect, c.Story.Favourite)
	if err != nil {
		return core.Clip{}, err
	}
	if c.Story.Picture != "" {
		if err := t.once(ctx, pictured(c.Story.Picture), `INSERT OR IGNORE INTO pictures (sha256) VALUES (?)`, c.Story.Picture); err != nil {
			return core.Clip{}, err
		}
	}
	args := []any{
		c.ID, t.root, rel, info.Size(), info.ModTime().UnixMicro(), deleted, c.Story.Engine, c.Story.Aspect, c.Story.Created.UnixMicro(), c.Story.Prompt, string(text),
		layout.Dir(rel), c.Story.ID, c.Story.Favourite, titleOf(c.Story.Prompt), c.PictureName, c.Duration, c.Story.Picture,
	}
	// Most are new. A statement that may change what is there, or gives something back, keeps a copy of each page that it touches.
	insert, err := t.prepare(ctx, `INSERT OR IGNORE INTO clips `+clipValues)
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
		seq, err = t.update(ctx, args)
	}
	if err != nil {
		return core.Clip{}, err
	}
	t.words = append(t.words, wordsOf{seq, textOf(c, rel)})
	if n == 1 && len(c.Story.Tags) == 0 {
		return c, nil
	}
	return c, t.putTags(ctx, seq, c.Story.Tags)
}

// A pictured is a picture that the index knows for certain.
type pictured string

// clipValues are the columns that put writes.
const clipValues = `(id, root, path, size, mtime, missing, deleted, engine, aspect, created, prompt, clip, dir, origin, favourite, title, picture_name, duration, kind, picture)
VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, (SELECT kind FROM kinds WHERE engine = ?7 AND aspect = ?8 AND favourite = ?14),
	coalesce((SELECT picture FROM pictures WHERE sha256 = ?18), 0))`

// update replaces the row of a clip that is in the index already, and returns its number.
func (t *Txn) update(ctx context.Context, args []any) (seq int64, err error) {
	// The library folder that the clip was known in may still have a file of it: it is looked for there when that folder is the library again.
	if err := t.exec(ctx, `UPDATE folders SET mtime = 0 WHERE mtime <> 0 AND (root, dir) = (SELECT root, dir FROM clips WHERE id = ? AND root <> ?)`, args[0], t.root); err != nil {
		return 0, err
	}
	replace, err := t.prepare(ctx, `INSERT INTO clips `+clipValues+`
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

// Remove takes a clip out of the index.
func (t *Txn) Remove(ctx context.Context, id core.JobID) error {
	if err := t.exec(ctx, `DELETE FROM words WHERE rowid = (SELECT seq FROM clips WHERE id = ?)`, id); err != nil {
		return err
	}
	if err := t.exec(ctx, `DELETE FROM tags WHERE seq = (SELECT seq FROM clips WHERE id = ?)`, id); err != nil {
		return err
	}
	return t.exec(ctx, `DELETE FROM clips WHERE id = ?`, id)
}
