package index

import (
	"context"
	"database/sql"
	"math/bits"
	"slices"
	"time"

	"caracal/core"
)

// A Row is the number of a clip in the index. It stays the clip's for as long as the index is the same one, see [Listing.Index].
type Row uint32

// A kind is what the chips tell apart.
type kind struct {
	engine    core.EngineID
	aspect    core.Aspect
	favourite bool
}

// A sheet is all that is in one library folder, in one order, with no more than must be known of every clip at each key that is typed: nine bytes. It is read in one go, and
// again when the library or the order has changed; what is searched for is then found in it without a look at the rows. Keys that go from page to page would be smaller, but
// neither a scroll bar nor a jump to the end can be had from them. Nobody changes a sheet, but it remembers what was found in it.
type sheet struct {
	version      int64 // of the index, before it was read
	index        int64 // see Listing.Index
	order        Order
	kept, binned column
	kinds        []kind // by number
	last         Row    // the highest
	lastPicture  uint32 // likewise
	recent       recent
}

// A column is clips in their order.
type column struct {
	rows     []Row
	kinds    []uint8  // of each
	pictures []uint32 // of each; 0 for none that is known
	months   []Month  // none where clips do not go by time
}

// timeOf returns by what time clips are sorted, for those orders that go by one.
func timeOf(o Order, bin bool) (column string, ok bool) {
	if bin && o == Newest {
		return `deleted`, true
	}
	return `created`, o.ByTime()
}

// orderBy returns how clips are sorted, by an index for each; those in the bin by one for the most usual order.
func orderBy(o Order, bin bool) string {
	switch {
	case o == Oldest:
		return `created, seq`
	case o == ByPrompt:
		return `title, created DESC, seq DESC`
	case o == Largest:
		return `size DESC, created DESC, seq DESC`
	case bin:
		return `deleted DESC, created DESC, seq DESC`
	}
	return `created DESC, seq DESC`
}

// sheetIn returns the sheet in this order, as the index is now.
func (r *Reader) sheetIn(ctx context.Context, order Order) (*sheet, error) {
	select {
	case r.sheets <- struct{}{}:
		defer func() { <-r.sheets }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if version := r.x.Version(); r.sheet == nil || r.sheet.version != version || r.sheet.order != order {
		// Whoever asks next needs it too, so that it is read to its end even when this one asks no more.
		s, err := r.readSheet(context.WithoutCancel(ctx), order)
		if err != nil {
			return nil, err
		}
		r.sheet = s
	}
	return r.sheet, ctx.Err()
}

func (r *Reader) readSheet(ctx context.Context, order Order) (*sheet, error) {
	s := &sheet{order: order}
	err := r.x.read(func(db *sql.DB) (err error) {
		s.version, s.index = r.x.versionHeld(), r.x.epoch
		if s.kept, err = s.read(ctx, db, r.x.root, false); err != nil {
			return err
		}
		if s.binned, err = s.read(ctx, db, r.x.root, true); err != nil {
			return err
		}
		found, err := db.QueryContext(ctx, `SELECT min(kind, 255), engine, aspect, favourite FROM kinds ORDER BY kind`)
		if err != nil {
			return err
		}
		defer found.Close()
		for found.Next() {
			var n int
			var k kind
			if err := found.Scan(&n, &k.engine, &k.aspect, &k.favourite); err != nil {
				return err
			}
			s.kinds = append(s.kinds, make([]kind, max(0, n+1-len(s.kinds)))...)
			s.kinds[n] = k
		}
		return found.Err()
	})
	return s, err
}

// listed says which clips are in the library, or in its bin.
func listed(bin bool) string {
	if bin {
		return `FROM clips WHERE root = ? AND missing = 0 AND deleted IS NOT NULL`
	}
	return `FROM clips WHERE root = ? AND missing = 0 AND deleted IS NULL`
}

// read reads the library or the bin. There are a dozen kinds, unless someone has written files to make more of them: the last share one number then.
func (s *sheet) read(ctx context.Context, db *sql.DB, root string, bin bool) (c column, err error) {
	when, byTime := timeOf(s.order, bin)
	field := 0
	err = numbers(ctx, db, func(n int64) { // three for each clip
		switch field {
		case 0:
			row := Row(n >> 8)
			c.rows, c.kinds = append(c.rows, row), append(c.kinds, uint8(n))
			s.last = max(s.last, row)
		case 1:
			c.pictures = append(c.pictures, uint32(n))
			s.lastPicture = max(s.lastPicture, uint32(n))
		case 2:
			if byTime {
				c.months = begin(c.months, len(c.rows)-1, time.Unix(n, 0))
			}
		}
		field = (field + 1) % 3
	}, `SELECT group_concat((seq << 8 | min(kind, 255)) || ',' || picture || ',' || max(0, `+when+` / 1000000)) FROM (SELECT seq, kind, picture, `+when+` `+listed(bin)+` ORDER BY `+orderBy(s.order, bin)+`)`, root)
	return column{slices.Clone(c.rows), slices.Clone(c.kinds), slices.Clone(c.pictures), slices.Clone(c.months)}, err // as small as can be: they stay
}

// numbers calls each with the numbers that a query has gathered into one text, which takes half the time of as many rows.
func numbers(ctx context.Context, db *sql.DB, each func(int64), query string, args ...any) error {
	found, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var text sql.RawBytes
		if err := found.Scan(&text); err != nil {
			return err
		}
		n := int64(0)
		for i, b := range text {
			if b != ',' {
				n = n*10 + int64(b-'0')
			}
			if b == ',' || i == len(text)-1 {
				each(n)
				n = 0
			}
		}
	}
	return found.Err()
}

// A rowSet is a set of rows, with a bit for each that there may be.
type rowSet []uint64

func (s *sheet) newSet() rowSet { return make(rowSet, s.last/64+1) }

func (r rowSet) add(row int64) {
	if i := row / 64; i < int64(len(r)) { // else it has come after the sheet was read
		r[i] |= 1 << (row % 64)
	}
}

func (r rowSet) has(row Row) bool { return r[row/64]&(1<<(row%64)) != 0 }

// len returns how many rows are in the set.
func (r rowSet) len() (n int) {
	for _, word := range r {
		n += bits.OnesCount64(word)
	}
	return n
}

// others returns what is not in the set.
func (r rowSet) others() rowSet {
	others := make(rowSet, len(r))
	for i, word := range r {
		others[i] = ^word
	}
	return others
}

// intersect returns what is in all of some sets of one sheet.
func intersect(sets []rowSet) rowSet {
	if len(sets) == 1 {
		return sets[0]
	}
	in := slices.Clone(sets[0])
	for _, set := range sets[1:] {
		for i, word := range set {
			in[i] &= word
		}
	}
	return in
}
