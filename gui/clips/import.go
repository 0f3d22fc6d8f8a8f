package clips

import (
	"cmp"
	"context"
	"path/filepath"
	"strings"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/gui/words"
)

// Take copies the films among the files that fell on the page into the library, and returns the others, which belong on the page where clips are made.
func (p *Page) Take(paths []string) (left []string) {
	var films []string
	for _, path := range paths {
		if clipfile.HasName(path) || strings.EqualFold(filepath.Ext(path), ".gif") {
			films = append(films, path)
		} else {
			left = append(left, path)
		}
	}
	if len(films) > 0 {
		p.importFilms(films)
	} else if len(left) > 0 {
		p.host.OpenMake()
	}
	return left
}

// importFilms copies films one after the other, shows the last of them, and offers to take away again those that were not there before.
func (p *Page) importFilms(films []string) {
	p.host.Say(words.Importing(len(films)))
	p.inbox.Ask(func(ctx context.Context) func() {
		var last core.JobID
		var ids []core.JobID // of what was added
		var there int
		var failed error
		for _, path := range films {
			c, added, err := p.shelf.Import(ctx, path)
			if ctx.Err() != nil {
				return nil
			}
			switch {
			case err != nil:
				failed = cmp.Or(failed, err)
				continue
			case !added:
				there++
			default:
				ids = append(ids, c.ID)
			}
			last = c.ID
		}
		return func() {
			if last == "" {
				p.complain(failed)
				return
			}
			p.wanted = last
			said := words.Imported(len(ids), there, len(films)-len(ids)-there)
			if len(ids) > 0 {
				p.offerUndo(said, func() { p.change(p.shelf.Delete, ids, func([]core.JobID) {}) })
			} else {
				p.host.Say(said)
			}
			p.reload()
		}
	})
}
