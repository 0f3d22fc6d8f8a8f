package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"caracal/core"
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

func TestOpenReadsEveryWayToStoreAPicture(t *testing.T) {
	grey := func(c color.RGBA) color.RGBA {
		y := color.GrayModel.Convert(c).(color.Gray).Y
		return color.RGBA{y, y, y, 255}
	}
	greys := [4]color.RGBA{grey(fields[0]), grey(fields[1]), grey(fields[2]), grey(fields[3])}
	seeThrough := fields
	seeThrough[0] = backdrop
	black, white := color.RGBA{0, 0, 0, 255}, color.RGBA{255, 255, 255, 255}

	paletted := image.NewPaletted(image.Rect(0, 0, 128, 96), color.Palette{fields[0], fields[1], fields[2], fields[3]})
	draw.Draw(paletted, paletted.Rect, fourFields(128, 96), image.Point{}, draw.Src)
	palettedClear := image.NewPaletted(paletted.Rect, color.Palette{color.RGBA{}, fields[1], fields[2], fields[3]})
	copy(palettedClear.Pix, paletted.Pix)
	alpha := image.NewNRGBA(paletted.Rect)
	draw.Draw(alpha, alpha.Rect, palettedClear, image.Point{}, draw.Src)
	deepAlpha := image.NewNRGBA64(paletted.Rect)
	draw.Draw(deepAlpha, deepAlpha.Rect, palettedClear, image.Point{}, draw.Src)
	gray16 := image.NewGray16(paletted.Rect)
	draw.Draw(gray16, gray16.Rect, paletted, image.Point{}, draw.Src)

	for _, test := range []struct {
		name, format string
		file         []byte
		want         [4]color.RGBA
		tolerance    int
	}{
		{"JPEG", "JPEG", encoded(t, asJPEG, fourFields(128, 96)), fields, 4},
		{"progressive JPEG", "JPEG", testFile(t, "progressive.jpg"), fields, 6},
		{"grey JPEG", "JPEG", testFile(t, "grey.jpg"), greys, 12},
		{"YCCK JPEG", "JPEG", testFile(t, "ycck.jpg"), fields, 8},
		{"PNG", "PNG", encoded(t, png.Encode, fourFields(128, 96)), fields, 0},
		{"interlaced PNG", "PNG", testFile(t, "interlaced.png"), fields, 4},
		{"deep PNG", "PNG", testFile(t, "deep.png"), fields, 4},
		{"palette PNG", "PNG", encoded(t, png.Encode, paletted), fields, 0},
		{"HEIC", "HEIC", testFile(t, "photo.heic"), fields, 6},
		{"HEIC in 4:4:4", "HEIC", testFile(t, "full.heic"), fields, 6},
		{"HEIC of 10 bits", "HEIC", testFile(t, "deep.heic"), fields, 6},
		{"HEIC of limited range", "HEIC", testFile(t, "limited.heic"), fields, 6},
		{"grey HEIC", "HEIC", testFile(t, "grey.heic"), greys, 12},
		{"HEIC in tiles", "HEIC", testFile(t, "grid.heic"), fields, 6},
		{"AVIF", "AVIF", testFile(t, "plain.avif"), fields, 6},
		{"AVIF of 10 bits", "AVIF", testFile(t, "deep.avif"), fields, 6},
		{"AVIF of limited range", "AVIF", testFile(t, "limited.avif"), fields, 6},
		{"AVIF with alpha", "AVIF", testFile(t, "alpha.avif"), seeThrough, 6},
		{"grey AVIF", "AVIF", testFile(t, "grey.avif"), greys, 12},
		{"AVIF in tiles", "AVIF", testFile(t, "grid.avif"), fields, 6},
		{"palette PNG with a clear colour", "PNG", encoded(t, png.Encode, palettedClear), seeThrough, 1},
		{"PNG with alpha", "PNG", encoded(t, png.Encode, alpha), seeThrough, 1},
		{"deep PNG with alpha", "PNG", encoded(t, png.Encode, deepAlpha), seeThrough, 1},
		{"deep grey PNG", "PNG", encoded(t, png.Encode, gray16), greys, 2},
		{"lossy WebP", "WebP", testFile(t, "lossy.webp"), fields, 8},
		{"lossless WebP", "WebP", testFile(t, "lossless.webp"), fields, 4},
		{"WebP with alpha", "WebP", testFile(t, "alpha.webp"), seeThrough, 8},
		{"animated WebP", "WebP", testFile(t, "animated.webp"), fields, 8},
		{"GIF", "GIF", encoded(t, asGIF, paletted), fields, 0},
		{"animated GIF", "GIF", testFile(t, "animated.gif"), fields, 4},
		{"BMP", "BMP", testFile(t, "plain.bmp"), fields, 4},
		{"palette BMP", "BMP", encoded(t, bmp.Encode, paletted), fields, 0},
		{"TIFF", "TIFF", encoded(t, asTIFF, fourFields(128, 96)), fields, 0},
		{"LZW TIFF", "TIFF", testFile(t, "lzw.tiff"), fields, 4},
		{"deflated TIFF", "TIFF", testFile(t, "zip.tiff"), fields, 4},
		{"PackBits TIFF", "TIFF", testFile(t, "packbits.tiff"), fields, 4},
		{"tiled TIFF", "TIFF", testFile(t, "tiled.tiff"), fields, 4},
		{"deep TIFF", "TIFF", testFile(t, "deep.tiff"), fields, 4},
		{"fax TIFF", "TIFF", testFile(t, "fax.tiff"), [4]color.RGBA{black, black, black, white}, 255},
	} {
		t.Run(test.name, func(t *testing.T) {
			// A name that lies, because names do.
			p, err := Open(t.Context(), write(t, "photo.jpg", test.file))
			if err != nil {
				t.Fatal(err)
			}
			if p.Format != test.format || p.Width != 128 || p.Height != 96 || p.Name != "photo.jpg" || p.Bytes != int64(len(test.file)) {
				t.Errorf("got %s, %d by %d, %q, %d bytes", p.Format, p.Width, p.Height, p.Name, p.Bytes)
			}
			wantPlain(t, p.Image, image.Pt(128, 96))
			wantFields(t, p.Image, test.want, test.tolerance)
		})
	}
}

