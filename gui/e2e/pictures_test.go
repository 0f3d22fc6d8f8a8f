package e2e

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
)

var pictures = flag.String("pictures", "", "the folder for the README's pictures, which are taken instead of tests; `make pictures` gives it")

// TestTakePictures takes the pictures of the README from the program at work: each page, and a short film of a first clip.
func TestTakePictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("only for `make pictures`")
	}
	need(t, "convert", "ffmpeg")
	dir, err := filepath.Abs(*pictures)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("tour", func(t *testing.T) { takeTour(t, filepath.Join(dir, "tour.gif")) })
	t.Run("pages", func(t *testing.T) { takePages(t, dir) })
}

// titleBar is how much higher than xdotool says the inside of a window begins under openbox: it counts the title twice.
const titleBar = 20

// inside takes a picture of the inside of the window.
func (w *window) inside(t testing.TB) *image.RGBA {
	t.Helper()
	return w.part(t, w.bounds(t, w.id).Sub(image.Pt(0, titleBar)))
}

// take keeps a picture of the inside of the window, as small a file as the level makes it. It may be called on another goroutine than the test's.
func (w *window) take(t testing.TB, path string, level png.CompressionLevel) {
	t.Helper()
	f, err := os.Create(path)
	if err == nil {
		err = errors.Join((&png.Encoder{CompressionLevel: level}).Encode(f, w.inside(t)), f.Close())
	}
	if err != nil {
		t.Error(err)
	}
}

// takePages takes a picture of each page, with clips as a person may have them after some days.
func takePages(t *testing.T, dir string) {
	h := newHome(t)
	files := map[string]string{}
	for name, change := range map[string][]string{
		"portrait.jpg": {"testdata/astronaut.jpg"}, "window seat.jpg": {"testdata/chelsea.jpg"}, "espresso.jpg": {"testdata/coffee.jpg"},
		"whiskers.jpg": {"testdata/chelsea.jpg", "-flop", "-crop", "70%x70%+0+30", "+repage"}, "cup.jpg": {"testdata/coffee.jpg", "-flop"}, "spoon.jpg": {"testdata/coffee.jpg", "-crop", "60%x60%+180+120", "+repage"},
	} {
		files[name] = filepath.Join(t.TempDir(), name)
		if out, err := exec.Command("convert", append(change, files[name])...).CombinedOutput(); err != nil {
			t.Fatalf("convert: %v\n%s", err, out)
		}
	}
	made := map[string]string{}
	for _, c := range [][3]string{
		{"espresso.jpg", "Static, soft grain", "16:9"},
		{"whiskers.jpg", "Drift right, snow", "16:9"},
		{"portrait.jpg", "Waves to the camera", "16:9"},
		{"spoon.jpg", "Pull back, warm light", "16:9"},
		{"window seat.jpg", "Tilt up, film noir", "16:9"},
		{"cup.jpg", "Orbit left, handheld", "1:1"},
		{"window seat.jpg", "Slow push in, golden hour", "9:16"},
		{"portrait.jpg", "Smiles and slowly turns", "16:9"},
		{"espresso.jpg", "Steam curls over the cup", "16:9"},
		{"whiskers.jpg", "Cat looks up, soft light", "1:1"},
		{"portrait.jpg", "Dolly zoom in, warm light", "16:9"},
	} {
		a := h.run(t, "make", "--picture", files[c[0]], "--prompt", c[1], "--aspect", c[2])
		if a.code != 0 {
			t.Fatalf("caracal make: exit %d\n%s", a.code, a.err)
		}
		made[c[1]] = a.path
	}
	h.amend(t, idOf(t, made["Cat looks up, soft light"]), func(m core.Marks) core.Marks { m.Favourite = true; return m.With("client-a") })
	h.amend(t, idOf(t, made["Steam curls over the cup"]), func(m core.Marks) core.Marks { return m.With("client-a") })

	s := startScreen(t, 1700, 1000)
	h.display = s.display
	w := s.open(t, h, files["window seat.jpg"])
	w.place(t, 360, 60, 1280, 800)
	w.seesSample(t)
	w.write(t, promptRegion, "Slow push in, golden hour")
	w.seesMove(t, stageRegion)
	w.take(t, filepath.Join(dir, "make.png"), png.BestCompression)

	w.showFirst(t)
	w.click(t, w.at(center(tileRegion).Add(image.Pt(200, 0))))
	w.checkPlays(t)
	eventually(t, "the posters are there", func() bool { return colourful(w.region(t, tileRegion.Add(image.Pt(400, 0)))) })
	time.Sleep(2 * time.Second) // somewhere in the film
	w.take(t, filepath.Join(dir, "library.png"), png.BestCompression)
	w.xdotool(t, "keydown", "ctrl")
	w.click(t, w.at(center(tileRegion)))
	w.xdotool(t, "keyup", "ctrl")
	before := w.region(t, dialogRegion)
	w.key(t, "c")
	eventually(t, "they are compared", func() bool { return differs(before, w.region(t, dialogRegion)) })
	w.seesMove(t, dialogRegion)
	time.Sleep(2 * time.Second)
	w.take(t, filepath.Join(dir, "compare.png"), png.BestCompression)
	w.key(t, "Escape")

	w.turnTo(t, makePage)
	w.drop(t, files["portrait.jpg"], files["espresso.jpg"], files["whiskers.jpg"])
	eventually(t, "the list shows its pictures", func() bool { return colourful(w.region(t, shotRegion.Add(image.Pt(0, 2*shotPitch)))) })
	w.click(t, w.at(center(forAllRegion)))
	w.key(t, "ctrl+a") // the prompt of the single clip, which the list has taken along
	w.types(t, "Slow push in, {name} in warm light")
	time.Sleep(time.Second) // until the last letter is seen
	w.take(t, filepath.Join(dir, "shots.png"), png.BestCompression)
	w.close(t)
}

