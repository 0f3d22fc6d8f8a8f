package library

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"slices"
)

// Takes returns how many takes of one picture the clip at i stands for: 1 for a clip that is alone, or when the listing is not stacked, and 0 for one that is seen only because its
// stack is open.
func (l Listing) Takes(i int) int {
	if l.Stacks == nil {
		return 1
	}
	return int(l.Stacks[i])
}

// Opened reports whether the clip at i is on top of a stack that is open.
func (l Listing) Opened(i int) bool {
	return l.Takes(i) > 1 && i+1 < len(l.Stacks) && l.Stacks[i+1] == 0
}

// add counts one take more in the stack at i.
func (l *Listing) add(i int) {
	if l.Stacks[i] < math.MaxUint16 {
		l.Stacks[i]++
	}
}

// stack lays what was found in stacks. That of the picture open is open; 0 opens none.
func (l *Listing) stack(found column, s *sheet, open uint32) {
	type place struct {
		at        int // in Rows, from 1
		favourite bool
	}
	l.Rows, l.Stacks = make([]Row, 0, len(found.rows)), make([]uint16, 0, len(found.rows))
	stacks := make([]place, s.lastPicture+1)
	for i, row := range found.rows {
		stack, favourite := &stacks[found.pictures[i]], s.kinds[found.kinds[i]].favourite
		if found.pictures[i] == 0 || stack.at == 0 {
			l.begin(len(l.Rows), found.months[i])
			l.Rows, l.Stacks = append(l.Rows, row), append(l.Stacks, 1)
			*stack = place{len(l.Rows), favourite}
			continue
		}
		l.add(stack.at - 1)
		if favourite && !stack.favourite {
			stack.favourite = true
			l.Rows[stack.at-1] = row
		}
	}
	if open != 0 && open <= s.lastPicture && stacks[open].at != 0 { // it may have come after the sheet was read
		l.open(stacks[open].at-1, found, open)
	}
	// They stay, and are often much smaller than what was found.
	l.Rows, l.Stacks = slices.Clone(l.Rows), slices.Clone(l.Stacks)
}

// open puts the other takes of a picture after the one at i, which is on top of them.
func (l *Listing) open(i int, found column, picture uint32) {
	top := l.Rows[i]
	var others []Row
	for n, row := range found.rows {
		if found.pictures[n] == picture && row != top {
			others = append(others, row)
		}
	}
	l.Rows = slices.Insert(l.Rows, i+1, others...)
	l.Stacks = slices.Insert(l.Stacks, i+1, make([]uint16, len(others))...)
	for n := range l.Months {
		if l.Months[n].At > i {
			l.Months[n].At += len(others)
		}
	}
}

// pictureOf returns the number of the picture of a clip, 0 when none is known or there is no such clip here.
func (x *index) pictureOf(ctx context.Context, row Row) (picture uint32, err error) {
	if row == 0 {
		return 0, nil
	}
	err = x.read(func(db *sql.DB) error {
		err := db.QueryRowContext(ctx, `SELECT picture FROM clips WHERE seq = ? AND root = ? AND missing = 0`, row, x.root).Scan(&picture)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return picture, err
}

// firstStacks reads the first n stacks. It reads on in the order until it has met so many pictures, and then counts the takes of each.
func (x *index) firstStacks(ctx context.Context, db *sql.DB, list *Listing, n int) error {
	pictures, err := x.firstPictures(ctx, db, list, n)
	if err != nil {
		return err
	}
	for i, picture := range pictures {
		if picture == 0 {
			continue
		}
		top, count := list.Rows[i], 0
		err := db.QueryRowContext(ctx, `SELECT count(*) `+listed(false)+` AND picture = ?`, x.root, picture).Scan(&count)
		if err != nil {
			return err
		}
		err = db.QueryRowContext(ctx, `SELECT seq `+listed(false)+` AND picture = ? AND favourite = 1 ORDER BY `+orderBy(list.Query.Order, false)+` LIMIT 1`, x.root, picture).Scan(&top)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		list.Stacks[i] = uint16(min(count, math.MaxUint16))
		list.Rows[i] = top
	}
	return nil
}

// firstPictures puts the first clip of each of the first n stacks into the list, and returns the picture of each.
func (x *index) firstPictures(ctx context.Context, db *sql.DB, list *Listing, n int) (pictures []uint32, err error) {
	found, err := db.QueryContext(ctx, `SELECT seq, picture `+listed(false)+` ORDER BY `+orderBy(list.Query.Order, false), x.root)
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
		list.Rows, list.Stacks = append(list.Rows, row), append(list.Stacks, 1)
	}
	return pictures, found.Err()
}
