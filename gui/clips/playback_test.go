//go:build unix

package clips

import (
	"context"
	"encoding/json"
	"fmt"
	"image"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"caracal/core"
	"caracal/core/draft"
	"caracal/core/library"
	"caracal/core/library/index"
	"caracal/core/media"
	"caracal/core/processtest"
	"caracal/gui/door"
	"caracal/gui/film"
	"caracal/gui/kit"
	"caracal/gui/kit/rail"
	"caracal/resources"
)

// TestMain lets this test binary be a window that plays a clip and reports how that went: a real window needs the main goroutine for itself, which a test never has, so
// the benchmark starts itself a second time.
func TestMain(m *testing.M) {
	processtest.Main(m, map[string]processtest.Role{
		"playback": func(args []string) error { playLibrary(args[0]); return nil },
	})
}

// BenchmarkPlayback plays 720p drafts in a real window of 1280 by 800 points, with a page full of clips beside it: one in the panel, where its first round is decoded from
// its filmstrip and the later ones are kept; another that has no filmstrip yet; and that in the full view, twice. It reports the median of all runs: the time from the tap on a
// tile to the first frame, and for each the frames shown in a second and the share of one core that the whole process takes. Grain is what takes a decoder longest.
func BenchmarkPlayback(b *testing.B) {
	b.Run("plain", func(b *testing.B) { benchmarkPlayback(b, "slow push in") })
	b.Run("grain", func(b *testing.B) { benchmarkPlayback(b, "slow push in, film grain") })
}

func benchmarkPlayback(b *testing.B, prompt string) {
	if os.Getenv("DISPLAY") == "" {
		b.Skip("there is no display")
	}
	home := b.TempDir()
	makePlaybackLibrary(b, home, prompt)
	var reports []playbackReport
	for b.Loop() {
		out, err := processtest.Command(b.Context(), "playback", home).Output()
		if err != nil {
			b.Fatal(err)
		}
		var r playbackReport
		if err := json.Unmarshal(out, &r); err != nil {
			b.Fatalf("%v in %q", err, out)
		}
		reports = append(reports, r)
	}
	median := func(name string, of func(playbackReport) float64) {
		values := make([]float64, len(reports))
		for i, r := range reports {
			values[i] = of(r)
		}
		slices.Sort(values)
		b.ReportMetric(values[len(values)/2], name)
	}
	b.ReportMetric(0, "ns/op")
	median("first-frame-ms", func(r playbackReport) float64 { return r.FirstFrame })
	for i, where := range []string{"panel", "panel-again", "panel-no-strip", "full", "full-again"} {
		median(where+"-fps", func(r playbackReport) float64 { return r.Plays[i].FPS })
		median(where+"-core%", func(r playbackReport) float64 { return r.Plays[i].Core })
	}
}

// A playbackReport is what the window says about itself.
type playbackReport struct {
	FirstFrame float64 // milliseconds
	Plays      [5]playReport
}

type playReport struct{ FPS, Core float64 }

// makePlaybackLibrary makes a library of a page of clips, all of them the same draft of the sample picture. The third newest has no filmstrip.
func makePlaybackLibrary(b *testing.B, home, prompt string) {
	folders, err := core.OpenFolders(home, "")
	if err != nil {
		b.Fatal(err)
	}
	decoder := media.NewDecoder(folders.Cache)
	defer decoder.Close()
	shelf, err := library.Open(folders, decoder)
	if err != nil {
		b.Fatal(err)
	}
	defer shelf.Close()
	picture := filepath.Join(home, "picture.jpg")
	if err := os.WriteFile(picture, resources.Sample(), 0o600); err != nil {
		b.Fatal(err)
	}
	task := &core.Task{
		ID: core.NewJobID(), Out: filepath.Join(home, "clip.mp4"),
		Request: core.Request{Picture: core.Picture{Path: picture}, Prompt: prompt, Aspect: core.Wide, Engine: core.Draft},
		Save:    func(core.Mark) error { return nil },
		Report:  func(core.Progress) {},
	}
	if err := draft.New().Generate(b.Context(), task); err != nil {
		b.Fatal(err)
	}
	clip, err := os.ReadFile(task.Out)
	if err != nil {
		b.Fatal(err)
	}
	for range 12 {
		if err := os.WriteFile(task.Out, clip, 0o600); err != nil {
			b.Fatal(err)
		}
		id := core.NewJobID()
		story := core.Story{Version: core.StoryVersion, ID: id, Prompt: prompt, Aspect: core.Wide, Engine: core.Draft, Created: time.Now()}
		if _, err := shelf.Add(b.Context(), task.Out, core.Clip{ID: id, Story: story}); err != nil {
			b.Fatal(err)
		}
	}
	if err := shelf.KeepFilmstrips(b.Context()); err != nil { // which also leaves compiled code in the cache
		b.Fatal(err)
	}
	list, err := shelf.List(b.Context(), index.Query{})
	if err != nil {
		b.Fatal(err)
	}
	third, _, err := shelf.Clip(b.Context(), list.Rows[2])
	if err != nil {
		b.Fatal(err)
	}
	if err := os.Remove(shelf.Filmstrip(third)); err != nil {
		b.Fatal(err)
	}
}

