package shots

import (
	"context"
	"os"
	"time"

	"github.com/gofrs/flock"

	"caracal/core"
)

// turnPatience is how long a process waits for one that is about to begin a list, which asks for a price and for a key meanwhile.
const turnPatience = time.Minute

// AwaitTurn waits until no other process has its turn to begin lists, and keeps it until release. Whoever looks whether a list was begun, and begins it because it was not, does both in one
// turn: two processes that start together would else both find nothing, and pay for the list twice. An error of kind ListElsewhere says that another process takes too long. A turn that is
// free is had even when ctx has ended.
func (d *Desk) AwaitTurn(ctx context.Context) (release func(), err error) {
	const op = "wait to begin a shot list"
	if err := os.MkdirAll(d.book.Dir, 0o700); err != nil {
		return nil, core.WrapFile(op, err)
	}
	patience, cancel := context.WithTimeout(ctx, turnPatience)
	defer cancel()
	lock := flock.New(d.book.path("begin", ".lock"))
	mine, err := lock.TryLock()
	if err == nil && !mine {
		mine, err = lock.TryLockContext(patience, 20*time.Millisecond)
	}
	switch {
	case mine:
		return func() { lock.Close() }, nil
	case ctx.Err() != nil:
		return nil, core.Wrap(op, core.Internal, ctx.Err())
	case patience.Err() != nil:
		return nil, core.Errorf(op, core.ListElsewhere, "another command has been beginning a list for %v", turnPatience)
	}
	return nil, core.WrapFile(op, err)
}
