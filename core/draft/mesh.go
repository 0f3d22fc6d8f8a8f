package draft

import "image"

// cell is the distance of the mesh's lines in pixels of the clip. The displacement is so smooth that between them a straight line is right to a tenth
// of a pixel even at the wildest (TestMeshIsExactEnough).
const cell = 12

// A mesh says for the crossings of a grid over the clip's frame where in the negative they come from, in pixels of its luma from the top left corner.
type mesh struct {
	size    image.Point // of the clip's frame
	columns int         // of crossings
	x, y    []float64   // row by row
}

// newMesh follows the path at one moment. The last column and row of crossings lie on the frame's right and lower edge.
func newMesh(m moment, size image.Point, n *negative) *mesh {
	columns, rows := (size.X+cell-1)/cell+1, (size.Y+cell-1)/cell+1
	g := &mesh{size: size, columns: columns, x: make([]float64, columns*rows), y: make([]float64, columns*rows)}
	w, h := float64(n.width), float64(n.height)
	for j := range rows {
		v := float64(min(j*cell, size.Y)) / float64(size.Y)
		for i := range columns {
			u := float64(min(i*cell, size.X)) / float64(size.X)
			x, y := m.source(u, v)
			// Never outside but for the rounding of floating point numbers.
			g.x[j*columns+i], g.y[j*columns+i] = clamp(x*w, 0, w), clamp(y*h, 0, h)
		}
	}
	return g
}

// row writes where the crossings' columns come from at height y of the clip's frame, in pixels from its upper edge. The results are times scale, in 16.16 fixed
// point, and half a pixel to the lower right, which is how the negative counts: its pixels' centres are at 1, 2, 3 …
func (g *mesh) row(y, scale float64, xs, ys []int) {
	j := min(int(y)/cell, len(g.x)/g.columns-2)
	top, bottom := j*cell, min((j+1)*cell, g.size.Y)
	f := (y - float64(top)) / float64(bottom-top)
	upper, lower := g.columns*j, g.columns*(j+1)
	for i := range g.columns {
		x := g.x[upper+i] + f*(g.x[lower+i]-g.x[upper+i])
		y := g.y[upper+i] + f*(g.y[lower+i]-g.y[upper+i])
		xs[i] = int(x*scale*(1<<16)) + 1<<15
		ys[i] = int(y*scale*(1<<16)) + 1<<15
	}
}
