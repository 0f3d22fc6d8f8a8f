package library

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"sync"

	"caracal/core"
	"caracal/core/filmstrip"
)

// mostStrips is how many clips, the newest, have filmstrips: five pages of the grid, some 100 MB for drafts. They are the ones that are looked at.
const mostStrips = 60

// strips makes the filmstrips of clips and keeps them in the cache.
type strips struct {
	dir     string
	decoder Decoder
	all     *previews
	mu      sync.Mutex // held while filmstrips are made
}

func newStrips(dir string, d Decoder, all *previews) *strips {
	return &strips{dir: dir, decoder: d, all: all}
}

// Filmstrip returns the path of a clip's filmstrip, see media.Decoder.Filmstrip, or "" when it has none. It looks at the disk.
func (l *Library) Filmstrip(c core.Clip) string {
	path := l.strips.path(c)
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return ""
	}
	l.previews.saw(path)
	return path
}

// KeepFilmstrips makes the filmstrips of the newest clips that have none, as many as half of the budget holds, a second of one core for each. Where none can be made an empty file says so. Errors are *core.Error, or ctx.Err().
func (l *Library) KeepFilmstrips(ctx context.Context) error {
	list, err := l.List(ctx, Query{})
	if err != nil {
		return err
	}
	var clips []core.Clip
	for _, row := range list.Rows[:min(mostStrips, len(list.Rows))] {
		c, found, err := l.Clip(ctx, row)
		if err != nil {
			return err
		}
		if found {
			clips = append(clips, c)
		}
	}
	return l.strips.keep(ctx, clips)
}

// keep makes the filmstrips of these clips that have none, until all of theirs take half of the budget: more of them would only make each other go, and the posters.
func (s *strips) keep(ctx context.Context, clips []core.Clip) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return core.WrapFile("keep filmstrips", err)
	}
	removeFiles(s.dir, core.IsLeftOver)
	half := s.all.budget.Load() / 2
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
	if path = s.path(c); exists(path) {
		return path, nil
	}
	if c, err = asItIs(c); err != nil {
		return path, nil // a scan finds out where it is; its disk may only be unplugged
	}
	if path = s.path(c); exists(path) {
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

// sizeOf returns how many bytes the file at path has; 0 for none.
func sizeOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// path names the filmstrip as posters are named.
func (s *strips) path(c core.Clip) string {
	return filepath.Join(s.dir, fmt.Sprintf("%s-%d-%d.mjpeg", c.ID, c.Bytes, c.Modified.UnixMicro()))
}

// adopt takes over what a film has left beside its clip at file. Where there is nothing, or the cache is on another disk, it is made when it is needed.
func (l *Library) adopt(ctx context.Context, file string, c core.Clip) {
	for _, a := range []struct{ from, to string }{
		{filmstrip.PosterBeside(file), l.posters.path(c, image.Pt(filmstrip.PosterSide, filmstrip.PosterSide))},
		{filmstrip.Beside(file), l.strips.path(c)},
	} {
		if exists(a.from) && os.MkdirAll(filepath.Dir(a.to), 0o700) == nil && os.Rename(a.from, a.to) == nil {
			l.previews.made(ctx, a.to)
		}
	}
}

// follow keeps the filmstrip of a clip whose file has changed and whose film has not. One that cannot be kept is made anew.
func (s *strips) follow(before, after core.Clip) {
	if from, to := s.path(before), s.path(after); from != to {
		_ = os.Rename(from, to)
	}
}