// wantPlain checks that img is of that size, at 0,0, without gaps and opaque.
func wantPlain(t *testing.T, img *image.RGBA, size image.Point) {
	t.Helper()
	if img.Rect != (image.Rectangle{Max: size}) || img.Stride != 4*size.X || len(img.Pix) != 4*size.X*size.Y || !img.Opaque() {
		t.Errorf("bounds %v, stride %d, %d bytes, opaque %v; want a plain picture of %v", img.Rect, img.Stride, len(img.Pix), img.Opaque(), size)
	}
}

// A part has the pixels that it has in the whole picture, however that is turned, and all that there are in a picture which is larger than we keep.
func TestAPartIsOpenedAsItIs(t *testing.T) {
	slope := func(w, h int) *image.RGBA {
		img := image.NewRGBA(image.Rect(0, 0, w, h))
		for i := range w * h {
			img.SetRGBA(i%w, i/w, color.RGBA{uint8(i % w), uint8(i / w), uint8(i / w / 16), 255})
		}
		return img
	}
	opens := func(path string, part image.Rectangle, want image.Image) {
		t.Helper()
		p, err := OpenPart(t.Context(), path, part)
		if err != nil {
			t.Fatal(err)
		}
		if size := want.Bounds().Size(); p.Width != size.X || p.Height != size.Y {
			t.Fatalf("%d by %d, want %v", p.Width, p.Height, size)
		}
		wantPlain(t, p.Image, want.Bounds().Size())
		for i := range p.Width * p.Height {
			at := image.Pt(i%p.Width, i/p.Width)
			if got, want := p.Image.At(at.X, at.Y), want.At(want.Bounds().Min.X+at.X, want.Bounds().Min.Y+at.Y); got != want {
				t.Fatalf("at %v is %v, want %v", at, got, want)
			}
		}
	}
	for o := uint16(1); o <= 8; o++ {
		path := write(t, "turned.png", pngWithEXIF(encoded(t, png.Encode, slope(128, 96)), orientationEXIF(o)))
		whole, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		part := image.Rect(20, 5, 90, 75)
		opens(path, part, whole.Image.SubImage(part))
	}
	large := slope(3000, 400)
	path := write(t, "large.png", encoded(t, png.Encode, large))
	opens(path, image.Rect(2000, 100, 9000, 9000), large.SubImage(image.Rect(2000, 100, 3000, 400)))
	if _, err := OpenPart(t.Context(), path, image.Rect(5000, 0, 6000, 100)); core.KindOf(err) != core.PictureBroken {
		t.Errorf("a part that the picture does not have: %v", err)
	}
}

