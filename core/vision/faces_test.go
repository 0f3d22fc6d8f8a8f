package vision

import (
	"image"
	"image/color"
	"image/draw"
	"os"
	"path/filepath"
	"testing"

	"caracal/core"
	"caracal/core/picture"
	"caracal/resources"
)

// sample opens the picture that comes with Caracal.
func sample(t testing.TB) *image.RGBA {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sample.jpg")
	if err := os.WriteFile(path, resources.Sample(), 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, path)
}

// testdata opens a picture of the tests.
func testdata(t testing.TB, name string) *image.RGBA {
	t.Helper()
	return open(t, filepath.Join("testdata", name))
}

func open(t testing.TB, path string) *image.RGBA {
	t.Helper()
	p, err := picture.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return p.Image
}

// The astronaut's face, from the hair line to the chin and from cheek to cheek, as a person marked it.
var astronautFace = image.Rect(172, 60, 276, 165)

func TestOneFaceIsFoundWhereItIs(t *testing.T) {
	faces := Faces(sample(t))
	if len(faces) != 1 {
		t.Fatalf("found %d faces, want one: %v", len(faces), faces)
	}
	if got := overlap(faces[0].Rect, astronautFace); got < 0.6 {
		t.Errorf("the face is at %v, which shares %.2f with the true %v", faces[0].Rect, got, astronautFace)
	}
}

func TestNoFaceIsFoundWhereThereIsNone(t *testing.T) {
	for _, name := range []string{"chelsea.jpg", "coffee.jpg"} {
		if faces := Faces(testdata(t, name)); len(faces) > 0 {
			t.Errorf("%s: found %v", name, faces)
		}
	}
}

func TestFacesAreFoundInPartsAndInLargerPictures(t *testing.T) {
	astronaut := sample(t)
	t.Run("part", func(t *testing.T) {
		part := astronaut.SubImage(image.Rect(100, 10, 400, 310)).(*image.RGBA)
		faces := Faces(part)
		if len(faces) != 1 || overlap(faces[0].Rect, astronautFace) < 0.6 {
			t.Errorf("found %v, want one near %v", faces, astronautFace)
		}
	})
	t.Run("two in a large picture", func(t *testing.T) {
		img := gray(2048, 1100)
		left, right := image.Pt(100, 50), image.Pt(1300, 500)
		draw.Draw(img, astronaut.Rect.Add(left), astronaut, image.Point{}, draw.Src)
		draw.Draw(img, astronaut.Rect.Add(right), astronaut, image.Point{}, draw.Src)
		faces := Faces(img)
		if len(faces) != 2 || faces[0].Score < faces[1].Score {
			t.Fatalf("found %v, want two, best first", faces)
		}
		subject := FindSubject(img)
		both := astronautFace.Add(left).Union(astronautFace.Add(right))
		if !subject.IsFace || len(faces) != 2 || overlap(subject.Rect, both) < 0.8 {
			t.Errorf("the subject is %v, want both faces: %v", subject, both)
		}
	})
}

func TestNothingIsTooSmallOrTooPlainForASubject(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {64, 64}, {2048, 7}, {7, 2048}, {40, 41}} {
		img := gray(size.X, size.Y)
		if faces := Faces(img); len(faces) > 0 {
			t.Errorf("%v: found %v", size, faces)
		}
		s := FindSubject(img)
		if s.IsFace || !s.Rect.In(img.Rect) {
			t.Errorf("%v: the subject is %v", size, s)
		}
		if f := s.Focus(size); f.X < 0 || f.X > 1 || f.Y < 0 || f.Y > 1 {
			t.Errorf("%v: the focus is %v", size, f)
		}
	}
}

func TestTheEyeGoesToTheOneThingInAPicture(t *testing.T) {
	for name, at := range map[string]image.Point{"left": {120, 200}, "right": {480, 200}, "top": {300, 80}, "bottom": {300, 320}} {
		t.Run(name, func(t *testing.T) {
			img := gray(600, 400)
			for i := range 9 {
				c := color.RGBA{200, uint8(20 * i), 40, 255}
				draw.Draw(img, image.Rect(at.X-45+5*i, at.Y-45+5*i, at.X+45-5*i, at.Y+45-5*i), image.NewUniform(c), image.Point{}, draw.Src)
			}
			if s := FindSubject(img); s.IsFace || !at.In(s.Rect) {
				t.Errorf("the subject is %v, want it around %v", s, at)
			}
		})
	}
}

func TestFocusBringsTheEyesToTheUpperThird(t *testing.T) {
	img := sample(t)
	size := img.Rect.Size()
	focus := FindSubject(img).Focus(size)
	const eyes = 102 // pixels from the top, as a person marked them
	for _, a := range core.Aspects() {
		frame := picture.Frame(size, a, focus)
		if !astronautFace.In(frame) {
			t.Errorf("%s: the frame %v cuts the face %v", a, frame, astronautFace)
		}
		at := float64(eyes-frame.Min.Y) / float64(frame.Dy())
		if a == core.Wide && (at < 0.28 || at > 0.4) {
			t.Errorf("%s: the eyes are at %.2f of the frame's height, want a third", a, at)
		}
	}
}

func TestFocusKeepsALargeFaceWhole(t *testing.T) {
	size := image.Pt(1000, 1000)
	s := Subject{Rect: image.Rect(250, 250, 750, 750), IsFace: true}
	if frame := picture.Frame(size, core.Wide, s.Focus(size)); !s.Rect.In(frame) {
		t.Errorf("the frame %v cuts the face %v", frame, s.Rect)
	}
	s.Rect = image.Rect(100, 100, 900, 900) // higher than the frame: the middle is the best that there is
	if got, want := s.Focus(size), (core.Point{X: 0.5, Y: 0.5}); got != want {
		t.Errorf("the focus is %v, want %v", got, want)
	}
}

// overlap returns the shared part of two rectangles: 1 where they are the same, 0 where they do not touch.
func overlap(a, b image.Rectangle) float64 {
	area := func(r image.Rectangle) float64 { return float64(r.Dx()) * float64(r.Dy()) }
	shared := area(a.Intersect(b))
	return shared / (area(a) + area(b) - shared)
}

// gray returns a picture of one grey.
func gray(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{90, 90, 90, 255}), image.Point{}, draw.Src)
	return img
}

func BenchmarkFaces(b *testing.B) {
	img := big(b)
	for b.Loop() {
		Faces(img)
	}
}

func BenchmarkFindSubject(b *testing.B) {
	b.Run("face", func(b *testing.B) {
		img := big(b)
		for b.Loop() {
			FindSubject(img)
		}
	})
	b.Run("no face", func(b *testing.B) {
		img := testdata(b, "coffee.jpg")
		for b.Loop() {
			FindSubject(img)
		}
	})
}

// big returns the sample picture at the size of a usual clean copy.
func big(t testing.TB) *image.RGBA {
	small := sample(t)
	img := gray(2016, 1512)
	for y := range 1512 {
		for x := range 1512 {
			img.SetRGBA(x+250, y, small.RGBAAt(x*512/1512, y*512/1512))
		}
	}
	return img
}
