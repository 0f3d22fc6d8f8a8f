package previews

import (
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"sync"

	"caracal/core"
)

// decoding is how many posters are made at once: each keeps a core busy and a decoder's memory in use.
const decoding = 2

// posters makes the posters of clips and keeps them in the cache: none twice at the same time, and not too many at once.
type posters struct {
	dir     string
	decoder Decoder
	all     *budget
	seats   chan struct{}

	mu     sync.Mutex               // guards what follows
	making map[string]chan struct{} // by path; closed when the attempt is over
	sizes  map[image.Point]bool     // that were asked for
}

func newPosters(dir string, d Decoder, all *budget) *posters {
	return &posters{
		dir: dir, decoder: d, all: all, seats: make(chan struct{}, decoding), making: make(map[string]chan struct{}), sizes: make(map[image.Point]bool),
	}
}

// Poster returns the path of a JPEG that shows the clip, to fit into size pixels. It is made at the first call, which takes the decoder some tens of
// milliseconds, and kept in the cache. Errors are *core.Error, of kind BadClip when the clip's file is gone or is another clip's; or ctx.Err().
func (p *Previews) Poster(ctx context.Context, c core.Clip, size image.Point) (string, error) {
	path, err := p.posters.get(ctx, c, size)
	return path, core.Wrap("make poster", core.Internal, err)
}

func (p *posters) get(ctx context.Context, c core.Clip, size image.Point) (string, error) {
	p.mu.Lock()
	p.sizes[size] = true
	p.mu.Unlock()
	path := p.path(c, size)
	for !core.Exists(path) {
		var err error
		if c, err = asItIs(c); err != nil {
			return "", err
		}
		path = p.path(c, size)
		done, wait := p.enter(path)
		if wait != nil {
			select {
			case <-wait: // the other may have failed, or have been told to stop: look again
				continue
			case <-ctx.Done():
				return "", ctx.Err()
			}
		}
		if !core.Exists(path) {
			err = p.make(ctx, path, c, size)
		}
		done()
		if err != nil {
			return "", err
		}
	}
	p.all.saw(path)
	return path, nil
}

func (p *posters) path(c core.Clip, size image.Point) string {
	return filepath.Join(p.dir, fmt.Sprintf("%s-%dx%d.jpg", nameOf(c), size.X, size.Y))
}

// follow keeps the posters of a clip whose file has changed and whose film has not. One that cannot be kept is made anew.
func (p *posters) follow(before, after core.Clip) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for size := range p.sizes {
		if from, to := p.path(before, size), p.path(after, size); from != to {
			_ = os.Rename(from, to)
		}
	}
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

// make makes the poster of a clip, unless another film comes into its place meanwhile: then there is none yet.
func (p *posters) make(ctx context.Context, path string, c core.Clip, size image.Point) error {
	select {
	case p.seats <- struct{}{}:
		defer func() { <-p.seats }()
	case <-ctx.Done():
		return ctx.Err()
	}
	img, err := p.decoder.Poster(ctx, c.Path, size)
	if err != nil || !isAsItWas(c) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return core.WrapFile("keep poster", err)
	}
	err = core.WrapFile("keep poster", core.WriteFile(path, func(w io.Writer) error {
		return jpeg.Encode(w, img, &jpeg.Options{Quality: 85})
	}))
	if err != nil {
		return err
	}
	p.all.made(ctx, path)
	return nil
}
