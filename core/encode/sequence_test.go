package encode_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"io"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"caracal/core"
	"caracal/core/encode"
	"caracal/core/media"
	"caracal/core/media/mediatest"
	"caracal/core/yuv"
)

// planes returns a reader of the scene's frames.
func planes(width, height, frames int) io.ReadCloser {
	var b bytes.Buffer
	for i := range frames {
		scene := mediatest.Scene(width, height, i)
		for _, plane := range [][]byte{scene.Y, scene.Cb, scene.Cr} {
			b.Write(plane)
		}
	}
	return io.NopCloser(&b)
}

func TestSequence(t *testing.T) {
	for _, frames := range []int{1, 2, 24, 25, 49} { // 25 and 49 leave one frame over
		path := filepath.Join(t.TempDir(), "clip.mp4")
		told := 0
		n, err := encode.WriteSequence(context.Background(), path, encode.Sequence{
			Width: 160, Height: 96, FPS: 24, Bitrate: 10_000_000,
			Begin:    func() (io.ReadCloser, error) { return planes(160, 96, frames), nil },
			Progress: func(n int) { told = n },
		})
		if err != nil || n != frames || told != frames {
			t.Fatalf("%d frames: %d, %d told, %v", frames, n, told, err)
		}
		got := mediatest.ReadAll(t, path, media.ReadOptions{})
		if len(got) != frames {
			t.Fatalf("%d frames came of %d", len(got), frames)
		}
		for i, shot := range got {
			want := &image.RGBA{}
			yuv.Paint(want, mediatest.Scene(160, 96, i), yuv.BT709)
			if mean, _ := mediatest.Difference(t, shot.Image, want); mean > 4 {
				t.Errorf("frame %d of %d differs by %.1f", i, frames, mean)
			}
		}
	}
}

func TestSequenceIsMadeCoarserWhenItHasTooManyBits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clip.mp4")
	begun, told := 0, 0
	_, err := encode.WriteSequence(context.Background(), path, encode.Sequence{
		Width: 320, Height: 180, FPS: 12, Bitrate: 50_000,
		Begin: func() (io.ReadCloser, error) {
			begun++
			return planes(320, 180, 36), nil
		},
		Progress: func(n int) {
			if n <= told {
				t.Errorf("progress went from %d to %d", told, n)
			}
			told = n
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	info, err := media.ReadInfo(path)
	if err != nil || begun < 2 || info.Bytes*8 > 3*50_000*11/10 {
		t.Errorf("%d bytes after %d tries, %v", info.Bytes, begun, err)
	}
}

// Two key frames in a row would have the same number, which H.264 forbids (7.4.3, idr_pic_id).
func TestSequenceHasNoTwoKeyFramesInARow(t *testing.T) {
	for fps, want := range map[int]string{1: "1 0 1 0 1 0 0", 2: "1 0 1 0 1 0 0", 3: "1 0 0 1 0 0 0"} {
		path := filepath.Join(t.TempDir(), "clip.mp4")
		_, err := encode.WriteSequence(t.Context(), path, encode.Sequence{
			Width: 64, Height: 64, FPS: fps, Bitrate: 1 << 30,
			Begin: func() (io.ReadCloser, error) { return planes(64, 64, 7), nil },
		})
		if err != nil {
			t.Fatal(err)
		}
		keys := mediatest.Tool(t, "ffprobe", "-v", "error", "-show_entries", "frame=key_frame", "-of", "csv=p=0", path)
		if got := strings.Join(strings.FieldsFunc(keys, func(r rune) bool { return r == ',' || r == '\n' }), " "); got != want {
			t.Errorf("at %d a second the key frames are %s, want %s", fps, got, want)
		}
	}
}

// A frame of noise has more bits than OpenH264 has room for, until it is made coarser.
func TestSequenceOfNoise(t *testing.T) {
	const width, height, frames = 320, 192, 3
	path := filepath.Join(t.TempDir(), "clip.mp4")
	n, err := encode.WriteSequence(t.Context(), path, encode.Sequence{
		Width: width, Height: height, FPS: 24, Bitrate: 1 << 30,
		Begin: func() (io.ReadCloser, error) {
			noise := make([]byte, frames*width*height*3/2)
			random := rand.New(rand.NewPCG(1, 2))
			for i := range noise {
				noise[i] = uint8(16 + random.IntN(220))
			}
			return io.NopCloser(bytes.NewReader(noise)), nil
		},
	})
	if err != nil || n != frames {
		t.Fatalf("%d frames, %v", n, err)
	}
	if n := len(mediatest.ReadAll(t, path, media.ReadOptions{})); n != frames {
		t.Errorf("%d frames came of %d", n, frames)
	}
}

func TestSequenceThatEndsBadly(t *testing.T) {
	broken := errors.New("no more")
	for name, c := range map[string]struct {
		frames io.Reader
		want   func(error) bool
	}{
		"none":       {strings.NewReader(""), func(err error) bool { return core.KindOf(err) == core.BadClip }},
		"in a frame": {io.LimitReader(planes(64, 64, 1), 5000), func(err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) }},
		"failing":    {io.MultiReader(planes(64, 64, 3), failing{broken}), func(err error) bool { return errors.Is(err, broken) }},
	} {
		dir := t.TempDir()
		_, err := encode.WriteSequence(context.Background(), filepath.Join(dir, "clip.mp4"), encode.Sequence{
			Width: 64, Height: 64, FPS: 24, Bitrate: 1 << 30, Begin: func() (io.ReadCloser, error) { return io.NopCloser(c.frames), nil },
		})
		if !c.want(err) {
			t.Errorf("%s: %v", name, err)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
			t.Errorf("%s: %v is left", name, left)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
