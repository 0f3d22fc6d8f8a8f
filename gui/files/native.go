//go:build windows || darwin

package files

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"github.com/ncruces/zenity"
)

// native opens the dialogs of Windows and macOS.
type native struct{}

func newSystem() system { return native{} }

// A parent is the window before which a dialog lies; 0 for none.
type parent uintptr

// parentOf returns the window's handle on Windows. macOS needs none.
func parentOf(w fyne.Window) (handle parent) {
	if n, ok := w.(driver.NativeWindow); ok {
		n.RunNative(func(of any) {
			if win, ok := of.(driver.WindowsWindowContext); ok {
				handle = parent(win.HWND)
			}
		})
	}
	return handle
}

func (native) ask(ctx context.Context, from parent, q question) (paths []string, err error) {
	options := []zenity.Option{zenity.Context(ctx), zenity.Title(q.title)}
	if from != 0 {
		options = append(options, zenity.Attach(uintptr(from)))
	}
	if len(q.of.Extensions) > 0 {
		of := zenity.FileFilter{Name: q.of.Name, CaseFold: true}
		for _, ext := range q.of.Extensions {
			of.Patterns = append(of.Patterns, "*"+ext)
		}
		options = append(options, of)
	}
	if q.folder != "" { // the separator says that it is one
		options = append(options, zenity.Filename(q.folder+string(filepath.Separator)))
	}
	var path string
	switch q.what {
	case openFiles:
		paths, err = zenity.SelectFileMultiple(options...)
	case openFolder:
		path, err = zenity.SelectFile(append(options, zenity.Directory())...)
	case saveFile:
		path, err = zenity.SelectFileSave(append(options, zenity.Filename(q.name), zenity.ConfirmOverwrite())...)
	}
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, zenity.ErrCanceled):
		return nil, nil
	case err != nil:
		return nil, errNoDialog
	case path != "":
		paths = []string{path}
	}
	return paths, nil
}
