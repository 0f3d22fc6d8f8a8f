package picture

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/bep/imagemeta"

	"caracal/core"
)

// A format is a kind of picture file that we read.
type format struct {
	name string
	exif imagemeta.ImageFormat // zero where the format holds no EXIF
	// header reads no more than it needs to tell what decoding would give and cost.
	header func(f *io.SectionReader) (header, error)
	// profile returns the ICC profile, or nil. It is nil itself where the format has none that we read.
	profile func(f *io.SectionReader) []byte
	// turn says which way is up where that is not in EXIF, or is nil.
	turn func(f *io.SectionReader) orientation
}

// sniff tells the format of a file by its first bytes. The error, of kind PictureUnknown, says what the file is instead, where that can be told.
func sniff(f *io.SectionReader) (format, error) {
	// Enough for the brands of an ISO media file, and to see whether a text is one.
	head := make([]byte, 512)
	n, err := f.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return format{}, err
	}
	head = head[:n]
	starts := func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }
	switch {
	case starts("\xff\xd8\xff"):
		return format{name: "JPEG", exif: imagemeta.JPEG, header: jpegHeader, profile: jpegProfile}, nil
	case starts("\x89PNG\r\n\x1a\n"):
		return format{name: "PNG", exif: imagemeta.PNG, header: pngHeader, profile: pngProfile}, nil
	case starts("RIFF") && n >= 12 && string(head[8:12]) == "WEBP":
		return format{name: "WebP", exif: imagemeta.WebP, header: webpHeader, profile: webpProfile}, nil
	case starts("GIF87a"), starts("GIF89a"):
		return format{name: "GIF", header: gifHeader}, nil
	case (starts("II*\x00") || starts("MM\x00*")) && !(n >= 10 && string(head[8:10]) == "CR"):
		return format{name: "TIFF", exif: imagemeta.TIFF, header: tiffHeader}, nil
	case starts("BM") && n >= 18 && bytes.Equal(head[6:10], make([]byte, 4)):
		return format{name: "BMP", header: bmpHeader}, nil
	case isAVIF(head):
		return format{name: "AVIF", header: avifHeader, profile: heifProfile, turn: avifTurn}, nil
	case isHEIC(head):
		return format{name: "HEIC", header: heicHeader, profile: heifProfile}, nil
	}
	return format{}, core.Errorf("look at file", core.PictureUnknown, "this is %s, which is not a picture format that Caracal reads", describe(head))
}

// describe says what a file that we do not read seems to be, by its first bytes.
func describe(head []byte) string {
	if brands(head) != "" {
		return describeISO(head)
	}
	for _, s := range []struct{ magic, what string }{
		{"%PDF-", "a PDF document"},
		{"%!PS", "a PostScript document"},
		{"8BPS", "a Photoshop document"},
		{"gimp xcf", "a GIMP document"},
		{"\xff\x0a", "a JPEG XL picture"},
		{"\x00\x00\x00\x0cJXL ", "a JPEG XL picture"},
		{"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture"},
		{"\xff\x4f\xff\x51", "a JPEG 2000 picture"},
		{"\x00\x00\x01\x00", "an icon"},
		{"II*\x00", "a raw photo"},
		{"IIU\x00", "a raw photo"},
		{"FUJIFILM", "a raw photo"},
		{"\x1aE\xdf\xa3", "a video"},
		{"RIFF", "a sound or a video"},
		{"OggS", "a sound or a video"},
		{"\x00\x00\x01\xba", "a video"},
		{"FLV\x01", "a video"},
		{"ID3", "a sound"},
		{"fLaC", "a sound"},
		{"PK\x03\x04", "a ZIP archive or an office document"},
		{"\x1f\x8b", "a compressed archive"},
		{"7z\xbc\xaf\x27\x1c", "a compressed archive"},
	} {
		if bytes.HasPrefix(head, []byte(s.magic)) {
			return s.what
		}
	}
	if isText(head) {
		switch text := strings.ToLower(strings.TrimSpace(strings.TrimPrefix(string(head), "\ufeff"))); {
		case strings.Contains(text, "<svg"):
			return "an SVG drawing"
		case strings.HasPrefix(text, "<!doctype html"), strings.HasPrefix(text, "<html"):
			return "a web page"
		}
		return "a text"
	}
	return "an unknown kind of file"
}

// brands returns what a file that begins with an ftyp box says that it is: a size, "ftyp", the main brand, a version and the brands that it is compatible with
// (ISO/IEC 14496-12 §4.3). It is empty for any other file.
func brands(head []byte) string {
	if len(head) < 12 || string(head[4:8]) != "ftyp" {
		return ""
	}
	all := string(head[8:12])
	if end := min(int(head[2])<<8|int(head[3]), len(head)); end > 16 {
		all += string(head[16:end])
	}
	return all
}

// isAVIF and isHEIC tell pictures in HEIF containers by their brands (AVIF §6, ISO/IEC 23008-12 §10). One that has both is read as the newer.
func isAVIF(head []byte) bool {
	b := brands(head)
	return strings.Contains(b, "avif") || strings.Contains(b, "avis")
}

func isHEIC(head []byte) bool {
	b := brands(head)
	return strings.Contains(b, "hei") || strings.Contains(b, "hev") || strings.HasPrefix(b, "mif1") || strings.HasPrefix(b, "msf1")
}

// describeISO says what an ISO media file is that is no picture.
func describeISO(head []byte) string {
	switch b := brands(head); {
	case strings.HasPrefix(b, "crx "):
		return "a raw photo"
	case strings.HasPrefix(b, "M4A"):
		return "a sound"
	}
	return "a video"
}

// isText reports whether the first bytes of a file read as text.
func isText(head []byte) bool {
	for len(head) > 0 {
		r, n := utf8.DecodeRune(head)
		// The last character may be cut in two.
		if r == utf8.RuneError && n == 1 && utf8.FullRune(head) {
			return false
		}
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' {
			return false
		}
		head = head[n:]
	}
	return true
}
