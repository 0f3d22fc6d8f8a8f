package previews

import (
	"context"
	"os"
	"path/filepath"
	"sync"

	"caracal/core"
)

// strips makes the filmstrips of clips and keeps them in the cache.
type strips struct {
	dir     string
	decoder Decoder
	all     *budget
	mu      sync.Mutex // held while filmstrips are made
}

func newStrips(dir string, d Decoder, all *budget) *strips {
	return &strips{dir: dir, decoder: d, all: all}
}

// Filmstrip returns the path of a clip's filmstrip, see [media.Decoder.Filmstrip], or "" when it has none. It looks at the disk.
func (p *Previews) Filmstrip(c core.Clip) string {
	path := p.strips.path(c)
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return ""
	}
	p.budget.saw(path)
	return path
}

// KeepFilmstrips makes the filmstrips of these clips that have none, the first as far as they go into half of the budget, a second of one core for each: more of them would only
// make each other go, and the posters. Where none can be made an empty file says so. Errors are *core.Error, or ctx.Err().
func (p *Previews) KeepFilmstrips(ctx context.Context, clips []core.Clip) error {
	s := p.strips
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return core.WrapFile("keep filmstrips", err)
	}
	core.RemoveFiles(s.dir, core.IsLeftOver)
	half := s.all.most.Load() / 2
	room := half
	for _, c := range clips { // before the first is made, for which others may go
		s.all.saw(s.path(c))
		if room -= sizeOf(s.path(c)); room <= 0 {
			break
		}
	}
	room = half
	for _, c := range clips {
		path, err := s.keepOne(ctx, c)
		if err != nil {
			return err
		}
		if room -= sizeOf(path); room <= 0 {
			break
		}
	}
	return nil
}

// keepOne returns where a clip's filmstrip is, made if need be, or where it would be.
func (s *strips) keepOne(ctx context.Context, c core.Clip) (path string, err error) {
	if path = s.path(c); core.Exists(path) {
		return path, nil
	}
	if c, err = asItIs(c); err != nil {
		return path, nil // a scan finds out where it is; its disk may only be unplugged
	}
	if path = s.path(c); core.Exists(path) {
		return path, nil
	}
	err = s.decoder.Filmstrip(ctx, c.Path, path)
	switch {
	case !isAsItWas(c):
		_ = os.Remove(path) // it may be of another film
		return path, ctx.Err()
	case err == nil:
		s.all.made(ctx, path)
		return path, nil
	case core.KindOf(err) == core.BadClip:
		err = os.WriteFile(path, nil, 0o600)
	}
	return path, core.WrapFile("keep filmstrips", err)
}

func (s *strips) path(c core.Clip) string {
	return filepath.Join(s.dir, nameOf(c)+".mjpeg")
}

// follow keeps the filmstrip of a clip whose file has changed and whose film has not. One that cannot be kept is made anew.
func (s *strips) follow(before, after core.Clip) {
	if from, to := s.path(before), s.path(after); from != to {
		_ = os.Rename(from, to)
	}
}
