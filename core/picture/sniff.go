package picture

import (
	"bytes"
	"io"
	"strings"

	"github.com/bep/imagemeta"

	"caracal/core"
	"caracal/core/picture/internal/icc"
)

// A format is a kind of picture file that we read.
type format struct {
	name string
	exif imagemeta.ImageFormat // zero where the format holds no EXIF
	// header reads no more than it needs to tell what decoding would give and cost.
	header func(f *io.SectionReader) (header, error)
	// colours returns what the numbers of the picture mean where that is not sRGB. It is not ok where nothing tells that we read.
	colours func(f *io.SectionReader) (icc.Profile, bool)
	// transform says which way is up where the container and not its EXIF does, or is nil.
	transform func(f *io.SectionReader) orientation
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
		return format{name: "JPEG", exif: imagemeta.JPEG, header: jpegHeader, colours: iccOf(jpegProfile)}, nil
	case starts("\x89PNG\r\n\x1a\n"):
		return format{name: "PNG", exif: imagemeta.PNG, header: pngHeader, colours: iccOf(pngProfile)}, nil
	case starts("RIFF") && n >= 12 && string(head[8:12]) == "WEBP":
		return format{name: "WebP", exif: imagemeta.WebP, header: webpHeader, colours: iccOf(webpProfile)}, nil
	case starts("GIF87a"), starts("GIF89a"):
		return format{name: "GIF", header: gifHeader, colours: asSRGB}, nil
	case (starts("II*\x00") || starts("MM\x00*")) && !(n >= 10 && string(head[8:10]) == "CR"):
		return format{name: "TIFF", exif: imagemeta.TIFF, header: tiffHeader, colours: asSRGB}, nil
	case starts("BM") && n >= 18 && bytes.Equal(head[6:10], make([]byte, 4)):
		return format{name: "BMP", header: bmpHeader, colours: asSRGB}, nil
	case isAVIF(head):
		return format{name: "AVIF", header: avifHeader, colours: heifColours, transform: avifTransform}, nil
	case isHEIC(head):
		return format{name: "HEIC", header: heicHeader, colours: heifColours}, nil
	}
	return format{}, core.Errorf("look at file", core.PictureUnknown, "this is %s, which is not a picture format that Caracal reads", describe(head))
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
