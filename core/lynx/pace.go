package lynx

import (
	"time"

	"caracal/core"
	"caracal/core/wavespeed"
)

// A Pace says how often the engine asks and how long it waits. The zero value is [Standard].
type Pace struct {
	Poll     time.Duration // between two questions about a run, at first; WaveSpeed asks for at least 5 s
	PollMost time.Duration // and later, also when the service is in trouble
	Patience time.Duration // from accepted until a run counts as still running
	Grace    time.Duration // how long an error that may be a mistake must stay the same before it is believed
	Settle   time.Duration // from a submit until the service's list of runs is taken to be complete
	Busy     time.Duration // the rest after a 429 that does not say how long
	Upload   time.Duration // how long an upload is tried
}

// Standard is the pace for the real service.
func Standard() Pace {
	return Pace{
		Poll: 5 * time.Second, PollMost: 15 * time.Second, Patience: 15 * time.Minute, Grace: time.Minute, Settle: 2 * time.Minute, Busy: 65 * time.Second,
		Upload: 2 * time.Minute,
	}
}

// Faster returns the pace sped up, for a service that is sped up too.
func (p Pace) Faster(times float64) Pace {
	for _, d := range []*time.Duration{&p.Poll, &p.PollMost, &p.Patience, &p.Grace, &p.Settle, &p.Busy, &p.Upload} {
		*d = time.Duration(float64(*d) / times)
	}
	return p
}

// A failureStreak is a row of failures of one kind. It says how long to pause before the next try, and when to stop.
type failureStreak struct {
	kind  core.Kind
	since time.Time // with its monotonic part, so that a clock that is set changes nothing
	tries int
}

// add notes a failure and reports whether there have been only failures of its kind for as long as limit. That takes a few tries as well: time alone passes while a laptop sleeps, too.
func (t *failureStreak) add(err error, limit time.Duration) bool {
	const few = 4
	if k := core.KindOf(err); k != t.kind || t.tries == 0 {
		*t = failureStreak{kind: k, since: time.Now()}
	}
	t.tries++
	return t.tries >= few && time.Since(t.since) >= limit
}

// reset notes a success.
func (t *failureStreak) reset() { *t = failureStreak{} }

// pause returns how long to wait before the next try: least, doubled with each failure up to most, or what the service asked for if that is longer.
func (t *failureStreak) pause(err error, least, most time.Duration) time.Duration {
	d := min(most, least<<min(t.tries-1, 10))
	return max(d, wavespeed.RequestedWait(err))
}
