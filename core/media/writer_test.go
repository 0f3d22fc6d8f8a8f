package media_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"caracal/core"
	"caracal/core/media"
	"caracal/core/media/mediatest"
)

func TestWriterMakesWhatPlayersTake(t *testing.T) {
	for _, aspect := range core.Aspects() {
		width, height := aspect.Size()
		path := mediatest.Clip(t, media.Format{Width: width, Height: height, FPS: 24}, 120)

		const entries = "stream=codec_name,codec_tag_string,profile,width,height,pix_fmt,sample_aspect_ratio,color_range,color_space,color_transfer," +
			"color_primaries,field_order,has_b_frames,r_frame_rate,avg_frame_rate,nb_frames,nb_read_frames,start_time,duration:format=duration"
		got := tool(t, "ffprobe", "-v", "error", "-count_frames", "-show_entries", entries, "-of", "default=nw=1", path)
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
		if out := tool(t, "ffmpeg", "-v", "warning", "-i", path, "-f", "null", "-"); out != "" {
			t.Errorf("%s: ffmpeg complains: %s", aspect, out)
		}
		keys := tool(t, "ffprobe", "-v", "error", "-skip_frame", "nokey", "-show_entries", "frame=pts_time", "-of", "csv=p=0", path)
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
	b, err := os.ReadFile(mediatest.Clip(t, small, 3))
	if err != nil {
		t.Fatal(err)
	}
	if ftyp, moov, mdat := bytes.Index(b, []byte("ftyp")), bytes.Index(b, []byte("moov")), bytes.Index(b, []byte("mdat")); ftyp != 4 || moov < 0 || mdat < moov {
		t.Errorf("ftyp is at %d, moov at %d and mdat at %d", ftyp, moov, mdat)
	}
}

// The same colours tell it both in the container and in the stream, for players that look at one of them only.
func TestStreamItselfSaysBT709(t *testing.T) {
	path := mediatest.Clip(t, small, 30)
	stream := filepath.Join(t.TempDir(), "clip.h264")
	tool(t, "ffmpeg", "-v", "error", "-i", path, "-c", "copy", "-bsf:v", "h264_mp4toannexb", stream)
	got := tool(t, "ffprobe", "-v", "error", "-show_entries", "stream=color_range,color_space,color_transfer,color_primaries", "-of", "csv=p=0", stream)
	if got := strings.TrimSpace(got); got != "tv,bt709,bt709,bt709" {
		t.Errorf("the stream says %q", got)
	}
}

func TestPictureSurvivesEncoding(t *testing.T) {
	clip := mediatest.Clip(t, wide, 48)
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
	got := tool(t, "ffmpeg", "-f", "rawvideo", "-s", "1280x720", "-pix_fmt", "yuv420p", "-r", "24", "-i", raw, "-i", clip, "-lavfi", "ssim", "-f", "null", "-")
	_, all, _ := strings.Cut(got, "All:")
	all, _, _ = strings.Cut(all, " ")
	if ssim, err := strconv.ParseFloat(all, 64); err != nil || ssim < 0.99 {
		t.Errorf("SSIM %q, want at least 0.99\n%s", all, got)
	}
	t.Log("SSIM", all)
}

func TestFrameMayBeUsedAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clip.mp4")
	w, err := media.Create(path, small)
	if err != nil {
		t.Fatal(err)
	}
	one := mediatest.Scene(small.Width, small.Height, 0)
	for i := range 24 {
		next := mediatest.Scene(small.Width, small.Height, i)
		copy(one.Y, next.Y)
		copy(one.Cb, next.Cb)
		copy(one.Cr, next.Cr)
		if err := w.Write(one); err != nil {
			t.Fatal(err)
		}
		clear(one.Y)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	a, b := readAll(t, mediatest.Decoder(t), path, media.ReadOptions{}), readAll(t, mediatest.Decoder(t), mediatest.Clip(t, small, 24), media.ReadOptions{})
	if len(a) != 24 || len(b) != 24 {
		t.Fatalf("%d and %d frames", len(a), len(b))
	}
	for i := range a {
		// Not the same bits: OpenH264 shares out the slices by how long they took.
		if mean, _ := difference(t, a[i].img, b[i].img); mean > 1 {
			t.Errorf("frame %d differs by %.1f", i, mean)
		}
	}
}

// Sixty seconds have more key frames than there are numbers for parameter sets.
func TestLongClipHasOneParameterSet(t *testing.T) {
	path := mediatest.Clip(t, media.Format{Width: 32, Height: 32, FPS: 4}, 4*60)
	if out := tool(t, "ffmpeg", "-v", "warning", "-i", path, "-f", "null", "-"); out != "" {
		t.Errorf("ffmpeg complains: %s", out)
	}
	if n := len(readAll(t, mediatest.Decoder(t), path, media.ReadOptions{})); n != 4*60 {
		t.Errorf("%d frames", n)
	}
}

func TestNothingIsWrittenBeforeClose(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "clip.mp4")
	w, err := media.Create(path, small)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write(mediatest.Scene(small.Width, small.Height, 0)); err != nil {
		t.Fatal(err)
	}
	w.Abort()
	w.Abort()
	if err := w.Write(mediatest.Scene(small.Width, small.Height, 1)); err == nil {
		t.Error("an aborted clip takes frames")
	}
	if err := w.Close(); err == nil {
		t.Error("an aborted clip closes well")
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v %v", entries, err)
	}
}

