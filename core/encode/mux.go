package encode

import (
	"encoding/binary"
	"io"

	"github.com/Eyevinn/mp4ff/avc"
	"github.com/Eyevinn/mp4ff/mp4"
)

// sampleDelta is how long a sample, which is a frame, lasts in units of the track's timescale: fine enough to cut the clip in any editor.
const sampleDelta = 512

// A track is the one video track of a clip.
type track struct {
	film    Film
	params  parameterSets
	samples [][]byte
	sync    []uint32 // the numbers, from 1, of the sync samples, which are the key frames
}

// mux writes the MP4: ftyp, then moov, so that a player can start before it has the whole file, then one chunk with all samples.
func mux(out io.Writer, f Film, groups []*group) error {
	t := &track{film: f}
	for _, g := range groups {
		for _, unit := range g.units {
			if err := t.add(unit); err != nil {
				return err
			}
		}
	}
	ftyp := mp4.NewFtyp("isom", 512, []string{"isom", "iso2", "avc1", "mp41", "mp42"})
	moov, err := t.moov()
	if err != nil {
		return err
	}
	mdat := &mp4.MdatBox{}
	size := uint64(0)
	for _, s := range t.samples {
		size += uint64(len(s))
	}
	mdat.SetLazyDataSize(size)
	chunk := &moov.Trak.Mdia.Minf.Stbl.Stco.ChunkOffset[0]
	*chunk = uint32(ftyp.Size() + moov.Size() + mdat.HeaderSize())
	for _, box := range []mp4.Box{ftyp, moov, mdat} {
		if err := box.Encode(out); err != nil {
			return err
		}
	}
	for _, s := range t.samples {
		if _, err := out.Write(s); err != nil {
			return err
		}
	}
	return nil
}

// add takes the next access unit of the stream.
func (t *track) add(unit []byte) error {
	if err := t.params.add(unit); err != nil {
		return err
	}
	sample, sync := toSample(unit)
	t.samples = append(t.samples, sample)
	if sync {
		t.sync = append(t.sync, uint32(len(t.samples)))
	}
	return nil
}

// toSample turns an access unit from a byte stream into an MP4 sample, which has lengths in place of start codes and its parameter sets elsewhere, and tells
// whether it is a sync sample.
func toSample(unit []byte) (sample []byte, sync bool) {
	sample = make([]byte, 0, len(unit))
	for _, nalu := range avc.ExtractNalusFromByteStream(unit) {
		switch avc.GetNaluType(nalu[0]) {
		case avc.NALU_SPS, avc.NALU_PPS:
			continue
		case avc.NALU_IDR:
			sync = true
		}
		sample = binary.BigEndian.AppendUint32(sample, uint32(len(nalu)))
		sample = append(sample, nalu...)
	}
	return sample, sync
}

// moov describes the track.
func (t *track) moov() (*mp4.MoovBox, error) {
	timescale := uint32(t.film.FPS) * sampleDelta
	frames := uint32(len(t.samples))
	duration := uint64(frames) * sampleDelta

	mvhd := mp4.CreateMvhd()
	mvhd.Timescale = timescale
	mvhd.Duration = duration
	trak := mp4.CreateEmptyTrak(mp4.DefaultTrakID, timescale, "video", "und")
	if err := trak.SetAVCDescriptor("avc1", [][]byte{t.params.sps}, [][]byte{t.params.pps}, true); err != nil {
		return nil, err
	}
	trak.Tkhd.Duration = duration
	trak.Mdia.Mdhd.Duration = duration
	trak.Mdia.Hdlr.Name = "VideoHandler"

	stbl := trak.Mdia.Minf.Stbl
	entry := stbl.Stsd.AvcX
	entry.CompressorName = "OpenH264"
	entry.AddChild(&mp4.ColrBox{
		ColorType: mp4.ColorTypeOnScreenColors, ColorPrimaries: bt709, TransferCharacteristics: bt709, MatrixCoefficients: bt709,
	})
	entry.AddChild(&mp4.PaspBox{HSpacing: 1, VSpacing: 1})
	stbl.Stts.SampleCount, stbl.Stts.SampleTimeDelta = []uint32{frames}, []uint32{sampleDelta}
	stbl.AddChild(&mp4.StssBox{SampleNumber: t.sync})
	if err := stbl.Stsc.AddEntry(1, frames, 1); err != nil {
		return nil, err
	}
	stbl.Stco.ChunkOffset = []uint32{0} // known when the size of moov is
	stbl.Stsz.SampleNumber = frames
	for _, s := range t.samples {
		stbl.Stsz.SampleSize = append(stbl.Stsz.SampleSize, uint32(len(s)))
	}

	moov := mp4.NewMoovBox()
	moov.AddChild(mvhd)
	moov.AddChild(trak)
	return moov, nil
}
