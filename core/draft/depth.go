package draft

import "math"

// A depth is a guess at how near each place of the frame is: 0 is far and 1 is the subject. It changes smoothly everywhere and is flat on the subject,
// which therefore keeps its shape. Lengths are in units of the frame's shorter side.
type depth struct {
	width, height float64 // of the frame

	subject bool
	face    bool    // a body stands below the subject
	x, y    float64 // the subject's centre
	rx, ry  float64 // its half size
	soft    float64 // how wide its edge is
}

// These figures were chosen by eye. A head is larger than the rectangle that a face detector finds, which goes from the brows to the chin.
const (
	headWider, headTaller = 0.78, 0.95 // half sizes of the head by the sizes of the face
	leastRadius           = 0.05       // of a subject
	bodyWiden             = 1.3        // how much wider than the head the body gets, in half widths of the head
	softest, softShare    = 0.50, 0.60 // the subject's edge: at least so wide, and this share of its size
	groundRise            = 0.45       // the depth of the ground at the lower edge; it rises evenly, so that straight lines stay straight
)

// newDepth returns the depth of a frame of the given shape with a subject in it. The rectangle is in fractions of the frame and may be empty.
func newDepth(aspect float64, subject box, face bool) depth {
	d := depth{width: math.Max(aspect, 1), height: math.Max(1/aspect, 1), face: face}
	if subject.w <= 0 || subject.h <= 0 {
		return d
	}
	d.subject = true
	d.x, d.y = (subject.x+subject.w/2)*d.width, (subject.y+subject.h/2)*d.height
	d.rx, d.ry = subject.w/2*d.width, subject.h/2*d.height
	if face {
		d.rx, d.ry = subject.w*d.width*headWider, subject.h*d.height*headTaller
	}
	d.rx, d.ry = math.Max(d.rx, leastRadius), math.Max(d.ry, leastRadius)
	d.soft = math.Max(softest, softShare*math.Max(d.rx, d.ry))
	return d
}

// at returns the depth at a place in fractions of the frame.
func (d *depth) at(u, v float64) float64 {
	x, y := u*d.width, v*d.height
	ground := groundRise * v
	if !d.subject {
		return ground
	}
	dx, dy := math.Abs(x-d.x), y-d.y
	// In radii. Nothing here is so large or small that it would take math.Hypot, which is slower.
	far := math.Sqrt(dx*dx/(d.rx*d.rx) + dy*dy/(d.ry*d.ry))
	head := 1 - smooth((far-1)*math.Min(d.rx, d.ry)/d.soft)
	if !d.face {
		return head + (1-head)*ground
	}
	shoulders := smooth(dy / (2*d.ry + d.soft))
	half := d.rx * (1 + bodyWiden*shoulders)
	body := smooth(dy/(d.ry+d.soft/2)) * (1 - smooth((dx-half)/d.soft))
	return 1 - (1-head)*(1-body)*(1-ground)
}

// pivot returns the depth that stays where it is when the camera goes round the subject.
func (d *depth) pivot() float64 {
	if d.subject {
		return 1
	}
	return 0.5 * groundRise
}

// relief returns how far the frame lies from the pivot on average, from 0 for a flat one to 1.
func (d *depth) relief() float64 {
	const n = 16
	sum := 0.0
	for j := range n {
		for i := range n {
			sum += math.Abs(d.at((float64(i)+0.5)/n, (float64(j)+0.5)/n) - d.pivot())
		}
	}
	return sum / (n * n)
}

// smooth goes from 0 at 0 to 1 at 1 with continuous second derivative (Perlin's quintic).
func smooth(x float64) float64 {
	switch {
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	}
	return x * x * x * (x*(x*6-15) + 10)
}
