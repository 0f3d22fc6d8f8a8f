package index

import "time"

// A Month is the first of the clips of a month in a listing.
type Month struct {
	Year  int
	Month time.Month
	At    int // in Listing.Rows
}

// begin notes that the clip at i was made at a time, and so, perhaps, is the first of its month where the person is. Clips come in their order.
func begin(months []Month, i int, t time.Time) []Month {
	year, name, _ := t.Date()
	if n := len(months); n > 0 && months[n-1].Year == year && months[n-1].Month == name {
		return months
	}
	return append(months, Month{year, name, i})
}

// A carrier carries the months of a list over to another that has some of its clips, in the same order.
type carrier struct {
	left   []Month // that begin later
	now    Month
	first  bool // nothing of now has been carried over yet
	months []Month
}

// carry notes that the clip at i of the first list is at place at of the other.
func (c *carrier) carry(i, at int) {
	for len(c.left) > 0 && c.left[0].At <= i {
		c.now, c.left, c.first = c.left[0], c.left[1:], true
	}
	if c.first {
		c.months, c.first = append(c.months, Month{c.now.Year, c.now.Month, at}), false
	}
}
