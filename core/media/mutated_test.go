package media_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"image"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/media"
	"caracal/core/media/mediatest"
)

var mutations = flag.Int("mutations", 48, "how many mutated clips are read")

// Whatever the bytes are, reading ends soon, and with a *core.Error: `go test ./core/media -run Mutated -mutations 1000` tries more of them.
func TestMutatedClipsEnd(t *testing.T) {
	var seeds [][]byte
	for _, coder := range [][]string{
		{"-c:v", "libx264", "a.mp4"},
		{"-c:v", "libx264", "-movflags", "frag_keyframe+empty_moov", "b.mp4"},
		{"-c:v", "libx265", "-x265-params", "log-level=none", "-tag:v", "hvc1", "c.mp4"},
		{"-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "d.webm"},
	} {
		b, err := os.ReadFile(mediatest.Foreign(t, "size=160x90:rate=24:duration=1", coder...))
		if err != nil {
			t.Fatal(err)
		}
		seeds = append(seeds, b)
	}
	d, path := mediatest.Decoder(t), filepath.Join(t.TempDir(), "mutated.mp4")
	random := rand.New(rand.NewPCG(13, 7))
	longest, read := time.Duration(0), 0
	for n := range *mutations {
		if err := os.WriteFile(path, mutated(random, seeds[n%len(seeds)]), 0o600); err != nil {
			t.Fatal(err)
		}
		begin := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		frames, err := readMutated(ctx, d, path)
		cancel()
		longest, read = max(longest, time.Since(begin)), read+frames
		if err != nil && !errors.Is(err, io.EOF) && core.KindOf(err) != core.BadClip {
			t.Errorf("mutation %d: %v", n, err)
		}
	}
	t.Logf("%d clips, %d frames, the longest took %v", *mutations, read, longest.Round(time.Millisecond))
}

// patience is how long a clip of a second may take, on a computer that may have a lot else to do.
const patience = 10 * time.Second

// readMutated looks at a clip in all the ways that the library has.
func readMutated(ctx context.Context, d *media.Decoder, path string) (frames int, err error) {
	if _, err := d.Info(ctx, path); err != nil {
		return 0, err
	}
	if _, err := d.Poster(ctx, path, image.Pt(160, 160)); err != nil {
		return 0, err
	}
	r, err := d.Open(ctx, path, media.ReadOptions{})
	if err != nil {
		return 0, err
	}
	defer r.Close()
	var img image.RGBA
	for {
		if _, err := r.Next(&img); err != nil {
			return frames, err
		}
		frames++
	}
}

// mutated returns a copy of a file in which some things are wrong: bits, sizes, parts that are gone, that are there twice, or that come from elsewhere in it.
func mutated(random *rand.Rand, whole []byte) []byte {
	b := bytes.Clone(whole)
	for range 1 + random.IntN(8) {
		at := random.IntN(len(b))
		part := b[at:min(at+1+random.IntN(200), len(b))]
		switch random.IntN(6) {
		case 0, 1:
			b[at] ^= 1 << random.IntN(8)
		case 2:
			copy(b[at:], "\xff\xff\xff\xff")
		case 3:
			copy(part, b[random.IntN(len(b)):])
		case 4:
			b = slices.Insert(b, at, bytes.Clone(part)...)
		case 5:
			b = slices.Delete(b, at, at+len(part))
		}
		if len(b) == 0 {
			return bytes.Clone(whole[:1])
		}
	}
	return b
}
