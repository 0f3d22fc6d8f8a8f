package library

import (
	"context"
	"database/sql"
	"time"

	"caracal/core"
	"caracal/core/database"
)

// HasRun implements [core.Shelf]. Clips in the bin are on the shelf. A run is kept by its service for a week, so its clip is looked for only among those that were asked for in the last 30
// days. An index that has never seen the library folder scans it first, which may take minutes.
func (l *Library) HasRun(ctx context.Context, remoteID string) (c core.Clip, ok bool, err error) {
	const op, most = "look up run", 30 * 24 * time.Hour
	switch scanned, _, err := l.index.scanned(ctx); {
	case err != nil:
		return core.Clip{}, false, database.Wrap(op, err)
	case !scanned:
		if err := l.Scan(ctx); err != nil {
			return core.Clip{}, false, err
		}
	}
	err = l.index.read(func(db *sql.DB) error {
		list, err := selectRows(ctx, db, `seq IN (
			SELECT seq FROM clips WHERE root = ?1 AND missing = 0 AND deleted IS NULL AND created >= ?2 UNION ALL
			SELECT seq FROM clips WHERE root = ?1 AND missing = 0 AND deleted IS NOT NULL AND created >= ?2
			) AND clip ->> '$.story.task' = ?3 LIMIT 1`, l.index.root, time.Now().Add(-most).UnixMicro(), remoteID)
		if ok = len(list) > 0; ok {
			c = list[0].clip
		}
		return err
	})
	return c, ok, database.Wrap(op, err)
}
