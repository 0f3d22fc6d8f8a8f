package draft

import (
	"image"
	"math"

	"caracal/core"
	"caracal/core/draft/plan"
)

// A lens is what lies over the picture and does not move with it: darker corners and the grain of film.
type lens struct {
	fall    []uint16   // brightness by the square of the distance from the centre, in 16 bits; nil without a vignette
	across  []int      // squares of the columns' distances, in steps of fall
	down    []int      // of the rows'
	grain   []int8     // grainSize by grainSize; nil without
	byLight [256]int32 // strength of the grain by luma, in 16 bits
}

const (
	grainSize = 256  // a power of two, so that it repeats cheaply; each frame begins somewhere else in it
	fallSteps = 1024 // from the centre to the corner
)

// newLens returns the lens for a look and a size of frame.
func newLens(look plan.Look, size image.Point) *lens {
	l := &lens{}
	if v := math.Max(look.Vignette, math.Max(0.40*look.Cinematic, math.Max(0.45*look.Moody, math.Max(0.50*look.Vintage, 0.60*look.Noir)))); v > 0 {
		l.setVignette(math.Min(0.85, 0.55*v), size)
	}
	if g := math.Max(look.Grain, 0.45*look.Vintage); g > 0 {
		l.setGrain(g, size)
	}
	return l
}

// setVignette darkens the corners by the given share.
func (l *lens) setVignette(dark float64, size image.Point) {
	l.fall = make([]uint16, fallSteps+1)
	for i := range l.fall {
		r := math.Sqrt(float64(i) / fallSteps) // 1 in the corner
		l.fall[i] = uint16(math.Round(65535 * (1 - dark*smooth((r-0.25)/0.95))))
	}
	squares := func(n int) []int {
		all := make([]int, n)
		for i := range all {
			d := (float64(i) + 0.5 - float64(n)/2) / (float64(n) / 2)
			all[i] = int(math.Round(d * d * fallSteps / 2))
		}
		return all
	}
	l.across, l.down = squares(size.X), squares(size.Y)
}

// setGrain prepares noise with the given strength. It is the sum of a few steps of a fixed generator, and a little wider than a pixel, as the grain of film is.
func (l *lens) setGrain(strength float64, size image.Point) {
	noise := make([]int, grainSize*grainSize)
	state := uint32(0x9e3779b9)
	for i := range noise {
		for range 3 {
			state ^= state << 13 // Marsaglia's xorshift32
			state ^= state >> 17
			state ^= state << 5
			noise[i] += int(state>>26) - 32
		}
	}
	l.grain = make([]int8, len(noise))
	for i := range l.grain {
		right, below := i&^(grainSize-1)|(i+1)&(grainSize-1), (i+grainSize)&(len(noise)-1)
		l.grain[i] = int8(min(127, max(-128, noise[i]+(noise[right]+noise[below])/2)))
	}
	// A smaller frame is the same film seen from further away.
	strength *= math.Min(1, math.Sqrt(float64(size.X*size.Y)/(1280*720)))
	for y := range l.byLight {
		x := (float64(y) - 16) / 219
		l.byLight[y] = int32(65536 * strength * 0.11 * core.Clamp(0.35+2.6*x*(1-x), 0, 1))
	}
}

// lay puts the lens over a frame; number is the frame's place in the clip, from 0.
func (l *lens) lay(dst *image.YCbCr, number int) {
	size := dst.Rect.Size()
	if l.fall != nil {
		for y := range size.Y {
			l.darken(dst.Y[y*dst.YStride:][:size.X], 16, l.down[y], 1)
		}
		for y := range (size.Y + 1) / 2 {
			l.darken(dst.Cb[y*dst.CStride:][:(size.X+1)/2], 128, l.down[2*y], 2)
			l.darken(dst.Cr[y*dst.CStride:][:(size.X+1)/2], 128, l.down[2*y], 2)
		}
	}
	if l.grain != nil {
		// Two steps of Weyl's sequence, which never come back to the same place within a clip.
		left, top := number*157, number*101
		for y := range size.Y {
			noise := l.grain[(y+top)%grainSize*grainSize:][:grainSize]
			l.strew(dst.Y[y*dst.YStride:][:size.X], noise, left%grainSize)
		}
	}
}

// darken moves a row of samples towards zero, which is black or no colour. The fall is so smooth that it is looked up only now and then, and goes straight between.
// every says how many columns of the frame a sample stands for.
func (l *lens) darken(row []uint8, zero, down, every int) {
	const run = 16
	for x := 0; x < len(row); x += run {
		to := min(x+run, len(row))
		f, end := int(l.fall[down+l.across[x*every]]), int(l.fall[down+l.across[min(to*every, len(l.across)-1)]])
		step := (end - f) / (to - x)
		part := row[x:to]
		for i, v := range part {
			part[i] = uint8((zero<<16 + (int(v)-zero)*f + 1<<15) >> 16)
			f += step
		}
	}
}

// strew lays a row of grain over a row of luma, beginning at column left of the grain.
func (l *lens) strew(row []uint8, noise []int8, left int) {
	for len(row) > 0 {
		part := row[:min(len(row), len(noise)-left)]
		from := noise[left:][:len(part)]
		for i, v := range part {
			grainy := int32(v) + (int32(from[i])*l.byLight[v]+1<<15)>>16
			part[i] = uint8(min(235, max(16, grainy)))
		}
		row, left = row[len(part):], 0
	}
}
