package calendar

import (
	"testing"
	"time"

	"caracal/core/library/index"

	"github.com/google/go-cmp/cmp"
)

func TestRailMarks(t *testing.T) {
	var months []index.Month
	for i := range 30 { // May 2026 back to December 2023
		at := time.Date(2026, 5, 1, 0, 0, 0, 0, time.Local).AddDate(0, -i, 0)
		months = append(months, index.Month{Year: at.Year(), Month: at.Month(), At: 10 * i})
	}
	texts := func(most int) (list []string) {
		for _, m := range railMarks(months, 300, most) {
			list = append(list, m.Text)
		}
		return list
	}
	if diff := cmp.Diff([]string{"May", "Apr", "Mar", "Feb", "Jan", "2025", "2024", "2023"}, texts(20)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"May", "Mar", "Jan", "2024"}, texts(4)); diff != "" {
		t.Errorf("four (-want +got):\n%s", diff)
	}
	if marks := railMarks(nil, 0, 4); len(marks) != 0 {
		t.Error(marks)
	}
	if m, ok := monthOf(months, 55); !ok || m.Month != time.December || m.Year != 2025 {
		t.Error(m, ok)
	}
}
