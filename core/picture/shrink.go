package picture

import (
	"context"
	"image"
	"image/color"
	"runtime"
	"sync"

	"golang.org/x/image/draw"
)

// backdrop is what shows through where a picture is transparent: the grey of a photographer's card. On white, white line art would vanish and pale skin lose its
// edge; on black, dark hair would.
var backdrop = color.RGBA{0x80, 0x80, 0x80, 0xff}

// shrink returns src, opaque and at 0,0, with a long side of at most limit pixels; a smaller picture keeps its size.
//
// It first averages squares of k by k pixels, straight from whatever the decoder made, a few rows at a time: a second copy of a large picture would not fit.
// k is the whole number that brings the long side within a tenth below the limit, as it does for the usual cameras, whose pixels are averaged evenly then, in
// one pass. Else k leaves a factor of less than two, and Catmull-Rom does the rest.
func shrink(ctx context.Context, src image.Image, limit int) (*image.RGBA, error) {
	size := src.Bounds().Size()
	long := max(size.X, size.Y)
	k := ceilDiv(long, limit)
	if k > 1 && 10*ceilDiv(long, k) < 9*limit {
		k--
	}
	img, err := average(ctx, src, k)
	if err != nil {
		return nil, err
	}
	size = img.Rect.Size()
	if long := max(size.X, size.Y); long > limit {
		w, h := max(1, (size.X*limit+long/2)/long), max(1, (size.Y*limit+long/2)/long)
		img = resize(img, w, h)
	}
	return img, ctx.Err()
}

// Thumbnail returns a copy of img, opaque and at 0,0, with a long side of at most limit pixels; of a smaller picture it has all.
func Thumbnail(img *image.RGBA, limit int) *image.RGBA {
	// Only the context's end is an error, and this one has none.
	small, _ := shrink(context.Background(), img, limit)
	return small
}

// average returns src over the backdrop, each pixel the mean of k by k. Where k does not divide the size, the last pixels are the mean of what is left. All
// cores share the work.
func average(ctx context.Context, src image.Image, k int) (*image.RGBA, error) {
	size := src.Bounds().Size()
	dst := image.NewRGBA(image.Rect(0, 0, ceilDiv(size.X, k), ceilDiv(size.Y, k)))
	rows := dst.Rect.Dy()
	workers := min(runtime.GOMAXPROCS(0), rows)
	var wg sync.WaitGroup
	for i := range workers {
		wg.Go(func() {
			band := image.NewRGBA(image.Rect(0, 0, size.X, k))
			for y := i * rows / workers; y < (i+1)*rows/workers && ctx.Err() == nil; y++ {
				high := min(k, size.Y-y*k)
				part := band.SubImage(image.Rect(0, 0, size.X, high)).(*image.RGBA)
				draw.Draw(part, part.Rect, image.NewUniform(backdrop), image.Point{}, draw.Src)
				draw.Draw(part, part.Rect, src, src.Bounds().Min.Add(image.Pt(0, y*k)), draw.Over)
				averageRow(dst.Pix[y*dst.Stride:(y+1)*dst.Stride], part, k)
			}
		})
	}
	wg.Wait()
	return dst, ctx.Err()
}

// averageRow fills a row of pixels with the means of the squares of band, which is k rows high, or less at the foot of a picture.
func averageRow(row []byte, band *image.RGBA, k int) {
	width, high := band.Rect.Dx(), band.Rect.Dy()
	if k == 1 {
		copy(row, band.Pix)
		return
	}
	for x := 0; len(row) > 0; row, x = row[4:], x+k {
		wide := min(k, width-x)
		var r, g, b uint32
		for y := range high {
			at := y*band.Stride + 4*x
			for pix := band.Pix[at : at+4*wide]; len(pix) >= 4; pix = pix[4:] {
				r, g, b = r+uint32(pix[0]), g+uint32(pix[1]), b+uint32(pix[2])
			}
		}
		n := uint32(wide * high)
		row[0], row[1], row[2], row[3] = byte((r+n/2)/n), byte((g+n/2)/n), byte((b+n/2)/n), 0xff
	}
}

// resize returns img with w by h pixels.
func resize(img *image.RGBA, w, h int) *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(dst, dst.Rect, img, img.Rect, draw.Src, nil)
	return dst
}

func ceilDiv(a, b int) int { return (a + b - 1) / b }
