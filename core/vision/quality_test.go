package vision

import (
	"image"
	"image/color"
	"image/draw"
	"slices"
	"testing"

	xdraw "golang.org/x/image/draw"

	"caracal/core"
	"caracal/core/picture"
)

// photo is img as a picture that was read from a file of scale times as many pixels a side.
func photo(img *image.RGBA, scale int) *picture.Picture {
	return &picture.Picture{Image: img, Width: img.Rect.Dx() * scale, Height: img.Rect.Dy() * scale}
}

func flaws(p *picture.Picture) []Flaw {
	return inspect(p).Whole().kinds()
}

func inspect(p *picture.Picture) Quality { return AssessQuality(p, Faces(p.Image)) }

// logFigures logs, as rows of a table, what is measured of a picture, the threshold, and what is said of it; go test -v prints it.
func logFigures(t *testing.T, name string, p *picture.Picture) {
	t.Helper()
	q := inspect(p)
	v := q.Whole()
	row := func(measure string, value, threshold float64, of ...Flaw) {
		said := "-"
		for _, f := range of {
			if slices.Contains(v.kinds(), f) {
				said = string(f)
			}
		}
		t.Logf("| %-28s | %-28s | %8.4g | %9.4g | %-12s |", name, measure, value, threshold, said)
	}
	row("short side, pixels", float64(v.Short), smallSide, Small)
	if s, ok := measureSharpness(p.Image); ok {
		row("sharpness", s, blurredBelow, Blurred)
	}
	row("brightness", float64(brightness(luma(p.Image, faceSide))), darkBelow, Dark)
	row("faces that it is of", float64(len(v.People)), 1, NoFace, ManyFaces, FaceTurned, FaceCut)
	for _, face := range v.People {
		row("face, pixels", q.pixels(face.Rect).X, smallFace, FaceSmall)
		row("face, score", float64(face.Score), clearScore, FaceUnclear)
	}
}

// kinds names the flaws of a view.
func (v View) kinds() (list []Flaw) {
	for _, f := range v.Flaws {
		list = append(list, f.Flaw)
	}
	return list
}

// shaded returns img with every colour multiplied by light.
func shaded(img *image.RGBA, light float64) *image.RGBA {
	dst := image.NewRGBA(img.Rect)
	for i, v := range img.Pix {
		dst.Pix[i] = uint8(float64(v) * light)
		if i%4 == 3 {
			dst.Pix[i] = v
		}
	}
	return dst
}

// softened returns img with every pixel the mean of the square that reaches so far around it.
func softened(img *image.RGBA, reach int) *image.RGBA {
	for _, step := range []image.Point{{1, 0}, {0, 1}} {
		dst := image.NewRGBA(img.Rect)
		for y := range img.Rect.Dy() {
			for x := range img.Rect.Dx() {
				var r, g, b, n int
				for d := -reach; d <= reach; d++ {
					if p := image.Pt(x, y).Add(step.Mul(d)); p.In(img.Rect) {
						c := img.RGBAAt(p.X, p.Y)
						r, g, b, n = r+int(c.R), g+int(c.G), b+int(c.B), n+1
					}
				}
				dst.SetRGBA(x, y, color.RGBA{uint8(r / n), uint8(g / n), uint8(b / n), 255})
			}
		}
		img = dst
	}
	return img
}

func scaled(img *image.RGBA, size image.Point) *image.RGBA {
	dst := image.NewRGBA(image.Rectangle{Max: size})
	xdraw.CatmullRom.Scale(dst, dst.Rect, img, img.Rect, draw.Src, nil)
	return dst
}

// cropped returns a copy of a part of img.
func cropped(img *image.RGBA, part image.Rectangle) *image.RGBA {
	dst := image.NewRGBA(image.Rectangle{Max: part.Size()})
	draw.Draw(dst, dst.Rect, img, part.Min, draw.Src)
	return dst
}

