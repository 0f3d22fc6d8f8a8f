package create

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"caracal/core"
	"caracal/gui/words"
	"caracal/resources"
)

// Start opens the first of the pictures that the program was started with, or else the sample.
func (p *Page) Start(paths []string) {
	if len(paths) > 0 {
		p.Drop(paths)
		return
	}
	turn := p.startOpening(resources.SampleName)
	p.inbox.Ask(func(ctx context.Context) func() {
		path, err := unpackSample(p.cache)
		if err != nil {
			return func() { p.finishOpening(turn, nil, err) }
		}
		s, err := openSource(ctx, p.pictures, path)
		if err == nil {
			s.sample, s.folder = true, ""
		}
		return func() { p.finishOpening(turn, s, err) }
	})
}

// GoOn takes over the picture, the frame and the prompt of a page that is closed, in place of Start.
func (p *Page) GoOn(from *Page) {
	p.source, p.focus, p.framedOnly = from.source, from.focus, from.framedOnly
	p.prompt.SetText(from.text)
	p.render()
}

// Drop takes a picture, or several, folders and CSV files, which become a list of shots. While there is a list everything goes there.
func (p *Page) Drop(paths []string) {
	switch {
	case len(paths) == 0:
	case len(paths) > 1 || p.shots.Active() || strings.EqualFold(filepath.Ext(paths[0]), ".csv"):
		p.shots.Take(paths, p.atHand())
	default:
		p.Use(paths[0])
	}
}

// atHand returns the clip that the person is at, without the picture where that is ours.
func (p *Page) atHand() core.Request {
	if p.source == nil || p.source.sample {
		return core.Request{Prompt: p.text}
	}
	return p.request()
}

// Use makes a single clip of the picture at path. Until it has been opened the page keeps the picture that it has. A folder becomes a list of shots.
func (p *Page) Use(path string) {
	p.host.OpenMake()
	turn := p.startOpening(filepath.Base(path))
	p.inbox.Ask(func(ctx context.Context) func() {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return func() {
				p.abandonOpening(turn)
				p.shots.Take([]string{path}, p.atHand())
			}
		}
		s, err := openSource(ctx, p.pictures, path)
		return func() { p.finishOpening(turn, s, err) }
	})
}

// useNamed opens a picture in a folder of ours, which does not go by its file's name.
func (p *Page) useNamed(path, name string) {
	turn := p.startOpening(name)
	p.inbox.Ask(func(ctx context.Context) func() {
		s, err := openNamed(ctx, p.pictures, path, name)
		return func() { p.finishOpening(turn, s, err) }
	})
}

// startOpening begins a wait for a picture and returns its turn.
func (p *Page) startOpening(name string) (turn int) {
	p.turn++
	p.opening, p.trouble = name, ""
	p.render()
	return p.turn
}

// finishOpening ends the wait of that turn, unless another picture has been asked for since, and reports whether the picture is used.
func (p *Page) finishOpening(turn int, s *source, err error) bool {
	if turn != p.turn {
		return false
	}
	name := p.opening
	p.opening = ""
	if err != nil {
		p.trouble = words.FileTrouble(name, 0, words.Explain(err))
	} else {
		p.source, p.focus = s, nil
	}
	p.render()
	return err == nil
}

// abandonOpening ends the wait of a turn with the picture that is there.
func (p *Page) abandonOpening(turn int) {
	if turn == p.turn {
		p.opening = ""
		p.render()
	}
}

// clear takes the picture away.
func (p *Page) clear() {
	p.turn++
	p.source, p.focus, p.opening, p.trouble = nil, nil, "", ""
	p.render()
}
