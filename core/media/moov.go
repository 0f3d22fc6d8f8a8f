package media

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"github.com/Eyevinn/mp4ff/mp4"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/isobmff"
)

// maxMoov bounds the part of an MP4 that is read into memory. An hour of video needs about 1 MB.
const maxMoov = 8 << 20

// ReadInfo reads what the MP4 at path says about its first video track. It reads a few kilobytes however large the file is. Errors are *core.Error of kind BadClip or ClipMissing;
// Decoder.Info knows more kinds of file.
func ReadInfo(path string) (Info, error) {
	f, size, err := clipfile.Open(path)
	if err != nil {
		return Info{}, err
	}
	defer f.Close()
	info, err := readInfo(f, size)
	return info, core.Wrap("read clip", core.BadClip, err)
}

func readInfo(r io.ReaderAt, size int64) (info Info, err error) {
	// The file may come from anywhere, and the parser is not ours.
	defer func() {
		if p := recover(); p != nil {
			info, err = Info{}, fmt.Errorf("its description is damaged: %v", p)
		}
	}()
	raw, header, err := readMoov(r, size)
	if err != nil {
		return Info{}, err
	}
	parsed, err := mp4.DecodeBox(0, bytes.NewReader(raw))
	if err != nil {
		return Info{}, err
	}
	moov, ok := parsed.(*mp4.MoovBox)
	if !ok {
		return Info{}, errors.New("its description is damaged")
	}
	for i, trak := range moov.Traks {
		if trak.Mdia.Hdlr.HandlerType != "vide" {
			continue
		}
		info, err := trackInfo(trak)
		if err != nil {
			return Info{}, err
		}
		if turned(raw[header:], i) {
			info.Width, info.Height = info.Height, info.Width
		}
		info.Bytes = size
		return info, nil
	}
	return Info{}, errors.New("the file has no video")
}

// readMoov finds the box that describes the tracks, reads that one only, and returns the size of its header too.
func readMoov(r io.ReaderAt, size int64) (moov []byte, header int64, err error) {
	for b, err := range isobmff.Boxes(r, size, isobmff.MaxMovieBoxes) {
		switch {
		case err != nil:
			return nil, 0, err
		case b.Type == "moov" && b.Size > maxMoov:
			return nil, 0, fmt.Errorf("its description takes %d bytes", b.Size)
		case b.Type == "moov":
			moov := make([]byte, b.Size)
			_, err := r.ReadAt(moov, b.Start)
			return moov, b.Header, err
		}
	}
	return nil, 0, errors.New("the file is not an MP4")
}

// trackInfo says what a video track is. It panics for a track that lacks what every track has.
func trackInfo(trak *mp4.TrakBox) (Info, error) {
	stbl := trak.Mdia.Minf.Stbl
	frames, ticks := int64(stbl.Stsz.GetNrSamples()), 0.0
	for i, n := range stbl.Stts.SampleCount {
		ticks += float64(n) * float64(stbl.Stts.SampleTimeDelta[i])
	}
	seconds := ticks / float64(trak.Mdia.Mdhd.Timescale)
	if frames == 0 || !(seconds > 0) {
		return Info{}, errors.New("the video track has no frames of its own")
	}
	if frames > maxFrames || seconds > maxDuration.Seconds() {
		return Info{}, fmt.Errorf("the clip claims %d frames in %.0f seconds", frames, seconds)
	}
	info := Info{
		FPS:      float64(frames) / seconds,
		Duration: time.Duration(math.Round(seconds * float64(time.Second))),
		Frames:   int(frames),
	}
	for _, child := range stbl.Stsd.Children {
		entry, ok := child.(*mp4.VisualSampleEntryBox)
		if !ok {
			continue
		}
		info.Codec, info.Width, info.Height = entry.Type(), int(entry.Width), int(entry.Height)
		if p := entry.Pasp; p != nil && p.HSpacing > 0 && p.VSpacing > 0 {
			info.Width = int(math.Round(float64(info.Width) * float64(p.HSpacing) / float64(p.VSpacing)))
		}
	}
	return info, checkSize(info.Width, info.Height)
}

// turned reports whether the track with the given index is shown turned by a quarter: its matrix (ISO/IEC 14496-12, 8.3.2), which mp4ff skips, moves x to y.
func turned(moov []byte, index int) bool {
	for kind, trak := range isobmff.Children(moov) {
		if kind != "trak" {
			continue
		}
		if index--; index >= 0 {
			continue
		}
		for kind, tkhd := range isobmff.Children(trak) {
			if kind != "tkhd" {
				continue
			}
			matrix := tkhd[len(tkhd)-8-36:] // before width and height, which are last
			a, b := binary.BigEndian.Uint32(matrix), binary.BigEndian.Uint32(matrix[4:])
			return a == 0 && b != 0
		}
	}
	return false
}
