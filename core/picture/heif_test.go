package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"math/rand/v2"
	"testing"

	"caracal/core"
	"caracal/core/picture/internal/icc"
)

func TestHEIFTurnsUpright(t *testing.T) {
	// Turned and mirrored as ISO/IEC 23008-12 §6.5.10 and §6.5.12 say.
	for name, test := range map[string]struct {
		size  image.Point
		order [4]int
	}{
		"turned.heic": {image.Pt(128, 96), [4]int{0, 1, 2, 3}}, // as phones have it: stored on its side, and a quarter turn
		"turned.avif": {image.Pt(128, 96), [4]int{0, 1, 2, 3}},
		"mirror.avif": {image.Pt(96, 128), [4]int{0, 2, 1, 3}}, // a quarter turn anticlockwise, then top and bottom changed over
	} {
		p, err := Open(t.Context(), write(t, name, testFile(t, name)))
		if err != nil {
			t.Fatal(name, err)
		}
		if p.Width != test.size.X || p.Height != test.size.Y {
			t.Errorf("%s: %d by %d, want %v", name, p.Width, p.Height, test.size)
		}
		wantPlain(t, p.Image, test.size)
		wantFields(t, p.Image, [4]color.RGBA{fields[test.order[0]], fields[test.order[1]], fields[test.order[2]], fields[test.order[3]]}, 6)
	}
}

// nclx changes what a HEIF says of its colours by numbers of ITU-T H.273.
func nclx(t *testing.T, file []byte, primaries, transfer, matrix uint16, full bool) []byte {
	t.Helper()
	file = bytes.Clone(file)
	at := bytes.Index(file, []byte("colrnclx"))
	if at < 0 {
		t.Fatal("the file says nothing of its colours")
	}
	b := file[at+8:]
	binary.BigEndian.PutUint16(b, primaries)
	binary.BigEndian.PutUint16(b[2:], transfer)
	binary.BigEndian.PutUint16(b[4:], matrix)
	b[6] = 0
	if full {
		b[6] = 0x80
	}
	return file
}

// TestHEICIsReadByItsMatrix holds the colours of a file that says another matrix than phones do against that matrix by the book.
func TestHEICIsReadByItsMatrix(t *testing.T) {
	file := testFile(t, "turned.heic")
	decoded, err := libheif.Decode(t.Context(), file, 64<<20)
	if err != nil {
		t.Fatal(err)
	}
	stored := decoded.(*image.YCbCr)
	for matrix, w := range map[uint16]struct{ red, blue float64 }{1: {0.2126, 0.0722}, 2: {0.299, 0.114}, 6: {0.299, 0.114}, 9: {0.2627, 0.0593}} {
		for _, full := range []bool{true, false} {
			p, err := Open(t.Context(), write(t, "picture.heic", nclx(t, file, 1, 13, matrix, full)))
			if err != nil {
				t.Fatal(matrix, err)
			}
			for _, at := range []image.Point{{32, 24}, {96, 24}, {32, 72}, {96, 72}} {
				c := stored.YCbCrAt(at.X, at.Y)
				y, cb, cr := float64(c.Y), float64(c.Cb)-128, float64(c.Cr)-128
				if !full {
					y, cb, cr = (y-16)*255/219, cb*255/224, cr*255/224
				}
				r, b := y+2*(1-w.red)*cr, y+2*(1-w.blue)*cb
				want := color.RGBA{toByte(r), toByte((y - w.red*r - w.blue*b) / (1 - w.red - w.blue)), toByte(b), 255}
				if got := p.Image.RGBAAt(at.X, at.Y); !alike(got, want, 8) {
					t.Errorf("matrix %d, full range %v, %v: %v, want %v", matrix, full, at, got, want)
				}
			}
		}
	}
}

// TestEverySubsamplingIsTurnedToBT601 turns random colours, of which each has its own chroma or shares it with those beside it.
func TestEverySubsamplingIsTurnedToBT601(t *testing.T) {
	w := matrices[1]
	for _, ratio := range []image.YCbCrSubsampleRatio{image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420} {
		img := image.NewYCbCr(image.Rect(0, 0, 7, 5), ratio)
		r := rand.New(rand.NewPCG(1, uint64(ratio)))
		for i := range img.Y {
			img.Y[i] = uint8(100 + r.IntN(50))
		}
		for i := range img.Cb {
			img.Cb[i], img.Cr[i] = uint8(100+r.IntN(50)), uint8(100+r.IntN(50))
		}
		var want []color.RGBA
		for i := range 35 {
			c := img.YCbCrAt(i%7, i/7)
			red, blue := float64(c.Y)+2*(1-w.red)*(float64(c.Cr)-128), float64(c.Y)+2*(1-w.blue)*(float64(c.Cb)-128)
			want = append(want, color.RGBA{toByte(red), toByte((float64(c.Y) - w.red*red - w.blue*blue) / (1 - w.red - w.blue)), toByte(blue), 255})
		}
		w.toBT601(img)
		for i, want := range want {
			r, g, b, _ := img.At(i%7, i/7).RGBA()
			if got := (color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 255}); !alike(got, want, 2) {
				t.Errorf("%v, pixel %d: %v, want %v", ratio, i, got, want)
			}
		}
	}
}