// turned returns img after so many quarter turns clockwise.
func turned(img *image.RGBA, quarters int) *image.RGBA {
	for range quarters {
		dst := image.NewRGBA(image.Rect(0, 0, img.Rect.Dy(), img.Rect.Dx()))
		for y := range dst.Rect.Dy() {
			for x := range dst.Rect.Dx() {
				dst.SetRGBA(x, y, img.RGBAAt(y, dst.Rect.Dx()-1-x))
			}
		}
		img = dst
	}
	return img
}

func TestGoodPicturesRaiseNoAlarm(t *testing.T) {
	// The three are small and say so; what else is said of them would be wrong.
	for name, want := range map[string][]Flaw{"chelsea.jpg": {NoFace, Small}, "coffee.jpg": {NoFace, Small}} {
		logFigures(t, name, photo(testdata(t, name), 1))
		if got := flaws(photo(testdata(t, name), 1)); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	astronaut := sample(t)
	logFigures(t, "astronaut", photo(astronaut, 1))
	if got, want := flaws(photo(astronaut, 1)), []Flaw{Small}; !slices.Equal(got, want) {
		t.Errorf("astronaut: %v, want %v", got, want)
	}
	for _, a := range core.Aspects() {
		focus := FindSubject(astronaut).Focus(astronaut.Rect.Size())
		if got := inspect(photo(astronaut, 3)).Framed(a, focus); len(got.Flaws) > 0 || len(got.People) != 1 {
			t.Errorf("astronaut in %s, from a file 3 times as large: %v, want nothing", a, got.kinds())
		}
	}
	for scale := 2; scale <= 4; scale++ {
		if got := flaws(photo(astronaut, scale)); len(got) > 0 {
			t.Errorf("astronaut, from a file %d times as large: %v, want nothing", scale, got)
		}
		large := scaled(astronaut, astronaut.Rect.Size().Mul(scale))
		if got := flaws(photo(large, 1)); len(got) > 0 {
			t.Errorf("astronaut, %d times enlarged: %v, want nothing", scale, got)
		}
	}
}

func TestFlawsAreSeen(t *testing.T) {
	astronaut := sample(t)
	all := astronaut.Rect
	two := gray(1024, 512)
	draw.Draw(two, all, astronaut, image.Point{}, draw.Src)
	draw.Draw(two, all.Add(image.Pt(512, 0)), astronaut, image.Point{}, draw.Src)
	far := softened(scaled(testdata(t, "coffee.jpg"), image.Pt(1200, 800)), 1)
	draw.Draw(far, image.Rect(500, 100, 860, 460), scaled(astronaut, image.Pt(360, 360)), image.Point{}, draw.Src)

	for _, tt := range []struct {
		name string
		p    *picture.Picture
		want Flaw
	}{
		{"shrunk", photo(astronaut, 1), Small},
		{"blurred", photo(softened(astronaut, 4), 2), Blurred},
		{"blurred and large", photo(softened(scaled(astronaut, image.Pt(1536, 1536)), 8), 1), Blurred},
		{"blurred, with no face", photo(softened(testdata(t, "coffee.jpg"), 4), 2), Blurred},
		{"darkened", photo(shaded(astronaut, 0.2), 2), Dark},
		{"two", photo(two, 2), ManyFaces},
		{"none", photo(testdata(t, "coffee.jpg"), 2), NoFace},
		{"far away", photo(far, 1), FaceSmall},
		{"turned to the left", photo(turned(astronaut, 3), 2), FaceTurned},
		{"turned to the right", photo(turned(astronaut, 1), 2), FaceTurned},
		{"upside down", photo(turned(astronaut, 2), 2), FaceTurned},
		{"cut by the left border", photo(cropped(astronaut, image.Rect(224, 0, 512, 512)), 3), FaceCut},
		{"cut by the right border", photo(cropped(astronaut, image.Rect(0, 0, 224, 512)), 3), FaceCut},
		{"cut by the upper border", photo(cropped(astronaut, image.Rect(0, 80, 512, 512)), 3), FaceCut},
		{"cut by the lower border", photo(cropped(astronaut, image.Rect(0, 0, 512, 145)), 9), FaceCut},
		{"without a forehead", photo(cropped(astronaut, image.Rect(0, 52, 512, 512)), 3), FaceCut},
	} {
		logFigures(t, tt.name, tt.p)
		if got := flaws(tt.p); !slices.Contains(got, tt.want) {
			t.Errorf("%s: found %v, want %v among them", tt.name, got, tt.want)
		}
	}
}

func TestACoveredFaceIsNotTakenForAClearOne(t *testing.T) {
	astronaut := sample(t)
	for name, cover := range map[string]image.Rectangle{
		"eyes": image.Rect(172, 92, 276, 115), "mouth": image.Rect(172, 128, 276, 168), "one half": image.Rect(152, 50, 222, 170), "one eye": image.Rect(172, 90, 222, 118),
	} {
		covered := cropped(astronaut, astronaut.Rect)
		draw.Draw(covered, cover, image.NewUniform(color.RGBA{30, 30, 30, 255}), image.Point{}, draw.Src)
		got := flaws(photo(covered, 2))
		if !slices.Contains(got, NoFace) && !slices.Contains(got, FaceUnclear) && !slices.Contains(got, FaceCut) {
			t.Errorf("%s covered: found %v, want a word about the face", name, got)
		}
		logFigures(t, name+" covered", photo(covered, 2))
	}
}

func TestAPlainPictureIsNotCalledBlurred(t *testing.T) {
	if got := flaws(photo(gray(900, 900), 1)); !slices.Equal(got, []Flaw{NoFace}) {
		t.Errorf("found %v, want nothing but that there is no face", got)
	}
}

func TestALitFaceBeforeBlackIsNotDark(t *testing.T) {
	img := gray(1024, 1024)
	draw.Draw(img, img.Rect, image.Black, image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(300, 300, 300+300, 300+300), sample(t), image.Pt(80, 0), draw.Src)
	if got := flaws(photo(img, 1)); slices.Contains(got, Dark) {
		t.Errorf("found %v", got)
	}
	// The same with the light turned round.
	light := gray(1024, 1024)
	draw.Draw(light, light.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(light, sample(t).Rect, shaded(sample(t), 0.15), image.Point{}, draw.Src)
	if got := AssessQuality(photo(light, 1), []Face{{Rect: astronautFace, Score: 50}}).Whole().Flaws; !slices.ContainsFunc(got, func(f Finding) bool { return f.Flaw == Dark && f.Rect == astronautFace }) {
		t.Errorf("found %v, want a dark face", got)
	}
}

func TestDraftIsCrampedInSmallFrames(t *testing.T) {
	for _, tt := range []struct {
		size   image.Point
		aspect core.Aspect
		want   bool
	}{
		{image.Pt(512, 512), core.Wide, false},
		{image.Pt(451, 300), core.Wide, false},
		{image.Pt(600, 400), core.Tall, true}, // 225 pixels for 720
		{image.Pt(300, 300), core.Wide, true},
		{image.Pt(4000, 3000), core.Tall, false},
	} {
		got := AssessQuality(&picture.Picture{Image: gray(64, 64*tt.size.Y/tt.size.X), Width: tt.size.X, Height: tt.size.Y}, nil).Framed(tt.aspect, core.Point{X: 0.5, Y: 0.5})
		if slices.Contains(got.kinds(), Cramped) != tt.want {
			t.Errorf("%v in %s: found %v; cramped: %t", tt.size, tt.aspect, got.kinds(), tt.want)
		}
	}
}

func TestAClipIsJudgedByThePartThatItIsMadeOf(t *testing.T) {
	middle := core.Point{X: 0.5, Y: 0.5}
	tall := AssessQuality(&picture.Picture{Image: gray(400, 1200), Width: 800, Height: 2400}, nil)
	if v := tall.Whole(); v.Short != 800 || slices.Contains(v.kinds(), Small) {
		t.Errorf("the whole: %d pixels, %v", v.Short, v.kinds())
	}
	if v := tall.Framed(core.Wide, middle); v.Short != 450 || !slices.Contains(v.kinds(), Small) || slices.Contains(v.kinds(), Cramped) {
		t.Errorf("its frame: %d pixels, %v", v.Short, v.kinds())
	}

	two := gray(1536, 512)
	draw.Draw(two, image.Rect(0, 0, 512, 512), sample(t), image.Point{}, draw.Src)
	draw.Draw(two, image.Rect(1024, 0, 1536, 512), sample(t), image.Point{}, draw.Src)
	q := inspect(photo(two, 3))
	for _, tt := range []struct {
		name   string
		focus  core.Point
		people int
		want   []Flaw
	}{
		{"around the left face", core.Point{X: 0.1, Y: 0.5}, 1, nil},
		{"between the two", core.Point{X: 0.5, Y: 0.5}, 0, []Flaw{NoFace}},
		{"with the edge in the right face", core.Point{X: float64(1024+astronautFace.Max.X-30-256) / 1536, Y: 0.5}, 1, []Flaw{FrameCut}},
		{"with the edge in its cheek", core.Point{X: float64(1024+astronautFace.Min.X+30-256) / 1536, Y: 0.5}, 0, []Flaw{FrameCut, NoFace}},
	} {
		if v := q.Framed(core.Square, tt.focus); len(v.People) != tt.people || !slices.Equal(v.kinds(), tt.want) {
			t.Errorf("%s: %d people, %v; want %d, %v", tt.name, len(v.People), v.kinds(), tt.people, tt.want)
		}
	}
	if v := q.Whole(); len(v.People) != 2 || len(v.Marks(ManyFaces)) != 2 {
		t.Errorf("the whole: %d people, marked %v", len(v.People), v.Marks(ManyFaces))
	}

	// The upper edge goes through the forehead.
	face := Faces(sample(t))[0].Rect
	low := core.Point{X: 0.5, Y: float64(face.Min.Y+face.Dy()/20+144) / 512}
	if v := inspect(photo(sample(t), 3)).Framed(core.Wide, low); !slices.Equal(v.kinds(), []Flaw{FrameCut}) || !slices.Equal(v.Marks(FrameCut), []image.Rectangle{face}) {
		t.Errorf("without a forehead: %v, want the face %v", v.Flaws, face)
	}
}

func TestWhoPassesByIsNotCounted(t *testing.T) {
	img := scaled(sample(t), image.Pt(1024, 1024))
	draw.Draw(img, image.Rect(700, 600, 1020, 920), scaled(sample(t), image.Pt(320, 320)), image.Point{}, draw.Src)
	q := inspect(photo(img, 2))
	if len(q.Faces) != 2 {
		t.Fatalf("found %v, want two faces", q.Faces)
	}
	if v := q.Whole(); len(v.People) != 1 || len(v.Flaws) > 0 {
		t.Errorf("%d people, %v; want one, and nothing wrong", len(v.People), v.kinds())
	}
}

func TestCropAroundOneFaceLeavesTheOthersOut(t *testing.T) {
	all := image.Rect(0, 0, 1024, 512)
	left, right := Face{Rect: astronautFace}, Face{Rect: astronautFace.Add(image.Pt(300, 0))}
	for _, f := range []Face{left, right} {
		part := CropAround(all, f, []Face{left, right})
		if !f.Rect.In(part) || !part.In(all) || part.Overlaps(left.Rect) && part.Overlaps(right.Rect) {
			t.Errorf("around %v: %v", f.Rect, part)
		}
	}
}

func BenchmarkAssessQuality(b *testing.B) {
	for name, img := range map[string]*image.RGBA{"face": big(b), "no face": scaled(testdata(b, "coffee.jpg"), image.Pt(2048, 1365))} {
		b.Run(name, func(b *testing.B) {
			p, faces := photo(img, 1), Faces(img)
			for b.Loop() {
				AssessQuality(p, faces)
			}
		})
	}
}
