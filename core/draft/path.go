package draft

import (
	"math"
	"slices"

	"caracal/core"
	"caracal/core/draft/plan"
)

// A box is a rectangle in fractions of something.
type box struct{ x, y, w, h float64 }

// A path is a camera on its way over one frame. Places are in fractions of the frame, so 0,0 is its top left corner and 1,1 its bottom right.
//
// That a path never leaves the frame can be read off [path.source]: the view is first tightened by room on every side, then moved by no more than room,
// and then contracted towards a point inside.
type path struct {
	depth  depth
	aspect float64
	room   float64 // on each side, as a fraction of the frame
	swing  float64 // of an orbit
	toward struct{ x, y float64 }

	joined                       bool
	pan, tilt, orbit, arc, slide course
	closer                       course // in natural logarithms of the zoom on the subject
	beyond                       course // the same for what is far, besides what the subject has of it
	drift, shake                 float64
}

// How far a camera of amount 1 goes. Lengths are in fractions of the frame unless they say otherwise.
const (
	pushZoom    = 1.22 // times
	driftZoom   = 1.05 // times
	farZoom     = 0.60 // what is far grows by this share of what the subject does, in logarithms
	panTravel   = 0.070
	panDepth    = 0.012
	orbitDepth  = 0.046
	orbitSwing  = 0.012
	orbitSlide  = 0.036 // more swing where the subject fills the frame and leaves no background to shift
	arcZoom     = 1.12  // times
	arcRise     = 0.020
	slideTravel = 0.014 // of what is far
	slideDepth  = 0.050
	dollyZoom   = 1.18 // times, of what is far
	driftX      = 0.022
	driftY      = 0.012
	driftDepth  = 0.018
	sway        = 0.0080
	swayDepth   = 0.0035
	swayRoll    = 0.0050 // radians
)

// mostRoom is the most room that a path of more than two moves takes: with more, many moves at once leave little of the frame to see, and what is near and what is far
// part so that the picture folds. Two moves never need more than 0.301, which a fast orbit with a fast arc does, and have it.
const mostRoom = 0.24

// Of two moves that are joined, each goes a shorter way, and they flow into one another.
const (
	joinedShare = 0.65 // of the way that it goes alone
	joinedTime  = 0.60 // of the clip
)

// newPath returns the way of a plan's camera over a frame of the given shape, width to height. A plan of many moves goes as far as mostRoom lets it, the same share of
// each of its ways.
func newPath(moves plan.Plan, aspect float64, subject box, face bool) path {
	p := wholePath(moves, aspect, subject, face)
	ways := slices.DeleteFunc(append(moves.Camera.Ways(), moves.Then.Ways()...), func(way *float64) bool { return *way == 0 })
	if len(ways) <= 2 || p.room <= mostRoom {
		return p
	}
	for _, way := range ways {
		*way *= mostRoom / p.room
	}
	return wholePath(moves, aspect, subject, face)
}

// wholePath returns the way of a plan's camera, whatever room it needs.
func wholePath(moves plan.Plan, aspect float64, subject box, face bool) path {
	first, then := moves.Camera, moves.Then
	p := path{
		depth: newDepth(aspect, subject, face), aspect: aspect, joined: moves.TwoMoves,
		drift: max(first.Drift, then.Drift), shake: max(first.Handheld, then.Handheld),
	}
	if p.joined {
		for _, way := range append(first.Ways(), then.Ways()...) {
			*way *= joinedShare
		}
	}
	p.pan, p.tilt = newCourse(first.Pan, then.Pan), newCourse(first.Tilt, then.Tilt)
	p.orbit = newCourse(first.Orbit+first.Arc, then.Orbit+then.Arc)
	p.arc = newCourse(first.Arc, then.Arc)
	p.slide = newCourse(first.Slide, then.Slide)
	zoom := func(c plan.Camera) float64 { return c.Push*math.Log(pushZoom) + math.Abs(c.Arc)*math.Log(arcZoom) }
	p.closer = newCourse(zoom(first), zoom(then))
	p.beyond = newCourse(-first.DollyZoom*math.Log(dollyZoom), -then.DollyZoom*math.Log(dollyZoom))

	// A push goes for the subject, but a subject at the very edge would stay there.
	p.toward.x, p.toward.y = 0.5, 0.5
	if p.depth.subject {
		p.toward.x = core.Clamp(subject.x+subject.w/2, 0.2, 0.8)
		p.toward.y = core.Clamp(subject.y+subject.h/2, 0.2, 0.8)
	}
	p.swing = orbitSwing + orbitSlide*(1-p.depth.relief())

	// The most that each way can ask for, with depths that differ from the pivot's by at most 1.
	shake := p.shake * (sway + swayDepth)
	roll := p.shake * swayRoll / 2
	across := p.pan.reach*(panTravel+panDepth) + p.orbit.reach*(orbitDepth+p.swing) + p.slide.reach*(slideTravel+slideDepth) + p.drift*(driftX+driftDepth)
	along := p.tilt.reach*(panTravel+panDepth) + p.arc.reach*arcRise + p.drift*driftY
	p.room = math.Max(across+shake+roll/aspect, along+shake*aspect+roll*aspect)
	return p
}

