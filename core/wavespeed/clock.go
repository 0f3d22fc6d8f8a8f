package wavespeed

import (
	"net/http"
	"time"
)

// A clockReading is the time in an answer beside our own. Our wall clock may be set, and the monotonic one stands still while a laptop sleeps, so both are noted.
type clockReading struct {
	service time.Time
	within  time.Duration // by how much service may be wrong
	wall    time.Time     // without a monotonic part
	steady  time.Time     // with one
}

// hostSkew is by how much the clocks of the service's computers may differ: the one that dates an answer need not be the one that dates a run.
const hostSkew = 2 * time.Second

// readClock notes the time in the answer to a request that was sent at began. The header has whole seconds, and the answer was on its way for a while. A reading that is less exact
// than an earlier one does not replace it.
func (c *Client) readClock(h http.Header, began time.Time) {
	date, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return
	}
	const fresh = 10 * time.Minute
	way := time.Since(began)
	now := clockReading{service: date.Add((time.Second + way) / 2), within: hostSkew + (time.Second+way)/2, wall: c.Now().Round(0), steady: time.Now()}
	if old := c.clock.Load(); old != nil {
		jump := (now.wall.Sub(old.wall) - now.steady.Sub(old.steady)).Abs()
		if now.within > old.within+time.Second && now.steady.Sub(old.steady) < fresh && jump < time.Second {
			return
		}
	}
	c.clock.Store(&now)
}

// ClockOffset returns how far the service's clock is ahead of ours, by how much that may be wrong, and whether it is known.
func (c *Client) ClockOffset() (d, within time.Duration, known bool) {
	at := c.clock.Load()
	if at == nil {
		return 0, 0, false
	}
	// Since then our wall clock may have been set, or the monotonic one have stood still while the laptop slept: the truth is one of the two, or in between.
	byWall, bySteady := at.service.Sub(at.wall), at.service.Add(time.Since(at.steady)).Sub(c.Now().Round(0))
	return (byWall + bySteady) / 2, at.within + (byWall-bySteady).Abs()/2, true
}

// ServiceTime returns what the service's clock showed when our wall clock showed t, and whether that is known.
func (c *Client) ServiceTime(t time.Time) (time.Time, bool) {
	d, _, known := c.ClockOffset()
	return t.Round(0).Add(d), known
}

// Now is our wall clock.
func (c *Client) Now() time.Time {
	if c.Clock == nil {
		return time.Now()
	}
	return c.Clock()
}
