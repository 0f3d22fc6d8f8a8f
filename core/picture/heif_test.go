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
