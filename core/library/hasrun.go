package library

import (
	"context"
	"time"

	"caracal/core"
	"caracal/core/database"
)

// HasRun implements [core.Shelf]. Clips in the bin are on the shelf. A run is kept by its service for a week, so its clip is looked for only among those that were asked for in the last 30
// days. An index that has never seen the library folder scans it first, which may take minutes.
func (l *Library) HasRun(ctx context.Context, remoteID string) (c core.Clip, ok bool, err error) {
	const op, most = "look up run", 30 * 24 * time.Hour
	switch scanned, _, err := l.index.Scanned(ctx); {
	case err != nil:
		return core.Clip{}, false, database.Wrap(op, err)
	case !scanned:
		if err := l.Scan(ctx); err != nil {
			return core.Clip{}, false, err
		}
	}
	c, ok, err = l.index.OfTask(ctx, remoteID, time.Now().Add(-most))
	return c, ok, database.Wrap(op, err)
}
