package draft

import (
	"math"
	"runtime"
	"sync"
)

// A plane is one channel of a picture, row by row, in units of 1/64 of an 8-bit step.
type plane struct {
	width, height int
	pix           []int16
}

func newPlane(width, height int) *plane {
	return &plane{width: width, height: height, pix: make([]int16, width*height)}
}

func (p *plane) row(y int) []int16 { return p.pix[y*p.width : (y+1)*p.width] }

// A kernel is a resampling filter: its value at a distance from the centre, and the distance from which on it is 0.
type kernel struct {
	radius float64
	at     func(x float64) float64
}

// catmullRom is the cubic convolution filter of Keys with a = -1/2: sharp, with little ringing.
func catmullRom() kernel {
	return kernel{2, func(x float64) float64 {
		switch {
		case x < 1:
			return (1.5*x-2.5)*x*x + 1
		case x < 2:
			return ((-0.5*x+2.5)*x-4)*x + 2
		}
		return 0
	}}
}

// bSpline is the cubic B-spline: it smooths and never rings.
func bSpline() kernel {
	return kernel{2, func(x float64) float64 {
		switch {
		case x < 1:
			return (3*x*x*x - 6*x*x + 4) / 6
		case x < 2:
			return (2 - x) * (2 - x) * (2 - x) / 6
		}
		return 0
	}}
}

// A span says which samples make up one new sample, and by which weights in 14 bits. The weights add up to 1 exactly.
type span struct {
	first   int
	weights []int32
}

// spans lays n new samples over the old samples from..from+length. The kernel is stretched by blur, at least 1. Beyond the ends the last sample goes on.
func spans(k kernel, n, old int, from, length, blur float64) []span {
	all := make([]span, n)
	for i := range all {
		centre := from + (float64(i)+0.5)*length/float64(n) - 0.5
		first := int(math.Ceil(centre - k.radius*blur))
		last := int(math.Floor(centre + k.radius*blur))
		low, high := min(max(first, 0), old-1), min(max(last, 0), old-1)
		weights := make([]float64, high-low+1)
		sum := 0.0
		for x := first; x <= last; x++ {
			w := k.at(math.Abs(float64(x)-centre) / blur)
			weights[min(max(x, low), high)-low] += w
			sum += w
		}
		s := span{first: low, weights: make([]int32, len(weights))}
		rest, largest := int32(1<<14), 0
		for j, w := range weights {
			s.weights[j] = int32(math.Round(w / sum * (1 << 14)))
			rest -= s.weights[j]
			if s.weights[j] > s.weights[largest] {
				largest = j
			}
		}
		s.weights[largest] += rest
		all[i] = s
	}
	return all
}

// resample returns the part of src in r (in pixels of src) with width by height new pixels, filtered by k, which is stretched by blurX and blurY.
func resample(src *plane, k kernel, r box, width, height int, blurX, blurY float64) *plane {
	across := spans(k, width, src.width, r.x, r.w, blurX)
	down := spans(k, height, src.height, r.y, r.h, blurY)
	top := down[0].first
	bottom := down[height-1].first + len(down[height-1].weights)

	narrow := newPlane(width, bottom-top)
	inBands(bottom-top, func(from, to int) {
		for y := from; y < to; y++ {
			in, out := src.row(top+y), narrow.row(y)
			for x, s := range across {
				sum := int32(1 << 13)
				part := in[s.first : s.first+len(s.weights)]
				for i, w := range s.weights {
					sum += w * int32(part[i])
				}
				out[x] = int16(sum >> 14)
			}
		}
	})

	dst := newPlane(width, height)
	inBands(height, func(from, to int) {
		sums := make([]int32, width)
		for y := from; y < to; y++ {
			for x := range sums {
				sums[x] = 1 << 13
			}
			for i, w := range down[y].weights {
				in := narrow.row(down[y].first - top + i)[:len(sums)]
				for x := range sums {
					sums[x] += w * int32(in[x])
				}
			}
			out := dst.row(y)
			for x := range out {
				out[x] = int16(sums[x] >> 14)
			}
		}
	})
	return dst
}

// inBands calls work for bands that together are 0..n, one on each core, and returns when all are done.
func inBands(n int, work func(from, to int)) {
	bands := min(runtime.GOMAXPROCS(0), n)
	var wg sync.WaitGroup
	for i := range bands {
		wg.Go(func() { work(i*n/bands, (i+1)*n/bands) })
	}
	wg.Wait()
}
