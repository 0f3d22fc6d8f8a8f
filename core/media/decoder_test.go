package media_test

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/image/draw"

	"caracal/core"
	"caracal/core/media"
	"caracal/core/media/mediatest"
)

// reference decodes the clip by Debian's ffmpeg and turns it into RGBA by the textbook's formula, with the matrix of Kr and Kb.
//
//go:norace
func reference(t *testing.T, path string, width, height int, kr, kb float64) []*image.RGBA {
	t.Helper()
	bin, err := exec.LookPath("ffmpeg")
	if err != nil {
		t.Skip("ffmpeg is not installed")
	}
	raw, err := exec.Command(bin, "-v", "error", "-i", path, "-map", "0:v:0", "-vsync", "passthrough", "-vf", "scale=out_range=tv,format=yuv420p",
		"-f", "rawvideo", "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	cw, ch := (width+1)/2, (height+1)/2
	size := width*height + 2*cw*ch
	if len(raw)%size != 0 {
		t.Fatalf("%d bytes are no whole number of frames of %d×%d", len(raw), width, height)
	}
	clamp := func(v float64) uint8 { return uint8(math.Round(min(max(v, 0), 255))) }
	var all []*image.RGBA
	for ; len(raw) > 0; raw = raw[size:] {
		img := image.NewRGBA(image.Rect(0, 0, width, height))
		for y := range height {
			for x := range width {
				c := y/2*cw + x/2
				luma := (float64(raw[y*width+x]) - 16) * 255 / 219
				cb := (float64(raw[width*height+c]) - 128) * 255 / 224
				cr := (float64(raw[width*height+cw*ch+c]) - 128) * 255 / 224
				copy(img.Pix[img.PixOffset(x, y):], []uint8{
					clamp(luma + 2*(1-kr)*cr),
					clamp(luma - 2*(1-kb)*kb/(1-kr-kb)*cb - 2*(1-kr)*kr/(1-kr-kb)*cr),
					clamp(luma + 2*(1-kb)*cb), 255,
				})
			}
		}
		all = append(all, img)
	}
	return all
}

// withSound gives a clip a sound track, as the first of its tracks.
func withSound(t *testing.T, clip string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sound.mp4")
	mediatest.Tool(t, "ffmpeg", "-v", "error", "-i", clip, "-f", "lavfi", "-i", "sine=duration=2", "-map", "1:a", "-map", "0:v", "-c:v", "copy", "-c:a", "aac", path)
	return path
}

func TestFramesAreThoseOfFFmpeg(t *testing.T) {
	const picture = "size=320x180:rate=24:duration=2"
	x264 := func(more ...string) []string {
		return append(append([]string{"-c:v", "libx264", "-pix_fmt", "yuv420p", "-threads", "1"}, more...), "a.mp4")
	}
	for _, c := range []struct {
		name          string
		path          string
		width, height int
		hd            bool    // BT.709
		loose         float64 // mean difference where another program scales or converts
	}{
		{"ours", mediatest.Clip(t, 320, 180, 24, 48), 320, 180, true, 0},
		{"x264 ultrafast", mediatest.Foreign(t, picture, x264("-preset", "ultrafast")...), 320, 180, false, 0},
		{"x264 with B-frames", mediatest.Foreign(t, picture, x264("-preset", "medium", "-bf", "3", "-b_strategy", "2")...), 320, 180, false, 0},
		{"x264 veryslow", mediatest.Foreign(t, picture, x264("-preset", "veryslow", "-x264-params", "keyint=infinite")...), 320, 180, false, 0},
		{"x264 interlaced", mediatest.Foreign(t, picture, x264("-flags", "+ildct+ilme")...), 320, 180, false, 0},
		{"x264 HD that says nothing", mediatest.Foreign(t, "size=1280x720:rate=24:duration=0.2", x264("-preset", "ultrafast")...), 1280, 720, true, 0},
		{"x264 that says BT.709", mediatest.Foreign(t, picture, x264("-colorspace", "bt709")...), 320, 180, true, 0},
		{"x264 4:4:4 of odd size", mediatest.Foreign(t, picture, "-vf", "scale=321:181,setsar=1", "-c:v", "libx264", "-pix_fmt", "yuv444p", "a.mp4"), 321, 181, false, 3},
		{"x264 in full range", mediatest.Foreign(t, picture, "-c:v", "libx264", "-pix_fmt", "yuvj420p", "a.mp4"), 320, 180, false, 1},
		{"x264 in 10 bits", mediatest.Foreign(t, picture, "-c:v", "libx264", "-pix_fmt", "yuv420p10le", "a.mp4"), 320, 180, false, 1},
		{"x264 in fragments", mediatest.Foreign(t, picture, x264("-movflags", "frag_keyframe+empty_moov")...), 320, 180, true, 0}, // its size is not known in time
		{"x265", mediatest.Foreign(t, picture, "-c:v", "libx265", "-x265-params", "log-level=none", "-pix_fmt", "yuv420p", "-tag:v", "hvc1", "a.mp4"), 320, 180, false, 0},
		{"VP9 of odd size", mediatest.Foreign(t, picture, "-vf", "scale=319:179,setsar=1", "-c:v", "libvpx-vp9", "-pix_fmt", "yuv420p", "-cpu-used", "8", "a.mp4"), 319, 179, false, 0},
		{"AV1", mediatest.Foreign(t, picture, "-c:v", "libaom-av1", "-pix_fmt", "yuv420p", "-usage", "realtime", "-cpu-used", "8", "a.mp4"), 320, 180, false, 0},
		{"MPEG-4", mediatest.Foreign(t, picture, "-c:v", "mpeg4", "-bf", "2", "-idct", "simple", "a.mp4"), 320, 180, true, 1},
		{"with sound", withSound(t, mediatest.Foreign(t, picture, x264()...)), 320, 180, false, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			kr, kb := 0.299, 0.114
			if c.hd {
				kr, kb = 0.2126, 0.0722
			}
			want := reference(t, c.path, c.width, c.height, kr, kb)
			got := mediatest.ReadAll(t, c.path, media.ReadOptions{})
			if len(got) != len(want) || len(want) == 0 {
				t.Fatalf("%d frames, ffmpeg has %d", len(got), len(want))
			}
			for i := range got {
				mean, most := mediatest.Difference(t, got[i].Image, want[i])
				if most > 1 && c.loose == 0 || mean > max(c.loose, 0.5) {
					t.Fatalf("frame %d differs by %.2f in the mean and %d at most", i, mean, most)
				}
				if at := time.Duration(i) * time.Second / 24; (got[i].At - at).Abs() > time.Millisecond {
					t.Errorf("frame %d is at %v", i, got[i].At)
				}
				if got[i].Image.Stride != 4*c.width || !got[i].Image.Opaque() {
					t.Errorf("stride %d, opaque %v", got[i].Image.Stride, got[i].Image.Opaque())
				}
			}
		})
	}
}

