package clips

import (
	"context"

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