func TestOpenTurnsUpright(t *testing.T) {
	// Which field comes to each place, in reading order, when a picture that says so is seen as it is meant.
	seen := map[uint16][4]int{
		1: {0, 1, 2, 3}, 2: {1, 0, 3, 2}, 3: {3, 2, 1, 0}, 4: {2, 3, 0, 1},
		5: {0, 2, 1, 3}, 6: {2, 0, 3, 1}, 7: {3, 1, 2, 0}, 8: {1, 3, 0, 2},
	}
	stored := fourFields(128, 96)
	containers := map[string]func(exif []byte) []byte{
		"JPEG": func(exif []byte) []byte { return jpegWithEXIF(encoded(t, asJPEG, stored), exif) },
		"PNG":  func(exif []byte) []byte { return pngWithEXIF(encoded(t, png.Encode, stored), exif) },
		"WebP": func(exif []byte) []byte { return webpWithEXIF(testFile(t, "lossless.webp"), exif) },
		"TIFF": func(exif []byte) []byte { return tiffWithOrientation(encoded(t, asTIFF, stored), exif) },
	}
	for format, container := range containers {
		for o := range uint16(10) { // 0 and 9 mean nothing
			t.Run(fmt.Sprint(format, " ", o), func(t *testing.T) {
				p, err := Open(t.Context(), write(t, "turned", container(orientationEXIF(o))))
				if err != nil {
					t.Fatal(err)
				}
				size := image.Pt(128, 96)
				if o >= 5 && o <= 8 {
					size = image.Pt(96, 128)
				}
				if p.Width != size.X || p.Height != size.Y {
					t.Errorf("%d by %d, want %v", p.Width, p.Height, size)
				}
				wantPlain(t, p.Image, size)
				order, ok := seen[o]
				if !ok {
					order = seen[1]
				}
				wantFields(t, p.Image, [4]color.RGBA{fields[order[0]], fields[order[1]], fields[order[2]], fields[order[3]]}, 4)
			})
		}
	}
}

