package library

import (
	"math"
	"time"
)

// A Month is the first of the clips of a month in a listing.
type Month struct {
	Year  int
	Month time.Month
	At    int // in Listing.Rows
}

// A month is the number of a month: how many there were before it since the beginning of the year 0.
type month uint16

// monthAt returns the month of a time where the person is.
func monthAt(t time.Time) month {
	year, m, _ := t.Date()
	return month(min(max(year*12+int(m)-1, 0), math.MaxUint16))
}

// begin notes that the row at i is of month m, and so, perhaps, the first of it.
func (l *Listing) begin(i int, m month) {
	year, name := int(m/12), time.Month(m%12+1)
	if n := len(l.Months); m != 0 && (n == 0 || l.Months[n-1].Year != year || l.Months[n-1].Month != name) {
		l.Months = append(l.Months, Month{year, name, i})
	}
}