// TestHEIFSaysItsPrimariesByNumber opens files of wide colours that have no profile.
func TestHEIFSaysItsPrimariesByNumber(t *testing.T) {
	for _, name := range []string{"turned.heic", "plain.avif"} {
		file := testFile(t, name)
		plain, err := Open(t.Context(), write(t, name, file))
		if err != nil {
			t.Fatal(err)
		}
		for transfer, wide := range map[uint16]bool{1: true, 13: true, 16: false, 18: false} {
			want := image.NewRGBA(plain.Image.Rect)
			copy(want.Pix, plain.Image.Pix)
			if p3, ok := icc.OfPrimaries(12); ok && wide {
				p3.Apply(want)
			}
			p, err := Open(t.Context(), write(t, name, nclx(t, file, 12, transfer, 6, true)))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(p.Image.Pix, want.Pix) || bytes.Equal(want.Pix, plain.Image.Pix) == wide {
				t.Errorf("%s, transfer %d: %v, want %v", name, transfer, middles(p.Image), middles(want))
			}
		}
	}
}

// TestTurnsAddUp holds each pair of turns against turning the pixels twice.
func TestTurnsAddUp(t *testing.T) {
	steps := []struct {
		name string
		turn func(heifTransform) heifTransform
		by   orientation
	}{
		{"a quarter", func(t heifTransform) heifTransform { return t.rotated(1) }, 8},
		{"half", func(t heifTransform) heifTransform { return t.rotated(2) }, 3},
		{"three quarters", func(t heifTransform) heifTransform { return t.rotated(3) }, 6},
		{"left and right", func(t heifTransform) heifTransform { return t.mirrored(false) }, 2},
		{"top and bottom", func(t heifTransform) heifTransform { return t.mirrored(true) }, 4},
	}
	img := fourFields(128, 96)
	for _, a := range steps {
		for _, b := range steps {
			got, want := b.turn(a.turn(heifTransform{})).orientation().upright(img), b.by.upright(a.by.upright(img))
			if got.Rect != want.Rect || !bytes.Equal(got.Pix, want.Pix) {
				t.Errorf("%s, then %s, is wrong", a.name, b.name)
			}
		}
	}
}

// TestDamagedHEIFIsRefused changes bytes at random: what comes of it is a picture within the limits, or an error with a kind.
func TestDamagedHEIFIsRefused(t *testing.T) {
	files := 40
	if testing.Short() {
		files = 10
	}
	for _, name := range []string{"photo.heic", "grid.heic", "turned.heic", "plain.avif", "grid.avif", "deep.avif"} {
		good := testFile(t, name)
		r := rand.New(rand.NewPCG(1, uint64(len(good))))
		for i := range files {
			b := bytes.Clone(good)
			for range 1 + i%4 {
				b[16+r.IntN(len(b)-16)] ^= byte(1 << r.IntN(8))
			}
			p, err := read(t.Context(), bytes.NewReader(b), int64(len(b)), image.Rectangle{})
			if err != nil && core.KindOf(err) == "" {
				t.Errorf("%s, %d: an error without a kind: %v", name, i, err)
			}
			if err == nil {
				wantPlain(t, p.Image, p.Image.Rect.Size())
			}
		}
	}
}

// heifOfSize changes all sizes that a HEIF container tells.
func heifOfSize(file []byte, w, h uint32) []byte {
	b := bytes.Clone(file)
	for rest := b; ; {
		_, after, ok := bytes.Cut(rest, []byte("ispe"))
		if !ok {
			return b
		}
		binary.BigEndian.PutUint32(after[4:], w)
		binary.BigEndian.PutUint32(after[8:], h)
		rest = after
	}
}

func BenchmarkOpenHEIF(b *testing.B) {
	for _, name := range []string{"photo.heic", "plain.avif"} {
		file := testFile(b, name)
		b.Run(fmt.Sprint(name), func(b *testing.B) {
			for b.Loop() {
				if _, err := read(b.Context(), bytes.NewReader(file), int64(len(file)), image.Rectangle{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
