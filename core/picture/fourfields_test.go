package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/image/tiff"

	"caracal/resources"
)

// The four fields of the test pictures, in reading order.
var fields = [4]color.RGBA{{203, 43, 43, 255}, {43, 163, 63, 255}, {51, 71, 191, 255}, {231, 221, 91, 255}}

// fourFields returns a picture of the four fields.
func fourFields(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i, c := range fields {
		at := image.Pt(i%2*w/2, i/2*h/2)
		draw.Draw(img, image.Rectangle{at, at.Add(image.Pt(w-w/2, h-h/2))}, image.NewUniform(c), image.Point{}, draw.Src)
	}
	return img
}

// gray returns a picture of one grey.
func gray(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{90, 90, 90, 255}), image.Point{}, draw.Src)
	return img
}

// middles returns the colours in the middle of the four fields of img.
func middles(img *image.RGBA) (c [4]color.RGBA) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	for i := range c {
		c[i] = img.RGBAAt(w/4+i%2*w/2, h/4+i/2*h/2)
	}
	return c
}

// alike reports whether two colours differ by no more than tolerance in any channel.
func alike(a, b color.RGBA, tolerance int) bool {
	near := func(x, y uint8) bool { return max(int(x)-int(y), int(y)-int(x)) <= tolerance }
	return near(a.R, b.R) && near(a.G, b.G) && near(a.B, b.B) && a.A == b.A
}

// wantFields checks that img shows the four fields in the given order.
func wantFields(t *testing.T, img *image.RGBA, want [4]color.RGBA, tolerance int) {
	t.Helper()
	got := middles(img)
	for i := range got {
		if !alike(got[i], want[i], tolerance) {
			t.Errorf("field %d is %v, want %v", i+1, got[i], want[i])
		}
	}
}

// write puts b into a file of that name and returns its path.
func write(t testing.TB, name string, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// encoded returns what one of the encoders makes of img.
func encoded(t testing.TB, encode func(io.Writer, image.Image) error, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asJPEG(w io.Writer, img image.Image) error {
	return jpeg.Encode(w, img, &jpeg.Options{Quality: 95})
}
func asTIFF(w io.Writer, img image.Image) error { return tiff.Encode(w, img, nil) }
func asGIF(w io.Writer, img image.Image) error  { return gif.Encode(w, img, nil) }

// testFile returns the bytes of a file in testdata.
func testFile(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// wantPlain checks that img is of that size, at 0,0, without gaps and opaque.
func wantPlain(t *testing.T, img *image.RGBA, size image.Point) {
	t.Helper()
	if img.Rect != (image.Rectangle{Max: size}) || img.Stride != 4*size.X || len(img.Pix) != 4*size.X*size.Y || !img.Opaque() {
		t.Errorf("bounds %v, stride %d, %d bytes, opaque %v; want a plain picture of %v", img.Rect, img.Stride, len(img.Pix), img.Opaque(), size)
	}
}

// detailed returns the picture that comes with Caracal at another size, with detail everywhere.
func detailed(t testing.TB, w, h int) *image.RGBA {
	t.Helper()
	sample := resources.Sample()
	p, err := read(t.Context(), bytes.NewReader(sample), int64(len(sample)), image.Rectangle{})
	if err != nil {
		t.Fatal(err)
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := p.Image.RGBAAt(x*p.Width/w, y*p.Height/h)
			c.G += uint8((x*7 ^ y*13) % 16)
			img.SetRGBA(x, y, c)
		}
	}
	return img
}
