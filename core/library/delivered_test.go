package library

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/journal"
	"caracal/core/library/folder"
	"caracal/core/library/layout"
	"caracal/core/lynx"
	"caracal/core/lynx/lynxtest"
	"caracal/core/media"
	"caracal/core/media/mediatest"
	"caracal/core/picture"
	"caracal/core/wavespeed"
)

// A buyer has clips made by the fake of the service and puts them on a real shelf.
type buyer struct {
	*lynxtest.Service
	*Library
	studio  *core.Studio
	folders core.Folders
	picture string
}

// buy has one clip made, which comes as these bytes, and returns the job when it has ended.
func (b *buyer) buy(t *testing.T) core.Job {
	t.Helper()
	ended := make(chan core.Job, 1)
	defer b.studio.Watch(func(j core.Job) {
		if j.State.Ended() {
			select {
			case ended <- j:
			default:
			}
		}
	})()
	_, err := b.studio.Submit(t.Context(), core.Request{
		Picture: core.Picture{Path: b.picture}, Prompt: "smiles and waves", Aspect: core.Square, Engine: core.Lynx, Focus: core.Point{X: 0.5, Y: 0.5},
	})
	if err != nil {
		t.Fatal(err)
	}
	return <-ended
}

func newBuyer(t *testing.T, file []byte) *buyer {
	t.Helper()
	b := &buyer{folders: foldersIn(t.TempDir())}
	service, err := lynxtest.Start(lynxtest.Options{
		Fast: time.Millisecond, Slow: time.Millisecond, Make: func(lynxtest.Order) ([]byte, error) { return file, nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(service.Close)
	b.Service = service
	if b.Library, err = Open(b.folders, mediatest.Decoder(t)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Library.Close() })
	jobs, err := journal.Open(b.folders.Data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { jobs.Close() })
	engine := &lynx.Engine{
		Client: &wavespeed.Client{Base: service.Base(), Key: service.Key, Version: "test"}, Ledger: jobs, Pace: lynx.Standard().Faster(1000),
		Limit: core.Limit{InFlight: 1},
	}
	b.studio = core.NewStudio(core.Rooms{Journal: jobs, Shelf: b.Library, Pictures: picture.NewStore(folder.Pictures(b.folders)), Work: t.TempDir()}, engine)
	t.Cleanup(func() { b.studio.Close(context.Background()) })
	b.picture = filepath.Join(t.TempDir(), "face.jpg")
	var face bytes.Buffer
	if err := jpeg.Encode(&face, image.NewGray(image.Rect(0, 0, 320, 320)), nil); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(b.picture, face.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return b
}

// A clip that was paid for is on the shelf in whatever form it came, plays, has its poster and its filmstrip, and is there again when the index is lost.
func TestPaidClipOfAnyFormIsShelved(t *testing.T) {
	for _, odd := range lynxtest.Odds() {
		t.Run(string(odd), func(t *testing.T) {
			file, err := lynxtest.OddClip(odd)
			if err != nil {
				t.Fatal(err)
			}
			b := newBuyer(t, file)
			j := b.buy(t)
			if j.State != core.Saved {
				t.Fatalf("the job is %s, %v", j.State, j.Err)
			}
			size, frames, ext := image.Pt(640, 640), 48, ".mp4"
			switch odd {
			case lynxtest.Turned:
				size = image.Pt(480, 832)
			case lynxtest.WebM:
				ext = ".webm"
			case lynxtest.OpenEnd, lynxtest.Junk:
				frames = 81
			}
			c := j.Clip
			if image.Pt(c.Width, c.Height) != size || c.FPS < 15.9 || c.FPS > 16.1 || filepath.Ext(c.Path) != ext {
				t.Errorf("it is shelved as %+v", c)
			}
			if saved, err := os.ReadFile(c.Path); err != nil || !bytes.HasPrefix(saved, file) {
				t.Error("its own bytes were changed", err)
			}
			if n := playThrough(t, c.Path, size); n != frames {
				t.Errorf("%d frames, want %d", n, frames)
			}
			checkPoster(t, b.Library, c, size)
			if err := b.KeepFilmstrips(t.Context()); err != nil || b.Filmstrip(c) == "" {
				t.Errorf("it has no filmstrip, %v", err)
			}

			// The index is lost, and the file alone tells.
			if err := os.RemoveAll(b.folders.Data); err != nil {
				t.Fatal(err)
			}
			again, err := Open(b.folders, mediatest.Decoder(t))
			if err != nil {
				t.Fatal(err)
			}
			defer again.Close()
			scan(t, again)
			rebuilt, found, err := again.Has(c.ID)
			if err != nil || !found {
				t.Fatalf("it is not there after a rebuild, %v", err)
			}
			c.PictureName, c.Took = "", 0 // what only the index knew
			rebuilt.PictureName, rebuilt.Took = "", 0
			c.Story.Created, rebuilt.Story.Created = c.Story.Created.UTC().Round(0), rebuilt.Story.Created.UTC()
			equal(t, "rebuilt", rebuilt, c)
			if submits := b.Submits(); submits != 1 {
				t.Errorf("%d submits", submits)
			}
		})
	}
}

// playThrough decodes the clip and returns how many frames it has.
func playThrough(t *testing.T, path string, size image.Point) (n int) {
	t.Helper()
	r, err := mediatest.Decoder(t).Open(t.Context(), path, media.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	img := &image.RGBA{}
	for {
		if _, err := r.Next(img); err != nil {
			return n
		}
		if n++; img.Rect.Size() != size {
			t.Fatalf("frame %d is of %v", n, img.Rect)
		}
	}
}

func checkPoster(t *testing.T, l *Library, c core.Clip, size image.Point) {
	t.Helper()
	path, err := l.Poster(t.Context(), c.ID, size)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if p, err := jpeg.DecodeConfig(f); err != nil || image.Pt(p.Width, p.Height) != size {
		t.Errorf("its poster is %d×%d, %v", p.Width, p.Height, err)
	}
}

// What nothing here can show was paid for all the same: it is kept as it came, once, the job says where, and to look again costs nothing.
func TestPaidFileThatCannotBeShownIsKeptAsItCame(t *testing.T) {
	whole, err := lynxtest.OddClip(lynxtest.VP9)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		file []byte
		ext  string
	}{
		"a codec that nobody knows": {bytes.ReplaceAll(whole, []byte("vp09"), []byte("zz99")), ".mp4"},
		"no film in a WebM":         {[]byte("\x1a\x45\xdf\xa3\x87\x42\x82\x84webm\x18\x53\x80\x67\x8aabcdefghij"), ".webm"},
		"nothing that is known":     {bytes.Repeat([]byte("\x00\x01\x02\xff"), 5000), ".mp4"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBuyer(t, c.file)
			j := b.buy(t)
			if j.State != core.Failed || j.Err.Kind != core.Unplayable || j.Money != core.Charged {
				t.Fatalf("the job is %s, %v, %s", j.State, j.Err, j.Money)
			}
			path := core.PathOf(j.Err)
			if kept, err := os.ReadFile(path); err != nil || !bytes.Equal(kept, c.file) {
				t.Errorf("%q holds %d bytes, %d came, %v", path, len(kept), len(c.file), err)
			}
			if rel, err := filepath.Rel(b.folders.Library, path); err != nil || filepath.Dir(rel) != layout.Unplayable || filepath.Ext(rel) != c.ext ||
				!strings.Contains(rel, "smiles and waves") {
				t.Errorf("it is at %s, %v", rel, err)
			}
			ended := make(chan core.Job, 10)
			defer b.studio.Watch(func(j core.Job) {
				if j.State.Ended() {
					ended <- j
				}
			})()
			if _, err := b.studio.Retry(t.Context(), j.ID, 0); err != nil {
				t.Fatal(err)
			}
			if j := <-ended; core.PathOf(j.Err) != path {
				t.Errorf("the second time it is %s, %v", j.State, j.Err)
			}
			if b.Submits() != 1 {
				t.Errorf("%d submits", b.Submits())
			}
			files, err := os.ReadDir(filepath.Dir(path))
			if err != nil || len(files) != 1 {
				t.Error(files, err)
			}
		})
	}
}
