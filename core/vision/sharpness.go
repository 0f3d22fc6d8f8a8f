package vision

import (
	"image"
	"slices"
)

// sharpSide is the long side of the copy whose sharpness is measured, in pixels: about what a clip shows.
const sharpSide = 1024

// sharpBlock is the side of the blocks whose sharpness is measured, in pixels.
const sharpBlock = 16

// measureSharpness returns how sharp the sharpest tenth of a picture is at least, and whether there is anything in it that could be sharp.
func measureSharpness(img *image.RGBA) (float64, bool) {
	gray := luma(img, sharpSide)
	size := gray.Rect.Size()
	var all []float64
	// The Laplacian needs one more pixel on each side.
	for top := 1; top+sharpBlock < size.Y; top += sharpBlock {
		for left := 1; left+sharpBlock < size.X; left += sharpBlock {
			if s, ok := blockSharpness(gray, left, top); ok {
				all = append(all, s)
			}
		}
	}
	if len(all) == 0 {
		return 0, false
	}
	slices.Sort(all)
	return all[int(sharpShare*float64(len(all)))], true
}

// blockSharpness returns the variance of the Laplacian (Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy", ICPR 2000) in a block, divided by the variance of the
// brightness, so that contrast does not pass for sharpness. A block that has hardly any contrast has no sharpness.
func blockSharpness(gray *image.Gray, left, top int) (float64, bool) {
	pixels, stride := gray.Pix, gray.Stride
	var sum, squares, edge, edges float64
	for y := top; y < top+sharpBlock; y++ {
		for i := y*stride + left; i < y*stride+left+sharpBlock; i++ {
			v := float64(pixels[i])
			l := 4*v - float64(pixels[i-1]) - float64(pixels[i+1]) - float64(pixels[i-stride]) - float64(pixels[i+stride])
			sum, squares, edge, edges = sum+v, squares+v*v, edge+l, edges+l*l
		}
	}
	const n = sharpBlock * sharpBlock
	contrast := squares/n - sum*sum/n/n
	if contrast < minContrast {
		return 0, false
	}
	return (edges/n - edge*edge/n/n) / contrast, true
}
