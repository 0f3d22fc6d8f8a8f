package calendar

import (
	"sort"
	"strconv"

	"caracal/core/library/index"
	"caracal/gui/kit/daterail"
	"caracal/gui/words"
)

// railMarks returns the marks for a list of n clips, at most so many: the months of the first year in the list, and the years after it. Where that is too much only some are left.
func railMarks(months []index.Month, n, most int) (marks []daterail.Mark) {
	for i, m := range months {
		mark := daterail.Mark{At: float64(m.At) / float64(max(1, n)), Text: words.ShortMonth(m.Month)}
		if m.Year != months[0].Year {
			if m.Year == months[i-1].Year {
				continue
			}
			mark.Text = strconv.Itoa(m.Year)
		}
		marks = append(marks, mark)
	}
	if len(marks) <= most {
		return marks
	}
	some := make([]daterail.Mark, 0, most)
	for i := range most {
		some = append(some, marks[i*len(marks)/most])
	}
	return some
}

// monthOf returns the month of the clip at i, and false when it is not known.
func monthOf(months []index.Month, i int) (index.Month, bool) {
	n := sort.Search(len(months), func(n int) bool { return months[n].At > i })
	if n == 0 {
		return index.Month{}, false
	}
	return months[n-1], true
}