func TestWriterRefuses(t *testing.T) {
	for _, f := range []media.Format{{}, {Width: 1280, Height: 720}, {Width: 15, Height: 16, FPS: 24}, {Width: 101, Height: 100, FPS: 24}, {Width: 8000, Height: 16, FPS: 1}} {
		if w, err := media.Create("clip.mp4", f); err == nil {
			w.Abort()
			t.Errorf("%+v is taken", f)
		}
	}
	w, err := media.Create(filepath.Join(t.TempDir(), "gone", "clip.mp4"), small)
	if err != nil {
		t.Fatal(err)
	}
	for name, img := range map[string]*image.YCbCr{
		"size":        mediatest.Scene(small.Width+2, small.Height, 0),
		"subsampling": image.NewYCbCr(image.Rect(0, 0, small.Width, small.Height), image.YCbCrSubsampleRatio444),
		"nothing":     {},
	} {
		if err := w.Write(img); core.KindOf(err) != core.Internal {
			t.Errorf("a frame of another %s: %v", name, err)
		}
	}
	if err := w.Write(mediatest.Scene(small.Width, small.Height, 0)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); core.KindOf(err) != core.FolderMissing {
		t.Errorf("no folder: %v", err)
	}
}

func BenchmarkEncode720p(b *testing.B) {
	path := filepath.Join(b.TempDir(), "clip.mp4")
	frames := make([]*image.YCbCr, 24)
	for i := range frames {
		frames[i] = mediatest.Scene(1280, 720, i)
	}
	n := 0
	for b.Loop() {
		w, err := media.Create(path, wide)
		if err != nil {
			b.Fatal(err)
		}
		for i := range 120 {
			if err := w.Write(frames[min(i%48, 47-i%48)]); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
		n += 120
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "fps")
}

func BenchmarkDecode720p(b *testing.B) {
	d, path, n := mediatest.Decoder(b), mediatest.Clip(b, wide, 120), 0
	var img image.RGBA
	for b.Loop() {
		r, err := d.Open(context.Background(), path, media.ReadOptions{})
		if err != nil {
			b.Fatal(err)
		}
		for range 120 {
			if _, err := r.Next(&img); err != nil {
				b.Fatal(err)
			}
			n++
		}
		r.Close()
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "fps")
}

func BenchmarkFirstFrame(b *testing.B) {
	d, path := mediatest.Decoder(b), mediatest.Clip(b, wide, 120)
	var img image.RGBA
	for b.Loop() {
		r, err := d.Open(context.Background(), path, media.ReadOptions{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := r.Next(&img); err != nil {
			b.Fatal(err)
		}
		r.Close()
	}
}
