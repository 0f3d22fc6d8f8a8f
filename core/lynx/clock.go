package lynx

import (
	"net/http"
	"time"
)

// A dated is an answer's own time beside ours. Our clock on the wall may be set and the monotonic one stands still while a laptop sleeps, so both are noted.
type dated struct {
	service time.Time
	within  time.Duration // by how much service may be wrong
	wall    time.Time     // without a monotonic part
	steady  time.Time     // with one
}

// hosts is by how much the clocks of the service's own computers may differ: the one that dates an answer need not be the one that dates a run.
const hosts = 2 * time.Second

// readClock notes the time in the answer to a request that was sent at began. The header has whole seconds, and the answer was a while on its way. An answer that
// tells less than an earlier one does not take its place.
func (c *Client) readClock(h http.Header, began time.Time) {
	date, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return
	}
	const fresh = 10 * time.Minute
	way := time.Since(began)
	now := dated{service: date.Add((time.Second + way) / 2), within: hosts + (time.Second+way)/2, wall: c.now().Round(0), steady: time.Now()}
	if old := c.dated.Load(); old != nil {
		jump := (now.wall.Sub(old.wall) - now.steady.Sub(old.steady)).Abs()
		if now.within > old.within+time.Second && now.steady.Sub(old.steady) < fresh && jump < time.Second {
			return
		}
	}
	c.dated.Store(&now)
}

// ahead returns how far the service's clock is ahead of ours, by how much that may be wrong, and whether it is known.
func (c *Client) ahead() (d, within time.Duration, known bool) {
	at := c.dated.Load()
	if at == nil {
		return 0, 0, false
	}
	// Since then our clock may have been set, or the monotonic one have stood still with a laptop's lid: the truth is either or between.
	byWall, bySteady := at.service.Sub(at.wall), at.service.Add(time.Since(at.steady)).Sub(c.now().Round(0))
	return (byWall + bySteady) / 2, at.within + (byWall-bySteady).Abs()/2, true
}

// serviceTime returns what the service's clock showed when ours on the wall showed t, and whether that is known.
func (c *Client) serviceTime(t time.Time) (time.Time, bool) {
	d, _, known := c.ahead()
	return t.Round(0).Add(d), known
}

// now is our clock on the wall.
func (c *Client) now() time.Time {
	if c.Clock == nil {
		return time.Now()
	}
	return c.Clock()
}