// takeTour films a first clip: a picture is dropped, words are typed, the button is pressed, and the clip is played.
func takeTour(t *testing.T, path string) {
	h := newHome(t)
	w := openAlone(t, h)
	frames, dir := 0, t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	var camera sync.WaitGroup
	camera.Go(func() {
		for tick := time.NewTicker(time.Second / tourFPS); ; {
			select {
			case <-ctx.Done():
				tick.Stop()
				return
			case <-tick.C:
				frames++
				w.take(t, filepath.Join(dir, fmt.Sprintf("%04d.png", frames)), png.BestSpeed)
			}
		}
	})
	look := func() { time.Sleep(time.Second) } // of who watches
	look()
	w.usePicture(t, "chelsea.jpg")
	look()
	w.click(t, w.at(center(promptRegion)))
	w.xdotool(t, "type", "--delay", "70", "Slow push in, golden hour")
	look()
	w.click(t, w.button(t, columnRegion))
	eventually(t, "the clip is in the library", func() bool { return len(h.clips(t)) == 1 })
	eventually(t, "the job's card says so in green", func() bool { return w.shows(t, wordsRegion, green) })
	look()
	w.playFirst(t)
	time.Sleep(4 * time.Second)
	stop()
	camera.Wait()
	filter := fmt.Sprintf("scale=%d:-1:flags=lanczos,split[a][b];[a]palettegen=max_colors=128:stats_mode=diff[p];[b][p]paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle", tourWidth)
	cmd := exec.Command("ffmpeg", "-v", "error", "-y", "-framerate", fmt.Sprint(tourFPS), "-i", filepath.Join(dir, "%04d.png"), "-vf", filter, path)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("ffmpeg: %v\n%s", err, out)
	}
	w.close(t)
}

const (
	tourFPS   = 6
	tourWidth = 720
)

// idOf returns the id of the clip at path.
func idOf(t testing.TB, path string) core.JobID {
	t.Helper()
	story, err := clipfile.ReadStory(path)
	if err != nil {
		t.Fatal(err)
	}
	return story.ID
}
