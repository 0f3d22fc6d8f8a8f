package picture

import (
	"image"
	"image/jpeg"
	"io"

	"caracal/core"
)

// jpegQuality is that of the JPEG that an engine gets. At 95 no loss can be seen, and a picture of 2048 pixels takes about 1 MB.
const jpegQuality = 95

// Encode writes img as a JPEG that holds the pixels and nothing else: no EXIF, no place, no profile, no thumbnail. The same pixels give the same bytes.
func Encode(w io.Writer, img image.Image) error {
	return core.Wrap("encode picture", core.Internal, jpeg.Encode(w, img, &jpeg.Options{Quality: jpegQuality}))
}
