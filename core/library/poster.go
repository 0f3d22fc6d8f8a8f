package library

import (
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/google/uuid"

	"caracal/core"
)

// decoding is how many posters are made at once: each keeps a core busy and a decoder's memory in use.
const decoding = 2

// posters makes the posters of clips and keeps them in the cache: none twice at the same time, and not too many at once.
type posters struct {
	dir     string
	decoder Decoder
	seats   chan struct{}

	mu     sync.Mutex               // guards making
	making map[string]chan struct{} // by path; closed when the attempt is over
}

func newPosters(cache string, d Decoder) *posters {
	return &posters{dir: filepath.Join(cache, "posters"), decoder: d, seats: make(chan struct{}, decoding), making: make(map[string]chan struct{})}
}

// Poster returns the path of a JPEG that shows the clip, to fit into size pixels. It is made at the first call, which takes the decoder some tens of
// milliseconds, and kept in the cache. Errors are *core.Error, or ctx.Err().
func (l *Library) Poster(ctx context.Context, id core.JobID, size image.Point) (string, error) {
	const op = "make poster"
	if err := uuid.Validate(string(id)); err != nil {
		return "", core.Wrap(op, core.Internal, err)
	}
	c, found, err := l.Has(id)
	if err != nil {
		return "", err
	}
	if !found {
		return "", core.Errorf(op, core.BadClip, "the clip's file is gone")
	}
	path, err := l.posters.get(ctx, c, size)
	return path, core.Wrap(op, core.Internal, err)
}

func (p *posters) get(ctx context.Context, c core.Clip, size image.Point) (string, error) {
	path := p.path(c.ID, size)
	for !exists(path) {
		done, wait := p.enter(path)
		if wait != nil {
			select {
			case <-wait: // the other may have failed, or have been told to stop: look again
				continue
			case <-ctx.Done():
				return "", ctx.Err()
			}
		}
		err := p.make(ctx, path, c, size)
		done()
		if err != nil {
			return "", err
		}
	}
	return path, nil
}

func (p *posters) path(id core.JobID, size image.Point) string {
	return filepath.Join(p.dir, fmt.Sprintf("%s-%dx%d.jpg", id, size.X, size.Y))
}

// enter returns done when the poster is ours to make, and else what to wait for.
func (p *posters) enter(path string) (done func(), wait <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if wait := p.making[path]; wait != nil {
		return nil, wait
	}
	over := make(chan struct{})
	p.making[path] = over
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.making, path)
		close(over)
	}, nil
}

func (p *posters) make(ctx context.Context, path string, c core.Clip, size image.Point) error {
	select {
	case p.seats <- struct{}{}:
		defer func() { <-p.seats }()
	case <-ctx.Done():
		return ctx.Err()
	}
	img, err := p.decoder.Poster(ctx, c.Path, size)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return core.WrapFile("keep poster", err)
	}
	return core.WrapFile("keep poster", core.WriteFile(path, func(w io.Writer) error {
		return jpeg.Encode(w, img, &jpeg.Options{Quality: 85})
	}))
}

// remove removes the posters of clips, in every size.
func (p *posters) remove(of map[core.JobID]bool) {
	files, err := os.ReadDir(p.dir)
	if err != nil {
		return // there are none
	}
	for _, f := range files {
		if len(f.Name()) > uuidLen && of[core.JobID(f.Name()[:uuidLen])] {
			os.Remove(filepath.Join(p.dir, f.Name()))
		}
	}
}

// uuidLen is the length of a job's id as text.
const uuidLen = 36
