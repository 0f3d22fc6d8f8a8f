package export

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2/dialog"

	"caracal/core"
	"caracal/core/export"
	"caracal/gui/door"
	"caracal/gui/files"
	"caracal/gui/kit/kittest"
	"caracal/gui/words"
)

// A folder is an exporter to one in which there is a file already, and which has no room for another.
type folder struct{ asked [][]string }

func (f *folder) Estimate(context.Context, string, export.Options) (int64, error) { return 1, nil }

func (f *folder) All(_ context.Context, paths []string, _ string, o export.Options, _ func(float64)) (all []export.Result) {
	f.asked = append(f.asked, paths)
	for _, path := range paths {
		x := export.Result{Clip: path, Path: path}
		switch {
		case path == "there" && o.Exists == export.Refuse:
			x.Err = core.Errorf("export", core.TargetExists, "it is there")
		case path == "large":
			x.Err = core.Errorf("export", core.DiskFull, "no room")
		}
		all = append(all, x)
	}
	return all
}

type host struct {
	*kittest.Window
	files.Chooser
	asks dialog.Dialog // that is open, or was
}

func (h *host) Show(d dialog.Dialog) {
	h.asks = d
	h.Window.Show(d)
}

// What is asked about some files does not make one forget what became of the others.
func TestWhatFailedIsToldAlsoWhereFilesAreThereAlready(t *testing.T) {
	for _, c := range []struct {
		paths  []string
		answer string
		want   string
		asked  int
	}{
		{[]string{"there", "new", "large"}, words.Replace(), words.ExportFailed(1, 3, words.Explain(&core.Error{Kind: core.DiskFull})), 2},
		{[]string{"there", "new", "large"}, words.Cancel(), words.ExportFailed(1, 2, words.Explain(&core.Error{Kind: core.DiskFull})), 1},
		{[]string{"there", "new"}, words.KeepBoth(), words.Exported(2, "out", false), 2},
		{[]string{"there", "new"}, words.Cancel(), words.Exported(1, "out", false), 1},
		{[]string{"there", "new"}, "", words.Exported(1, "out", false), 1}, // Escape
		{[]string{"there"}, words.Cancel(), "", 1},
	} {
		synctest.Test(t, func(t *testing.T) {
			queue := make(chan func(), 100)
			in := door.NewFor(func(f func()) { queue <- f })
			defer in.Close()
			run := func() {
				for end := time.After(time.Second); ; {
					select {
					case f := <-queue:
						f()
					case <-end:
						return
					}
				}
			}
			w, f := &host{Window: kittest.New(t)}, &folder{}
			r := New(w, in, f)
			r.run(c.paths, "out", export.Options{As: export.GIF, Exists: export.Refuse}, nil)
			run()
			if w.Said != "" || !strings.Contains(w.Asks(), words.TargetsExist(1)) {
				t.Fatalf("%q is asked, and %q said before all is settled", w.Asks(), w.Said)
			}
			if c.answer == "" {
				w.asks.Hide()
				w.asks.Hide() // as Escape does once more, for what is open next
			} else {
				w.Tap(c.answer)
			}
			run()
			if w.Said != c.want || len(f.asked) != c.asked {
				t.Errorf("%v, %s: %q is said after %d exports, want %q", c.paths, c.answer, w.Said, len(f.asked), c.want)
			}
		})
	}
}