// A moment is a path at one time: what is the same for all places.
type moment struct {
	*path
	tight        float64
	dx, dy       float64 // the view's displacement
	parX, parY   float64 // displacement for each unit of depth in front of the pivot
	pivot        float64
	rollX, rollY float64
	far, near    float64 // how far places go towards the point of the push: 0 not at all, 1 all the way
}

// at returns the path at time t, from 0 at the first frame to 1 at the last.
func (p *path) at(t float64) moment {
	whole := ease(t)
	var l legs
	if l[0] = whole; p.joined {
		l = legs{ease(t / joinedTime), ease((t - 1 + joinedTime) / joinedTime)}
	}
	m := moment{path: p, tight: 1 - 2*p.room, pivot: p.depth.pivot()}

	pan, tilt, orbit, slide := p.pan.at(l), p.tilt.at(l), p.orbit.at(l), p.slide.at(l)
	drift := 2*whole - 1 // from one side to the other
	m.dx = pan*panTravel + orbit*p.swing + slide*(slideTravel+slideDepth*m.pivot) + p.drift*driftX*drift
	m.dy = -tilt*panTravel - p.arc.bow(l)*arcRise + p.drift*driftY*(1-2*drift*drift)
	m.parX = pan*panDepth + orbit*orbitDepth + slide*slideDepth + p.drift*driftDepth*drift
	m.parY = -tilt * panDepth

	x, y, roll := handheld(t)
	m.dx += p.shake * sway * x
	m.dy += p.shake * sway * y * p.aspect
	m.parX += p.shake * swayDepth * x
	m.parY += p.shake * swayDepth * y * p.aspect
	m.rollX = -p.shake * swayRoll * roll / p.aspect
	m.rollY = p.shake * swayRoll * roll * p.aspect

	zoom := p.closer.above(l) + p.drift*math.Log(driftZoom)*whole
	m.near = 1 - math.Exp(-zoom)
	m.far = 1 - math.Exp(-zoom*farZoom-p.beyond.above(l))
	return m
}

// source returns where the camera looks in the frame for a place in the picture that it takes. All are fractions.
func (m *moment) source(u, v float64) (x, y float64) {
	cu, cv := u-0.5, v-0.5
	x = 0.5 + cu*m.tight + m.dx + cv*m.rollX
	y = 0.5 + cv*m.tight + m.dy + cu*m.rollY

	// The depth is that of the place on which a flat picture would land.
	d := m.depth.at(x+(m.toward.x-x)*m.near, y+(m.toward.y-y)*m.near)

	x += m.parX * (d - m.pivot)
	y += m.parY * (d - m.pivot)
	pull := m.far + (m.near-m.far)*d
	return x + (m.toward.x-x)*pull, y + (m.toward.y-y)*pull
}

// span returns the smallest and the largest share of the frame's width that the path shows.
func (p *path) span() (least, most float64) {
	tight := 1 - 2*p.room
	zoom := p.closer.reach + p.drift*math.Log(driftZoom)
	return tight * math.Exp(-max(zoom, zoom*farZoom+p.beyond.reach)), tight
}

// ease goes from 0 to 1 at almost constant speed, with soft ends: over the first and the last rampTime the speed rises and falls along 3x²-2x³,
// so the acceleration is continuous.
func ease(t float64) float64 {
	const rampTime = 0.3
	ramp := func(x float64) float64 { return x * x * x * (1 - x/2) * rampTime } // the way covered at x of the ramp
	const whole = 1 - rampTime                                                  // both ramps cover half of theirs
	switch {
	case t <= 0:
		return 0
	case t >= 1:
		return 1
	case t < rampTime:
		return ramp(t/rampTime) / whole
	case t > 1-rampTime:
		return 1 - ramp((1-t)/rampTime)/whole
	}
	return (t - rampTime/2) / whole
}

// handheld returns the sway of a hand, each from -1 to 1: slow sums of sines whose periods have nothing in common.
func handheld(t float64) (x, y, roll float64) {
	wave := func(a, fa, b, fb, c, fc, phase float64) float64 {
		t := 2 * math.Pi * t
		return a*math.Sin(fa*t+phase) + b*math.Sin(fb*t+2.1*phase) + c*math.Sin(fc*t+3.7*phase)
	}
	x = wave(0.55, 1.31, 0.30, 2.87, 0.15, 5.23, 0.4)
	y = wave(0.50, 1.73, 0.32, 3.41, 0.18, 4.79, 1.9)
	roll = wave(0.60, 1.13, 0.30, 2.39, 0.10, 3.89, 2.8)
	return x, y, roll
}
