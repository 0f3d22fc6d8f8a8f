package drafttest

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// Features returns up to n places of a frame that are good to follow with windows of 2·radius+1 pixels, the best first: those that have detail in every direction (Shi and
// Tomasi, 1994). They lie in the middle of the frame, where a camera's move does not soon take them out of sight, and their windows do not overlap.
func Features(frame *image.Gray, n, radius int) []Point {
	size := frame.Rect.Size()
	type candidate struct {
		at     Point
		detail float64
	}
	var all []candidate
	for y := size.Y / 4; y < size.Y*3/4; y += radius / 2 {
		for x := size.X / 4; x < size.X*3/4; x += radius / 2 {
			c := cut(frame, Point{float64(x) + 0.5, float64(y) + 0.5}, radius)
			all = append(all, candidate{Point{float64(x) + 0.5, float64(y) + 0.5}, c.detail()})
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.detail, a.detail) })
	var best []Point
	for _, c := range all {
		near := func(p Point) bool { return math.Max(math.Abs(p.X-c.at.X), math.Abs(p.Y-c.at.Y)) <= 2*float64(radius) }
		if len(best) < n && !slices.ContainsFunc(best, near) {
			best = append(best, c.at)
		}
	}
	return best
}

// detail returns the smaller eigenvalue of the patch's structure tensor: how much it changes in the direction in which it changes least.
func (c *patch) detail() float64 {
	w, h := c.rect.Dx(), c.rect.Dy()
	var xx, xy, yy float64
	for y := 1; y < h-1; y++ {
		for x := 1; x < w-1; x++ {
			i := y*w + x
			dx, dy := (c.pix[i+1]-c.pix[i-1])/2, (c.pix[i+w]-c.pix[i-w])/2
			xx, xy, yy = xx+dx*dx, xy+dx*dy, yy+dy*dy
		}
	}
	return (xx+yy)/2 - math.Hypot((xx-yy)/2, xy)
}
