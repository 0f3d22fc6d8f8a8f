package clips

import (
	"context"
	"time"

	"caracal/gui/words"
)

// A clipboard is what the page needs of files.Clipboard. Put is called on goroutines of the inbox.
type clipboard interface {
	Put(ctx context.Context, paths ...string) error
	Close()
}

// Copy puts the files of what is selected on the computer's clipboard. What is in the bin is not handed out.
func (p *Page) Copy() {
	if !p.state.List.Query.Bin {
		p.withPaths(func(paths []string) { p.copyFiles(paths...) })
	}
}

func (p *Page) copyFiles(paths ...string) {
	p.inbox.Ask(func(ctx context.Context) func() {
		err := p.board.Put(ctx, paths...)
		if ctx.Err() != nil {
			return nil
		}
		return func() { p.host.Say(words.Copied(len(paths), err == nil)) }
	})
}

// openFolder opens the file manager where a clip is.
func (p *Page) openFolder(path string) {
	p.inbox.Ask(func(ctx context.Context) func() {
		err := p.reveal(ctx, path)
		if err == nil || ctx.Err() != nil {
			return nil
		}
		return func() { p.host.Say(words.ClipNotLocated(path)) }
	})
}

// Export opens the dialog for what is selected.
func (p *Page) Export() {
	if !p.state.HasLead || p.state.List.Query.Bin {
		return
	}
	at := p.shownAt()
	p.withPaths(func(paths []string) { p.exports.Open(paths, at) })
}

// copyTo copies the files of what is selected to a folder.
func (p *Page) copyTo() {
	p.withPaths(p.exports.CopyTo)
}

// saveFrame saves the frame that is seen.
func (p *Page) saveFrame() {
	if p.panel.Clip().ID != "" {
		p.exports.SaveFrame(p.panel.Clip().Path, p.shownAt())
	}
}

// shownAt returns the time of the frame that is seen.
func (p *Page) shownAt() time.Duration {
	s := p.panel.Player.State()
	if s.Film.FPS <= 0 {
		return 0
	}
	return time.Duration(float64(s.Frame) / s.Film.FPS * float64(time.Second))
}