func TestFrameTimesOfAnUnsteadyClip(t *testing.T) {
	path := mediatest.Foreign(t, "size=160x90:rate=24:duration=2", "-vf", "select='not(mod(n,2))+lt(n,12)'", "-vsync", "vfr", "-c:v", "libx264", "a.mp4")
	got := mediatest.ReadAll(t, path, media.ReadOptions{})
	if len(got) != 12+18 {
		t.Fatalf("%d frames", len(got))
	}
	for i, s := range got {
		n := i
		if i >= 12 {
			n = 12 + 2*(i-12)
		}
		if at := time.Duration(n) * time.Second / 24; (s.At - at).Abs() > time.Millisecond {
			t.Errorf("frame %d is at %v, want %v", i, s.At, at)
		}
	}
}

func TestTurnedClipIsShownUpright(t *testing.T) {
	plain := mediatest.Foreign(t, "size=320x180:rate=24:duration=0.2", "-c:v", "libx264", "-pix_fmt", "yuv420p", "a.mp4")
	turned := filepath.Join(t.TempDir(), "turned.mp4")
	mediatest.Tool(t, "ffmpeg", "-v", "error", "-i", plain, "-c", "copy", "-metadata:s:v", "rotate=90", turned)
	want, got := reference(t, turned, 180, 320, 0.299, 0.114), mediatest.ReadAll(t, turned, media.ReadOptions{})
	if len(got) == 0 || len(got) != len(want) {
		t.Fatalf("%d frames, want %d", len(got), len(want))
	}
	for i := range got {
		if _, most := mediatest.Difference(t, got[i].Image, want[i]); most > 1 {
			t.Errorf("frame %d differs by %d", i, most)
		}
	}
}

