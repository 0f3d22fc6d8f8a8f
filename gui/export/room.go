package export

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"github.com/adrg/xdg"

	"caracal/core"
	"caracal/core/export"
	"caracal/gui/door"
	"caracal/gui/files"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// An Exporter exports clips; *export.Exporter is one. It is never called on the Fyne goroutine.
type Exporter interface {
	Estimate(ctx context.Context, path string, o export.Options) (int64, error)
	All(ctx context.Context, paths []string, dir string, o export.Options, progress func(done float64)) []export.Result
}

var _ Exporter = (*export.Exporter)(nil)

// A Host is the window that clips are exported from.
type Host interface {
	kit.Window
	files.Chooser
}

// A Room exports clips from a window. It remembers what was chosen last.
type Room struct {
	host     Host
	inbox    *door.Inbox
	exporter Exporter
	reveal   func(ctx context.Context, path string) error // files.Reveal

	options export.Options
	folder  string
}

// New returns a room for the window.
func New(host Host, in *door.Inbox, x Exporter) *Room {
	return &Room{host: host, inbox: in, exporter: x, reveal: files.Reveal, folder: downloads(), options: export.Options{As: export.GIF, Width: export.DefaultWidth, FPS: export.DefaultFPS}}
}

// downloads returns the folder that people look in first.
func downloads() string {
	if info, err := os.Stat(xdg.UserDirs.Download); err == nil && info.IsDir() {
		return xdg.UserDirs.Download
	}
	return xdg.Home
}

// Open lets the person export clips, the files at these paths. At is the time of the frame that is seen of the first one.
func (r *Room) Open(paths []string, at time.Duration) {
	r.options.At = at
	newDialog(r, paths).open()
}

// CopyTo lets the person choose a folder and copies the files at these paths to it, as they are.
func (r *Room) CopyTo(paths []string) {
	r.chooseFolder(func(folder string) {
		r.run(paths, folder, export.Options{As: export.AsIs, Exists: export.Numbered}, nil)
	})
}

// SaveFrame saves the frame that is seen at a time of the clip at path, beside what was exported last.
func (r *Room) SaveFrame(path string, at time.Duration) {
	r.run([]string{path}, r.folder, export.Options{As: export.PNG, Frame: export.CurrentFrame, At: at, Exists: export.Numbered}, nil)
}

// chooseFolder lets the person choose a folder.
func (r *Room) chooseFolder(chosen func(folder string)) {
	r.host.OpenFolder(words.ChooseTarget(), r.folder, func(folder string) {
		r.folder = folder
		chosen(folder)
	})
}

// run exports clips to a folder, shows how far that is, and says what became of it, and of those whose results there are already.
func (r *Room) run(paths []string, folder string, o export.Options, before []export.Result) {
	p := newProgress(r.host, len(paths))
	done := make(chan struct{})
	latest := newGauge()
	stopClock := r.inbox.Every(progressPeriod, func() { p.set(latest.get()) })
	r.inbox.Ask(func(closing context.Context) func() {
		ctx, stop := context.WithCancel(closing)
		defer stop()
		go func() { // ends with the work
			select {
			case <-p.stopped:
				stop()
			case <-done:
			}
		}()
		results := slices.Concat(before, r.exporter.All(ctx, paths, folder, o, latest.set))
		close(done)
		stopped := ctx.Err() != nil
		return func() {
			stopClock()
			p.close()
			r.tell(results, folder, o, stopped)
		}
	})
}

// progressPeriod is how often the bar moves.
const progressPeriod = 150 * time.Millisecond

// tell says what became of an export, and asks about files that were there already.
func (r *Room) tell(results []export.Result, folder string, o export.Options, stopped bool) {
	var written, there []string
	var settled []export.Result // all but those
	var failed error
	for _, x := range results {
		if core.KindOf(x.Err) == core.TargetExists && o.Exists == export.Refuse {
			there = append(there, x.Clip)
			continue
		}
		settled = append(settled, x)
		if x.Err == nil {
			written = append(written, x.Path)
		} else if !stopped {
			failed = cmp.Or(failed, x.Err)
		}
	}
	switch {
	case len(there) > 0 && !stopped:
		r.askAbout(there, folder, o, settled)
	case failed != nil:
		r.host.Say(words.ExportFailed(len(results)-len(written), len(results), words.Explain(failed)))
	case len(written) > 0:
		r.host.Offer(words.Exported(len(written), filepath.Base(folder), stopped), words.ShowInFolder(), func() { r.show(written[0]) })
	case stopped:
		r.host.Say(words.ExportStopped())
	}
}

// askAbout asks whether files may be replaced. What became of the others is said when that is settled too.
func (r *Room) askAbout(paths []string, folder string, o export.Options, others []export.Result) {
	next := func() { r.tell(others, folder, o, false) } // unless they are exported all the same
	text := &kit.Text{Text: words.TargetsExist(len(paths)), Fit: kit.Wrap}
	text.Resize(fyne.NewSize(dialogWidth-2*kit.Margin, 0)) // its height follows from its width, and the dialog's from that
	d := dialog.NewCustomWithoutButtons(words.TargetsExistTitle(len(paths)), text, r.host.Fyne())
	again := func(text string, exists export.Exists) *kit.Button {
		return kit.NewButton(text, nil, func() {
			next = func() {
				o.Exists = exists
				r.run(paths, folder, o, others)
			}
			d.Hide()
		})
	}
	d.SetButtons([]fyne.CanvasObject{kit.NewButton(words.Cancel(), nil, d.Hide), again(words.Replace(), export.Replace), again(words.KeepBoth(), export.Numbered)})
	d.SetOnClosed(func() { // by Escape too, and perhaps again later
		do := next
		next = func() {}
		do()
	})
	r.host.Show(d)
	d.Resize(fyne.NewSize(dialogWidth, 0))
}

// show opens the file manager where a file is.
func (r *Room) show(path string) {
	r.inbox.Ask(func(ctx context.Context) func() {
		if err := r.reveal(ctx, path); err != nil && ctx.Err() == nil {
			return func() { r.host.Say(words.NoFileManager(path)) }
		}
		return nil
	})
}
