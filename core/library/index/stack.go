package index

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"math/bits"
	"slices"
)

// Stacks say how many takes of one picture the clip at each place stands for, and take little more than a bit a clip where most are alone. The zero Stacks are those of clips that
// are not stacked. Nobody changes them.
type Stacks struct {
	some  rowSet   // the places, not rows, of clips that are not alone
	takes []uint16 // of those, in their order
}

// NewStacks returns the stacks where so many takes are at each place.
func NewStacks(takes []uint16) (s Stacks) {
	for i, n := range takes {
		if n == 1 {
			continue
		}
		if s.some == nil {
			s.some = make(rowSet, len(takes)/64+1)
		}
		s.some.add(int64(i))
		s.takes = append(s.takes, n)
	}
	s.takes = slices.Clone(s.takes)
	return s
}

// at returns how many takes there are at a place.
func (s Stacks) at(i int) int {
	if i/64 >= len(s.some) || !s.some.has(Row(i)) {
		return 1
	}
	before := s.some[:i/64].len() + bits.OnesCount64(s.some[i/64]&(1<<(i%64)-1))
	return int(s.takes[before])
}

// Takes returns how many takes of one picture the clip at i stands for: 1 for a clip that is alone, or when the listing is not stacked, and 0 for one that is seen only because its
// stack is open.
func (l Listing) Takes(i int) int { return l.Stacks.at(i) }

// Opened reports whether the clip at i is on top of a stack that is open.
func (l Listing) Opened(i int) bool { return l.Takes(i) > 1 && l.Takes(i+1) == 0 }

// stack lays what was found in stacks. That of the picture open is open; 0 opens none.
func (l *Listing) stack(found column, s *sheet, open uint32) {
	type place struct {
		at        int // in Rows, from 1
		favourite bool
	}
	l.Rows = make([]Row, 0, len(found.rows))
	takes := make([]uint16, 0, len(found.rows))
	months := carrier{left: found.months}
	stacks := make([]place, s.lastPicture+1)
	for i, row := range found.rows {
		stack, favourite := &stacks[found.pictures[i]], s.kinds[found.kinds[i]].favourite
		if found.pictures[i] == 0 || stack.at == 0 {
			months.carry(i, len(l.Rows))
			l.Rows, takes = append(l.Rows, row), append(takes, 1)
			*stack = place{len(l.Rows), favourite}
			continue
		}
		if n := &takes[stack.at-1]; *n < math.MaxUint16 {
			*n++
		}
		if favourite && !stack.favourite {
			stack.favourite = true
			l.Rows[stack.at-1] = row
		}
	}
	l.Months = months.months
	if open != 0 && open <= s.lastPicture && stacks[open].at != 0 { // it may have come after the sheet was read
		i := stacks[open].at - 1
		below := l.open(i, found, open)
		takes = slices.Insert(takes, i+1, make([]uint16, below)...)
	}
	// They stay, and are often much smaller than what was found.
	l.Rows, l.Stacks = slices.Clone(l.Rows), NewStacks(takes)
}

// open puts the other takes of a picture after the one at i, which is on top of them, and returns how many there are.
func (l *Listing) open(i int, found column, picture uint32) (below int) {
	top := l.Rows[i]
	var others []Row
	for n, row := range found.rows {
		if found.pictures[n] == picture && row != top {
			others = append(others, row)
		}
	}
	l.Rows = slices.Insert(l.Rows, i+1, others...)
	for n := range l.Months {
		if l.Months[n].At > i {
			l.Months[n].At += len(others)
		}
	}
	return len(others)
}

// pictureOf returns the number of the picture of a clip, 0 when none is known or there is no such clip here.
func (r *Reader) pictureOf(ctx context.Context, row Row) (picture uint32, err error) {
	if row == 0 {
		return 0, nil
	}
	err = r.x.read(func(db *sql.DB) error {
		err := db.QueryRowContext(ctx, `SELECT picture FROM clips WHERE seq = ? AND root = ? AND missing = 0`, row, r.x.root).Scan(&picture)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return picture, err
}

// firstStacks reads the first n stacks. It reads on in the order until it has met so many pictures, and then counts the takes of each.
func (r *Reader) firstStacks(ctx context.Context, db *sql.DB, list *Listing, n int) error {
	pictures, err := r.firstPictures(ctx, db, list, n)
	if err != nil {
		return err
	}
	takes := make([]uint16, len(pictures))
	for i, picture := range pictures {
		if takes[i] = 1; picture == 0 {
			continue
		}
		top, count := list.Rows[i], 0
		err := db.QueryRowContext(ctx, `SELECT count(*) `+listed(false)+` AND picture = ?`, r.x.root, picture).Scan(&count)
		if err != nil {
			return err
		}
		err = db.QueryRowContext(ctx, `SELECT seq `+listed(false)+` AND picture = ? AND favourite = 1 ORDER BY `+orderBy(list.Query.Order, false)+` LIMIT 1`, r.x.root, picture).Scan(&top)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		takes[i] = uint16(min(count, math.MaxUint16))
		list.Rows[i] = top
	}
	list.Stacks = NewStacks(takes)
	return nil
}

// firstPictures puts the first clip of each of the first n stacks into the list, and returns the picture of each.
func (r *Reader) firstPictures(ctx context.Context, db *sql.DB, list *Listing, n int) (pictures []uint32, err error) {
	found, err := db.QueryContext(ctx, `SELECT seq, picture `+listed(false)+` ORDER BY `+orderBy(list.Query.Order, false), r.x.root)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	met := make(map[uint32]bool)
	for len(pictures) < n && found.Next() {
		var row Row
		var picture uint32
		if err := found.Scan(&row, &picture); err != nil {
			return nil, err
		}
		if picture != 0 && met[picture] {
			continue
		}
		met[picture] = true
		pictures = append(pictures, picture)
		list.Rows = append(list.Rows, row)
	}
	return pictures, found.Err()
}