func TestFramesFitTheBox(t *testing.T) {
	narrow := mediatest.Foreign(t, "size=320x180:rate=24:duration=0.2", "-vf", "setsar=1/2", "-c:v", "libx264", "a.mp4")
	ours := mediatest.Clip(t, 320, 180, 24, 3)
	for _, c := range []struct {
		path       string
		size, want image.Point
	}{
		{ours, image.Point{}, image.Pt(320, 180)},
		{ours, image.Pt(160, 160), image.Pt(160, 90)},
		{ours, image.Pt(1000, 45), image.Pt(80, 45)},
		{ours, image.Pt(33, 1000), image.Pt(33, 19)},
		{ours, image.Pt(4000, 4000), image.Pt(320, 180)}, // never larger
		{ours, image.Pt(1, 1), image.Pt(1, 1)},
		{narrow, image.Point{}, image.Pt(160, 180)},
		{narrow, image.Pt(80, 80), image.Pt(71, 80)},
	} {
		got := mediatest.ReadAll(t, c.path, media.ReadOptions{Size: c.size})
		if len(got) < 3 || got[0].Image.Rect.Size() != c.want {
			t.Errorf("in %v: %d frames of %v, want %v", c.size, len(got), got[0].Image.Rect, c.want)
		}
	}
}

