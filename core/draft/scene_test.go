package draft

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"math"
	"path/filepath"
	"sync"
	"testing"

	"golang.org/x/image/draw"

	"caracal/core"
	"caracal/core/draft/plan"
	"caracal/core/picture"
	"caracal/core/vision"
)

var middle = core.Point{X: 0.5, Y: 0.5}

// open reads one of the sample pictures: astronaut and its face, chelsea the cat, and coffee.
func open(t testing.TB, name string) (*image.RGBA, vision.Subject) {
	t.Helper()
	pic, err := picture.Open(context.Background(), filepath.Join("testdata", name+".jpg"))
	if err != nil {
		t.Fatal(err)
	}
	return pic.Image, vision.FindSubject(pic.Image)
}

// paint returns a picture of one colour.
func paint(w, h int, c color.RGBA) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(c), image.Point{}, draw.Src)
	return img
}

// difference returns the root of the mean square of the differences between two opaque images, in 8-bit steps.
func difference(a, b *image.RGBA) float64 {
	sum := 0.0
	for i := range a.Pix {
		d := float64(a.Pix[i]) - float64(b.Pix[i])
		sum += d * d
	}
	return math.Sqrt(sum / float64(len(a.Pix)) * 4 / 3)
}

func TestAStillFrameIsTheFramingStripsPixels(t *testing.T) {
	img, subject := open(t, "astronaut")
	for a, focus := range map[core.Aspect]core.Point{core.Wide: {X: 0.5, Y: 150.0 / 512}, core.Tall: {X: 200.0 / 512, Y: 1}, core.Square: {X: 0, Y: 0}} {
		w, h := a.Size()
		got := image.NewRGBA(image.Rect(0, 0, w, h))
		NewScene(img, subject, a, focus, plan.Parse("static"), image.Pt(w, h)).RenderRGBA(got, 0.5)

		want := image.NewRGBA(got.Rect)
		draw.CatmullRom.Scale(want, want.Rect, img, picture.Frame(img.Rect.Size(), a, focus), draw.Src, nil)
		if d := difference(got, want); d > 3 {
			t.Errorf("%s at %v: differs by %.2f levels from the frame, scaled", a, focus, d)
		}
	}
}

func TestNothingOutsideTheFrameIsEverShown(t *testing.T) {
	grey, red := color.RGBA{100, 100, 100, 255}, color.RGBA{255, 0, 0, 255}
	prompts := []string{"push in", "pull back", "fast pan left", "fast tilt down", "fast orbit right", "fast drift", "handheld", "pan right, tilt up, orbit left, handheld"}
	for _, size := range []image.Point{{X: 600, Y: 400}, {X: 64, Y: 64}, {X: 64, Y: 900}, {X: 900, Y: 64}} {
		for _, a := range core.Aspects() {
			w, h := a.Size()
			for _, focus := range []core.Point{{X: 0, Y: 0}, {X: 0.5, Y: 0.5}, {X: 1, Y: 1}, {X: -3, Y: 7}} {
				img := paint(size.X, size.Y, red)
				r := picture.FrameRegion(size, a, focus)
				frame := image.Rect(int(r.X), int(r.Y), int(math.Ceil(r.X+r.W)), int(math.Ceil(r.Y+r.H)))
				draw.Draw(img, frame, image.NewUniform(grey), image.Point{}, draw.Src)
				for _, prompt := range prompts {
					subject := vision.Subject{Rect: image.Rect(size.X/3, size.Y/3, size.X/2, size.Y/2), IsFace: true}
					s := NewScene(img, subject, a, focus, plan.Parse(prompt), image.Pt(w/8, h/8))
					for _, at := range []float64{0, 0.33, 1} {
						dst := s.Frame()
						s.Render(dst, at)
						for i, v := range dst.Y {
							if v < 100 || v > 104 {
								t.Fatalf("%v, %s at %v, %q: at %v, luma %d of the frame is %d", size, a, focus, prompt, at, i, v)
							}
						}
						for i := range dst.Cb {
							if dst.Cb[i] != 128 || dst.Cr[i] != 128 {
								t.Fatalf("%v, %s at %v, %q: at %v, a colour from outside", size, a, focus, prompt, at)
							}
						}
					}
				}
			}
		}
	}
}

func TestAnyPictureAndSizeOfFrameWillDo(t *testing.T) {
	for _, size := range []image.Point{{X: 1, Y: 1}, {X: 1, Y: 500}, {X: 500, Y: 1}, {X: 2048, Y: 64}, {X: 333, Y: 777}} {
		for _, frame := range []image.Point{{X: 1, Y: 1}, {X: 2, Y: 3}, {X: 13, Y: 12}, {X: 163, Y: 291}, {X: 517, Y: 290}} {
			img := paint(size.X, size.Y, color.RGBA{10, 200, 90, 255})
			moves := plan.Parse("push in, orbit, handheld, soft light, vignette")
			s := NewScene(img, vision.Subject{Rect: img.Rect}, core.Nearest(frame.X, frame.Y), core.Point{X: math.NaN(), Y: 0.2}, moves, frame)
			dst := image.NewRGBA(image.Rectangle{Max: frame})
			for _, at := range []float64{0, 0.5, 1, 2, math.NaN()} {
				s.RenderRGBA(dst, at)
			}
		}
	}
}

