package draft

import (
	"image"
	"math"

	"caracal/core/draft/plan"
)

// A negative is the frame in the form from which all frames of a clip are taken: graded once, and a little larger than the clip. A clip reads it a hundred times over, so
// it is kept as small as it can be: memory is what rendering waits for.
//
// Both planes have a border of one pixel in which the outermost goes on, so that every place in the picture has four neighbours: the upper left one of the place
// x,y is at x,y here.
type negative struct {
	width, height int      // of the luma without its border, in pixels; even
	luma          []uint8  // rows of width+2
	chroma        []uint16 // at half the size, Cb in the lower and Cr in the upper half: rows of width/2+2
}

// lumaStride and chromaStride are the lengths of the planes' rows.
func (n *negative) lumaStride() int   { return n.width + 2 }
func (n *negative) chromaStride() int { return n.width/2 + 2 }

const (
	// sharpness is the size of a negative by that of the clip where the camera is halfway between its widest and its closest view. In-between places are
	// mixed linearly, which takes the edge off details of nearly the pixel's size; on a negative of this size hardly any are left.
	sharpness = 1.6
	largest   = 2.0 // times the clip's size
)

// newNegative develops the frame r of img, in pixels, for clips of the given size in which the camera shows at least and at most those shares of the frame.
func newNegative(img *image.RGBA, r box, size image.Point, least, most float64, look plan.Look) *negative {
	middle := math.Sqrt(least * most)
	scale := math.Min(sharpness/middle, largest)
	n := &negative{width: even(scale * float64(size.X)), height: even(scale * float64(size.Y))}

	// Detail that is too fine for the clip's pixels would shimmer, so it is filtered out as far as the middle of the way asks for: so many pixels of the picture
	// become one of the clip.
	manyX, manyY := r.w*middle/float64(size.X), r.h*middle/float64(size.Y)
	crop := image.Rect(int(r.x), int(r.y), int(math.Ceil(r.x+r.w)), int(math.Ceil(r.y+r.h))).Add(img.Rect.Min).Intersect(img.Rect)
	r.x, r.y = r.x-math.Floor(r.x), r.y-math.Floor(r.y)

	// For a small preview of a large picture it pays to average first.
	shrink := int(math.Max(1, math.Min(manyX, manyY)))
	r = box{r.x / float64(shrink), r.y / float64(shrink), r.w / float64(shrink), r.h / float64(shrink)}
	manyX, manyY = manyX/float64(shrink), manyY/float64(shrink)
	luma, cb, cr := separate(img, crop, shrink, newGrade(look))
	if look.Soft > 0 {
		bloom(luma, look.Soft)
	}
	n.packLuma(resample(luma, catmullRom(), r, n.width, n.height, math.Max(1, manyX), math.Max(1, manyY)))
	half := func(p *plane) *plane { // the clip has half as many pixels of colour
		return resample(p, catmullRom(), r, n.width/2, n.height/2, math.Max(1, 2*manyX), math.Max(1, 2*manyY))
	}
	n.packChroma(half(cb), half(cr))
	return n
}

func even(x float64) int { return 2 * max(1, int(math.Round(x/2))) }

// separate grades a part of the picture and takes its channels apart. Each new pixel is the mean of shrink by shrink old ones, or of as many as there are at the
// right and lower edges.
func separate(img *image.RGBA, part image.Rectangle, shrink int, g *grade) (luma, cb, cr *plane) {
	w, h := (part.Dx()+shrink-1)/shrink, (part.Dy()+shrink-1)/shrink
	luma, cb, cr = newPlane(w, h), newPlane(w, h), newPlane(w, h)
	inBands(h, func(from, to int) {
		for y := from; y < to; y++ {
			ys, bs, rs := luma.row(y), cb.row(y)[:w], cr.row(y)[:w]
			if shrink > 1 {
				for x := range ys {
					corner := part.Min.Add(image.Pt(x*shrink, y*shrink))
					cell := image.Rectangle{corner, corner.Add(image.Pt(shrink, shrink))}
					a, b, c := g.convert(mean(img, cell.Intersect(part)))
					ys[x], bs[x], rs[x] = int16(a), int16(b), int16(c)
				}
				continue
			}
			in := img.Pix[img.PixOffset(part.Min.X, part.Min.Y+y):][:4*w]
			for x := range ys {
				p := in[4*x : 4*x+3 : 4*x+3]
				a, b, c := g.convert(p[0], p[1], p[2])
				ys[x], bs[x], rs[x] = int16(a), int16(b), int16(c)
			}
		}
	})
	return luma, cb, cr
}

