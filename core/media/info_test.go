package media_test

import (
	"bytes"
	"context"
	"image"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/media"
	"caracal/core/media/mediatest"
)

func TestInfoOfOurClip(t *testing.T) {
	path := wide(t, 120)
	st, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	got, err := media.ReadInfo(path)
	if err != nil {
		t.Fatal(err)
	}
	want := media.Info{Width: 1280, Height: 720, FPS: 24, Duration: 5 * time.Second, Frames: 120, Bytes: st.Size(), Codec: "avc1"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// What a service, a phone or an editor may send.
func TestInfoOfOtherClips(t *testing.T) {
	const picture = "size=320x180:rate=25:duration=2"
	h264 := []string{"-c:v", "libx264", "-preset", "ultrafast"}
	turned := mediatest.Foreign(t, picture, append(h264, "a.mp4")...)
	turnedTo := filepath.Join(t.TempDir(), "turned.mp4")
	mediatest.Tool(t, "ffmpeg", "-v", "error", "-i", turned, "-c", "copy", "-metadata:s:v", "rotate=90", turnedTo)
	for _, c := range []struct {
		name, path    string
		width, height int
		codec         string
		byFFmpeg      bool // ReadInfo does not know it
	}{
		{"h264", turned, 320, 180, "avc1", false},
		{"turned", turnedTo, 180, 320, "avc1", false},
		{"narrow pixels", mediatest.Foreign(t, picture, append(h264, "-vf", "setsar=1/2", "a.mp4")...), 160, 180, "avc1", false},
		{"moov last", mediatest.Foreign(t, picture, append(h264, "-movflags", "0", "a.mov")...), 320, 180, "avc1", false},
		{"hevc", mediatest.Foreign(t, picture, "-c:v", "libx265", "-x265-params", "log-level=none", "-preset", "ultrafast", "-tag:v", "hvc1", "a.mp4"), 320, 180, "hvc1", false},
		{"vp9", mediatest.Foreign(t, picture, "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "a.mp4"), 320, 180, "vp09", false},
		{"mpeg4", mediatest.Foreign(t, picture, "-c:v", "mpeg4", "a.mp4"), 320, 180, "mpeg4", true},
		{"fragments", mediatest.Foreign(t, picture, append(h264, "-movflags", "frag_keyframe+empty_moov", "a.mp4")...), 320, 180, "h264", true},
		{"webm", mediatest.Foreign(t, picture, "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "a.webm"), 320, 180, "vp9", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := media.ReadInfo(c.path); (err != nil) != c.byFFmpeg {
				t.Errorf("ReadInfo: %v", err)
			}
			got, err := mediatest.Decoder(t).Info(context.Background(), c.path)
			if err != nil {
				t.Fatal(err)
			}
			if got.Width != c.width || got.Height != c.height || got.Codec != c.codec || got.Frames != 50 || math.Abs(got.FPS-25) > 0.01 ||
				(got.Duration-2*time.Second).Abs() > time.Millisecond || got.Bytes < 1000 {
				t.Errorf("%+v", got)
			}
		})
	}
}

// hostile returns files that are no clips, by name.
func hostile(t *testing.T) map[string]string {
	t.Helper()
	dir := t.TempDir()
	clip, err := os.ReadFile(small(t, 24))
	if err != nil {
		t.Fatal(err)
	}
	noise := make([]byte, 100_000)
	random := rand.NewChaCha8([32]byte{1})
	random.Read(noise)
	huge := bytes.Clone(clip)
	// The picture's size in the sample entry, 32 bytes behind its name.
	copy(huge[bytes.Index(huge, []byte("avc1\x00\x00\x00\x00"))+28:], "\xea\x60\xea\x60")
	files := map[string][]byte{
		"empty":                 {},
		"noise":                 noise,
		"text":                  []byte("this is no clip, whatever its name says\n"),
		"playlist":              []byte("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n/etc/passwd\n#EXT-X-ENDLIST\n"),
		"list":                  []byte("ffconcat version 1.0\nfile '/clip'\n"),
		"only the start":        clip[:40],
		"cut in moov":           clip[:200],
		"60000×60000":           huge,
		"box larger than file":  append([]byte("\x7f\xff\xff\xffmoov"), clip[8:]...),
		"box of no size at all": bytes.Repeat([]byte("\x00\x00\x00\x04moov"), 100),
	}
	paths := map[string]string{"folder": dir, "missing": filepath.Join(dir, "gone.mp4")}
	for name, b := range files {
		paths[name] = filepath.Join(dir, name+".mp4")
		if err := os.WriteFile(paths[name], b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

func TestHostileFilesAreBadClips(t *testing.T) {
	d := mediatest.Decoder(t)
	for name, path := range hostile(t) {
		kind := core.BadClip
		if name == "missing" {
			kind = core.ClipMissing
		}
		t.Run(name, func(t *testing.T) {
			if info, err := media.ReadInfo(path); core.KindOf(err) != kind {
				t.Errorf("ReadInfo: %+v, %v", info, err)
			}
			if s, err := clipfile.ReadStory(path); core.KindOf(err) != kind {
				t.Errorf("ReadStory: %+v, %v", s, err)
			}
			if name == "60000×60000" {
				return // the stream itself is right, and FFmpeg goes by that
			}
			if info, err := d.Info(context.Background(), path); core.KindOf(err) != kind {
				t.Errorf("Info: %+v, %v", info, err)
			}
			if _, err := d.Poster(context.Background(), path, image.Pt(64, 64)); core.KindOf(err) != kind {
				t.Errorf("Poster: %v", err)
			}
		})
	}
}
