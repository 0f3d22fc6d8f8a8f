package filmstrip

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"io"

	"caracal/core"
	"caracal/core/clipfile"
)

// A filmstrip is Motion JPEG without a container: one JPEG after the other, in the order in which they are seen. It takes three times the room of H.264. Its planes are those of
// the clip, of BT.709 in video range; a program that takes them for what a JPEG should have shows it a little flat.

const (
	// Side is the long side of a filmstrip's frames in pixels, at most: enough for a panel beside other things, unless the screen is a dense one.
	Side = 384
	// MaxFrames is how many frames a filmstrip may have: 10 s at 24 frames a second.
	MaxFrames = 240
	// maxBytes is more than MaxFrames of noise have.
	maxBytes = 32 << 20
	// quality has no edges of blocks that would be seen while the strip moves.
	quality = 80
)

// A Strip is a filmstrip that has been read. It may be used by many goroutines at once.
type Strip struct {
	frames [][]byte // a JPEG each
}

// Open reads the filmstrip at path, some 2 MB. Errors are *core.Error of kind BadClip or ClipMissing.
func Open(path string) (*Strip, error) {
	const op = "open filmstrip"
	f, size, err := clipfile.Open(path)
	if err != nil {
		return nil, core.Wrap(op, core.BadClip, err)
	}
	defer f.Close()
	if size > maxBytes {
		return nil, core.Errorf(op, core.BadClip, "it has %d bytes", size)
	}
	all, err := io.ReadAll(io.LimitReader(f, size))
	if err != nil {
		return nil, core.Wrap(op, core.BadClip, err)
	}
	s := &Strip{}
	for len(all) > 0 && len(s.frames) < MaxFrames {
		n := jpegLength(all)
		if n < 0 {
			return nil, core.Errorf(op, core.BadClip, "frame %d is no whole JPEG", len(s.frames))
		}
		s.frames, all = append(s.frames, all[:n]), all[n:]
	}
	if len(s.frames) == 0 {
		return nil, core.Errorf(op, core.BadClip, "it has no frames")
	}
	return s, nil
}

// Len returns how many frames there are, at least 1.
func (s *Strip) Len() int { return len(s.frames) }

// Frame decodes frame i, 0 ≤ i < Len, which takes about a millisecond, for yuv.Paint by yuv.BT709. The error is a *core.Error of kind BadClip.
func (s *Strip) Frame(i int) (*image.YCbCr, error) {
	const op = "decode filmstrip"
	about, err := jpeg.DecodeConfig(bytes.NewReader(s.frames[i]))
	if err != nil {
		return nil, core.Wrap(op, core.BadClip, err)
	}
	sideOK := func(n int) bool { return n >= 1 && n <= Side }
	if !sideOK(about.Width) || !sideOK(about.Height) || about.ColorModel != color.YCbCrModel {
		return nil, core.Errorf(op, core.BadClip, "it is not of our making")
	}
	img, err := jpeg.Decode(bytes.NewReader(s.frames[i]))
	if err != nil {
		return nil, core.Wrap(op, core.BadClip, err)
	}
	p, ok := img.(*image.YCbCr)
	if !ok || p.SubsampleRatio != image.YCbCrSubsampleRatio420 {
		return nil, core.Errorf(op, core.BadClip, "it is not of our making")
	}
	f := image.NewYCbCr(image.Rect(0, 0, about.Width, about.Height), image.YCbCrSubsampleRatio420)
	copyPlane(f.Y, f.YStride, p.Y, p.YStride)
	copyPlane(f.Cb, f.CStride, p.Cb, p.CStride)
	copyPlane(f.Cr, f.CStride, p.Cr, p.CStride)
	return f, nil
}

// copyPlane copies rows of width bytes, without their padding in src.
func copyPlane(dst []uint8, width int, src []uint8, stride int) {
	for at := 0; len(dst) > 0; at += stride {
		copy(dst[:width], src[at:])
		dst = dst[width:]
	}
}

// jpegLength returns how many bytes of b are its first JPEG, or -1 when that is not whole. See ITU-T T.81, annex B: segments say how long they are, and in what follows a
// start of scan every 0xFF that is not a marker's has a zero behind it.
func jpegLength(b []byte) int {
	const soi, eoi, sos, rst0, rst7 = 0xD8, 0xD9, 0xDA, 0xD0, 0xD7
	if len(b) < 2 || b[0] != 0xFF || b[1] != soi {
		return -1
	}
	for at := 2; at+4 <= len(b) && b[at] == 0xFF; {
		marker := b[at+1]
		at += 2 + int(binary.BigEndian.Uint16(b[at+2:]))
		if marker != sos {
			continue
		}
		for ; at+2 <= len(b); at++ {
			next := b[at+1]
			switch {
			case b[at] != 0xFF || next == 0 || next >= rst0 && next <= rst7:
			case next == eoi:
				return at + 2
			default:
				return -1 // more than one scan: not of our making
			}
		}
	}
	return -1
}

// EncodeFrame returns a frame as it is in a filmstrip: 4:2:0 in BT.709 and video range, no longer than Side.
func EncodeFrame(frame *image.YCbCr) ([]byte, error) {
	var b bytes.Buffer
	err := jpeg.Encode(&b, frame, &jpeg.Options{Quality: quality})
	return b.Bytes(), err
}
