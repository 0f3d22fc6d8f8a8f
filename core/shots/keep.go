package shots

import (
	"cmp"
	"context"
	"os"
	"path/filepath"

	"caracal/core"
)

// keptAtOnce is how many pictures are copied before the list on the disk says so. After a crash as many are read again, and found in the store.
const keptAtOnce = 16

// keepPictures has the studio copy the pictures of all rows to come, one after the other, so that a card may be pulled out, and a picture changed or moved, once the list was begun. A
// picture that cannot be copied is reported when its row has its turn.
func (d *Desk) keepPictures(ctx context.Context, r *running) {
	kept, noted := map[string]string{}, 0 // where the copy is, by where the picture was
	for _, row := range d.withoutCopy(r) {
		path := row.Picture.Path
		if _, done := kept[path]; done {
			continue
		}
		if copied, ok := d.keepCopy(ctx, row); ok {
			kept[path] = copied
		}
		if len(kept) == noted+keptAtOnce {
			d.noteKept(r, kept)
			noted = len(kept)
		}
	}
	if len(kept) > noted {
		d.noteKept(r, kept)
	}
}

// withoutCopy returns the rows to come whose pictures have no copy.
func (d *Desk) withoutCopy(r *running) (rows []Row) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i, row := range r.list.Rows {
		if row.Kept == "" && r.state(i) == ToCome {
			rows = append(rows, row)
		}
	}
	return rows
}

// keepCopy has the studio copy a row's picture, and returns where the copy is and whether there is one: not of a picture that has changed since the list was begun, which the person has to
// be told.
func (d *Desk) keepCopy(ctx context.Context, row Row) (path string, ok bool) {
	if ctx.Err() != nil {
		return "", false
	}
	kept, err := d.studio.Keep(ctx, row.Picture.Path)
	return kept.Path, err == nil && row.Stamp.check(row.Picture.Path) == nil
}

// noteKept writes down which pictures have copies.
func (d *Desk) noteKept(r *running, kept map[string]string) {
	r.editing.Lock()
	defer r.editing.Unlock()
	d.change(r, func(l *List) {
		for i := range l.Rows {
			if path, ok := kept[l.Rows[i].Picture.Path]; ok {
				l.Rows[i].Kept = path
			}
		}
	})
}

// picture returns the picture that a row is made of: the copy if there is one, else the picture itself as it was seen when the list was begun. The error is of kind PictureChanged.
func (r Row) picture() (core.Picture, error) {
	p := r.Picture
	if _, err := os.Stat(r.Kept); err == nil {
		p.Path, p.Name = r.Kept, cmp.Or(p.Name, filepath.Base(p.Path))
		return p, nil
	}
	return p, r.Stamp.check(p.Path)
}