// mean returns the mean colour of a part of the picture.
func mean(img *image.RGBA, part image.Rectangle) (red, green, blue uint8) {
	var r, g, b uint32
	for y := part.Min.Y; y < part.Max.Y; y++ {
		row := img.Pix[img.PixOffset(part.Min.X, y):][:4*part.Dx()]
		for ; len(row) >= 4; row = row[4:] {
			r, g, b = r+uint32(row[0]), g+uint32(row[1]), b+uint32(row[2])
		}
	}
	n := uint32(part.Dx() * part.Dy())
	return uint8((r + n/2) / n), uint8((g + n/2) / n), uint8((b + n/2) / n)
}

// bloom lets the lights shine over their edges and softens what they shine on.
func bloom(luma *plane, amount float64) {
	const spread = 1.0 / 48 // the radius of the glow by the size of the picture
	radius := math.Max(1, spread*math.Sqrt(float64(luma.width*luma.height)))
	w, h := max(2, int(float64(luma.width)/radius)), max(2, int(float64(luma.height)/radius))
	whole := box{w: float64(luma.width), h: float64(luma.height)}
	small := resample(luma, bSpline(), whole, w, h, radius, radius)
	glow := resample(small, bSpline(), box{w: float64(w), h: float64(h)}, luma.width, luma.height, 1, 1)

	const black, white = 16 * 64, 235 * 64
	mix, shine := int32(256*0.22*amount), int32(256*0.30*amount)
	inBands(luma.height, func(from, to int) {
		for y := from; y < to; y++ {
			in, out := glow.row(y), luma.row(y)
			in = in[:len(out)]
			for x := range out {
				v, g := int32(out[x]), int32(in[x])
				v += (g - v) * mix >> 8
				over := max(0, g-black) * shine >> 8
				v += (white - v) * over / (white - black) // screen: light upon light never exceeds white
				out[x] = int16(v)
			}
		}
	})
}

// to8 rounds to an 8-bit value.
func to8(v int16) uint8 { return uint8(min(255, max(0, (int32(v)+32)>>6))) }

// overhang is how many elements there are behind the last of a plane, for whoever reads sixteen bytes where two are wanted.
const overhang = 14

// packLuma lays the channel out.
func (n *negative) packLuma(p *plane) {
	stride := n.lumaStride()
	n.luma = make([]uint8, stride*(n.height+2)+overhang)
	inBands(n.height+2, func(from, to int) {
		for y := from; y < to; y++ {
			in, out := p.row(min(max(y-1, 0), p.height-1)), n.luma[y*stride:][:stride]
			for x, v := range in {
				out[x+1] = to8(v)
			}
			out[0], out[stride-1] = out[1], out[stride-2]
		}
	})
}

// packChroma lays the two channels out.
func (n *negative) packChroma(cb, cr *plane) {
	stride := n.chromaStride()
	n.chroma = make([]uint16, stride*(cb.height+2)+overhang)
	inBands(cb.height+2, func(from, to int) {
		for y := from; y < to; y++ {
			at := min(max(y-1, 0), cb.height-1)
			blue, out := cb.row(at), n.chroma[y*stride:][:stride]
			for x, v := range cr.row(at) {
				out[x+1] = uint16(to8(blue[x])) | uint16(to8(v))<<8
			}
			out[0], out[stride-1] = out[1], out[stride-2]
		}
	})
}
