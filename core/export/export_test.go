package export_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/export"
	"caracal/core/media"
	"caracal/core/media/mediatest"
)

// A stream is what ffprobe tells of one.
type stream struct {
	Codec    string `json:"codec_name"`
	Kind     string `json:"codec_type"`
	Profile  string `json:"profile"`
	Pixels   string `json:"pix_fmt"`
	Space    string `json:"color_space"`
	Width    int    `json:"width"`
	Height   int    `json:"height"`
	Rate     string `json:"avg_frame_rate"`
	Frames   string `json:"nb_read_frames"`
	Channels int    `json:"channels"`
	Hertz    string `json:"sample_rate"`
	Side     []struct {
		Turn int `json:"rotation"`
	} `json:"side_data_list"`
}

type probed struct {
	Streams []stream `json:"streams"`
	Format  struct {
		Duration string `json:"duration"`
		Size     string `json:"size"`
		Rate     string `json:"bit_rate"`
	} `json:"format"`
}

func probe(t testing.TB, path string) probed {
	t.Helper()
	var p probed
	out := mediatest.Tool(t, "ffprobe", "-v", "error", "-count_frames", "-show_streams", "-show_format", "-of", "json", path)
	if err := json.Unmarshal([]byte(out), &p); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return p
}

func (p probed) of(kind string) (found []stream) {
	for _, s := range p.Streams {
		if s.Kind == kind {
			found = append(found, s)
		}
	}
	return found
}

func (p probed) seconds() float64 {
	s, _ := strconv.ParseFloat(p.Format.Duration, 64)
	return s
}

// give exports the clip, and fails the test when it cannot, or when more is left in the folder than it.
func give(t testing.TB, clip string, o export.Options) string {
	t.Helper()
	dir, last := t.TempDir(), 0.0
	path, err := export.New(mediatest.Decoder(t)).Export(context.Background(), clip, dir, o, func(done float64) {
		if done < last || done > 1 {
			t.Errorf("progress went from %v to %v", last, done)
		}
		last = done
	})
	if err != nil {
		t.Fatal(err)
	}
	if last != 1 {
		t.Errorf("progress ended at %v", last)
	}
	if left := names(t, dir); len(left) != 1 || filepath.Join(dir, left[0]) != path {
		t.Errorf("%v is in the folder, and Export says %s", left, path)
	}
	return path
}

