package media

import (
	"context"
	"io"
	"os"

	"caracal/core"
	"caracal/core/clipfile"
)

// Info is ReadInfo for every file that the decoder can read: what ReadInfo does not understand, an MP4 in fragments or a WebM, is asked of FFmpeg, which needs the
// decoder to be warm and is slower. Errors are *core.Error: BadClip, ClipMissing, or those of Warm.
func (d *Decoder) Info(ctx context.Context, path string) (Info, error) {
	const op = "read clip"
	clip, size, err := clipfile.Open(path)
	if err != nil {
		return Info{}, err
	}
	defer clip.Close()
	if info, err := readInfo(clip, size); err == nil {
		return info, nil
	}
	log, err := d.probe(ctx, clipFormats, clip, size, "-map", "0:v:0", "-c", "copy", "-f", "null", "pipe:1")
	if err != nil {
		return Info{}, err
	}
	info, err := log.info()
	info.Bytes = size
	return info, core.Wrap(op, core.BadClip, err)
}

// A Form says how a clip is encoded, by FFmpeg's names.
type Form struct {
	Video  string // the codec: "h264", "hevc", "vp9" …
	Pixels string // "yuv420p" …
	Matrix string // of the colours: "bt709" …; empty when the clip does not say
	Audio  string // the codec of its sound: "aac" …; empty when it has none
}

// Form asks FFmpeg how the clip at path is encoded, which needs the decoder to be warm. Errors are those of Info.
func (d *Decoder) Form(ctx context.Context, path string) (Form, error) {
	const op = "read clip"
	clip, size, err := clipfile.Open(path)
	if err != nil {
		return Form{}, err
	}
	defer clip.Close()
	log, err := d.probe(ctx, clipFormats, clip, size, "-t", "0", "-map", "0:v:0", "-c", "copy", "-f", "null", "pipe:1")
	if err != nil {
		return Form{}, err
	}
	form, ok := log.form()
	if !ok {
		return Form{}, core.Errorf(op, core.BadClip, "the file has no video")
	}
	return form, nil
}

// probe returns what FFmpeg says of a clip, or a file of other formats, when it is asked for that output.
func (d *Decoder) probe(ctx context.Context, formats string, clip *os.File, size int64, output ...string) (*probeLog, error) {
	log := &probeLog{}
	err := d.run(ctx, []sandboxed{{clipName, clip, size}}, "", io.Discard, log, append(append(inputArguments(formats), "-i", "/"+clipName), output...)...)
	return log, core.Wrap("read clip", core.BadClip, err)
}
