package files

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"caracal/gui/door"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// A Chooser lets the person choose files and folders. Its methods are called on the Fyne goroutine and return at once; chosen is called there later, and not at all when
// nothing is chosen.
type Chooser interface {
	// OpenFiles asks for files to open, one at least. folder is where to begin; empty for wherever the system likes.
	OpenFiles(title string, of Kind, folder string, chosen func(paths []string))
	// OpenFolder asks for a folder. folder is where to begin, as above.
	OpenFolder(title, folder string, chosen func(path string))
	// SaveFile asks where to write a file, and for which name; name is a proposal. Whoever chooses a file that is there has said that it may be replaced.
	SaveFile(title, name string, of Kind, chosen func(path string))
}

// A Kind of files is what a dialog shows.
type Kind struct {
	Name       string   // "Pictures"
	Extensions []string // in lower case, with their dots
}

// Dialogs are a Chooser by the system's own dialogs, or Fyne's where there are none. One is open at a time: another one takes its place.
type Dialogs struct {
	window kit.Window
	inbox  *door.Inbox
	system system
	end    context.CancelFunc // takes the one that is open off the screen; nil for none yet
}

var _ Chooser = (*Dialogs)(nil)

// NewDialogs returns the dialogs of a window.
func NewDialogs(w kit.Window, in *door.Inbox) *Dialogs {
	return &Dialogs{window: w, inbox: in, system: newSystem()}
}

// A system opens the dialogs that the person knows from other programs. ask waits for the person, and is not called on the Fyne goroutine. It returns no path and no error
// for a person who chose nothing, and errNoDialog where no dialog came up. When ctx ends the dialog is taken off the screen.
type system interface {
	ask(ctx context.Context, parent parent, q question) (paths []string, err error)
}

// errNoDialog is for a system that has no dialog for us.
var errNoDialog = errors.New("there is no file dialog of the system's")

// A question is what a dialog asks for.
type question struct {
	what   what
	title  string
	of     Kind   // not of folders
	folder string // where to begin; empty for anywhere
	name   string // of a file to be written
}

type what int

const (
	openFiles what = iota
	openFolder
	saveFile
)

// OpenFiles is Chooser's.
func (d *Dialogs) OpenFiles(title string, of Kind, folder string, chosen func(paths []string)) {
	d.ask(question{what: openFiles, title: title, of: of, folder: folder}, chosen)
}

// OpenFolder is Chooser's.
func (d *Dialogs) OpenFolder(title, folder string, chosen func(path string)) {
	d.ask(question{what: openFolder, title: title, folder: folder}, first(chosen))
}

// SaveFile is Chooser's.
func (d *Dialogs) SaveFile(title, name string, of Kind, chosen func(path string)) {
	d.ask(question{what: saveFile, title: title, name: name, of: of}, first(chosen))
}

func first(chosen func(path string)) func([]string) {
	return func(paths []string) { chosen(paths[0]) }
}

func (d *Dialogs) ask(q question, chosen func(paths []string)) {
	if d.end != nil {
		d.end()
	}
	current, end := context.WithCancel(context.Background())
	d.end = end
	from := parentOf(d.window.Fyne())
	d.inbox.Ask(func(ctx context.Context) func() {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		defer context.AfterFunc(current, stop)()
		paths, err := d.system.ask(ctx, from, q)
		return func() {
			switch {
			case current.Err() != nil: // another one has taken its place
			case err != nil:
				d.askFyne(q, chosen)
			case len(paths) > 0:
				chosen(paths)
			}
		}
	})
}

// askFyne opens Fyne's dialog, which can open one file only.
func (d *Dialogs) askFyne(q question, chosen func(paths []string)) {
	got := func(u fyne.URI, err error) {
		switch {
		case err != nil:
			d.window.Say(words.DialogFailed())
		case u != nil:
			chosen([]string{Path(u)})
		}
	}
	w := d.window.Fyne()
	var asked *dialog.FileDialog
	switch q.what {
	case openFiles:
		asked = dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
			if f == nil {
				got(nil, err)
				return
			}
			f.Close() // only its name is wanted
			got(f.URI(), nil)
		}, w)
		asked.SetFilter(storage.NewExtensionFileFilter(q.of.Extensions))
	case openFolder:
		asked = dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
			if folder == nil {
				got(nil, err)
				return
			}
			got(folder, nil)
		}, w)
	case saveFile:
		asked = dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
			if f == nil {
				got(nil, err)
				return
			}
			f.Close() // only its name is wanted: the file is written whole
			got(f.URI(), nil)
		}, w)
		asked.SetFileName(q.name)
	}
	if q.folder != "" {
		if folder, err := storage.ListerForURI(storage.NewFileURI(q.folder)); err == nil {
			asked.SetLocation(folder)
		}
	}
	d.window.Show(asked)
	size := w.Canvas().Size()
	asked.Resize(fyne.NewSize(size.Width*0.8, size.Height*0.8)) // it has no size to compare with before it is shown
}