// Frames that are shown small are decoded with less care. That must not be seen, not even at the end of a long row of frames that are each made from the one before.
func TestSmallFramesLookLikeLargeOnes(t *testing.T) {
	path := mediatest.Foreign(t, "size=1280x720:rate=24:duration=4", "-vf", "gblur=sigma=8", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-crf", "32", "-g", "250", "a.mp4")
	large, small := mediatest.ReadAll(t, path, media.ReadOptions{}), mediatest.ReadAll(t, path, media.ReadOptions{Size: image.Pt(320, 180)})
	if len(small) != 96 || len(large) != len(small) {
		t.Fatalf("%d small frames and %d large ones", len(small), len(large))
	}
	for i := 7; i < len(small); i += 8 { // what goes wrong in one frame is in those after it, up to the last
		want := image.NewRGBA(small[i].Image.Rect)
		draw.BiLinear.Scale(want, want.Rect, large[i].Image, large[i].Image.Rect, draw.Src, nil)
		if mean, _ := mediatest.Difference(t, small[i].Image, want); mean > 2.5 { // 1.8 of it is between the two ways of scaling
			t.Fatalf("frame %d differs by %.2f in the mean", i, mean)
		}
	}
}

// Scrubbing and stepping ask for one frame at a time, and must show just the one that playing would show at that time.
func TestFrameIsTheOneOnTheScreen(t *testing.T) {
	d := mediatest.Decoder(t)
	for name, path := range map[string]string{
		"ours":          mediatest.Clip(t, 320, 180, 24, 48),
		"with B-frames": mediatest.Foreign(t, "size=320x180:rate=24:duration=2", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-bf", "3", "a.mp4"),
		"30 a second":   mediatest.Foreign(t, "size=320x180:rate=30000/1001:duration=2", "-c:v", "libx264", "-pix_fmt", "yuv420p", "a.mp4"),
	} {
		all := mediatest.ReadAll(t, path, media.ReadOptions{})
		if len(all) < 48 {
			t.Fatalf("%s: %d frames", name, len(all))
		}
		for _, n := range []int{0, 1, 2, 23, 24, 25, 46, len(all) - 1} {
			for _, late := range []time.Duration{0, 10 * time.Millisecond, 30 * time.Millisecond} {
				got, err := d.Frame(context.Background(), path, all[n].At+late, image.Point{})
				if err != nil {
					t.Fatalf("%s, frame %d: %v", name, n, err)
				}
				if _, most := mediatest.Difference(t, got, all[n].Image); most > 0 {
					t.Errorf("%s: %v after frame %d it is another", name, late, n)
				}
			}
		}
		for _, at := range []time.Duration{-time.Second, 0, 2 * time.Minute} {
			want := all[0].Image
			if at > 0 {
				want = all[len(all)-1].Image
			}
			got, err := d.Frame(context.Background(), path, at, image.Point{})
			if err != nil {
				t.Fatalf("%s at %v: %v", name, at, err)
			}
			if _, most := mediatest.Difference(t, got, want); most > 0 {
				t.Errorf("%s: a wrong frame at %v", name, at)
			}
		}
		from := mediatest.ReadAll(t, path, media.ReadOptions{Start: all[30].At})
		if len(from) != len(all)-30 || from[0].At != all[30].At {
			t.Errorf("%s: from frame 30 on there are %d frames of %d, the first at %v", name, len(from), len(all), from[0].At)
		}
	}
}

func TestPosterIsSmoothAndSmall(t *testing.T) {
	path := wide(t, 3)
	got, err := mediatest.Decoder(t).Poster(context.Background(), path, image.Pt(320, 320))
	if err != nil {
		t.Fatal(err)
	}
	if got.Rect != image.Rect(0, 0, 320, 180) {
		t.Errorf("%v", got.Rect)
	}
}

func TestClipThatBreaksOffShowsWhatItHas(t *testing.T) {
	b, err := os.ReadFile(small(t, 48))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "cut.mp4")
	if err := os.WriteFile(path, b[:len(b)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if n := len(mediatest.ReadAll(t, path, media.ReadOptions{})); n < 10 || n > 40 {
		t.Errorf("%d frames of 48 in half the file", n)
	}
}

func TestTooLargePicturesAreRefused(t *testing.T) {
	path := mediatest.Foreign(t, "size=8208x2064:rate=1:duration=1", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "a.mp4")
	if _, err := media.ReadInfo(path); core.KindOf(err) != core.BadClip {
		t.Errorf("ReadInfo: %v", err)
	}
	if _, err := mediatest.Decoder(t).Poster(context.Background(), path, image.Pt(100, 100)); core.KindOf(err) != core.BadClip {
		t.Errorf("Poster: %v", err)
	}
}

func TestNamesOfAllKinds(t *testing.T) {
	b, err := os.ReadFile(small(t, 3))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a b.mp4", "-i.mp4", "#1 100% ?.mp4", "“quotes” 'and' \"more\".mp4", "猫 🐈.mp4", "line\nbreak.mp4", "concat:a|b.mp4", "%03d.mp4", "noextension"} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Logf("%q cannot be a name here", name)
			continue
		}
		if n := len(mediatest.ReadAll(t, path, media.ReadOptions{})); n != 3 {
			t.Errorf("%q: %d frames", name, n)
		}
	}
}

func TestCloseEndsReadingAtOnce(t *testing.T) {
	path := small(t, 240)
	d := mediatest.Decoder(t)
	r, err := d.Open(context.Background(), path, media.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var img image.RGBA
	if _, err := r.Next(&img); err != nil {
		t.Fatal(err)
	}
	r.Close()
	r.Close()
	<-r.Done()
	for range 10 { // what was decoded ahead may still come
		if _, err = r.Next(&img); err != nil {
			break
		}
	}
	if !errors.Is(err, context.Canceled) {
		t.Errorf("after Close: %v", err)
	}

	ctx, cancel := context.WithCancel(context.Background())
	r, err = d.Open(ctx, path, media.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cancel()
	for range 10 {
		if _, err = r.Next(&img); err != nil {
			break
		}
	}
	if !errors.Is(err, context.Canceled) {
		t.Errorf("after the context's end: %v", err)
	}
}

func TestManyReadersAtOnce(t *testing.T) {
	d, path := mediatest.Decoder(t), small(t, 24)
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			r, err := d.Open(context.Background(), path, media.ReadOptions{})
			if err != nil {
				t.Error(err)
				return
			}
			defer r.Close()
			var img image.RGBA
			n := 0
			for ; err == nil; n++ {
				_, err = r.Next(&img)
			}
			if n != 25 || !errors.Is(err, io.EOF) {
				t.Errorf("%d frames, %v", n-1, err)
			}
		})
	}
	all.Wait()
}

