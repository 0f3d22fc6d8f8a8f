package shots

import (
	"time"

	"caracal/core"
)

// EstimateDuration returns how long an engine needs for n more clips of which each takes usual: as many at once as its limit allows, with at least its spacing between two submits.
func EstimateDuration(n int, usual time.Duration, limit core.Limit) time.Duration {
	if n == 0 {
		return 0
	}
	rounds := (n + max(1, limit.InFlight) - 1) / max(1, limit.InFlight)
	return max(time.Duration(rounds)*usual, time.Duration(n-1)*limit.Spacing+usual)
}
