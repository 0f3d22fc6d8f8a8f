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

// A month is the number of a month: how many there were before it since the beginning of the year 0. That one's own number stands for no month.
type month uint16

// monthAt returns the month of a time where the person is.
func monthAt(t time.Time) month {
	year, name, _ := t.Date()
	return numberOf(year, name)
}

func numberOf(year int, name time.Month) month {
	return month(min(max(year*12+int(name)-1, 0), math.MaxUint16))
}

// begin notes that the row at i is of month m, and so, perhaps, the first of it. Rows come in their order.
func (l *Listing) begin(i int, m month) {
	if n := len(l.Months); m == 0 || n > 0 && numberOf(l.Months[n-1].Year, l.Months[n-1].Month) == m {
		return
	}
	l.Months = append(l.Months, Month{int(m / 12), time.Month(m%12 + 1), i})
}
