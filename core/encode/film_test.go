package encode_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"caracal/core"
	"caracal/core/encode"
	"caracal/core/media"
	"caracal/core/media/mediatest"
)

func TestClipIsWhatPlayersTake(t *testing.T) {
	for _, aspect := range core.Aspects() {
		width, height := aspect.Size()
		path := mediatest.Clip(t, width, height, 24, 120)

		const entries = "stream=codec_name,codec_tag_string,profile,width,height,pix_fmt,sample_aspect_ratio,color_range,color_space,color_transfer," +
			"color_primaries,field_order,has_b_frames,r_frame_rate,avg_frame_rate,nb_frames,nb_read_frames,start_time,duration:format=duration"
		got := mediatest.Tool(t, "ffprobe", "-v", "error", "-count_frames", "-show_entries", entries, "-of", "default=nw=1", path)
		for _, want := range []string{
			"codec_name=h264", "codec_tag_string=avc1", "profile=Constrained Baseline", "pix_fmt=yuv420p", "sample_aspect_ratio=1:1", "has_b_frames=0",
			fmt.Sprintf("width=%d", width), fmt.Sprintf("height=%d", height),
			"color_range=tv", "color_space=bt709", "color_transfer=bt709", "color_primaries=bt709", "field_order=progressive",
			"r_frame_rate=24/1", "avg_frame_rate=24/1", "nb_frames=120", "nb_read_frames=120", "start_time=0.000000", "duration=5.000000",
		} {
			if !strings.Contains(got, want+"\n") {
				t.Errorf("%s: no %s in\n%s", aspect, want, got)
			}
		}
		if out := mediatest.Tool(t, "ffmpeg", "-v", "warning", "-i", path, "-f", "null", "-"); out != "" {
			t.Errorf("%s: ffmpeg complains: %s", aspect, out)
		}
		keys := mediatest.Tool(t, "ffprobe", "-v", "error", "-skip_frame", "nokey", "-show_entries", "frame=pts_time", "-of", "csv=p=0", path)
		last := 0.0
		for _, field := range strings.Fields(keys) {
			at, err := strconv.ParseFloat(strings.Trim(field, ","), 64)
			if err != nil || at-last > 1.001 {
				t.Errorf("%s: more than a second between the key frames at %v and %s", aspect, last, field)
			}
			last = at
		}
		if last < 3.999 {
			t.Errorf("%s: the last key frame is at %v", aspect, last)
		}
	}
}

func TestClipBeginsToPlayBeforeItIsWhole(t *testing.T) {
	b, err := os.ReadFile(mediatest.Clip(t, 160, 96, 24, 3))
	if err != nil {
		t.Fatal(err)
	}
	if ftyp, moov, mdat := bytes.Index(b, []byte("ftyp")), bytes.Index(b, []byte("moov")), bytes.Index(b, []byte("mdat")); ftyp != 4 || moov < 0 || mdat < moov {
		t.Errorf("ftyp is at %d, moov at %d and mdat at %d", ftyp, moov, mdat)
	}
}

// The same colours tell it both in the container and in the stream, for players that look at one of them only.
func TestStreamItselfSaysBT709(t *testing.T) {
	path := mediatest.Clip(t, 160, 96, 24, 30)
	stream := filepath.Join(t.TempDir(), "clip.h264")
	mediatest.Tool(t, "ffmpeg", "-v", "error", "-i", path, "-c", "copy", "-bsf:v", "h264_mp4toannexb", stream)
	got := mediatest.Tool(t, "ffprobe", "-v", "error", "-show_entries", "stream=color_range,color_space,color_transfer,color_primaries", "-of", "csv=p=0", stream)
	if got := strings.TrimSpace(got); got != "tv,bt709,bt709,bt709" {
		t.Errorf("the stream says %q", got)
	}
}

func TestPictureSurvivesEncoding(t *testing.T) {
	clip := mediatest.Clip(t, 1280, 720, 24, 48)
	raw := filepath.Join(t.TempDir(), "scene.yuv")
	f, err := os.Create(raw)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for i := range 48 {
		img := mediatest.Scene(1280, 720, i)
		for _, plane := range [][]uint8{img.Y, img.Cb, img.Cr} {
			if _, err := f.Write(plane); err != nil {
				t.Fatal(err)
			}
		}
	}
	got := mediatest.Tool(t, "ffmpeg", "-f", "rawvideo", "-s", "1280x720", "-pix_fmt", "yuv420p", "-r", "24", "-i", raw, "-i", clip, "-lavfi", "ssim", "-f", "null", "-")
	_, all, _ := strings.Cut(got, "All:")
	all, _, _ = strings.Cut(all, " ")
	if ssim, err := strconv.ParseFloat(all, 64); err != nil || ssim < 0.99 {
		t.Errorf("SSIM %q, want at least 0.99\n%s", all, got)
	}
	t.Log("SSIM", all)
}

