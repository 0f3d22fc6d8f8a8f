package shots

import (
	"time"

	"caracal/core"
)

// Duration returns how long a studio takes for a list of which it has n clips left to make with an engine, of which each takes usual: as many at once as the limit has, and none
// sooner after another than its spacing.
func Duration(n int, usual time.Duration, limit core.Limit) time.Duration {
	if n == 0 {
		return 0
	}
	rounds := (n + max(1, limit.InFlight) - 1) / max(1, limit.InFlight)
	return max(time.Duration(rounds)*usual, time.Duration(n-1)*limit.Spacing+usual)
}
