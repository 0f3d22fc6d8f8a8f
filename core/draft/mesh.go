package draft

import (
	"image"
	"math"

	"caracal/core"
)

// A mesh says for the crossings of a grid over the clip's frame where in the negative they come from, in pixels of its luma from the top left corner, 16.16 fixed
// point.
type mesh struct {
	size    image.Point // of the clip's frame
	columns int         // of crossings
	x, y    []int32     // row by row
}

// newMesh follows the path at one moment. The last column and row of crossings lie on the frame's right and lower edge.
func newMesh(m moment, size image.Point, n *negative) *mesh {
	columns, rows := (size.X+cell-1)/cell+1, (size.Y+cell-1)/cell+1
	g := &mesh{size: size, columns: columns, x: make([]int32, columns*rows), y: make([]int32, columns*rows)}
	// Never outside but for the rounding of floating point numbers.
	fixed := func(part float64, whole int) int32 {
		return int32(math.Round(core.Clamp(part, 0, 1) * float64(whole) * (1 << 16)))
	}
	for j := range rows {
		v := float64(min(j*cell, size.Y)) / float64(size.Y)
		for i := range columns {
			u := float64(min(i*cell, size.X)) / float64(size.X)
			x, y := m.source(u, v)
			g.x[j*columns+i], g.y[j*columns+i] = fixed(x, n.width), fixed(y, n.height)
		}
	}
	return g
}