// Frames are drawn in no certain order and on no certain core.
func TestTheSameFramesGiveTheSameBytes(t *testing.T) {
	read := func() []byte {
		b, err := os.ReadFile(mediatest.Clip(t, 160, 96, 24, 120))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	first := read()
	for range 3 {
		if !bytes.Equal(first, read()) {
			t.Fatal("another clip of the same frames has other bytes")
		}
	}
}

func TestEveryFrameIsDrawnAndToldOnce(t *testing.T) {
	for _, frames := range []int{1, 2, 3, 23, 24, 25, 119} {
		drawn, told := make([]atomic.Int32, frames), 0
		film := encode.Film{
			Width: 32, Height: 32, FPS: 24, Frames: frames, Draw: func(_ *image.YCbCr, i int) { drawn[i].Add(1) },
			Progress: func(n int) {
				if told++; n != told {
					t.Errorf("of %d frames, number %d is called %d", frames, told, n)
				}
			},
		}
		if err := encode.Write(t.Context(), filepath.Join(t.TempDir(), "clip.mp4"), film); err != nil {
			t.Fatal(err)
		}
		for i := range drawn {
			if drawn[i].Load() == 0 {
				t.Errorf("of %d frames, number %d was not drawn", frames, i)
			}
		}
		if told != frames {
			t.Errorf("told of %d of %d frames", told, frames)
		}
	}
}

func TestCutsMakeNoKeyFrames(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clip.mp4")
	film := encode.Film{Width: 320, Height: 192, FPS: 24, Frames: 48, Draw: func(dst *image.YCbCr, i int) {
		random := rand.New(rand.NewPCG(1, uint64(i/5))) // another scene after every fifth frame
		for p := range dst.Y {
			dst.Y[p] = uint8(16 + random.IntN(220))
		}
	}}
	if err := encode.Write(t.Context(), path, film); err != nil {
		t.Fatal(err)
	}
	if out := mediatest.Tool(t, "ffmpeg", "-v", "warning", "-i", path, "-f", "null", "-"); out != "" {
		t.Errorf("ffmpeg complains: %s", out)
	}
	if keys := strings.Fields(mediatest.Tool(t, "ffprobe", "-v", "error", "-skip_frame", "nokey", "-show_entries", "frame=pts", "-of", "csv=p=0", path)); len(keys) != 4 {
		t.Errorf("%d key frames, want one for each of 4 groups", len(keys))
	}
}

// Grain is new in every frame. It must not vanish, and must not make a clip that players choke on. That it is made twice for that is not to be seen.
func TestGrainTakesTheBitsThatThereAre(t *testing.T) {
	const width, height, frames = 320, 192, 48
	path := filepath.Join(t.TempDir(), "clip.mp4")
	var told []int
	film := encode.Film{Width: width, Height: height, FPS: 24, Frames: frames, Draw: func(dst *image.YCbCr, i int) {
		mediatest.Draw(dst, i)
		random := rand.New(rand.NewPCG(1, uint64(i)))
		for p := range dst.Y {
			dst.Y[p] += uint8(random.IntN(16))
		}
	}, Progress: func(frames int) { told = append(told, frames) }}
	if err := encode.Write(t.Context(), path, film); err != nil {
		t.Fatal(err)
	}
	if len(told) != frames || !slices.IsSorted(told) || told[frames-1] != frames {
		t.Errorf("its progress was %d", told)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if bits := float64(8*info.Size()) / (width * height * frames); bits < 0.2 || bits > 0.7 {
		t.Errorf("%.2f bits for a pixel of a frame", bits)
	}
}

// Frames of noise have more bits at the finest than OpenH264 has room for, and are not where the film is looked at before.
func TestAFewFramesOfNoiseSpoilNoClip(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clip.mp4")
	film := encode.Film{Width: 320, Height: 192, FPS: 24, Frames: 48, Draw: func(dst *image.YCbCr, i int) {
		random := rand.New(rand.NewPCG(1, uint64(i)))
		for p := range dst.Y {
			if dst.Y[p] = 128; i < 6 {
				dst.Y[p] = uint8(16 + random.IntN(220))
			}
		}
	}}
	if err := encode.Write(t.Context(), path, film); err != nil {
		t.Fatal(err)
	}
	if n := len(mediatest.ReadAll(t, path, media.ReadOptions{})); n != film.Frames {
		t.Errorf("%d frames, want %d", n, film.Frames)
	}
}

func TestNothingIsLeftOfAClipThatIsStopped(t *testing.T) {
	dir := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	film := encode.Film{Width: 160, Height: 96, FPS: 24, Frames: 120, Draw: mediatest.Draw, Progress: func(frames int) {
		if frames == 30 {
			stop()
		}
	}}
	if err := encode.Write(ctx, filepath.Join(dir, "clip.mp4"), film); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v %v", entries, err)
	}
}

func TestWriteRefuses(t *testing.T) {
	for _, f := range []encode.Film{
		{},
		{Width: 1280, Height: 720, Frames: 1},
		{Width: 1280, Height: 720, FPS: 24},
		{Width: 15, Height: 16, FPS: 24, Frames: 1},
		{Width: 101, Height: 100, FPS: 24, Frames: 1},
		{Width: 8000, Height: 16, FPS: 1, Frames: 1},
	} {
		if err := encode.Write(t.Context(), filepath.Join(t.TempDir(), "clip.mp4"), f); core.KindOf(err) != core.Internal {
			t.Errorf("%+v: %v", f, err)
		}
	}
	gone := filepath.Join(t.TempDir(), "gone", "clip.mp4")
	film := encode.Film{Width: 16, Height: 16, FPS: 24, Frames: 1, Draw: mediatest.Draw}
	if err := encode.Write(t.Context(), gone, film); core.KindOf(err) != core.FolderMissing {
		t.Errorf("no folder: %v", err)
	}
}

func BenchmarkWrite720p(b *testing.B) {
	path := filepath.Join(b.TempDir(), "clip.mp4")
	frames := make([]*image.YCbCr, 24)
	for i := range frames {
		frames[i] = mediatest.Scene(1280, 720, i)
	}
	film := encode.Film{Width: 1280, Height: 720, FPS: 24, Frames: 120, Draw: func(dst *image.YCbCr, i int) {
		frame := frames[min(i%48, 47-i%48)]
		copy(dst.Y, frame.Y)
		copy(dst.Cb, frame.Cb)
		copy(dst.Cr, frame.Cr)
	}}
	n := 0
	for b.Loop() {
		if err := encode.Write(b.Context(), path, film); err != nil {
			b.Fatal(err)
		}
		n += film.Frames
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "fps")
}