func names(t testing.TB, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// story gives the clip a story.
func story(t testing.TB, clip string) {
	t.Helper()
	if err := clipfile.SetStory(clip, core.Story{Version: core.StoryVersion, ID: "0b0e9f4e-6f5a-4a52-9f0f-d1b6a4a3b111", Prompt: "a secret prompt"}); err != nil {
		t.Fatal(err)
	}
}

func TestCopies(t *testing.T) {
	clip := mediatest.Clip(t, 160, 96, 24, 6)
	film, err := os.ReadFile(clip)
	if err != nil {
		t.Fatal(err)
	}
	story(t, clip)
	told, err := os.ReadFile(clip)
	if err != nil {
		t.Fatal(err)
	}
	for as, want := range map[export.Format][]byte{export.AsIs: told, export.Clean: film} {
		got, err := os.ReadFile(give(t, clip, export.Options{As: as}))
		if err != nil || string(got) != string(want) {
			t.Errorf("%s: %d bytes, want %d (%v)", as, len(got), len(want), err)
		}
	}
}

func TestAnimations(t *testing.T) {
	clip := mediatest.Clip(t, 640, 360, 24, 48)
	story(t, clip)
	for _, as := range []export.Format{export.GIF, export.WebP} {
		t.Run(string(as), func(t *testing.T) {
			path := give(t, clip, export.Options{As: as, Width: 320, FPS: 10})
			// A program that knows nothing of ours: frames, hundredths of a second, times (0 is for ever), size.
			out := mediatest.Tool(t, "identify", "-format", "%m %T %[scene] %wx%h\n", path)
			lines := strings.Split(strings.TrimSpace(out), "\n")
			if len(lines) != 20 {
				t.Fatalf("%d frames, want 20:\n%s", len(lines), out)
			}
			total := 0
			for _, line := range lines {
				words := strings.Fields(line)
				hundredths, _ := strconv.Atoi(words[1])
				total += hundredths
				if words[0] != strings.ToUpper(string(as)) {
					t.Errorf("a frame is %s", line)
				}
			}
			if total < 198 || total > 202 {
				t.Errorf("it plays for %d hundredths, want 200", total)
			}
			if !strings.Contains(lines[0], "320x180") {
				t.Errorf("the first frame is %s", lines[0])
			}
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			forever := regexp.MustCompile(`(?s)NETSCAPE2\.0\x03\x01\x00\x00|ANIM\x06\x00\x00\x00....\x00\x00`) // of the one and of the other
			if !forever.Match(b) {
				t.Error("it does not repeat for ever")
			}
			if strings.Contains(string(b), "secret") {
				t.Error("it tells the story")
			}
		})
	}
}

func TestFramesAreThoseOfOtherPrograms(t *testing.T) {
	clip := mediatest.Foreign(t, "size=320x180:rate=24:duration=1", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-colorspace", "bt709", "clip.mp4")
	for name, c := range map[string]struct {
		o      export.Options
		number string
	}{
		"first":   {export.Options{Frame: export.FirstFrame}, "0"},
		"current": {export.Options{Frame: export.CurrentFrame, At: time.Second / 24 * 7}, "7"},
		"last":    {export.Options{Frame: export.LastFrame}, "23"},
	} {
		c.o.As = export.PNG
		if got, want := md5(t, give(t, clip, c.o)), md5(t, frame(t, clip, c.number)); got != want {
			t.Errorf("%s: the pixels are %s, and ffmpeg's %s", name, got, want)
		}
		c.o.As = export.JPEG
		if got := probe(t, give(t, clip, c.o)).Streams[0]; got.Codec != "mjpeg" || got.Width != 320 || got.Height != 180 {
			t.Errorf("%s: a JPEG of %+v", name, got)
		}
	}
}

// A clip may have no rate that anybody knows. FFmpeg has no length for it either.
func TestFramesOfAClipOfUnknownRate(t *testing.T) {
	// Frame n is at n + ⌊n²/40⌋ 24ths of a second.
	clip := mediatest.Foreign(t, "size=160x96:rate=24:duration=1", "-vf", "setpts=(N+N*N/40)/24/TB", "-vsync", "vfr", "-enc_time_base", "1:1000", "-c:v", "libvpx-vp9", "-colorspace", "smpte170m", "clip.webm")
	b, err := os.ReadFile(clip)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(b, []byte("\x23\xe3\x83\x84")) // DefaultDuration, of four bytes (RFC 9559, 5.1.4.1.13)
	if at < 0 {
		t.Fatal("the clip says no rate")
	}
	copy(b[at:], "\xec\x86") // Void, of six
	if err := os.WriteFile(clip, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if info, err := mediatest.Decoder(t).Info(context.Background(), clip); err != nil || info.FPS != 0 || info.Duration != 0 {
		t.Fatalf("its rate is known: %+v, %v", info, err)
	}
	for name, c := range map[string]struct {
		o      export.Options
		number string
	}{
		"first":   {export.Options{Frame: export.FirstFrame}, "0"},
		"current": {export.Options{Frame: export.CurrentFrame, At: 15 * time.Second / 24}, "12"},
		"last":    {export.Options{Frame: export.LastFrame}, "23"},
	} {
		c.o.As = export.PNG
		// The last one is painted by us, so its colours are another's by a little.
		out := mediatest.Tool(t, "ffmpeg", "-hide_banner", "-i", give(t, clip, c.o), "-i", frame(t, clip, c.number), "-lavfi", "[0]format=gray[a];[1]format=gray[b];[a][b]psnr", "-f", "null", "-")
		psnr := 0.0
		if said := regexp.MustCompile(`average:(\S+)`).FindStringSubmatch(out); said != nil {
			psnr, _ = strconv.ParseFloat(said[1], 64)
		}
		if psnr < 35 {
			t.Errorf("%s: it is another frame than %s, %.1f dB", name, c.number, psnr)
		}
	}
}

// frame returns a picture of the clip's frame with that number by Debian's ffmpeg.
func frame(t testing.TB, clip, number string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "frame.png")
	mediatest.Tool(t, "ffmpeg", "-v", "error", "-i", clip, "-vf", "select=eq(n\\,"+number+")", "-frames:v", "1", "-sws_flags", "bicubic+accurate_rnd+full_chroma_int+bitexact", path)
	return path
}

// md5 returns the hash of a picture's pixels.
func md5(t testing.TB, path string) string {
	t.Helper()
	return mediatest.Tool(t, "ffmpeg", "-v", "error", "-i", path, "-pix_fmt", "rgb24", "-f", "md5", "-")
}

func TestPlatforms(t *testing.T) {
	tall, wide, turned, sound := mediatest.Clip(t, 720, 1280, 24, 12), brief(t, "wide.mp4"), brief(t, "turned.mp4"), brief(t, "sound.mp4")
	odd := mediatest.Foreign(t, "size=321x243:rate=10:duration=0.4", "-c:v", "libx264", "-pix_fmt", "yuv444p", "odd.mov")
	for format, clips := range map[export.Format][]string{
		"tiktok":   {tall, wide},
		"reels":    {sound, turned},
		"shorts":   {odd, turned, brief(t, "square.mp4")},
		"youtube":  {brief(t, "vp9.webm"), odd, tall},
		"whatsapp": {brief(t, "hevc.mp4"), sound},
	} {
		for _, clip := range clips {
			taken(t, format, give(t, clip, export.Options{As: format}))
		}
	}
	cropped := give(t, wide, export.Options{As: "tiktok", Fit: export.Cropped, Least: 12 * time.Second})
	taken(t, "tiktok", cropped)
	if got := probe(t, cropped).seconds(); got < 12 || got > 13 {
		t.Errorf("it has %.2f s and was to have 12 at least", got)
	}
}

// brief returns the beginning of a clip such as a service sends.
func brief(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	mediatest.Tool(t, "ffmpeg", "-v", "error", "-i", "../lynx/lynxtest/clips/"+name, "-t", "0.4", "-c", "copy", path)
	return path
}

// taken fails the test unless the platform takes the file.
func taken(t *testing.T, format export.Format, path string) {
	t.Helper()
	all := export.Platforms()
	p := all[slices.IndexFunc(all, func(p export.Platform) bool { return p.Format == format })]
	name := filepath.Base(path)
	got := probe(t, path)
	video, audio := got.of("video"), got.of("audio")
	if len(video) != 1 || len(audio) > 1 || len(got.Streams) != len(video)+len(audio) {
		t.Fatalf("%s: streams %+v", name, got.Streams)
	}
	v := video[0]
	if len(v.Side) > 0 && v.Side[0].Turn%180 != 0 {
		v.Width, v.Height = v.Height, v.Width
	}
	if v.Codec != "h264" || v.Pixels != "yuv420p" {
		t.Errorf("%s: video is %+v", name, v)
	}
	if shape := float64(v.Width) / float64(v.Height); shape < p.MinAspect*0.99 || shape > p.MaxAspect*1.01 {
		t.Errorf("%s: %d×%d does not fill %s", name, v.Width, v.Height, p.Name)
	}
	if min(v.Width, v.Height) < p.MinSide || max(v.Width, v.Height) > p.MaxSide {
		t.Errorf("%s: %d×%d", name, v.Width, v.Height)
	}
	var a, b float64
	fmt.Sscanf(v.Rate, "%g/%g", &a, &b)
	if fps := a / b; fps < float64(p.MinFPS)-0.1 || fps > float64(p.MaxFPS)+0.1 {
		t.Errorf("%s: %g frames a second", name, fps)
	}
	if s := got.seconds(); s < p.MinDuration.Seconds() || p.MaxDuration > 0 && s > p.MaxDuration.Seconds() {
		t.Errorf("%s: %g s", name, s)
	}
	if p.Sound && len(audio) == 0 {
		t.Errorf("%s: no track of sound", name)
	}
	for _, s := range audio {
		if s.Codec != "aac" || s.Channels != 2 || s.Hertz != "48000" {
			t.Errorf("%s: sound is %+v", name, s)
		}
	}
	bytes, _ := strconv.ParseInt(got.Format.Size, 10, 64)
	bits, _ := strconv.Atoi(got.Format.Rate)
	if p.MaxBytes > 0 && bytes > p.MaxBytes || bits > p.MaxBitrate {
		t.Errorf("%s: %d bytes at %d a second", name, bytes, bits)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if moov, mdat := strings.Index(string(raw), "moov"), strings.Index(string(raw), "mdat"); moov > mdat {
		t.Errorf("%s: its index comes last", name)
	}
	if strings.Contains(string(raw), "edts") {
		t.Errorf("%s: it has an edit list", name)
	}
}

func TestWhatFitsIsNotEncodedAnew(t *testing.T) {
	clip := mediatest.Clip(t, 720, 1280, 24, 96)
	story(t, clip)
	path := give(t, clip, export.Options{As: "tiktok"})
	frames := func(path string) string {
		return mediatest.Tool(t, "ffmpeg", "-v", "error", "-i", path, "-map", "0:v", "-c", "copy", "-f", "h264", "-bsf", "h264_mp4toannexb", "pipe:1")
	}
	if frames(path) != frames(clip) {
		t.Error("the frames are others than those that came")
	}
	if raw, _ := os.ReadFile(path); strings.Contains(string(raw), "secret") {
		t.Error("it tells the story")
	}
}

func TestSoundIsKept(t *testing.T) {
	path := give(t, brief(t, "sound.mp4"), export.Options{As: "reels"})
	if out := mediatest.Tool(t, "ffmpeg", "-hide_banner", "-i", path, "-af", "volumedetect", "-f", "null", "-"); strings.Contains(out, "max_volume: -91") {
		t.Errorf("the sound has become silence:\n%s", out)
	}
}

func TestNothingIsOverwritten(t *testing.T) {
	clip := mediatest.Clip(t, 160, 96, 24, 6)
	dir := t.TempDir()
	x := export.New(mediatest.Decoder(t))
	first, err := x.Export(context.Background(), clip, dir, export.Options{As: export.Clean}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(first, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := x.Export(context.Background(), clip, dir, export.Options{As: export.Clean}, nil); core.KindOf(err) != core.TargetExists || core.PathOf(err) != first {
		t.Errorf("a file that was there: %v", err)
	}
	second, err := x.Export(context.Background(), clip, dir, export.Options{As: export.Clean, Exists: export.Numbered}, nil)
	if err != nil || filepath.Base(second) != "scene clean (2).mp4" {
		t.Errorf("numbered: %s, %v", second, err)
	}
	if b, _ := os.ReadFile(first); string(b) != "mine" {
		t.Error("the file that was there is another one")
	}
	if _, err := x.Export(context.Background(), clip, dir, export.Options{As: export.Clean, Exists: export.Replace}, nil); err != nil {
		t.Error(err)
	}
	if b, _ := os.ReadFile(first); string(b) == "mine" {
		t.Error("it was not replaced")
	}
	if _, err := x.Export(context.Background(), clip, filepath.Dir(clip), export.Options{As: export.AsIs, Exists: export.Replace}, nil); core.KindOf(err) != core.TargetExists {
		t.Errorf("onto the clip itself: %v", err)
	}
}

func TestBadClipsAndFolders(t *testing.T) {
	x, dir := export.New(mediatest.Decoder(t)), t.TempDir()
	clip := mediatest.Clip(t, 160, 96, 24, 24)
	whole, err := os.ReadFile(clip)
	if err != nil {
		t.Fatal(err)
	}
	bad := map[string][]byte{"empty.mp4": nil, "text.mp4": []byte("not a clip at all"), "cut.mp4": whole[:len(whole)/9]}
	for name, b := range bad {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, as := range export.Formats() {
			if as == export.AsIs || as == export.Clean {
				continue // the bytes are copied, whatever they are
			}
			out := t.TempDir()
			if _, err := x.Export(context.Background(), path, out, export.Options{As: as}, nil); core.KindOf(err) != core.BadClip {
				t.Errorf("%s as %s: %v", name, as, err)
			}
			if left := names(t, out); len(left) > 0 {
				t.Errorf("%s as %s leaves %v", name, as, left)
			}
		}
	}
	for _, as := range export.Formats() {
		gone := filepath.Join(dir, "gone.mp4")
		if _, err := x.Estimate(context.Background(), gone, export.Options{As: as}); core.KindOf(err) != core.ClipMissing {
			t.Errorf("a clip that is gone, as %s, is estimated: %v", as, err)
		}
		if _, err := x.Export(context.Background(), gone, dir, export.Options{As: as}, nil); core.KindOf(err) != core.ClipMissing {
			t.Errorf("a clip that is gone, as %s: %v", as, err)
		}
	}
	if _, err := x.Export(context.Background(), clip, filepath.Join(dir, "nowhere"), export.Options{As: export.GIF}, nil); core.KindOf(err) != core.TargetMissing {
		t.Errorf("a folder that is not there: %v", err)
	}
	if _, err := x.Export(context.Background(), clip, clip, export.Options{As: export.GIF}, nil); core.KindOf(err) != core.TargetMissing {
		t.Errorf("a file for a folder: %v", err)
	}
	long := mediatest.Foreign(t, "size=64x64:rate=1:duration=200", "-c:v", "libx264", "long.mp4")
	if _, err := x.Export(context.Background(), long, dir, export.Options{As: "shorts"}, nil); core.KindOf(err) != core.TooLong {
		t.Errorf("a clip that is too long: %v", err)
	}
}

func TestCancel(t *testing.T) {
	clip := mediatest.Clip(t, 640, 360, 24, 48)
	for _, as := range []export.Format{export.GIF, export.WebP, "tiktok"} {
		dir := t.TempDir()
		ctx, cancel := context.WithCancel(context.Background())
		var paths []string
		for range 1000 {
			paths = append(paths, clip)
		}
		results := export.New(mediatest.Decoder(t)).All(ctx, paths, dir, export.Options{As: as, Exists: export.Numbered}, func(float64) { cancel() })
		for i, r := range results {
			if r.Clip != clip || r.Err == nil && r.Path == "" || r.Err != nil && !errors.Is(r.Err, context.Canceled) {
				t.Fatalf("%s %d: %+v", as, i, r)
			}
		}
		for _, name := range names(t, dir) {
			if strings.HasPrefix(name, ".") {
				t.Errorf("%s leaves %s", as, name)
			}
		}
	}
}

func TestAllGoesOnAfterABadClip(t *testing.T) {
	clip, bad := mediatest.Clip(t, 160, 96, 24, 6), filepath.Join(t.TempDir(), "bad.mp4")
	if err := os.WriteFile(bad, []byte("bad"), 0o600); err != nil {
		t.Fatal(err)
	}
	results := export.New(mediatest.Decoder(t)).All(context.Background(), []string{clip, bad, clip}, t.TempDir(), export.Options{As: export.PNG, Exists: export.Numbered}, nil)
	if results[0].Err != nil || results[2].Err != nil || results[0].Path == results[2].Path || core.KindOf(results[1].Err) != core.BadClip {
		t.Errorf("%+v", results)
	}
}

func TestClipsOfOneNameDoNotReplaceEachOther(t *testing.T) {
	var clips []string
	for i := range 3 {
		clip := filepath.Join(t.TempDir(), []string{"final.mp4", "Final.mp4", "final.mp4"}[i])
		film, err := os.ReadFile(mediatest.Clip(t, 160+16*i, 96, 24, 6))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(clip, film, 0o600); err != nil {
			t.Fatal(err)
		}
		clips = append(clips, clip)
	}
	for _, exists := range []export.Exists{export.Refuse, export.Replace, export.Numbered} {
		dir := t.TempDir()
		other := filepath.Join(dir, "final (2).mp4")
		if err := os.WriteFile(other, []byte("of another day"), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, r := range export.New(mediatest.Decoder(t)).All(context.Background(), clips, dir, export.Options{As: export.AsIs, Exists: exists}, nil) {
			want, err := os.ReadFile(r.Clip)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := os.ReadFile(r.Path); r.Err != nil || err != nil || !bytes.Equal(got, want) {
				t.Errorf("%v: %+v is not the clip, %v", exists, r, err)
			}
		}
		if b, err := os.ReadFile(other); err != nil || string(b) != "of another day" || len(names(t, dir)) != 4 {
			t.Errorf("%v: %v are there, %q, %v", exists, names(t, dir), b, err)
		}
	}
}

func TestEstimate(t *testing.T) {
	clip := mediatest.Clip(t, 320, 180, 24, 72)
	x := export.New(mediatest.Decoder(t))
	for _, as := range []export.Format{export.Clean, export.GIF, export.WebP, export.JPEG, "reels", "whatsapp"} {
		o := export.Options{As: as, Width: 160}
		about, err := x.Estimate(context.Background(), clip, o)
		if err != nil {
			t.Errorf("%s: %v", as, err)
			continue
		}
		info, err := os.Stat(give(t, clip, o))
		if err != nil {
			t.Fatal(err)
		}
		if ratio := float64(about) / float64(info.Size()); ratio < 0.6 || ratio > 1.6 {
			t.Errorf("%s: about %d bytes were told, and it has %d", as, about, info.Size())
		}
	}
}

// A full disk is one that takes no more.
type full struct{ export.Converter }

func (full) Run(ctx context.Context, j media.Job) error {
	return core.Errorf("convert clip", core.DiskFull, "no space left on device")
}

func (f full) Frame(context.Context, string, time.Duration, image.Point) (*image.RGBA, error) {
	return nil, errors.New("not asked for")
}

func TestFullDisk(t *testing.T) {
	clip, dir := mediatest.Clip(t, 160, 96, 24, 6), t.TempDir()
	if _, err := export.New(full{mediatest.Decoder(t)}).Export(context.Background(), clip, dir, export.Options{As: export.GIF}, nil); core.KindOf(err) != core.DiskFull {
		t.Errorf("%v", err)
	}
	if left := names(t, dir); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}
