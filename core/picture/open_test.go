package picture

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/bmp"

	"caracal/core"
)

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

func TestOpenEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Open(ctx, write(t, "x.jpg", encoded(t, asJPEG, fourFields(128, 96)))); err != context.Canceled {
		t.Errorf("%v, want %v", err, context.Canceled)
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
		p, err := read(t.Context(), bytes.NewReader(b), int64(len(b)), image.Rectangle{})
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
