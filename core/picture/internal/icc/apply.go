package icc

import (
	"image"
	"math"
	"runtime"
	"sync"
)

// Apply turns the numbers of img into those of sRGB, in place, on all cores. Colours beyond sRGB become its nearest.
func (p *Profile) Apply(img *image.RGBA) {
	// The curve of sRGB, fine enough for 8 bits at its steep end.
	const steps = 1 << 13
	var encode [steps + 1]uint8
	for i := range encode {
		light := float64(i) / steps
		v := 12.92 * light
		if light > 0.0031308 {
			v = 1.055*math.Pow(light, 1/2.4) - 0.055
		}
		encode[i] = uint8(math.Round(255 * v))
	}
	m := &p.toSRGB
	workers := runtime.GOMAXPROCS(0)
	pixels := len(img.Pix) / 4
	var wg sync.WaitGroup
	for i := range workers {
		wg.Go(func() {
			for pix := img.Pix[4*(i*pixels/workers) : 4*((i+1)*pixels/workers)]; len(pix) >= 4; pix = pix[4:] {
				r, g, b := p.light[0][pix[0]], p.light[1][pix[1]], p.light[2][pix[2]]
				for c := range 3 {
					light := m[c][0]*r + m[c][1]*g + m[c][2]*b
					pix[c] = encode[int(min(max(light, 0), 1)*steps+0.5)]
				}
			}
		})
	}
	wg.Wait()
}

// Changes reports whether applying the profile would change any colour by more than rounding does.
func (p *Profile) Changes() bool {
	probe := image.NewRGBA(image.Rect(0, 0, 5, 25))
	for i := range probe.Pix {
		pixel, channel := i/4, i%4
		probe.Pix[i] = uint8(pixel / []int{1, 5, 25, 125}[channel] % 5 * 63)
	}
	before := append([]uint8(nil), probe.Pix...)
	p.Apply(probe)
	for i, v := range probe.Pix {
		if d := int(v) - int(before[i]); d < -2 || d > 2 {
			return true
		}
	}
	return false
}
