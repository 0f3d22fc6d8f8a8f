package media

import (
	"bytes"
	"image"
	"image/jpeg"

	"golang.org/x/image/draw"

	"caracal/core"
)

// PosterSide is the long side of the poster that a film leaves behind, in pixels: enough for a tile, and for a panel, on a fine screen.
const PosterSide = 720

// StripBeside returns where a film leaves the filmstrip of the clip at path, see Film.Keepsakes.
func StripBeside(path string) string { return path + ".mjpeg" }

// PosterBeside returns where a film leaves the poster of the clip at path, a JPEG.
func PosterBeside(path string) string { return path + ".jpg" }

// keepsakes are what a film leaves beside its clip: they cost little while its frames are there, and a warm decoder later. The groups fill in each their own frames.
type keepsakes struct {
	size   image.Point // of the strip's frames
	strip  [][]byte    // by frame, a JPEG each; nil where there is none yet
	poster []byte      // a JPEG
}

// newKeepsakes returns nil for a film that leaves none.
func newKeepsakes(f Film) *keepsakes {
	if !f.Keepsakes || f.Frames > mostStrip {
		return nil
	}
	return &keepsakes{size: stripSize(image.Pt(f.Width, f.Height)), strip: make([][]byte, f.Frames)}
}

// take keeps frame i as it has been drawn. Frames that are drawn once more are there already.
func (k *keepsakes) take(frame *image.YCbCr, i int) error {
	if k == nil || k.strip[i] != nil {
		return nil
	}
	small := image.NewYCbCr(image.Rectangle{Max: k.size}, image.YCbCrSubsampleRatio420)
	shrink(small, frame)
	var err error
	if k.strip[i], err = stripJPEG(small); err == nil && i == 0 {
		k.poster, err = posterJPEG(frame)
	}
	return err
}

// posterJPEG makes a poster of a film's first frame.
func posterJPEG(frame *image.YCbCr) ([]byte, error) {
	var whole image.RGBA
	Paint(&whole, frame)
	var b bytes.Buffer
	err := jpeg.Encode(&b, fitted(&whole, PosterSide), &jpeg.Options{Quality: 85})
	return b.Bytes(), err
}

// save writes the keepsakes beside the clip at path. The strip comes last, so that whoever sees it finds the poster too.
func (k *keepsakes) save(path string) error {
	const op = "leave filmstrip"
	if k == nil {
		return nil
	}
	err := core.WriteBytes(PosterBeside(path), k.poster)
	if err == nil {
		err = core.WriteBytes(StripBeside(path), bytes.Join(k.strip, nil))
	}
	return core.WrapFile(op, err)
}

// fitted returns img no longer than side.
func fitted(img *image.RGBA, side int) image.Image {
	size := img.Rect.Size()
	long := max(size.X, size.Y)
	if long <= side {
		return img
	}
	small := image.NewRGBA(image.Rect(0, 0, max(1, size.X*side/long), max(1, size.Y*side/long)))
	draw.CatmullRom.Scale(small, small.Rect, img, img.Rect, draw.Src, nil)
	return small
}
