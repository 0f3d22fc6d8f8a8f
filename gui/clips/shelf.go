package clips

import (
	"context"
	"image"

	"caracal/core"
	"caracal/core/library"
	"caracal/core/library/index"
)

// A Shelf is what the page needs of library.Library. Of its methods only Progress, Pause, Resume and Watch are called on the Fyne goroutine.
type Shelf interface {
	List(ctx context.Context, q index.Query, counted ...string) (index.Listing, error) // counted are tags
	First(ctx context.Context, q index.Query, n int) (index.Listing, error)
	Briefs(context.Context, []index.Row) (map[index.Row]core.Brief, error)
	Clip(context.Context, index.Row) (clip core.Clip, found bool, err error)
	RowOf(context.Context, core.JobID) (row index.Row, found bool, err error)
	IDs(context.Context, []index.Row) ([]core.JobID, error)
	Paths(context.Context, []index.Row) ([]string, error)
	Amend(ctx context.Context, ids []core.JobID, edit func(core.Clip) core.Marks) (library.Amendments, error)
	Tags(context.Context) ([]index.TagCount, error)
	Import(ctx context.Context, path string) (c core.Clip, added bool, err error)
	Delete(context.Context, ...core.JobID) (moved []core.JobID, err error) // to the bin
	Restore(context.Context, ...core.JobID) (moved []core.JobID, err error)
	Poster(ctx context.Context, id core.JobID, size image.Point) (jpeg string, err error)
	Filmstrip(core.Clip) (path string) // empty for none
	Watch(changed func()) (stop func())
	Progress() library.Progress // of a scan
	Pause()                     // a scan
	Resume()
}

var _ Shelf = (*library.Library)(nil)
