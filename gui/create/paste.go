package create

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"golang.design/x/clipboard"

	"caracal/core/picture"
	"caracal/gui/words"
)

// errNoPicture is what clipboardPicture returns where nothing can be pasted.
var errNoPicture = errors.New("no picture in the clipboard")

// Paste takes what was copied elsewhere: a picture's path, or else the picture itself.
func (p *Page) Paste(c fyne.Clipboard) {
	text := c.Content()
	if paths := pastedPaths(text); len(paths) > 0 {
		p.Drop(paths)
		return
	}
	if strings.TrimSpace(text) != "" {
		p.host.Say(words.PasteRefused())
		return
	}
	p.inbox.Ask(func(ctx context.Context) func() {
		path, err := p.keepPasted(ctx)
		if err != nil {
			return func() { p.host.Say(words.NothingPasted()) }
		}
		return func() { p.useNamed(path, words.PastedPicture()) }
	})
}

// keepPasted writes the picture in the clipboard to a file in our own folder and returns its path.
func (p *Page) keepPasted(ctx context.Context) (string, error) {
	const op = "keep a pasted picture"
	b, err := p.clipboard(ctx)
	if err != nil {
		return "", err
	}
	path := filepath.Join(p.own, fmt.Sprintf("pasted-%x.png", sha256.Sum256(b)))
	return path, keep(op, path, b)
}

// clipboardTime is how long another program may take to hand over what was copied in it.
const clipboardTime = 3 * time.Second

// clipboardPicture returns the picture in the clipboard as a PNG file. The one goroutine in this package that nobody waits for is here, for the case that the program in
// which the picture was copied never answers: the system offers no way to stop asking.
func clipboardPicture(ctx context.Context) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, clipboardTime)
	defer cancel()
	answer := make(chan []byte, 1)
	go func() {
		if clipboard.Init() != nil {
			close(answer)
			return
		}
		answer <- clipboard.Read(clipboard.FmtImage)
	}()
	select {
	case b := <-answer:
		if len(b) == 0 || len(b) > picture.MaxBytes {
			return nil, errNoPicture
		}
		return b, nil
	case <-ctx.Done():
		return nil, errNoPicture
	}
}

// pastedPaths returns the paths that a pasted text names, one in each line: a path, in quotes or not, or the address of a file as file managers copy it. There is none when
// any line is neither.
func pastedPaths(text string) (paths []string) {
	for line := range strings.Lines(strings.TrimSpace(text)) {
		line = strings.Trim(strings.TrimSpace(line), `"'`)
		if u, err := url.Parse(line); err == nil && u.Scheme == "file" {
			paths = append(paths, filepath.FromSlash(pathOf(u, runtime.GOOS == "windows")))
		} else if filepath.IsAbs(line) {
			paths = append(paths, line)
		} else if line != "" {
			return nil
		}
	}
	return paths
}

// pathOf returns the path, with slashes, of a file's address. On Windows an address has a slash before the letter of the drive, which the path has not, or names the computer that
// shares the file.
func pathOf(u *url.URL, windows bool) string {
	switch {
	case windows && u.Host != "" && u.Host != "localhost":
		return "//" + u.Host + u.Path
	case windows && len(u.Path) > 2 && u.Path[2] == ':':
		return u.Path[1:]
	}
	return u.Path
}
