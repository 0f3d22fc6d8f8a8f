package export

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"math"
	"time"

	"caracal/core"
	"caracal/core/media"
)

// jpegQuality is that of a frame: no loss can be seen.
const jpegQuality = 95

// end is a time after the last frame of any clip.
const end = time.Duration(math.MaxInt64)

// frame writes one frame of the clip. FFmpeg makes it, so that it is to the last bit what other programs show; a clip of uneven pace, of which it finds none at that time, is
// read to its end.
func (e *Exporter) frame(ctx context.Context, w io.Writer, path string, info media.Info, o Options) error {
	at := map[Frame]time.Duration{LastFrame: end, CurrentFrame: o.At}[o.Frame]
	codec := []string{"-c:v", "png"}
	if o.As == JPEG {
		codec = []string{"-c:v", "mjpeg", "-q:v", "2"}
	}
	var out bytes.Buffer
	in := media.Input{Path: path}
	if from := info.SeekTime(at); from > 0 {
		in.Args = []string{"-ss", seconds(from)}
	}
	err := e.converter.Run(ctx, media.Job{
		Inputs: []media.Input{in}, Out: &out,
		Args: append([]string{"-map", "0:v:0", "-frames:v", "1", "-vf", square, "-sws_flags", "bicubic+accurate_rnd+full_chroma_int+bitexact"}, append(codec, "-f", "image2pipe", "pipe:1")...),
	})
	if err != nil {
		return err
	}
	if out.Len() > 0 {
		_, err := out.WriteTo(w)
		return err
	}
	img, err := e.converter.Frame(ctx, path, at, image.Point{})
	if err != nil {
		return err
	}
	return core.Wrap("encode frame", core.Internal, encodeFrame(w, img, o.As))
}

// encodeFrame writes a picture in the format of a frame.
func encodeFrame(w io.Writer, img image.Image, as Format) error {
	if as == JPEG {
		return jpeg.Encode(w, img, &jpeg.Options{Quality: jpegQuality})
	}
	return png.Encode(w, img)
}

// square makes the pixels of a clip square, as a picture has them.
const (
	squared = "scale=w='if(gt(sar,0),round(iw*sar),iw)':h=ih"
	square  = squared + ",setsar=1"
)
