package lynx

import (
	"net/http"
	"time"
)

// A dated is an answer's own time beside ours. Our clock on the wall may be set and the monotonic one stands still while a laptop sleeps, so both are noted.
type dated struct {
	service time.Time
	wall    time.Time // without a monotonic part
	steady  time.Time // with one
}

// readClock notes the time in an answer.
func (c *Client) readClock(h http.Header) {
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		c.dated.Store(&dated{service: date, wall: c.now().Round(0), steady: time.Now()})
	}
}

// serviceNow returns what the service's clock shows now, as a span: our two clocks may differ in how long ago its last answer was.
func (c *Client) serviceNow() (earliest, latest time.Time, known bool) {
	d := c.dated.Load()
	if d == nil {
		return time.Time{}, time.Time{}, false
	}
	byWall, bySteady := d.service.Add(c.now().Round(0).Sub(d.wall)), d.service.Add(time.Since(d.steady))
	if byWall.After(bySteady) {
		return bySteady, byWall, true
	}
	return byWall, bySteady, true
}

// serviceTime returns what the service's clock showed when ours on the wall showed t, and whether that is known.
func (c *Client) serviceTime(t time.Time) (time.Time, bool) {
	d := c.dated.Load()
	if d == nil {
		return t, false
	}
	return t.Round(0).Add(d.service.Sub(d.wall)), true
}

// now is our clock on the wall.
func (c *Client) now() time.Time {
	if c.Clock == nil {
		return time.Now()
	}
	return c.Clock()
}
