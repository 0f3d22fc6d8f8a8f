package encode

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/Eyevinn/mp4ff/avc"
	"github.com/Eyevinn/mp4ff/bits"
)

// bt709 is the code for BT.709 of the colour primaries, the transfer characteristics and the matrix alike (ITU-T H.273, tables 2 to 4).
const bt709 = 1

// baseline is the profile_idc of the baseline profile (ITU-T H.264, A.2.1).
const baseline = 66

// parameterSets collects the sequence and the picture parameter set of a stream for its avcC box. All groups of pictures have the same.
type parameterSets struct{ sps, pps []byte }

// add takes the parameter sets of one access unit.
func (p *parameterSets) add(accessUnit []byte) error {
	spss, ppss := avc.GetParameterSetsFromByteStream(accessUnit)
	for _, b := range spss {
		sps, err := rewriteSPS(b)
		if err != nil {
			return err
		}
		if p.sps != nil && !bytes.Equal(p.sps, sps) {
			return errors.New("the sequence parameter set changes in the middle of a clip")
		}
		p.sps = sps
	}
	for _, pps := range ppss {
		if p.pps != nil && !bytes.Equal(p.pps, pps) {
			return errors.New("the picture parameter set changes in the middle of a clip")
		}
		p.pps = pps
	}
	return nil
}

// rewriteSPS writes the sequence parameter set anew (ITU-T H.264, 7.3.2.1.1) as number 0 and with a VUI (E.1.1) that tells what OpenH264 leaves out: BT.709 in
// video range.
func rewriteSPS(nalu []byte) ([]byte, error) {
	s, err := avc.ParseSPSNALUnit(nalu, true)
	if err != nil {
		return nil, err
	}
	if s.Profile != baseline || s.PicOrderCntType == 1 || !s.FrameMbsOnlyFlag {
		return nil, fmt.Errorf("a sequence parameter set of profile %d is not that of a baseline stream", s.Profile)
	}
	var out bytes.Buffer
	w := bits.NewEBSPWriter(&out)
	w.Write(uint(nalu[0]), 8)
	w.Write(uint(s.Profile), 8)
	w.Write(uint(s.ProfileCompatibility), 8)
	w.Write(uint(s.Level), 8)
	w.WriteExpGolomb(0) // seq_parameter_set_id
	w.WriteExpGolomb(s.Log2MaxFrameNumMinus4)
	w.WriteExpGolomb(s.PicOrderCntType)
	if s.PicOrderCntType == 0 {
		w.WriteExpGolomb(s.Log2MaxPicOrderCntLsbMinus4)
	}
	w.WriteExpGolomb(s.NumRefFrames)
	flag(w, s.GapsInFrameNumValueAllowedFlag)
	w.WriteExpGolomb((s.Width+2*(s.FrameCropLeftOffset+s.FrameCropRightOffset))/16 - 1)
	w.WriteExpGolomb((s.Height+2*(s.FrameCropTopOffset+s.FrameCropBottomOffset))/16 - 1)
	flag(w, true) // frame_mbs_only_flag
	flag(w, s.Direct8x8InferenceFlag)
	flag(w, s.FrameCroppingFlag)
	if s.FrameCroppingFlag {
		w.WriteExpGolomb(s.FrameCropLeftOffset)
		w.WriteExpGolomb(s.FrameCropRightOffset)
		w.WriteExpGolomb(s.FrameCropTopOffset)
		w.WriteExpGolomb(s.FrameCropBottomOffset)
	}

	flag(w, true)  // vui_parameters_present_flag
	flag(w, true)  // aspect_ratio_info_present_flag
	w.Write(1, 8)  // square pixels
	flag(w, false) // overscan_info_present_flag
	flag(w, true)  // video_signal_type_present_flag
	w.Write(5, 3)  // video_format: unspecified
	flag(w, false) // video_full_range_flag
	flag(w, true)  // colour_description_present_flag
	w.Write(bt709, 8)
	w.Write(bt709, 8)
	w.Write(bt709, 8)
	flag(w, false)                   // chroma_loc_info_present_flag
	flag(w, false)                   // timing_info_present_flag: the MP4 knows
	flag(w, false)                   // nal_hrd_parameters_present_flag
	flag(w, false)                   // vcl_hrd_parameters_present_flag
	flag(w, false)                   // pic_struct_present_flag
	flag(w, true)                    // bitstream_restriction_flag: lets a player show each frame as it comes
	flag(w, true)                    // motion_vectors_over_pic_boundaries_flag
	w.WriteExpGolomb(0)              // max_bytes_per_pic_denom
	w.WriteExpGolomb(0)              // max_bits_per_mb_denom
	w.WriteExpGolomb(16)             // log2_max_mv_length_horizontal
	w.WriteExpGolomb(16)             // log2_max_mv_length_vertical
	w.WriteExpGolomb(0)              // max_num_reorder_frames
	w.WriteExpGolomb(s.NumRefFrames) // max_dec_frame_buffering
	w.WriteRbspTrailingBits()
	return out.Bytes(), w.AccError()
}

func flag(w *bits.EBSPWriter, on bool) {
	if on {
		w.Write(1, 1)
	} else {
		w.Write(0, 1)
	}
}