// playLibrary opens the library in a window, plays, reports and ends.
func playLibrary(home string) {
	folders, err := core.OpenFolders(home, "")
	check(err)
	decoder := media.NewDecoder(folders.Cache)
	shelf, err := library.Open(folders, decoder)
	check(err)
	check(decoder.Warm(context.Background()))

	a := app.NewWithID("studio.caracal.test")
	a.Settings().SetTheme(kit.Theme{})
	w := a.NewWindow("Playback")
	in := door.New()
	p := New(&fakeHost{window: w}, Parts{Inbox: in, Shelf: shelf, Decoder: film.FromMedia(decoder), Exporter: &fakeExporter{}, Settings: door.NewSettings(in, folders.Data, core.DefaultSettings(), slog.New(slog.DiscardHandler))})
	view := p.Build()
	rail := rail.New(rail.NewLogo(theme.GridIcon()), rail.NewItem(theme.GridIcon(), "Library", func() {}))
	w.SetContent(container.NewBorder(nil, nil, rail, nil, view))
	w.Resize(fyne.NewSize(1280, 800))

	var report playbackReport
	a.Lifecycle().SetOnStarted(func() {
		p.Shown()
		in.Ask(func(context.Context) func() {
			report = measurePlayback(p, in.Answer)
			return a.Quit
		})
	})
	w.ShowAndRun()
	in.Close()
	p.Close()
	shelf.Close()
	decoder.Close()
	check(json.NewEncoder(os.Stdout).Encode(report))
}

// measurePlayback works the page through do, which runs a function on the Fyne goroutine.
func measurePlayback(p *Page, do func(func())) (r playbackReport) {
	wait := func(f func()) {
		done := make(chan struct{})
		do(func() {
			f()
			close(done)
		})
		<-done
	}
	time.Sleep(3 * time.Second) // until the posters are there and the window is at rest

	first, frames := make(chan struct{}), 0
	wait(func() {
		follow, last := p.panel.Player.OnChange, (*image.RGBA)(nil)
		p.panel.Player.OnChange = func(s film.State) {
			follow(s)
			if f := p.panel.Screen.Frame(); s.Playing && f != last {
				if last = f; frames == 0 {
					close(first)
				}
				frames++
			}
		}
	})
	tapped := time.Now()
	wait(func() {
		p.panel.Screen.SetFrame(nil)
		p.browser.grid.OnChosen(1)
	})
	<-first
	r.FirstFrame = time.Since(tapped).Seconds() * 1000

	for i := range r.Plays {
		switch i {
		case 2:
			wait(func() { p.browser.grid.OnChosen(2) })
		case 3:
			wait(p.enlarge)
			time.Sleep(time.Second)
		}
		var shown [2]int
		var cpu [2]time.Duration
		began := time.Now()
		wait(func() { shown[0], cpu[0] = frames, processTime() })
		time.Sleep(5 * time.Second)
		wait(func() { shown[1], cpu[1] = frames, processTime() })
		seconds := time.Since(began).Seconds()
		r.Plays[i] = playReport{FPS: float64(shown[1]-shown[0]) / seconds, Core: 100 * (cpu[1] - cpu[0]).Seconds() / seconds}
	}
	return r
}

// processTime is the time that all cores have spent on this process.
func processTime() time.Duration {
	var u syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
