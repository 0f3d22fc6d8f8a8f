package media

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"io"

	"caracal/core"
)

// A filmstrip is Motion JPEG without a container: one JPEG after the other, in the order in which they are seen. It takes three times the room of H.264, and is shown without
// FFmpeg, which on a computer's first day has yet to be compiled. Its planes are those of the clip, of BT.709 in video range; a program that takes them for what a JPEG
// should have shows it a little flat.

const (
	// FilmstripSide is the long side of a filmstrip's frames in pixels: enough for a panel beside other things, unless the screen is a dense one.
	FilmstripSide = 384
	// mostStrip is how many frames a filmstrip may have: 10 s at 24 frames a second.
	mostStrip = 240
	// mostStripBytes is more than 240 frames of noise have.
	mostStripBytes = 32 << 20
	// stripQuality has no edges of blocks that would be seen while the strip moves.
	stripQuality = 80
)

// A Strip is a filmstrip that has been read. It may be used by many goroutines at once.
type Strip struct {
	frames [][]byte // a JPEG each
}

// OpenStrip reads the filmstrip at path, some 2 MB. Errors are *core.Error of kind BadClip.
func OpenStrip(path string) (*Strip, error) {
	const op = "open filmstrip"
	f, size, err := openFile(path)
	if err != nil {
		return nil, core.Wrap(op, core.BadClip, err)
	}
	defer f.Close()
	if size > mostStripBytes {
		return nil, core.Errorf(op, core.BadClip, "it has %d bytes", size)
	}
	all, err := io.ReadAll(io.LimitReader(f, size))
	if err != nil {
		return nil, core.Wrap(op, core.BadClip, err)
	}
	s := &Strip{}
	for len(all) > 0 && len(s.frames) < mostStrip {
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

// Frame decodes frame i, 0 ≤ i < Len, which takes about a millisecond. It has no Reader to give its memory back to. The error is a *core.Error of kind BadClip.
func (s *Strip) Frame(i int) (*Frame, error) {
	const op = "decode filmstrip"
	about, err := jpeg.DecodeConfig(bytes.NewReader(s.frames[i]))
	if err != nil {
		return nil, core.Wrap(op, core.BadClip, err)
	}
	if about.Width > FilmstripSide || about.Height > FilmstripSide || about.ColorModel != color.YCbCrModel {
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
	f := &Frame{width: about.Width, height: about.Height, matrix: "bt709"}
	f.pix = make([]uint8, f.bytes())
	to := f.planes()
	copyPlane(to.Y, to.YStride, p.Y, p.YStride)
	copyPlane(to.Cb, to.CStride, p.Cb, p.CStride)
	copyPlane(to.Cr, to.CStride, p.Cr, p.CStride)
	return f, nil
}

// copyPlane copies rows of width bytes, without what is behind them in src.
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

// stripJPEG makes a filmstrip's frame of planes that are small enough.
func stripJPEG(img *image.YCbCr) ([]byte, error) {
	var b bytes.Buffer
	err := jpeg.Encode(&b, img, &jpeg.Options{Quality: stripQuality})
	return b.Bytes(), err
}

// stripSize returns the size of the filmstrip's frames of a clip: whole pairs of pixels.
func stripSize(clip image.Point) image.Point {
	long := max(clip.X, clip.Y)
	if long <= FilmstripSide {
		return clip
	}
	side := func(n int) int { return max(2, (n*FilmstripSide+long)/(2*long)*2) }
	return image.Pt(side(clip.X), side(clip.Y))
}

// shrink fills dst with src, of which each pixel is the mean of what is under it.
func shrink(dst, src *image.YCbCr) {
	size, from := dst.Rect.Size(), src.Rect.Size()
	half := func(p image.Point) image.Point { return image.Pt((p.X+1)/2, (p.Y+1)/2) }
	shrinkPlane(dst.Y, dst.YStride, size, src.Y, src.YStride, from)
	shrinkPlane(dst.Cb, dst.CStride, half(size), src.Cb, src.CStride, half(from))
	shrinkPlane(dst.Cr, dst.CStride, half(size), src.Cr, src.CStride, half(from))
}

func shrinkPlane(dst []uint8, dstStride int, size image.Point, src []uint8, srcStride int, from image.Point) {
	columns := make([]uint16, from.X)
	step := 1
	if from.Y >= 3*size.Y {
		step = 2 // where there are three rows or more for one, every second will do, at half the work
	}
	// Two widths of what is under a pixel follow one another: the division by each is a multiplication by its inverse.
	const point = 24
	inverse := func(n int) uint32 { return uint32((1<<point + n/2) / n) }
	narrow := from.X / size.X
	ends := make([]int, size.X) // of what is under each pixel
	for x := range ends {
		ends[x] = (x + 1) * from.X / size.X
	}
	for y := range size.Y {
		top, end := y*from.Y/size.Y, (y+1)*from.Y/size.Y
		rows := (end - top + step - 1) / step
		sumRows(columns, src[top*srcStride:], srcStride*step, rows)
		inverses := [2]uint32{inverse(narrow * rows), inverse((narrow + 1) * rows)}
		out := dst[y*dstStride:][:size.X]
		left := 0
		for x, right := range ends {
			sum := uint32(0)
			for _, v := range columns[left:right] {
				sum += uint32(v)
			}
			out[x] = uint8((sum*inverses[right-left-narrow] + 1<<(point-1)) >> point)
			left = right
		}
	}
}

// sumRows adds so many rows up, column by column, eight columns at a time: four each in the even and in the odd bytes of a word. There are fewer than 256 rows.
func sumRows(sums []uint16, rows []uint8, stride, n int) {
	const evenBytes = 0x00ff00ff00ff00ff
	x := 0
	for ; x+8 <= len(sums); x += 8 {
		var even, odd uint64
		for row := range n {
			v := binary.LittleEndian.Uint64(rows[row*stride+x:])
			even += v & evenBytes
			odd += v >> 8 & evenBytes
		}
		to := sums[x:][:8]
		to[0], to[1] = uint16(even), uint16(odd)
		to[2], to[3] = uint16(even>>16), uint16(odd>>16)
		to[4], to[5] = uint16(even>>32), uint16(odd>>32)
		to[6], to[7] = uint16(even>>48), uint16(odd>>48)
	}
	for ; x < len(sums); x++ {
		sums[x] = 0
		for row := range n {
			sums[x] += uint16(rows[row*stride+x])
		}
	}
}
