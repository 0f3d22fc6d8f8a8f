package export

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"caracal/core"
	"caracal/core/encode"
	"caracal/core/media"
)

// AAC is what platforms want; the rate and the channels are those that all take.
const (
	aac          = "aac"
	sampleRate   = "48000"
	audioBitrate = 128_000 // a second
)

// post writes a piece of the clip as the plan says.
func (e *Exporter) post(ctx context.Context, w io.Writer, path string, p piece, l plan, progress func(float64)) error {
	dir, err := os.MkdirTemp("", "caracal-export-")
	if err != nil {
		return core.Wrap("export clip", core.Internal, err)
	}
	defer os.RemoveAll(dir)
	video, muxed := p.input(path), 0.0
	if l.encode {
		made := filepath.Join(dir, "frames.mp4")
		if p.length, err = e.encode(ctx, made, path, p, l, func(done float64) { progress(0.9 * done) }); err != nil {
			return err
		}
		video, muxed = media.Input{Path: made}, 0.9
	}
	if err := e.mux(ctx, dir, video, p.input(path), p.length, l, func(done float64) { progress(muxed + (1-muxed)*done) }); err != nil {
		return err
	}
	return copyFile(w, filepath.Join(dir, muxName))
}

// encode makes the frames of the piece anew, and returns how long they are.
func (e *Exporter) encode(ctx context.Context, to, path string, p piece, l plan, progress func(float64)) (time.Duration, error) {
	expected := max(1, p.length.Seconds()*float64(l.fps))
	n, err := encode.WriteSequence(ctx, to, encode.Sequence{
		Width: l.width, Height: l.height, FPS: l.fps, Bitrate: l.bitrate,
		Progress: func(frames int) { progress(min(1, float64(frames)/expected)) },
		Begin: func() (io.ReadCloser, error) {
			return e.converter.Frames(ctx, p.input(path), l.filters), nil
		},
	})
	return time.Duration(n) * time.Second / time.Duration(l.fps), err
}

const muxName = "clip.mp4"

// mux puts frames that are encoded and sound together in dir.
func (e *Exporter) mux(ctx context.Context, dir string, video, source media.Input, length time.Duration, l plan, progress func(float64)) error {
	total := length * time.Duration(l.times)
	repeated := func(in media.Input) media.Input {
		if l.times > 1 {
			in.Args = append([]string{"-stream_loop", strconv.Itoa(l.times - 1)}, in.Args...)
		}
		return in
	}
	job := media.Job{Inputs: []media.Input{repeated(video)}, Dir: dir, Progress: share(total, progress, 0, 1)}
	switch {
	case l.audio != "":
		job.Inputs = append(job.Inputs, repeated(source))
		job.Args = []string{"-map", "0:v:0", "-map", "1:a:0"}
	case l.sound:
		job.Args = []string{"-f", "lavfi", "-i", "anullsrc=r=" + sampleRate + ":cl=stereo", "-map", "0:v:0", "-map", "1:a:0"}
	default:
		job.Args = []string{"-map", "0:v:0"}
	}
	job.Args = append(job.Args, "-c:v", "copy", "-c:a", aac, "-ar", sampleRate, "-ac", "2", "-b:a", strconv.Itoa(audioBitrate), "-t", seconds(total),
		"-map_metadata", "-1", "-use_editlist", "0", "-movflags", "+faststart", "-f", "mp4", "/out/"+muxName)
	return e.converter.Run(ctx, job)
}
