package drafttest

import (
	"image"
	"math"
)

// A Point is a place in a frame, in pixels; 0.5,0.5 is the middle of the first pixel.
type Point struct{ X, Y float64 }

// Follow follows what is at start in the first frame through all frames, and returns where it is in each: by the method of Lucas and Kanade (1981), with a window of
// 2·radius+1 pixels. It matches each frame with the one before and adds the steps up; a slow drift of the sum does not matter to [Jitter]. It stops early where the window
// leaves the frame.
func Follow(frames []*image.Gray, start Point, radius int) []Point {
	at := start
	way := []Point{at}
	step := Point{}
	for i := 1; i < len(frames); i++ {
		size := frames[i].Rect.Size()
		reach := float64(radius) + 4
		if at.X < reach || at.Y < reach || at.X > float64(size.X)-reach || at.Y > float64(size.Y)-reach {
			break
		}
		step = match(frames[i-1], frames[i], at, step, radius)
		at = Point{at.X + step.X, at.Y + step.Y}
		way = append(way, at)
	}
	return way
}

// match returns how far what is at p in one frame has moved in the next; guess is where to begin. The window may also grow, shrink and turn a little: what a camera
// does to it. It solves for shift, scale and rotation at once.
func match(from, to *image.Gray, p, guess Point, radius int) Point {
	a0, b0 := cut(from, p, radius+slack), cut(to, Point{p.X + guess.X, p.Y + guess.Y}, radius+slack)
	// The parameters move a point d from the middle of the window to d + shift + scale·d + turn·(-d.Y, d.X).
	shift, scale, turn := guess, 0.0, 0.0
	for range 30 {
		var a [4][4]float64
		var b [4]float64
		for j := -radius; j <= radius; j++ {
			for i := -radius; i <= radius; i++ {
				dx, dy := float64(i), float64(j)
				// A soft window: its edge counts little.
				w := (1 + math.Cos(math.Pi*dx/float64(radius+1))) * (1 + math.Cos(math.Pi*dy/float64(radius+1)))
				x, y := p.X+dx+shift.X+scale*dx-turn*dy, p.Y+dy+shift.Y+scale*dy+turn*dx
				v, gx, gy := b0.at(x, y)
				u, _, _ := a0.at(p.X+dx, p.Y+dy)
				g := [4]float64{gx, gy, gx*dx + gy*dy, gy*dx - gx*dy}
				for r := range g {
					for c := range g {
						a[r][c] += w * g[r] * g[c]
					}
					b[r] += w * g[r] * (u - v)
				}
			}
		}
		s, ok := solve(a, b)
		if !ok {
			return guess
		}
		shift.X, shift.Y, scale, turn = shift.X+s[0], shift.Y+s[1], scale+s[2], turn+s[3]
		if math.Hypot(s[0], s[1]) < 1e-4 {
			break
		}
	}
	return shift
}

// solve solves a·x = b by Gauss's elimination; it fails for a window without features.
func solve(a [4][4]float64, b [4]float64) (x [4]float64, ok bool) {
	for k := range 4 {
		pivot := k
		for r := k + 1; r < 4; r++ {
			if math.Abs(a[r][k]) > math.Abs(a[pivot][k]) {
				pivot = r
			}
		}
		a[k], a[pivot], b[k], b[pivot] = a[pivot], a[k], b[pivot], b[k]
		if math.Abs(a[k][k]) < 1e-6 {
			return x, false
		}
		for r := k + 1; r < 4; r++ {
			f := a[r][k] / a[k][k]
			for c := k; c < 4; c++ {
				a[r][c] -= f * a[k][c]
			}
			b[r] -= f * b[k]
		}
	}
	for k := 3; k >= 0; k-- {
		x[k] = b[k]
		for c := k + 1; c < 4; c++ {
			x[k] -= a[k][c] * x[c]
		}
		x[k] /= a[k][k]
	}
	return x, true
}

// A patch is a part of a frame, softened.
type patch struct {
	rect image.Rectangle
	pix  []float64
}

// slack is how much larger than the window a patch is, on each side: what the softening and the interpolation need, and how far a guess may be off.
const slack = 12

