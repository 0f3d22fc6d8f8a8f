package draft

import (
	"math"

	"caracal/core"
	"caracal/core/draft/plan"
)

// A grade turns the picture's R'G'B' into graded Y'CbCr by ITU-R BT.709, limited range, in units of 1/64 of an 8-bit step.
type grade struct {
	saturation int           // 256 leaves colours as they are
	curve      [3][256]int32 // 0..255 to 0..255*16, for red, green and blue
	grey       bool
}

// newGrade puts the look's colours together, one after the other.
func newGrade(l plan.Look) *grade {
	saturation := 1.0
	var steps []func(channel int, x float64) float64
	add := func(amount, colour float64, step func(channel int, x float64) float64) {
		if amount == 0 {
			return
		}
		saturation *= math.Max(0, 1+(colour-1)*amount)
		steps = append(steps, func(channel int, x float64) float64 { return x + amount*(step(channel, x)-x) })
	}
	gain := func(r, g, b float64) func(int, float64) float64 {
		return func(channel int, x float64) float64 { return x * [3]float64{r, g, b}[channel] }
	}

	add(l.Warm, 1.08, func(c int, x float64) float64 { return lift(gain(1.08, 0.965, 0.79)(c, x), 0.02) })
	add(l.Cold, 0.90, gain(0.80, 0.94, 1.12))
	add(l.Vivid, 1.40, contrast(0.10))
	add(l.Moody, 0.72, func(c int, x float64) float64 { return contrast(0.25)(c, 0.84*x) })
	add(l.Cinematic, 1.02, func(c int, x float64) float64 {
		// Shadows lean to teal and lights to orange.
		toward := smooth(x) - 0.5
		return contrast(0.22)(c, x+toward*[3]float64{0.05, 0.005, -0.06}[c])
	})
	add(l.Vintage, 0.74, func(c int, x float64) float64 {
		x = [3]float64{1, 0.955, 0.87}[c] * x
		return [3]float64{0.06, 0.055, 0.07}[c] + 0.90*contrast(0.10)(c, x)
	})
	add(l.Night, 0.55, func(c int, x float64) float64 {
		return contrast(0.15)(c, gain(0.46, 0.58, 0.77)(c, math.Pow(x, 1.12)))
	})
	add(l.Sepia, 0.10, func(c int, x float64) float64 { return contrast(0.08)(c, gain(1.06, 0.90, 0.70)(c, x)) })
	add(l.Noir, 0, func(c int, x float64) float64 { return contrast(0.50)(c, 0.97*x) })

	g := &grade{saturation: int(math.Round(256 * saturation)), grey: l.Noir >= 1 && l.Sepia == 0}
	for channel := range g.curve {
		for v := range g.curve[channel] {
			x := float64(v) / 255
			for _, step := range steps {
				x = core.Clamp(step(channel, x), 0, 1)
			}
			g.curve[channel][v] = int32(math.Round(x * 255 * 16))
		}
	}
	return g
}

// contrast bends the curve into an S around the middle.
func contrast(amount float64) func(int, float64) float64 {
	return func(_ int, x float64) float64 {
		x = core.Clamp(x, 0, 1)
		return x + amount*(x*x*(3-2*x)-x)
	}
}

// lift raises the shadows.
func lift(x, by float64) float64 { return by + (1-by)*x }

// The BT.709 weights of red, green and blue in 16 bits, for luma 16..235 and chroma 16..240 of 8. The rows of chroma add up to nothing, so that grey is exactly
// 128, and the row of luma adds up to 219/255.
const (
	yR, yG, yB = 11966, 40254, 4064
	bR, bG, bB = -6596, -22188, 28784
	rR, rG, rB = 28784, -26145, -2639
)

// convert grades one pixel.
func (g *grade) convert(red, green, blue uint8) (y, cb, cr int32) {
	r, gr, b := int(red), int(green), int(blue)
	if g.saturation != 256 {
		grey := (54*r + 183*gr + 19*b) >> 8
		r = min(255, max(0, grey+((r-grey)*g.saturation)>>8))
		gr = min(255, max(0, grey+((gr-grey)*g.saturation)>>8))
		b = min(255, max(0, grey+((b-grey)*g.saturation)>>8))
	}
	fr, fg, fb := g.curve[0][r], g.curve[1][gr], g.curve[2][b]
	// From 16ths in the curves to 64ths out: 16 bits of weight go down by 14.
	y = 16*64 + (yR*fr+yG*fg+yB*fb+1<<13)>>14
	if g.grey {
		return y, 128 * 64, 128 * 64
	}
	cb = 128*64 + (bR*fr+bG*fg+bB*fb+1<<13)>>14
	cr = 128*64 + (rR*fr+rG*fg+rB*fb+1<<13)>>14
	return y, cb, cr
}
