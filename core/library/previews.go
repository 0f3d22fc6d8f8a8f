package library

import (
	"context"
	"image"

	"github.com/google/uuid"

	"caracal/core"
	"caracal/core/library/index"
)

// mostStrips is how many clips, the newest, have filmstrips: five pages of the grid, some 100 MB for drafts. They are the ones that are looked at.
const mostStrips = 60

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
	return l.previews.Poster(ctx, c, size)
}

// Filmstrip returns the path of a clip's filmstrip, see [media.Decoder.Filmstrip], or "" when it has none. It looks at the disk.
func (l *Library) Filmstrip(c core.Clip) string { return l.previews.Filmstrip(c) }

// KeepFilmstrips makes the filmstrips of the newest clips that have none, as many as half of the budget holds, a second of one core for each. Where none can be made an empty file says so. Errors are *core.Error, or ctx.Err().
func (l *Library) KeepFilmstrips(ctx context.Context) error {
	list, err := l.List(ctx, index.Query{})
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
	return l.previews.KeepFilmstrips(ctx, clips)
}

// LimitPreviews says how many bytes posters and filmstrips may take on the disk together. It returns at once; what is too much goes in the background, a moment later.
func (l *Library) LimitPreviews(bytes int64) { l.previews.Limit(bytes) }

// EmptyCache removes all posters and filmstrips. They are made again when they are needed; one that is being played may stay. Errors are *core.Error, or ctx.Err().
func (l *Library) EmptyCache(ctx context.Context) error { return l.previews.Empty(ctx) }
