package library

import (
	"context"
	"database/sql"
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"caracal/core"
)

// A row is a clip and what the index knows of its file.
type row struct {
	clip    core.Clip // Path and Deleted are filled in
	path    string    // below the root, with slashes
	missing bool
}

// A queryer is a database or a transaction in it.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// rows returns the clips for which where holds; where may go on with ORDER BY and LIMIT.
func rows(ctx context.Context, q queryer, where string, args ...any) ([]row, error) {
	found, err := q.QueryContext(ctx, `SELECT root, path, missing, deleted, clip FROM clips WHERE `+where, args...)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	var list []row
	for found.Next() {
		var r row
		var root, text string
		var deleted sql.NullInt64
		if err := found.Scan(&root, &r.path, &r.missing, &deleted, &text); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(text), &r.clip); err != nil {
			return nil, err
		}
		r.clip.Path = filepath.Join(root, filepath.FromSlash(r.path))
		if deleted.Valid {
			r.clip.Deleted = time.UnixMicro(deleted.Int64)
		}
		list = append(list, r)
	}
	return list, found.Err()
}

// byID returns the row of a clip, in whichever folder, or nil.
func byID(ctx context.Context, q queryer, id core.JobID) (*row, error) {
	list, err := rows(ctx, q, `id = ?`, id)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// write puts a clip into the index, new or changed, as the file at rel below the library folder. It returns the clip as [Library.Has] will.
func (l *Library) write(ctx context.Context, tx *sql.Tx, c core.Clip, rel string) (core.Clip, error) {
	file, err := os.Stat(l.abs(rel))
	if err != nil {
		return core.Clip{}, folderError("index clip", err)
	}
	c.Bytes = file.Size()
	c.Path, c.Deleted = "", time.Time{}
	text, err := json.Marshal(c)
	if err != nil {
		return core.Clip{}, err
	}
	c.Path = l.abs(rel)
	var deleted any
	if _, at, ok := fromBin(rel); ok {
		c.Deleted, deleted = at, at.UnixMicro()
	}
	var seq int64
	err = tx.QueryRowContext(ctx, `
INSERT INTO clips (id, root, path, size, mtime, missing, deleted, engine, aspect, created, prompt, clip)
VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT (id) DO UPDATE SET root = ?2, path = ?3, size = ?4, mtime = ?5, missing = 0, deleted = ?6, engine = ?7, aspect = ?8, created = ?9,
	prompt = ?10, clip = ?11
RETURNING seq`, c.ID, l.folders.Library, rel, file.Size(), file.ModTime().UnixMicro(), deleted, c.Story.Engine, c.Story.Aspect,
		c.Story.Created.UnixMicro(), c.Story.Prompt, string(text)).Scan(&seq)
	if err != nil {
		return core.Clip{}, err
	}
	name := strings.TrimSuffix(path.Base(rel), path.Ext(rel))
	_, err = tx.ExecContext(ctx, `INSERT OR REPLACE INTO words (rowid, text) VALUES (?, ?)`,
		seq, strings.Join(words(c.Story.Prompt+" / "+name+" / "+c.PictureName), " "))
	return c, err
}

// abs returns the path of the file at rel below the library folder.
func (l *Library) abs(rel string) string {
	return filepath.Join(l.folders.Library, filepath.FromSlash(rel))
}
