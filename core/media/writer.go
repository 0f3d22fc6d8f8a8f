package media

import (
	"image"
	"io"

	"github.com/Eyevinn/mp4ff/avc"

	"caracal/core"
)

// A Format is the shape and pace of a clip to be written.
type Format struct {
	Width, Height int // pixels; even, at least 16 and at most 4096
	FPS           int // frames a second, 1 to 120
}

// check returns an error of kind Internal when OpenH264 cannot write the format: nobody but us chooses it.
func (f Format) check() error {
	sideOK := func(n int) bool { return n >= 16 && n <= 4096 && n%2 == 0 }
	if !sideOK(f.Width) || !sideOK(f.Height) || f.FPS < 1 || f.FPS > 120 {
		return core.Errorf("create clip", core.Internal, "cannot write %d×%d at %d frames a second", f.Width, f.Height, f.FPS)
	}
	return nil
}

// A Writer makes an MP4 of H.264 video out of frames. The samples are kept in memory, about 0.8 MB for a second of 720p, and the file is written whole by Close. Each
// Writer ends with one call of Close or Abort. It is for one goroutine at a time.
type Writer struct {
	path    string
	format  Format
	encoder *encoder // nil when the Writer has ended
	params  parameterSets
	samples [][]byte
	sync    []uint32 // the numbers, from 1, of the key frames
}

// Create returns a Writer for the file at path, whose folder must exist. Nothing is written before Close. Errors are *core.Error of kind Internal.
func Create(path string, f Format) (*Writer, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	e, err := newEncoder(f)
	if err != nil {
		return nil, core.Wrap("create clip", core.Internal, err)
	}
	return &Writer{path: path, format: f, encoder: e}, nil
}

// Write encodes the next frame: 4:2:0, BT.709 in video range (Y 16 to 235, Cb and Cr 16 to 240), of the Writer's width and height. The frame may be used again when
// Write returns. It takes about 5 ms at 720p. Errors are *core.Error of kind Internal.
func (w *Writer) Write(frame *image.YCbCr) error {
	const op = "encode frame"
	if w.encoder == nil {
		return core.Errorf(op, core.Internal, "the clip is closed")
	}
	if frame.SubsampleRatio != image.YCbCrSubsampleRatio420 || frame.Rect != image.Rect(0, 0, w.format.Width, w.format.Height) {
		return core.Errorf(op, core.Internal, "a frame of %v %v does not fit a clip of %d×%d", frame.SubsampleRatio, frame.Rect, w.format.Width, w.format.Height)
	}
	unit, err := w.encoder.encode(frame)
	if err != nil {
		return core.Wrap(op, core.Internal, err)
	}
	if err := w.params.add(unit); err != nil {
		return core.Wrap(op, core.Internal, err)
	}
	sample, key := toSample(unit)
	w.samples = append(w.samples, sample)
	if key {
		w.sync = append(w.sync, uint32(len(w.samples)))
	}
	return nil
}

// toSample turns an access unit from a byte stream into an MP4 sample, which has lengths in place of start codes and its parameter sets elsewhere, and tells
// whether it is a key frame.
func toSample(unit []byte) (sample []byte, key bool) {
	sample = make([]byte, 0, len(unit))
	for _, nalu := range avc.ExtractNalusFromByteStream(unit) {
		switch avc.GetNaluType(nalu[0]) {
		case avc.NALU_SPS, avc.NALU_PPS:
			continue
		case avc.NALU_IDR:
			key = true
		}
		n := len(nalu)
		sample = append(sample, byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
		sample = append(sample, nalu...)
	}
	return sample, key
}

// Close writes the file, whole: see [core.WriteFile]. Errors are *core.Error of kind DiskFull, FolderMissing, FolderDenied or Internal.
func (w *Writer) Close() error {
	const op = "write clip"
	if w.encoder == nil {
		return core.Errorf(op, core.Internal, "the clip is closed")
	}
	defer w.Abort()
	if len(w.samples) == 0 {
		return core.Errorf(op, core.Internal, "a clip needs a frame")
	}
	return core.WrapFile(op, core.WriteFile(w.path, func(out io.Writer) error { return w.mux(out) }))
}

// Abort ends the Writer without a file. After Close it does nothing.
func (w *Writer) Abort() {
	if w.encoder == nil {
		return
	}
	w.encoder.close() // it only frees memory, and there is nobody to tell
	w.encoder, w.samples = nil, nil
}
