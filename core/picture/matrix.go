package picture

import (
	"image"
	"math"

	"caracal/core"
)

// A lumaWeights says how much red and blue are of a picture's luma, from which its matrix follows.
type lumaWeights struct{ red, blue float64 }

// bt601 is what image.YCbCr means.
var bt601 = lumaWeights{0.299, 0.114}

// matrices are those of other pictures than phones write, by the number in a file (ITU-T H.273 (2021), table 4): ITU-R BT.709, and ITU-R BT.2020 of non-constant luminance.
var matrices = map[int]lumaWeights{
	1: {0.2126, 0.0722},
	9: {0.2627, 0.0593},
}

// toBT601 turns a picture of full range and of these weights into one of BT.601's, in place. Decoders leave that out, and reds and greens would be shifted.
func (w lumaWeights) toBT601(img *image.YCbCr) {
	// Grey stays as it is. What chroma adds to luma, Cb and Cr follows from the way over red, green and blue, which is (ITU-T H.273 §8.3) R = Y + 2(1-red)Cr, B = Y + 2(1-blue)Cb.
	add := func(cb, cr float64) (y, u, v float64) {
		r, b := 2*(1-w.red)*cr, 2*(1-w.blue)*cb
		g := -(w.red*r + w.blue*b) / (1 - w.red - w.blue)
		y = bt601.red*r + (1-bt601.red-bt601.blue)*g + bt601.blue*b
		return y, (b - y) / (2 * (1 - bt601.blue)), (r - y) / (2 * (1 - bt601.red))
	}
	yOfCb, uOfCb, vOfCb := add(1, 0)
	yOfCr, uOfCr, vOfCr := add(0, 1)
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		for x := img.Rect.Min.X; x < img.Rect.Max.X; x++ {
			at, c := img.YOffset(x, y), img.COffset(x, y)
			img.Y[at] = toByte(float64(img.Y[at]) + yOfCb*(float64(img.Cb[c])-128) + yOfCr*(float64(img.Cr[c])-128))
		}
	}
	for i := range img.Cb {
		cb, cr := float64(img.Cb[i])-128, float64(img.Cr[i])-128
		img.Cb[i], img.Cr[i] = toByte(uOfCb*cb+uOfCr*cr+128), toByte(vOfCb*cb+vOfCr*cr+128)
	}
}

func toByte(v float64) uint8 { return uint8(math.Round(core.Clamp(v, 0, 255))) }
