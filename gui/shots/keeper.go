package shots

import (
	"context"
	"errors"
	"sync"

	"caracal/core/shots"
)

// A keeper keeps the list that is edited, and hands it over to the desk. It may be used on any goroutine: what is older than what was kept last is not kept any more, however late
// its goroutine comes.
type keeper struct {
	book *shots.Book
	desk Desk

	given int // versions so far; only on the Fyne goroutine

	mu   sync.Mutex // held while the disk is waited for
	kept int        // the latest version that was kept
}

func newKeeper(book *shots.Book, desk Desk) *keeper { return &keeper{book: book, desk: desk} }

// number returns the place of a version of the list among all. It is called on the Fyne goroutine, in the order of the changes.
func (k *keeper) number() int {
	k.given++
	return k.given
}

// keep writes the list down.
func (k *keeper) keep(number int, l shots.List) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if number <= k.kept {
		return nil
	}
	k.kept = number
	if len(l.Rows) == 0 {
		return k.book.Remove(l.ID)
	}
	return k.book.Save(l)
}

// recall returns the list that was edited last. A kill while one was being begun, and another was edited, leaves two, which become one.
func (k *keeper) recall() (l shots.List, ok bool, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	all, err := k.book.Lists()
	var others []string
	for _, one := range all {
		switch {
		case !one.Begun.IsZero() || len(one.Rows) == 0:
		case !ok:
			l, ok = one, true
		default:
			l, others = l.Join(one), append(others, one.ID)
		}
	}
	if len(others) > 0 {
		err = errors.Join(err, k.replace(l, others...))
	}
	return l, ok, err
}

// join writes down a list that has taken in another.
func (k *keeper) join(number int, l shots.List, other string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if number > k.kept {
		k.kept = number
		return k.replace(l, other)
	}
	return k.book.Remove(other) // a newer version of the list has been kept
}

// replace saves a list in the place of others. The caller holds mu.
func (k *keeper) replace(l shots.List, others ...string) error {
	if err := k.book.Save(l); err != nil {
		return err
	}
	var errs []error
	for _, id := range others {
		errs = append(errs, k.book.Remove(id))
	}
	return errors.Join(errs...)
}

// begin hands the list to the desk, when no command is about to begin one. From then on nobody else writes it down. A window that closes begins it all the same, unless it has to wait.
func (k *keeper) begin(ctx context.Context, number int, l shots.List) error {
	release, err := k.desk.AwaitTurn(ctx)
	if err != nil {
		return err
	}
	defer release()
	k.mu.Lock()
	defer k.mu.Unlock()
	err = k.desk.Begin(l)
	if err == nil {
		k.kept = max(k.kept, number)
	}
	return err
}

// forget removes the list.
func (k *keeper) forget(number int, id string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.kept = max(k.kept, number)
	return k.book.Remove(id)
}
