package picture

import (
	"context"
	"image"
	"io"

	"caracal/core/picture/internal/icc"
	"caracal/core/picture/internal/still"
)

// The two libraries that read pictures in HEIF containers. They belong to the package because their compiled code belongs to the process: to compile it takes up to a
// second, which a folder of photos should take once.
var (
	libheif = still.NewHEIC()
	libavif = still.NewAVIF()
)

// What the libraries were seen to take at most, in bytes, with their own copy of the picture and without the file. Deep is more than 8 bits.
const (
	heicPerPixel      = 8 // of 8 bits in 4:2:0, as phones have it
	otherHEICPerPixel = 17
	avifPerPixel      = 23
	deepAVIFPerPixel  = 34
	alphaPerPixel     = 15      // for an AVIF that has it, on top
	heifOverhead      = 4 << 20 // in any picture, beside its pixels
	heifLeast         = 32 << 20
)

func heicHeader(f *io.SectionReader) (header, error) {
	p, err := primaryPicture(f)
	if err != nil {
		return header{}, err
	}
	perPixel := int64(otherHEICPerPixel)
	if p.bitDepth <= 8 && p.is420 {
		perPixel = heicPerPixel
	}
	h, err := p.header(f, libheif, perPixel)
	weights, other := matrices[p.matrix]
	decode := h.decode
	h.decode = func(f *io.SectionReader) (image.Image, error) {
		img, err := decode(f)
		if img, ok := img.(*image.YCbCr); ok && p.limitedRange {
			fullRange(img)
		}
		if img, ok := img.(*image.YCbCr); ok && other {
			weights.toBT601(img)
		}
		return img, err
	}
	return h, err
}

func avifHeader(f *io.SectionReader) (header, error) {
	p, err := primaryPicture(f)
	if err != nil {
		return header{}, err
	}
	perPixel := int64(avifPerPixel)
	if p.bitDepth > 8 {
		perPixel = deepAVIFPerPixel
	}
	if p.auxiliary {
		perPixel += alphaPerPixel
	}
	return p.header(f, libavif, perPixel)
}

// header makes a header of what the properties tell. The library gets as much memory as that promises, so that properties that lie gain nothing.
func (p heifPicture) header(f *io.SectionReader, library *still.Decoder, perPixel int64) (header, error) {
	h := header{width: p.width, height: p.height}
	if err := checkSize(p.width, p.height); err != nil {
		return h, err
	}
	h.memory = max(h.pixels()*perPixel+heifOverhead, heifLeast) + f.Size()
	h.decode = func(f *io.SectionReader) (image.Image, error) {
		file, err := io.ReadAll(io.NewSectionReader(f, 0, f.Size()))
		if err != nil {
			return nil, err
		}
		// The reader of f has its own context, and has just been asked.
		return library.Decode(context.Background(), file, h.memory)
	}
	return h, nil
}

// avifTransform returns how an AVIF is to be turned: its reader leaves that to us, and HEIC's does not.
func avifTransform(f *io.SectionReader) orientation {
	p, err := primaryPicture(f)
	if err != nil {
		return 1
	}
	return p.transform.orientation()
}

func heifColours(f *io.SectionReader) (icc.Profile, bool) {
	p, err := primaryPicture(f)
	if err != nil || p.profile != nil {
		return icc.Parse(p.profile)
	}
	return icc.OfPrimaries(p.primaries)
}