func TestDecoderStartsOnceAndEnds(t *testing.T) {
	mediatest.Decoder(t) // fills the cache
	dir, err := os.UserCacheDir()
	if err != nil {
		t.Skip(err)
	}
	d := media.NewDecoder(filepath.Join(dir, "caracal-test"))
	if d.Ready() {
		t.Error("ready before it was started")
	}
	over, cancel := context.WithCancel(context.Background())
	cancel()
	if err := d.Warm(over); !errors.Is(err, context.Canceled) {
		t.Errorf("Warm with an ended context: %v", err)
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if err := d.Warm(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if !d.Ready() {
		t.Error("not ready after Warm")
	}
	path := small(t, 240)
	r, err := d.Open(context.Background(), path, media.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	d.Close() // while the reader is at work and waits for somebody to take its frames
	d.Close()
	var img image.RGBA
	for range 10 {
		if _, err = r.Next(&img); err != nil {
			break
		}
	}
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Next after the decoder's end: %v", err)
	}
	for name, err := range map[string]error{
		"Warm": d.Warm(context.Background()),
		"Open": second(d.Open(context.Background(), path, media.ReadOptions{})),
		"Info": second(d.Info(context.Background(), mediatest.Foreign(t, "size=64x64:rate=1:duration=1", "-c:v", "mpeg4", "a.mp4"))),
	} {
		if core.KindOf(err) != core.Internal {
			t.Errorf("%s after Close: %v", name, err)
		}
	}
}

// Who moves a clip can wait until nobody has its file open.
func TestLetGo(t *testing.T) {
	d := mediatest.Decoder(t)
	path, other := small(t, 240), small(t, 24)
	var readers []*media.Reader
	for _, p := range []string{path, path, other} {
		r, err := d.Open(t.Context(), p, media.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		readers = append(readers, r)
	}
	if err := d.LetGo(t.Context(), path, "no such clip"); err != nil {
		t.Fatal(err)
	}
	for i, r := range readers[:2] {
		select {
		case <-r.Done():
		default:
			t.Errorf("reader %d has its file still", i)
		}
	}
	if _, err := readers[2].NextFrame(); err != nil {
		t.Errorf("the reader of another clip: %v", err)
	}
}

func second[T any](_ T, err error) error { return err }

// FFmpeg is asked for one file. A clip that points at others, as QuickTime's reference movies and playlists do, gets nothing.
func TestSandboxHasOneFile(t *testing.T) {
	dir := t.TempDir()
	secret := small(t, 3)
	for name, text := range map[string]string{
		"list.mp4":     fmt.Sprintf("ffconcat version 1.0\nfile '%s'\n", secret),
		"playlist.mp4": fmt.Sprintf("#EXTM3U\n#EXTINF:1,\n%s\n#EXT-X-ENDLIST\n", secret),
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text+strings.Repeat("\n", 100)), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := mediatest.Decoder(t).Poster(context.Background(), path, image.Point{}); core.KindOf(err) != core.BadClip {
			t.Errorf("%s: %v", name, err)
		}
	}
}