func TestAPartOfALargerPictureIsAPicture(t *testing.T) {
	img, _ := open(t, "coffee")
	part := img.SubImage(image.Rect(100, 50, 500, 350)).(*image.RGBA)
	alone := image.NewRGBA(image.Rect(0, 0, 400, 300))
	draw.Draw(alone, alone.Rect, part, part.Rect.Min, draw.Src)
	moves, size := plan.Parse("fast push in"), image.Pt(320, 180)
	a := NewScene(part, vision.Subject{Rect: image.Rect(200, 100, 300, 200)}, core.Wide, middle, moves, size)
	b := NewScene(alone, vision.Subject{Rect: image.Rect(100, 50, 200, 150)}, core.Wide, middle, moves, size)
	one, other := a.Frame(), b.Frame()
	a.Render(one, 0.6)
	b.Render(other, 0.6)
	if !bytes.Equal(one.Y, other.Y) {
		t.Error("a sub-image gives other frames than its copy")
	}
}

func TestTheSameRequestGivesTheSameFramesWhoeverRendersThem(t *testing.T) {
	img, subject := open(t, "chelsea")
	moves := plan.Parse("handheld, push in, grain, vignette, soft light")
	render := func() [][]byte {
		s := NewScene(img, subject, core.Wide, middle, moves, image.Pt(320, 180))
		frames := make([][]byte, 12)
		var wg sync.WaitGroup
		for i := range frames {
			wg.Go(func() {
				dst := s.Frame()
				s.Render(dst, float64(i*10)/(Frames-1))
				frames[i] = append(append(dst.Y, dst.Cb...), dst.Cr...)
			})
		}
		wg.Wait()
		return frames
	}
	one, other := render(), render()
	for i := range one {
		if !bytes.Equal(one[i], other[i]) {
			t.Errorf("frame %d differs", i*10)
		}
		if i > 0 && bytes.Equal(one[i], one[i-1]) {
			t.Errorf("frames %d and %d are equal", i*10, i*10-10)
		}
	}
}

func TestLevelsAreBT709LimitedRange(t *testing.T) {
	for _, c := range []struct {
		in        color.RGBA
		y, cb, cr uint8 // ITU-R BT.709-6, table 4
	}{
		{color.RGBA{0, 0, 0, 255}, 16, 128, 128},
		{color.RGBA{255, 255, 255, 255}, 235, 128, 128},
		{color.RGBA{255, 0, 0, 255}, 63, 102, 240},
		{color.RGBA{0, 255, 0, 255}, 173, 42, 26},
		{color.RGBA{0, 0, 255, 255}, 32, 240, 118},
	} {
		s := NewScene(paint(64, 36, c.in), vision.Subject{}, core.Wide, middle, plan.Parse(""), image.Pt(64, 36))
		dst := s.Frame()
		s.Render(dst, 0.5)
		if y, cb, cr := dst.Y[700], dst.Cb[300], dst.Cr[300]; y != c.y || cb != c.cb || cr != c.cr {
			t.Errorf("%v becomes %d,%d,%d, want %d,%d,%d", c.in, y, cb, cr, c.y, c.cb, c.cr)
		}
		screen := image.NewRGBA(dst.Rect)
		s.RenderRGBA(screen, 0.5)
		if d := difference(screen, paint(64, 36, c.in)); d > 1.5 {
			t.Errorf("%v comes back as %v", c.in, screen.RGBAAt(30, 20))
		}
	}
}

func TestLooks(t *testing.T) {
	img, subject := open(t, "astronaut")
	render := func(prompt string, at float64) (frame *image.YCbCr, y, cb, cr float64) {
		s := NewScene(img, subject, core.Square, middle, plan.Parse("static, "+prompt), image.Pt(240, 240))
		frame = s.Frame()
		s.Render(frame, at)
		mean := func(pix []uint8) float64 {
			sum := 0
			for _, v := range pix {
				sum += int(v)
			}
			return float64(sum) / float64(len(pix))
		}
		return frame, mean(frame.Y), mean(frame.Cb), mean(frame.Cr)
	}
	plain, y, cb, cr := render("", 0)

	if noir, _, _, _ := render("noir", 0); bytes.Count(noir.Cb, []byte{128}) != len(noir.Cb) || bytes.Count(noir.Cr, []byte{128}) != len(noir.Cr) {
		t.Error("noir has colour")
	}
	if _, _, b, r := render("golden hour", 0); b > cb-3 || r < cr+1 {
		t.Errorf("golden hour goes from %.1f,%.1f to %.1f,%.1f: not warmer", cb, cr, b, r)
	}
	if _, dark, b, _ := render("night", 0); dark > 0.8*y || b < cb+3 {
		t.Errorf("night has luma %.1f of %.1f and Cb %.1f of %.1f", dark, y, b, cb)
	}
	if v, _, _, _ := render("vignette", 0); v.Y[120*v.YStride+120] != plain.Y[120*plain.YStride+120] || v.Y[0] >= plain.Y[0] {
		t.Error("a vignette darkens the corners and leaves the middle")
	}
	one, mean, _, _ := render("grain", 0)
	if other, _, _, _ := render("grain", 0.5); bytes.Equal(one.Y, other.Y) {
		t.Error("grain stands still")
	}
	if math.Abs(mean-y) > 0.5 {
		t.Errorf("grain changes the brightness from %.2f to %.2f", y, mean)
	}
	for _, term := range plan.Vocabulary() {
		if term.Kind.Grades() {
			if f, _, _, _ := render(term.Name, 0); bytes.Equal(f.Y, plain.Y) && bytes.Equal(f.Cb, plain.Cb) {
				t.Errorf("%s changes nothing", term.Name)
			}
		}
	}
}
