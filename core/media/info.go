package media

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/Eyevinn/mp4ff/avc"
	"github.com/Eyevinn/mp4ff/mp4"

	"caracal/core"
)

// Info says what a clip is. Nothing is decoded for it.
type Info struct {
	Width, Height int     // pixels, as shown
	FPS           float64 // the average
	Duration      time.Duration
	Frames        int
	Bytes         int64  // of the file
	Codec         string // the sample entry's name: "avc1", "hvc1", "vp09", "av01" …

	untagged bool // H.264 that does not say its colour matrix
}

// maxMoov bounds the part of an MP4 that is read into memory. One hour of video needs about 1 MB.
const maxMoov = 8 << 20

// ReadInfo reads what the MP4 at path says about its first video track. It reads a few kilobytes however large the file is. Errors are *core.Error of kind BadClip.
func ReadInfo(path string) (Info, error) {
	f, size, err := openFile(path)
	if err != nil {
		return Info{}, core.Wrap("read clip", core.BadClip, err)
	}
	defer f.Close()
	info, err := readInfo(f, size)
	return info, core.Wrap("read clip", core.BadClip, err)
}

func readInfo(r io.ReaderAt, size int64) (Info, error) {
	moov, err := readMoov(r, size)
	if err != nil {
		return Info{}, err
	}
	for _, trak := range moov.Traks {
		if trak.Mdia == nil || trak.Mdia.Hdlr == nil || trak.Mdia.Hdlr.HandlerType != "vide" {
			continue
		}
		info, err := trackInfo(trak)
		info.Bytes = size
		return info, err
	}
	return Info{}, errors.New("the file has no video")
}

// readMoov finds the box that describes the tracks and reads that one only.
func readMoov(r io.ReaderAt, size int64) (moov *mp4.MoovBox, err error) {
	// The file may come from anywhere, and the parser is not ours.
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the file's structure is damaged: %v", p)
		}
	}()
	for b := range boxes(r, size, &err) {
		if b.kind != "moov" {
			continue
		}
		if b.size > maxMoov {
			return nil, fmt.Errorf("its description takes %d bytes", b.size)
		}
		raw := make([]byte, b.size)
		if _, err := r.ReadAt(raw, b.start); err != nil {
			return nil, err
		}
		box, err := mp4.DecodeBox(0, bytes.NewReader(raw))
		if err != nil {
			return nil, err
		}
		return box.(*mp4.MoovBox), nil
	}
	if err == nil {
		err = errors.New("the file is not an MP4")
	}
	return nil, err
}

// trackInfo says what a video track is.
func trackInfo(trak *mp4.TrakBox) (info Info, err error) {
	defer func() {
		if p := recover(); p != nil {
			info, err = Info{}, fmt.Errorf("the track's structure is damaged: %v", p)
		}
	}()
	mdhd, stbl := trak.Mdia.Mdhd, trak.Mdia.Minf.Stbl
	frames := int64(stbl.Stsz.GetNrSamples())
	ticks := uint64(0)
	for i, n := range stbl.Stts.SampleCount {
		ticks += uint64(n) * uint64(stbl.Stts.SampleTimeDelta[i])
	}
	if frames == 0 || ticks == 0 || mdhd.Timescale == 0 {
		return Info{}, errors.New("the video track has no frames of its own")
	}
	seconds := float64(ticks) / float64(mdhd.Timescale)
	if seconds > 100*3600 || frames > 100_000_000 {
		return Info{}, fmt.Errorf("%d frames in %.0f seconds", frames, seconds)
	}
	info = Info{Duration: time.Duration(seconds * float64(time.Second)), Frames: int(frames), FPS: float64(frames) / seconds}
	for _, entry := range stbl.Stsd.Children {
		video, ok := entry.(*mp4.VisualSampleEntryBox)
		if !ok {
			continue
		}
		info.Codec = video.Type()
		info.Width, info.Height = int(video.Width), int(video.Height)
		info.untagged = video.AvcC != nil && !tagged(video)
		break
	}
	if info.Width < 1 || info.Height < 1 || info.Width > maxSide || info.Height > maxSide || info.Width*info.Height > maxPixels {
		return Info{}, fmt.Errorf("a picture of %d×%d pixels", info.Width, info.Height)
	}
	return info, nil
}

// tagged reports whether the file or the stream says how its colours are coded.
func tagged(entry *mp4.VisualSampleEntryBox) bool {
	for _, child := range entry.Children {
		if child.Type() == "colr" {
			return true
		}
	}
	for _, b := range entry.AvcC.SPSnalus {
		if sps, err := avc.ParseSPSNALUnit(b, true); err == nil && sps.VUI != nil && sps.VUI.ColourDescriptionFlag {
			return true
		}
	}
	return false
}
