package draft

import (
	"math"

	"caracal/core"
)

// A box is a rectangle in fractions of something.
type box struct{ x, y, w, h float64 }

// A path is a camera on its way over one frame. Places are in fractions of the frame, so 0,0 is its top left corner and 1,1 its bottom right.
//
// That a path never leaves the frame can be read off [path.source]: the view is first tightened by room on every side, then moved by no more than room,
// and then contracted towards a point inside.
type path struct {
	camera Camera
	depth  depth
	aspect float64
	room   float64 // on each side, as a fraction of the frame
	swing  float64 // of an orbit
	toward struct{ x, y float64 }
	zoom   float64 // the natural logarithm of the largest zoom on the subject
}

// How far a camera of amount 1 goes. Lengths are in fractions of the frame unless they say otherwise.
const (
	pushZoom   = 1.22 // times
	driftZoom  = 1.05 // times
	farZoom    = 0.60 // what is far grows by this share of what the subject does, in logarithms
	panTravel  = 0.070
	panDepth   = 0.012
	orbitDepth = 0.046
	orbitSwing = 0.012
	orbitSlide = 0.036 // more swing where the subject fills the frame and leaves no background to shift
	driftX     = 0.022
	driftY     = 0.012
	driftDepth = 0.018
	sway       = 0.0080
	swayDepth  = 0.0035
	swayRoll   = 0.0050 // radians
)

// newPath returns the way of the camera over a frame of the given shape, width to height.
func newPath(c Camera, aspect float64, subject box, face bool) path {
	p := path{camera: c, depth: newDepth(aspect, subject, face), aspect: aspect}

	// A push goes for the subject, but a subject at the very edge would stay there.
	p.toward.x, p.toward.y = 0.5, 0.5
	if p.depth.subject {
		p.toward.x = core.Clamp(subject.x+subject.w/2, 0.2, 0.8)
		p.toward.y = core.Clamp(subject.y+subject.h/2, 0.2, 0.8)
	}
	p.zoom = math.Abs(c.Push)*math.Log(pushZoom) + c.Drift*math.Log(driftZoom)
	p.swing = orbitSwing + orbitSlide*(1-p.depth.relief())

	// The most that each way can ask for, with depths that differ from the pivot's by at most 1.
	shake := c.Handheld * (sway + swayDepth)
	roll := c.Handheld * swayRoll / 2
	across := math.Abs(c.Pan)*(panTravel+panDepth) + math.Abs(c.Orbit)*(orbitDepth+p.swing) + c.Drift*(driftX+driftDepth)
	along := math.Abs(c.Tilt)*(panTravel+panDepth) + c.Drift*driftY
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
	c, e := p.camera, ease(t)
	swing := 2*e - 1 // from one side to the other
	m := moment{path: p, tight: 1 - 2*p.room, pivot: p.depth.pivot()}

	m.dx = c.Pan*panTravel*swing + c.Orbit*p.swing*swing + c.Drift*driftX*swing
	m.dy = -c.Tilt*panTravel*swing + c.Drift*driftY*(1-2*swing*swing)
	m.parX = c.Pan*panDepth*swing + c.Orbit*orbitDepth*swing + c.Drift*driftDepth*swing
	m.parY = -c.Tilt * panDepth * swing

	x, y, roll := handheld(t)
	m.dx += c.Handheld * sway * x
	m.dy += c.Handheld * sway * y * p.aspect
	m.parX += c.Handheld * swayDepth * x
	m.parY += c.Handheld * swayDepth * y * p.aspect
	m.rollX = -c.Handheld * swayRoll * roll / p.aspect
	m.rollY = c.Handheld * swayRoll * roll * p.aspect

	if c.Push < 0 {
		e = 1 - e
	}
	m.near = 1 - math.Exp(-p.zoom*e)
	m.far = 1 - math.Exp(-p.zoom*e*farZoom)
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
	return tight * math.Exp(-p.zoom), tight
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
