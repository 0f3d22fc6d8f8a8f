package shots_test

import (
	"testing"
	"time"

	"caracal/core"
	"caracal/core/shots"
)

func TestDurationOfAList(t *testing.T) {
	const usual = 40 * time.Second
	for _, c := range []struct {
		n     int
		limit core.Limit
		want  time.Duration
	}{
		{0, core.Limit{InFlight: 2}, 0},
		{1, core.Limit{InFlight: 2, Spacing: 30 * time.Second}, usual},
		{3, core.Limit{InFlight: 2}, 2 * usual},
		{3, core.Limit{}, 3 * usual},
		{24, core.Limit{InFlight: 2, Spacing: 30 * time.Second}, 23*30*time.Second + usual},
		{24, core.Limit{InFlight: 1, Spacing: 30 * time.Second}, 24 * usual},
	} {
		if got := shots.EstimateDuration(c.n, usual, c.limit); got != c.want {
			t.Errorf("%d clips by %+v: %v, want %v", c.n, c.limit, got, c.want)
		}
	}
}
