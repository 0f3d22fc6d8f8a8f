package media

import (
	"io"

	"github.com/Eyevinn/mp4ff/mp4"
)

// ticks is the length of a frame in the clip's time scale, which is frames a second times ticks: fine enough to cut the clip in any editor.
const ticks = 512

// mux writes the MP4: ftyp, then moov, so that a player can start before it has the whole file, then one chunk with all samples.
func (w *Writer) mux(out io.Writer) error {
	ftyp := mp4.NewFtyp("isom", 512, []string{"isom", "iso2", "avc1", "mp41", "mp42"})
	moov, err := w.moov()
	if err != nil {
		return err
	}
	mdat := &mp4.MdatBox{}
	size := uint64(0)
	for _, s := range w.samples {
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
	for _, s := range w.samples {
		if _, err := out.Write(s); err != nil {
			return err
		}
	}
	return nil
}

// moov describes the one video track.
func (w *Writer) moov() (*mp4.MoovBox, error) {
	timescale := uint32(w.format.FPS) * ticks
	frames := uint32(len(w.samples))
	duration := uint64(frames) * ticks

	mvhd := mp4.CreateMvhd()
	mvhd.Timescale = timescale
	mvhd.Duration = duration
	trak := mp4.CreateEmptyTrak(mp4.DefaultTrakID, timescale, "video", "und")
	if err := trak.SetAVCDescriptor("avc1", [][]byte{w.params.sps}, w.params.pps, true); err != nil {
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
	stbl.Stts.SampleCount, stbl.Stts.SampleTimeDelta = []uint32{frames}, []uint32{ticks}
	stbl.AddChild(&mp4.StssBox{SampleNumber: w.sync})
	if err := stbl.Stsc.AddEntry(1, frames, 1); err != nil {
		return nil, err
	}
	stbl.Stco.ChunkOffset = []uint32{0} // known when the size of moov is
	stbl.Stsz.SampleNumber = frames
	for _, s := range w.samples {
		stbl.Stsz.SampleSize = append(stbl.Stsz.SampleSize, uint32(len(s)))
	}

	moov := mp4.NewMoovBox()
	moov.AddChild(mvhd)
	moov.AddChild(trak)
	return moov, nil
}