func TestDamagedMetadataDoesNotCostThePicture(t *testing.T) {
	for name, exif := range map[string][]byte{
		"empty":     {},
		"cut off":   orientationEXIF(6)[:12],
		"loop":      append(orientationEXIF(6)[:22], 0, 0, 0, 8),
		"nonsense":  bytes.Repeat([]byte{0xff}, 300),
		"far away":  {'I', 'I', 42, 0, 0xff, 0xff, 0xff, 0x7f},
		"many tags": append([]byte{'I', 'I', 42, 0, 8, 0, 0, 0, 0xff, 0xff}, make([]byte, 60000)...),
	} {
		t.Run(name, func(t *testing.T) {
			file := jpegWithEXIF(encoded(t, asJPEG, fourFields(128, 96)), exif)
			if _, err := Open(t.Context(), write(t, "x.jpg", file)); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestOpenScalesDownAndNeverUp(t *testing.T) {
	for _, test := range []struct{ w, h, wantW, wantH int }{
		{64, 64, 64, 64},
		{2048, 135, 2048, 135},
		{2049, 100, 2048, 100}, // by so little that averaging alone would take half
		{3000, 200, 2048, 137},
		{4032, 302, 2016, 151}, // a phone's width: even squares
		{4001, 64, 2001, 32},   // the last pixel stands alone
		{64, 20_000, 7, 2000},
	} {
		t.Run(fmt.Sprintf("%dx%d", test.w, test.h), func(t *testing.T) {
			p, err := Open(t.Context(), write(t, "x.bmp", encoded(t, bmp.Encode, fourFields(test.w, test.h))))
			if err != nil {
				t.Fatal(err)
			}
			if p.Width != test.w || p.Height != test.h {
				t.Errorf("the original has %d by %d, want %d by %d", p.Width, p.Height, test.w, test.h)
			}
			wantPlain(t, p.Image, image.Pt(test.wantW, test.wantH))
			wantFields(t, p.Image, fields, 1)
		})
	}
}

// TestShrinkKeepsTheMean checks that nothing gets lighter, darker or moved: a slope stays that slope.
func TestShrinkKeepsTheMean(t *testing.T) {
	for _, size := range []image.Point{{300, 200}, {512, 384}, {999, 700}, {1024, 64}} {
		src := image.NewRGBA(image.Rectangle{Max: size})
		for y := range size.Y {
			for x := range size.X {
				src.SetRGBA(x, y, color.RGBA{uint8(255 * x / size.X), uint8(255 * y / size.Y), 77, 255})
			}
		}
		img, err := shrink(t.Context(), src, 256)
		if err != nil {
			t.Fatal(err)
		}
		got := img.Rect.Size()
		for y := 4; y < got.Y-4; y++ {
			for x := 4; x < got.X-4; x++ {
				want := color.RGBA{uint8((255*x + 127) / got.X), uint8((255*y + 127) / got.Y), 77, 255}
				if c := img.RGBAAt(x, y); !alike(c, want, 2) {
					t.Fatalf("%v: at %d,%d of %v is %v, want %v", size, x, y, got, c, want)
				}
			}
		}
	}
}

func TestOpenTakesAnyName(t *testing.T) {
	file := encoded(t, asJPEG, fourFields(128, 96))
	names := []string{"a b", "#1", "100%41", "it's 'so'", "🐈 naïve", "C:x", "-rf", "no ending", strings.Repeat("x", 250)}
	if runtime.GOOS != "windows" {
		names = append(names, "what?", `"quoted"`, "two\nlines", `back\slash`, "<&>")
	}
	for _, name := range names {
		p, err := Open(t.Context(), write(t, name, file))
		if err != nil {
			t.Errorf("%q: %v", name, err)
		} else if p.Name != name {
			t.Errorf("%q goes by %q", name, p.Name)
		}
	}
}

func TestOpenRefusesByKind(t *testing.T) {
	good := map[string][]byte{
		"JPEG": encoded(t, asJPEG, fourFields(128, 96)), "progressive JPEG": testFile(t, "progressive.jpg"),
		"PNG": encoded(t, png.Encode, fourFields(128, 96)), "GIF": encoded(t, asGIF, fourFields(128, 96)),
		"BMP": testFile(t, "plain.bmp"), "TIFF": encoded(t, asTIFF, fourFields(128, 96)), "LZW TIFF": testFile(t, "lzw.tiff"),
		"lossy WebP": testFile(t, "lossy.webp"), "lossless WebP": testFile(t, "lossless.webp"),
		"HEIC": testFile(t, "photo.heic"), "HEIC in tiles": testFile(t, "grid.heic"), "AVIF": testFile(t, "plain.avif"),
	}
	type test struct {
		name string
		file []byte
		kind core.Kind
		say  string // what the error must say
	}
	tests := []test{
		{"empty", nil, core.PictureEmpty, "empty"},
		{"one byte", []byte{0xff}, core.PictureUnknown, "unknown"},
		{"text", []byte("not a picture at all, whatever its name says\n"), core.PictureUnknown, "a text"},
		{"SVG", []byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`), core.PictureUnknown, "an SVG"},
		{"web page", []byte("<!DOCTYPE html><html>"), core.PictureUnknown, "a web page"},
		{"nothing but a HEIC's brands", []byte("\x00\x00\x00\x1cftypheic\x00\x00\x00\x00mif1heicmiaf"), core.PictureBroken, ""},
		{"nothing but an AVIF's brands", []byte("\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf"), core.PictureBroken, ""},
		{"HEIC of 20001 by 96", heifOfSize(good["HEIC"], 20_001, 96), core.PictureTooLarge, "20001 by 96"},
		{"HEIC of 100 megapixels", heifOfSize(good["HEIC"], 10_000, 10_000), core.PictureTooLarge, "MB to decode"},
		{"AVIF of 100 megapixels", heifOfSize(good["AVIF"], 10_000, 10_000), core.PictureTooLarge, "MB to decode"},
		{"AVIF that is larger than it says", heifOfSize(testFile(t, "larger.avif"), 64, 64), core.PictureBroken, ""},
		{"MP4", []byte("\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomavc1mp41"), core.PictureUnknown, "this is a video"},
		{"WebM", []byte("\x1aE\xdf\xa3\x9fB\x86\x81\x01"), core.PictureUnknown, "this is a video"},
		{"PDF", []byte("%PDF-1.7\n%\xe2\xe3"), core.PictureUnknown, "this is a PDF document"},
		{"CR2", []byte("II*\x00\x10\x00\x00\x00CR\x02\x00"), core.PictureUnknown, "this is a raw photo"},
		{"nothing but a PNG's signature", []byte("\x89PNG\r\n\x1a\n"), core.PictureBroken, ""},
		{"nothing but a JPEG's start", []byte("\xff\xd8\xff"), core.PictureBroken, ""},
		{"nothing but a TIFF's order", []byte("II*\x00"), core.PictureBroken, ""},
		{"nothing but a WebP's name", []byte("RIFF\x00\x00\x00\x00WEBP"), core.PictureBroken, ""},
		{"PNG of 60000 by 60000", pngHeaderOnly(60_000, 60_000), core.PictureTooLarge, "60000 by 60000"},
		{"PNG of 2 billion by 2 billion", pngHeaderOnly(1<<31-1, 1<<31-1), core.PictureTooLarge, ""},
		{"PNG of 20001 by 10", encoded(t, png.Encode, fourFields(20_001, 10)), core.PictureTooLarge, "20001 by 10"},
		{"PNG of 101 megapixels", pngHeaderOnly(10_100, 10_000), core.PictureTooLarge, ""},
		{"deep PNG of 100 megapixels", pngHeaderDepth(10_000, 10_000, 16), core.PictureTooLarge, "800 MB"},
		{"PNG of 1 by 1", encoded(t, png.Encode, fourFields(1, 1)), core.PictureTooSmall, "1 by 1"},
		{"JPEG of 63 by 500", encoded(t, asJPEG, fourFields(63, 500)), core.PictureTooSmall, "63 by 500"},
		{"progressive JPEG of 100 megapixels", jpegOfSize(testFile(t, "progressive.jpg"), 10_000, 10_000), core.PictureTooLarge, "MB to decode"},
		{"arithmetic JPEG", bytes.Replace(good["JPEG"], []byte{0xff, 0xc0}, []byte{0xff, 0xc9}, 1), core.PictureUnknown, "arithmetic"},
		{"BMP of 4 bits", testFile(t, "palette.bmp"), core.PictureUnknown, "unsupported"},
		{"WebP whose container lies", webpWithCanvas(testFile(t, "lossless.webp"), 20_000, 20_000), "", ""},
		{"TIFF with a bomb for a strip", tiffBomb(t), core.PictureTooLarge, "unpacks"},
		{"TIFF with a million million values", tiffManyValues(good["TIFF"]), core.PictureBroken, "too many values"},
	}
	for name, file := range good {
		for _, part := range []int{20, 50, 80} {
			tests = append(tests, test{fmt.Sprintf("%s cut off at %d %%", name, part), file[:len(file)*part/100], core.PictureBroken, ""})
		}
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, err := Open(t.Context(), write(t, "photo.jpg", test.file))
			if got := core.KindOf(err); got != test.kind {
				t.Fatalf("kind %q (%v), want %q", got, err, test.kind)
			}
			if err != nil && (p != nil || !strings.Contains(err.Error(), test.say)) {
				t.Errorf("%v, %v; want no picture and an error that says %q", p, err, test.say)
			}
		})
	}
}

func TestOpenNeedsAFile(t *testing.T) {
	dir := t.TempDir()
	check := func(t *testing.T, path string, want core.Kind) {
		t.Helper()
		if _, err := Open(t.Context(), path); core.KindOf(err) != want {
			t.Errorf("%v, want kind %q", err, want)
		}
	}
	t.Run("folder", func(t *testing.T) { check(t, dir, core.PictureNotFile) })
	t.Run("vanished", func(t *testing.T) { check(t, filepath.Join(dir, "gone.jpg"), core.PictureMissing) })
	t.Run("no name", func(t *testing.T) { check(t, "", core.PictureMissing) })
	t.Run("impossible name", func(t *testing.T) { check(t, "a\x00b", core.PictureMissing) })
	t.Run("endless name", func(t *testing.T) { check(t, filepath.Join(dir, strings.Repeat("x", 5000)), core.PictureMissing) })
	t.Run("file as folder", func(t *testing.T) { check(t, filepath.Join(write(t, "a", []byte("b")), "c.jpg"), core.PictureMissing) })
	t.Run("too many bytes", func(t *testing.T) {
		path := write(t, "huge.jpg", testFile(t, "progressive.jpg"))
		if err := os.Truncate(path, MaxBytes+1); err != nil {
			t.Fatal(err)
		}
		check(t, path, core.PictureTooLarge)
	})
	t.Run("nothing but zeros", func(t *testing.T) {
		path := write(t, "zeros.jpg", nil)
		if err := os.Truncate(path, MaxBytes); err != nil {
			t.Fatal(err)
		}
		check(t, path, core.PictureUnknown)
	})
}

func TestOpenEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Open(ctx, write(t, "x.jpg", encoded(t, asJPEG, fourFields(128, 96)))); err != context.Canceled {
		t.Errorf("%v, want %v", err, context.Canceled)
	}
}

// TestLargePicturesTakeTurns loads more pictures at once than would fit, if they were as large as their headers say.
func TestLargePicturesTakeTurns(t *testing.T) {
	var inside, most atomic.Int32
	ft := format{name: "test", header: func(*io.SectionReader) (header, error) {
		return header{width: 64, height: 64, memory: large + 1, decode: func(*io.SectionReader) (image.Image, error) {
			defer inside.Add(-1)
			now := inside.Add(1)
			for old := most.Load(); now > old && !most.CompareAndSwap(old, now); old = most.Load() {
			}
			runtime.Gosched()
			return fourFields(64, 64), nil
		}}, nil
	}}
	all := func(all image.Rectangle) image.Rectangle { return all }
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, _, err := ft.load(t.Context(), nil, all); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := most.Load(); n != 1 {
		t.Errorf("%d were decoded at once", n)
	}

	oneLarge <- struct{}{} // one that takes for ever
	defer func() { <-oneLarge }()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := ft.load(ctx, nil, all); err != context.Canceled {
		t.Errorf("%v, want %v", err, context.Canceled)
	}
}

func TestADecoderThatPanicsIsABrokenPicture(t *testing.T) {
	_, err := guard(func() (image.Image, error) {
		var pix []byte
		_ = pix[len(t.Name())]
		return nil, nil
	})
	if core.KindOf(err) != core.PictureBroken || !strings.Contains(err.Error(), "panicked") {
		t.Errorf("%v, want a broken picture", err)
	}
}

func TestEncodeWritesPixelsAndNothingElse(t *testing.T) {
	secret := "GPS 48.2082 N 16.3738 E"
	file := jpegWithEXIF(encoded(t, asJPEG, fourFields(128, 96)), append(orientationEXIF(6), secret...))
	p, err := Open(t.Context(), write(t, "holiday.jpg", file))
	if err != nil {
		t.Fatal(err)
	}
	clean := encoded(t, Encode, p.Image)
	if bytes.Contains(clean, []byte(secret)) || bytes.Contains(clean, []byte("Exif")) {
		t.Error("the clean copy has metadata")
	}
	// Tables, frame, scan: no segment that could say more.
	for at := 2; clean[at+1] != 0xda; at += 2 + int(binary.BigEndian.Uint16(clean[at+2:])) {
		if marker := clean[at+1]; marker >= 0xe0 && marker != 0xee || clean[at] != 0xff {
			t.Errorf("segment %#x", marker)
		}
	}
	again, err := read(t.Context(), bytes.NewReader(clean), int64(len(clean)))
	if err != nil {
		t.Fatal(err)
	}
	wantPlain(t, again.Image, image.Pt(96, 128))
	wantFields(t, again.Image, middles(p.Image), 2)
	if !bytes.Equal(clean, encoded(t, Encode, p.Image)) {
		t.Error("the same pixels give other bytes")
	}
}

// FuzzOpen holds every decoder to the promise that no bytes make us panic and that what comes out is plain.
func FuzzOpen(f *testing.F) {
	names, err := filepath.Glob("testdata/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		if b := testFile(f, filepath.Base(name)); len(b) < 5000 {
			f.Add(b)
			f.Add(b[:len(b)/2])
		}
	}
	f.Add(pngHeaderOnly(60_000, 60_000))
	f.Add(jpegWithEXIF(encoded(f, asJPEG, fourFields(64, 64)), orientationEXIF(5)))
	f.Add(encoded(f, asTIFF, fourFields(64, 64)))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := read(t.Context(), bytes.NewReader(b), int64(len(b)))
		if err != nil {
			if core.KindOf(err) == "" {
				t.Errorf("an error without a kind: %v", err)
			}
			return
		}
		if long := max(p.Image.Rect.Dx(), p.Image.Rect.Dy()); long > CleanSide || p.Width < MinSide || p.Height < MinSide {
			t.Errorf("%d by %d gave %v", p.Width, p.Height, p.Image.Rect)
		}
		wantPlain(t, p.Image, p.Image.Rect.Size())
	})
}

// detailed returns the picture that comes with Caracal at another size, with detail everywhere.
func detailed(t testing.TB, w, h int) *image.RGBA {
	t.Helper()
	sample := resources.Sample()
	p, err := read(t.Context(), bytes.NewReader(sample), int64(len(sample)))
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

func BenchmarkOpen(b *testing.B) {
	file := encoded(b, asJPEG, detailed(b, 4032, 3024)) // as a phone has it
	path := write(b, "photo.jpg", file)
	b.Run("12 MP JPEG", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Open(b.Context(), path); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("12 MP JPEG, decoding alone", func(b *testing.B) {
		for b.Loop() {
			if _, err := jpeg.Decode(bytes.NewReader(file)); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// The makers of files that encoders do not make.

// orientationEXIF returns an EXIF block, which is a small TIFF, with one tag.
func orientationEXIF(o uint16) []byte {
	b := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	b = binary.BigEndian.AppendUint16(b, o)
	return append(b, 0, 0, 0, 0, 0, 0)
}

func jpegWithEXIF(file, exif []byte) []byte {
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(8+len(exif)))
	segment = append(append(segment, "Exif\x00\x00"...), exif...)
	return append(append(file[:2:2], segment...), file[2:]...)
}

func pngChunk(name string, body []byte) []byte {
	b := append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), name...)
	b = append(b, body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func pngWithEXIF(file, exif []byte) []byte {
	const afterHeader = 8 + 12 + 13
	return append(append(file[:afterHeader:afterHeader], pngChunk("eXIf", exif)...), file[afterHeader:]...)
}

func pngHeaderOnly(w, h uint32) []byte { return pngHeaderDepth(w, h, 8) }

func pngHeaderDepth(w, h uint32, depth byte) []byte {
	body := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	const withAlpha = 6
	return append([]byte("\x89PNG\r\n\x1a\n"), pngChunk("IHDR", append(body, depth, withAlpha, 0, 0, 0))...)
}

// webpExtended puts a VP8X chunk before the picture of a simple WebP, and more behind it.
func webpExtended(file []byte, flags byte, w, h uint32, more []byte) []byte {
	body := append([]byte("WEBPVP8X\x0a\x00\x00\x00"), flags, 0, 0, 0, byte(w-1), byte((w-1)>>8), byte((w-1)>>16), byte(h-1), byte((h-1)>>8), byte((h-1)>>16))
	body = append(append(body, file[12:]...), more...)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func webpWithEXIF(file, exif []byte) []byte {
	const hasEXIF = 1 << 3
	return webpExtended(file, hasEXIF, 128, 96, append(binary.LittleEndian.AppendUint32([]byte("EXIF"), uint32(len(exif))), exif...))
}

func webpWithCanvas(file []byte, w, h uint32) []byte { return webpExtended(file, 0, w, h, nil) }

// tiffWithOrientation puts the tag of an EXIF block into the directory of a TIFF as x/image writes it: at the end of the file, sorted.
func tiffWithOrientation(file, exif []byte) []byte {
	b := bytes.Clone(file)
	at := int(binary.LittleEndian.Uint32(b[4:]))
	n := int(binary.LittleEndian.Uint16(b[at:]))
	entries := bytes.Clone(b[at+2 : at+2+12*n])
	dir := binary.LittleEndian.AppendUint16(nil, uint16(n+1))
	entry := []byte{0x12, 0x01, 3, 0, 1, 0, 0, 0, exif[19], exif[18], 0, 0}
	for ; len(entries) > 0; entries = entries[12:] {
		if entry != nil && binary.LittleEndian.Uint16(entries) > 0x112 {
			dir, entry = append(dir, entry...), nil
		}
		dir = append(dir, entries[:12]...)
	}
	binary.LittleEndian.PutUint32(b[4:], uint32(len(b)))
	return append(append(b, dir...), 0, 0, 0, 0)
}

// jpegOfSize changes the size in a JPEG's frame header.
func jpegOfSize(file []byte, w, h uint16) []byte {
	b := bytes.Clone(file)
	at := bytes.Index(b, []byte{0xff, 0xc2}) + 5
	binary.BigEndian.PutUint16(b[at:], h)
	binary.BigEndian.PutUint16(b[at+2:], w)
	return b
}

// tiffBomb returns a TIFF of 100 by 100 pixels whose only strip unpacks to half a gigabyte.
func tiffBomb(t testing.TB) []byte {
	t.Helper()
	b := encoded(t, asTIFF, image.NewGray(image.Rect(0, 0, 100, 100)))
	run := []byte{0x81, 0} // 128 zeros
	runs := bytes.Repeat(run, 512<<20/128)
	setTag(b, tiffCompression, tiffPackBits)
	setTag(b, tiffStripOffsets, uint32(len(b)))
	setTag(b, tiffStripByteCounts, uint32(len(runs)))
	return append(b, runs...)
}

// setTag changes the value of a tag in the directory of a TIFF as x/image writes it.
func setTag(b []byte, tag uint16, v uint32) {
	at := int(binary.LittleEndian.Uint32(b[4:])) + 2
	for ; binary.LittleEndian.Uint16(b[at:]) != tag; at += 12 {
	}
	const asLong = 4
	binary.LittleEndian.PutUint16(b[at+2:], asLong)
	binary.LittleEndian.PutUint32(b[at+8:], v)
}

// tiffManyValues makes the strip offsets of a TIFF a list without end.
func tiffManyValues(file []byte) []byte {
	b := bytes.Clone(file)
	at := int(binary.LittleEndian.Uint32(b[4:])) + 2
	for ; binary.LittleEndian.Uint16(b[at:]) != tiffStripOffsets; at += 12 {
	}
	binary.LittleEndian.PutUint32(b[at+4:], 1<<30)
	return b
}

func TestCheckFindsWhatAHeaderTells(t *testing.T) {
	good := encoded(t, png.Encode, gray(100, 80))
	for name, tt := range map[string]struct {
		file []byte
		want core.Kind
	}{
		"good":         {good, ""},
		"cut off":      {good[:20], core.PictureBroken},
		"empty":        {nil, core.PictureEmpty},
		"text":         {[]byte("picture,prompt\n"), core.PictureUnknown},
		"too small":    {encoded(t, png.Encode, gray(2, 2)), core.PictureTooSmall},
		"an SVG":       {[]byte("<svg/>"), core.PictureUnknown},
		"damaged late": {good[:len(good)/2], ""}, // which Check does not look at
	} {
		if err := Check(t.Context(), write(t, "x.png", tt.file)); core.KindOf(err) != tt.want {
			t.Errorf("%s: %v, want kind %q", name, err, tt.want)
		}
	}
	if err := Check(t.Context(), t.TempDir()); core.KindOf(err) != core.PictureNotFile {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Check(ctx, write(t, "x.png", good)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
