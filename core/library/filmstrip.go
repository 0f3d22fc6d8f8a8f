package library

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"sync"

	"caracal/core"
	"caracal/core/media"
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

// Filmstrip returns the path of a clip's filmstrip, see [media.Decoder.Filmstrip], or "" when it has none. It looks at the disk.
func (l *Library) Filmstrip(c core.Clip) string {
	path := l.strips.path(c)
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return ""
	}
	l.previews.saw(path)
	return path
}

// KeepFilmstrips makes the filmstrips of the newest clips that have none, a second of one core for each. Where none can be made an empty file says so. Errors are *core.Error, or ctx.Err().
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

// keep makes the filmstrips of these clips that have none.
func (s *strips) keep(ctx context.Context, clips []core.Clip) error {
	const op = "keep filmstrips"
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return core.WrapFile(op, err)
	}
	removeFiles(s.dir, core.IsLeftOver)
	for _, c := range clips {
		if exists(s.path(c)) {
			continue
		}
		c, err := asItIs(c)
		if err != nil {
			continue // a scan finds out where it is; its disk may only be unplugged
		}
		path := s.path(c)
		if exists(path) {
			continue
		}
		err = s.decoder.Filmstrip(ctx, c.Path, path)
		if !isAsItWas(c) {
			_ = os.Remove(path) // it may be of another film
			continue
		}
		switch {
		case err == nil:
			if err := s.all.made(path); err != nil {
				return err
			}
		case core.KindOf(err) != core.BadClip:
			return err
		default:
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				return core.WrapFile(op, err)
			}
		}
	}
	return nil
}

// path names the filmstrip as posters are named.
func (s *strips) path(c core.Clip) string {
	return filepath.Join(s.dir, fmt.Sprintf("%s-%d-%d.mjpeg", c.ID, c.Bytes, c.Modified.UnixMicro()))
}

// adopt takes over what a film has left beside its clip at file. Where there is nothing, or the cache is on another disk, it is made when it is needed.
func (l *Library) adopt(file string, c core.Clip) {
	for _, a := range []struct{ from, to string }{
		{media.PosterBeside(file), l.posters.path(c, image.Pt(media.PosterSide, media.PosterSide))},
		{media.StripBeside(file), l.strips.path(c)},
	} {
		if exists(a.from) && os.MkdirAll(filepath.Dir(a.to), 0o700) == nil && os.Rename(a.from, a.to) == nil {
			_ = l.previews.made(a.to) // what is too much now goes with the next one
		}
	}
}

// follow keeps the filmstrip of a clip whose file has changed and whose film has not. One that cannot be kept is made anew.
func (s *strips) follow(before, after core.Clip) {
	if from, to := s.path(before), s.path(after); from != to {
		_ = os.Rename(from, to)
	}
}
