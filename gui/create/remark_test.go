package create

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/test"
	"golang.org/x/image/draw"

	"caracal/core"
	"caracal/core/picture"
	"caracal/gui/kit"
	"caracal/gui/words"
	"caracal/resources"
)

// writePicture writes a picture to a file of its own.
func writePicture(t *testing.T, img image.Image) string {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "made.jpg")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// largeSample returns the sample picture, twice as large as it is.
func largeSample(t *testing.T) *image.RGBA {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(resources.Sample()))
	if err != nil {
		t.Fatal(err)
	}
	dst := image.NewRGBA(image.Rectangle{Max: img.Bounds().Size().Mul(2)})
	draw.BiLinear.Scale(dst, dst.Rect, img, img.Bounds(), draw.Src, nil)
	return dst
}

// two returns the sample beside itself, the right one a little smaller.
func two(t *testing.T) *image.RGBA {
	t.Helper()
	one := largeSample(t)
	size := one.Rect.Size()
	dst := image.NewRGBA(image.Rect(0, 0, 2*size.X, size.Y))
	draw.Draw(dst, dst.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(dst, one.Rect, one, image.Point{}, draw.Src)
	draw.BiLinear.Scale(dst, image.Rect(size.X, size.Y/5, size.X+size.X*4/5, size.Y), one, one.Rect, draw.Src, nil)
	return dst
}

// TestWhatMattersMostIsSaidOfThePicture looks at the words in the well, for each of the engines.
func TestWhatMattersMostIsSaidOfThePicture(t *testing.T) {
	blurred, dark := largeSample(t), largeSample(t)
	tiny := image.NewRGBA(image.Rect(0, 0, 24, 24))
	draw.BiLinear.Scale(tiny, tiny.Rect, blurred, blurred.Rect, draw.Src, nil)
	draw.BiLinear.Scale(blurred, blurred.Rect, tiny, tiny.Rect, draw.Src, nil)
	for i := range dark.Pix {
		if i%4 != 3 {
			dark.Pix[i] /= 12
		}
	}
	passing := largeSample(t)
	draw.BiLinear.Scale(passing, image.Rect(700, 600, 1020, 920), largeSample(t), passing.Rect, draw.Src, nil)
	for name, c := range map[string]struct {
		picture      image.Image
		lynx, draft  string
		small, crops bool
		marksForLynx int
	}{
		"good":    {picture: largeSample(t), lynx: "✓ One clear face", draft: "✓ One clear face"},
		"two":     {picture: two(t), lynx: "Several faces: Lynx takes one", draft: "✓ 2 clear faces", crops: true, marksForLynx: 2},
		"passing": {picture: passing, lynx: "✓ One clear face", draft: "✓ One clear face"},
		"blurred": {picture: blurred, lynx: "Blurred", draft: "Blurred"},
		"dark":    {picture: dark, lynx: "Very dark", draft: "Very dark"},
		"small":   {picture: largeSample(t).SubImage(image.Rect(300, 0, 900, 600)), lynx: "✓ One clear face", draft: "✓ One clear face", small: true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newLynxStand(t, testKey)
			s.ready()
			s.ChooseEngine(core.Lynx)
			s.Use(writePicture(t, c.picture))
			s.opens()
			if s.well.faces.Text != c.lynx || s.sending.crop.Visible() != c.crops {
				t.Errorf("for Lynx: %q, offers to crop: %v", s.well.faces.Text, s.sending.crop.Visible())
			}
			if got := s.remark(); len(got.at) != c.marksForLynx && name != "dark" { // the dark place may be the face
				t.Errorf("%d marks, want %d", len(got.at), c.marksForLynx)
			}
			if s.well.small.Visible() != c.small {
				t.Errorf("few pixels are told: %v, %q", s.well.small.Visible(), s.well.small.Text)
			}
			s.ChooseEngine(core.Draft)
			if s.well.faces.Text != c.draft || s.sending.crop.Visible() {
				t.Errorf("for Draft: %q", s.well.faces.Text)
			}
		})
	}
}

// portrait returns the sample, 800 pixels wide, at the head of a picture of 800×2400.
func portrait(t *testing.T) *image.RGBA {
	t.Helper()
	dst := image.NewRGBA(image.Rect(0, 0, 800, 2400))
	draw.Draw(dst, dst.Rect, image.White, image.Point{}, draw.Src)
	one := largeSample(t)
	draw.BiLinear.Scale(dst, image.Rect(0, 0, 800, 800), one, one.Rect, draw.Src, nil)
	return dst
}

// TestWhatIsUsedOfThePictureIsJudged frames a tall portrait, for each of the engines.
func TestWhatIsUsedOfThePictureIsJudged(t *testing.T) {
	s := newLynxStand(t, testKey)
	s.ready()
	s.Use(writePicture(t, portrait(t)))
	s.opens()
	says := func(when, faces, few string) {
		t.Helper()
		if s.well.faces.Text != faces || s.well.small.Text != few || s.well.small.Visible() != (few != "") {
			t.Errorf("%s: %q, %q; want %q, %q", when, s.well.faces.Text, s.well.small.Text, faces, few)
		}
	}
	says("all of it", "✓ One clear face", "")
	test.Tap(s.sending.part)
	says("its frame", "✓ One clear face", "450 px: small for Lynx")
	test.Tap(s.options[core.Tall])
	says("its upright frame", "✓ One clear face", "")
	s.ChooseEngine(core.Draft)
	says("an upright draft", "✓ One clear face", "")
	test.Tap(s.options[core.Wide])
	says("a draft", "✓ One clear face", "450 px: small for Draft")
	s.moveFrame(0, -0.3)
	says("a draft without a forehead", "The frame cuts off the face", "450 px: small for Draft")
	if got := s.remark().at; len(got) != 1 || got[0] != s.source.quality.Faces[0].Rect {
		t.Errorf("marked is %v, and not the face", got)
	}
	s.screen.OnDoubleTapped()
	says("a draft with one", "✓ One clear face", "450 px: small for Draft")
	s.moveFrame(0, -1)
	says("a draft of the rest", "No clear face: Draft works anyway", "450 px: small for Draft")

	small := image.NewRGBA(image.Rect(0, 0, 300, 400))
	draw.BiLinear.Scale(small, small.Rect, largeSample(t), image.Rect(100, 0, 868, 1024), draw.Src, nil)
	s.Use(writePicture(t, small))
	s.opens()
	says("a small draft", "Little room for the camera", "169 px: small for Draft")
	if got := s.remark().at; len(got) != 1 || got[0] != s.view().Part {
		t.Errorf("marked is %v, and not the frame", got)
	}
}