// cut returns the patch around p. It is softened, because what is finer than a few pixels looks different in each frame, depending on where the pixels' borders
// fall, and would be taken for movement.
func cut(f *image.Gray, p Point, radius int) *patch {
	x, y := int(math.Floor(p.X)), int(math.Floor(p.Y))
	c := &patch{rect: image.Rect(x-radius, y-radius, x+radius+1, y+radius+1)}
	w, h := c.rect.Dx(), c.rect.Dy()
	c.pix = make([]float64, w*h)
	size := f.Rect.Size()
	for j := range h {
		row := f.Pix[min(max(c.rect.Min.Y+j, 0), size.Y-1)*f.Stride:]
		for i := range w {
			c.pix[j*w+i] = float64(row[min(max(c.rect.Min.X+i, 0), size.X-1)])
		}
	}
	for range 2 {
		soften(c.pix, w, h, 1, w)
		soften(c.pix, h, w, w, 1)
	}
	return c
}

// soften applies the binomial filter 1 4 6 4 1 to rows of n values that lie step apart; the rows lie stride apart.
func soften(pix []float64, n, rows, step, stride int) {
	old := make([]float64, n)
	for r := range rows {
		for i := range old {
			old[i] = pix[r*stride+i*step]
		}
		at := func(i int) float64 { return old[min(max(i, 0), n-1)] }
		for i := range old {
			pix[r*stride+i*step] = (at(i-2) + 4*at(i-1) + 6*at(i) + 4*at(i+1) + at(i+2)) / 16
		}
	}
}

// at returns the patch's value at a place of the frame, and how it changes to the right and downwards, by cubic convolution. Beyond its edges the patch goes on as
// it ends.
func (c *patch) at(x, y float64) (v, dx, dy float64) {
	w, h := c.rect.Dx(), c.rect.Dy()
	x, y = x-0.5-float64(c.rect.Min.X), y-0.5-float64(c.rect.Min.Y)
	x0, y0 := int(math.Floor(x)), int(math.Floor(y))
	wx, sx := cubic(x - float64(x0))
	wy, sy := cubic(y - float64(y0))
	for j := range 4 {
		row := c.pix[min(max(y0+j-1, 0), h-1)*w:]
		var sum, slope float64
		for i := range 4 {
			p := row[min(max(x0+i-1, 0), w-1)]
			sum += wx[i] * p
			slope += sx[i] * p
		}
		v += wy[j] * sum
		dx += wy[j] * slope
		dy += sy[j] * sum
	}
	return v, dx, dy
}

// cubic returns the weights of the four samples around a place t after the second, and their slopes (Catmull-Rom).
func cubic(t float64) (w, slope [4]float64) {
	w = [4]float64{((-0.5*t+1)*t - 0.5) * t, (1.5*t-2.5)*t*t + 1, ((-1.5*t+2)*t + 0.5) * t, (0.5*t - 0.5) * t * t}
	slope = [4]float64{(-1.5*t+2)*t - 0.5, (4.5*t - 5) * t, (-4.5*t+4)*t + 0.5, (1.5*t - 1) * t}
	return w, slope
}

// Jitter returns how far a way strays from a smooth one, as the root of the mean square of the distances in pixels. The smooth way is that of Savitzky and Golay (1964): at each
// frame the curve of the fourth degree that fits the 9 frames around it best, which follows even a hand's sway. A camera that is moved by an even hand keeps to it; one that jumps by whole pixels does not.
func Jitter(way []Point) float64 {
	const half = 4
	sum, n := 0.0, 0
	for i := half; i < len(way)-half; i++ {
		// The curve's value in the middle of nine points is their weighted mean.
		var x, y float64
		for k, w := range [2*half + 1]float64{15, -55, 30, 135, 179, 135, 30, -55, 15} {
			x += w / 429 * way[i-half+k].X
			y += w / 429 * way[i-half+k].Y
		}
		sum += (way[i].X-x)*(way[i].X-x) + (way[i].Y-y)*(way[i].Y-y)
		n++
	}
	return math.Sqrt(sum / float64(n))
}
