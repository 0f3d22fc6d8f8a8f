package media

import (
	"bytes"
	"image"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"caracal/core"
)

// scene paints frame i of a moving test picture: soft shapes, an edge and fine texture, all of which go where the camera goes.
func scene(width, height, i int) *image.YCbCr {
	img := image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420)
	paint(img, i)
	return img
}

func paint(img *image.YCbCr, i int) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	slow, fine, edge := make([]float32, w), make([]float32, w), make([]float32, w)
	for x := range w {
		at := float64(x + 2*i)
		slow[x] = float32(50 * math.Sin(at/40))
		fine[x] = float32(6 * math.Sin(at*0.9))
		edge[x] = float32(25 * ((x + 2*i) / 90 % 2))
	}
	for y := range h {
		row, k := img.Y[y*img.YStride:], float32(math.Cos(float64(y+i)/30))
		for x := range w {
			row[x] = uint8(120 + slow[x]*k + fine[x] + edge[x])
		}
	}
	for y := range (h + 1) / 2 {
		cb, cr := img.Cb[y*img.CStride:], img.Cr[y*img.CStride:]
		for x := range (w + 1) / 2 {
			cb[x] = uint8(128 + slow[x])
			cr[x] = uint8(128 + 60*y/h)
		}
	}
}

// writeScene writes a clip of the scene and returns its path.
func writeScene(t testing.TB, f Format, frames int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "scene.mp4")
	w, err := Create(path, f)
	if err != nil {
		t.Fatal(err)
	}
	img := scene(f.Width, f.Height, 0)
	for i := range frames {
		paint(img, i)
		if err := w.Write(img); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// tool skips the test when a program of Debian's ffmpeg is not installed.
func tool(t testing.TB, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed", name)
	}
	out, err := exec.Command(path, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func TestWriterMakesWhatPlayersTake(t *testing.T) {
	for _, aspect := range core.Aspects() {
		width, height := aspect.Size()
		path := writeScene(t, Format{Width: width, Height: height, FPS: 24}, 120)

		const entries = "stream=codec_name,codec_tag_string,profile,width,height,pix_fmt,sample_aspect_ratio,color_range,color_space,color_transfer," +
			"color_primaries,field_order,has_b_frames,r_frame_rate,avg_frame_rate,nb_frames,nb_read_frames,start_time,duration:format=duration"
		got := tool(t, "ffprobe", "-v", "error", "-count_frames", "-show_entries", entries, "-of", "default=nw=1", path)
		for _, want := range []string{
			"codec_name=h264", "codec_tag_string=avc1", "profile=Constrained Baseline", "pix_fmt=yuv420p", "sample_aspect_ratio=1:1", "has_b_frames=0",
			"color_range=tv", "color_space=bt709", "color_transfer=bt709", "color_primaries=bt709", "field_order=progressive",
			"r_frame_rate=24/1", "avg_frame_rate=24/1", "nb_frames=120", "nb_read_frames=120", "start_time=0.000000", "duration=5.000000",
		} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %s in\n%s", aspect, want, got)
			}
		}
		if out := tool(t, "ffmpeg", "-v", "warning", "-i", path, "-f", "null", "-"); out != "" {
			t.Errorf("%s: ffmpeg complains: %s", aspect, out)
		}
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if moov, mdat := bytes.Index(b, []byte("moov")), bytes.Index(b, []byte("mdat")); moov < 0 || mdat < moov {
			t.Errorf("%s: moov is at %d and mdat at %d", aspect, moov, mdat)
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