// TestMarksAreSeenInTheWell looks for the mark of a face that ends at the picture's border, where a square thumb would not reach.
func TestMarksAreSeenInTheWell(t *testing.T) {
	cut := image.NewRGBA(image.Rect(0, 0, 2000, 1024))
	draw.Draw(cut, cut.Rect, image.NewUniform(color.RGBA{200, 190, 170, 255}), image.Point{}, draw.Src)
	draw.Draw(cut, image.Rect(0, 0, 576, 1024), largeSample(t), image.Pt(448, 0), draw.Src)
	s := newLynxStand(t, testKey)
	s.ready()
	s.Use(writePicture(t, cut))
	s.opens()
	r := s.remark()
	if r.text != "The face is cut off" || len(r.at) != 1 || r.at[0].Min.X != 0 {
		t.Fatalf("%+v", r)
	}
	thumb, ink := s.well.thumb.Picture(), color.RGBAModel.Convert(kit.ColorOf(s.well.thumb, kit.Tone(r.tone)))
	px := thumb.Rect.Dx()
	// The thumb is as high as the picture, and as far to the left as it can be.
	for _, y := range []int{r.at[0].Min.Y + 20, (r.at[0].Min.Y + r.at[0].Max.Y) / 2, r.at[0].Max.Y - 20} {
		if got := thumb.At(0, y*px/1024); got != ink {
			t.Errorf("at the border, %d pixels from the top, is %v and not the mark's %v", y, got, ink)
		}
	}
	apart := []image.Rectangle{image.Rect(300, 100, 500, 300), image.Rect(1700, 100, 1900, 300)}
	if part := reaching(image.Rect(488, 0, 1512, 1024), apart, cut.Rect); part.Min.X > 280 || part.Max.X < 1920 || part.Dy() != 1024 || !part.In(cut.Rect) {
		t.Errorf("of two faces far apart %v is seen", part)
	}
	s.ChooseEngine(core.Draft)
	if got := s.well.thumb.Picture().RGBAAt(px/2, px/2); got.R < 195 || got.R > 205 || got.B < 165 || got.B > 175 {
		t.Errorf("in the middle of a thumb without marks is %v, and not the middle of the picture", got)
	}
}

// TestNobodyIsToldThatOurSampleIsSmall opens the page as at a first start.
func TestNobodyIsToldThatOurSampleIsSmall(t *testing.T) {
	s := newLynxStand(t, testKey)
	s.Start(nil)
	s.opens()
	if s.well.small.Visible() || s.well.faces.Text != "✓ One clear face" {
		t.Errorf("the sample is called %q, %q", s.well.faces.Text, s.well.small.Text)
	}
}

// TestAPictureIsCroppedToItsLargestFaceAndBack presses the button, and then Undo. The picture is twice as wide as our copy of it.
func TestAPictureIsCroppedToItsLargestFaceAndBack(t *testing.T) {
	large, both := image.NewRGBA(image.Rect(0, 0, 4096, 2048)), two(t)
	draw.ApproxBiLinear.Scale(large, large.Rect, both, both.Rect, draw.Src, nil)
	s := newLynxStand(t, testKey)
	s.ready()
	s.Use(writePicture(t, large))
	s.opens()
	whole, part := s.source, s.source.around(s.view().People)
	test.Tap(s.sending.crop.Objects[0].(*kit.Button))
	s.opens()
	if len(s.source.quality.Faces) != 1 || s.source.name != whole.name || s.sending.crop.Visible() {
		t.Fatalf("%d faces are left in %q", len(s.source.quality.Faces), s.source.name)
	}
	if got := s.source.size(); got != part.Size() || got.X >= large.Rect.Dx()/2 {
		t.Errorf("what is left is %v of %v, where the original has %v", got, large.Rect.Size(), part.Size())
	}
	s.until("the weight", func() bool { return s.sending.weighed.source == s.source && !s.sending.weighing })
	var sent counter
	if err := picture.Encode(&sent, s.source.picture.Image); err != nil || s.weight() != int64(sent) {
		t.Errorf("it is said to be %d bytes; %d are sent, %v", s.weight(), sent, err)
	}
	if s.host.Said != words.Cropped() || s.request().Picture.Path == whole.path {
		t.Errorf("it says %q; what would be sent is %s", s.host.Said, s.request().Picture.Path)
	}
	if s.Choose(); s.host.folder != filepath.Dir(whole.path) {
		t.Errorf("others are looked for in %s", s.host.folder)
	}
	s.host.Do()
	if s.source != whole || !s.sending.crop.Visible() {
		t.Error("the whole picture is not back")
	}
	s.own = filepath.Join(whole.path, "no folder")
	test.Tap(s.sending.crop.Objects[0].(*kit.Button))
	s.opens()
	if s.source != whole || s.host.Said != words.NotCropped() {
		t.Errorf("with no place to write, %q is said", s.host.Said)
	}
}
