package shots

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"caracal/core"
)

// A Desk carries out lists through a studio. Its methods are safe for use by many goroutines; those that change a list take as long as the disk does.
type Desk struct {
	book   *Book
	studio *core.Studio
	log    *slog.Logger

	life    context.Context // ends when the desk closes
	end     context.CancelFunc
	work    sync.WaitGroup // one for each list
	unwatch func()

	mu       sync.Mutex // guards what follows; never held while the studio or the disk is called
	lists    []*running
	watchers map[int]func(Status)
	watched  int
}

// A running list is one that was begun and that this process carries out.
type running struct {
	lock   *flock.Flock
	wakeUp chan struct{} // holds at most one: there may be something to do
	done   chan struct{} // closed when its goroutine has ended
	stop   context.CancelFunc

	// editing is held by whoever submits a row or changes the list, so that what is decided about a row and what is done with it are one step.
	editing sync.Mutex

	// Desk.mu guards these.
	list    List
	jobs    map[core.JobID]core.Job
	failure *core.Error // why a job has just failed, if all others would fail in the same way
}

// NewDesk returns a desk for the lists that are kept in dir, which carries out nothing yet. It has to be closed before the studio is. log may be nil.
func NewDesk(dir string, studio *core.Studio, log *slog.Logger) *Desk {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	d := &Desk{book: &Book{Dir: dir}, studio: studio, log: log, watchers: map[int]func(Status){}}
	d.life, d.end = context.WithCancel(context.Background())
	d.unwatch = studio.Watch(d.onJob)
	return d
}

// Close ends the work on all lists and waits for it. What was not submitted stays for the next Resume; jobs go on in the studio.
func (d *Desk) Close() {
	d.unwatch()
	d.end()
	d.work.Wait()
}

// Begin saves the list, whose price the person has agreed to, with an id for each job, and starts it. Once it is saved it will be carried out whatever happens. The caller has its turn; see
// AwaitTurn. An error leaves the list as it was: [Errors] with what is wrong by row, PriceRose, ListElsewhere where another process carries out a list of the same shots, or the disk's.
func (d *Desk) Begin(l List) error {
	engines := d.studio.Engines()
	if err := l.Check(engines); err != nil {
		return err
	}
	if err := l.checkAgreed(engines); err != nil {
		return err
	}
	if err := d.checkElsewhere(l); err != nil {
		return err
	}
	edited := l
	l = l.each(func(r *Row) { r.Job, r.Stamp = core.NewJobID(), stampOf(r.Picture.Path) })
	l.Begun, l.Paused, l.Why = time.Now(), false, nil
	lock, mine, err := d.book.lock(l.ID)
	if err == nil && !mine {
		err = errors.New("another window or command has the list")
	}
	if err != nil {
		return core.Wrap("begin shot list", core.Internal, err)
	}
	if err := d.book.Save(l); err != nil {
		lock.Close()
		return err
	}
	if err := d.start(l, lock); err != nil {
		return errors.Join(err, d.book.Save(edited)) // otherwise the next start would carry out a list that nobody saw begin
	}
	return nil
}

// Resume goes on with the lists that were begun and that no living process carries out. Lists that have ended are among them until they are dismissed. It is called after the studio's own
// Resume. The error says which lists could not be read; the others go on.
func (d *Desk) Resume() error {
	return d.resume(func(List) bool { return true })
}

// ResumeSame goes on with a list of the same shots that was begun and has not been dismissed, and returns its id, or "" where there is none. An error of kind ListElsewhere says that
// another process carries it out; one of kind ListDamaged, that the file of a list was put aside which may be the same, and is still there.
func (d *Desk) ResumeSame(l List) (id string, err error) {
	if err := d.resume(l.SameAs); err != nil {
		return "", err
	}
	for _, s := range d.Lists() {
		if s.List.SameAs(l) {
			return s.List.ID, nil
		}
	}
	others, err := d.othersLike(l)
	if len(others) > 0 {
		return "", core.Errorf("resume shot list", core.ListElsewhere, "another window or command is at the same list")
	}
	return "", errors.Join(err, d.book.checkAside())
}

// othersLike returns the lists of the same shots that were begun and are not carried out here.
func (d *Desk) othersLike(l List) ([]List, error) {
	lists, err := d.book.Lists()
	return slices.DeleteFunc(lists, func(o List) bool { return o.Begun.IsZero() || !o.SameAs(l) || d.has(o.ID) }), err
}

// checkElsewhere returns an error of kind ListElsewhere when another living process carries out a list of the same shots.
func (d *Desk) checkElsewhere(l List) error {
	const op = "look for the same shot list"
	others, err := d.othersLike(l)
	if err != nil {
		return core.Wrap(op, core.Internal, err)
	}
	for _, other := range others {
		lock, mine, err := d.book.lock(other.ID)
		switch {
		case err != nil:
			return core.WrapFile(op, err)
		case !mine:
			return core.Errorf(op, core.ListElsewhere, "another window or command is at the same list")
		}
		lock.Close()
	}
	return nil
}

func (d *Desk) resume(wanted func(List) bool) error {
	const op = "resume shot lists"
	lists, err := d.book.Lists()
	errs := []error{err}
	for _, l := range lists {
		if l.Begun.IsZero() || d.has(l.ID) || !wanted(l) {
			continue
		}
		lock, mine, err := d.book.lock(l.ID)
		if err != nil || !mine {
			errs = append(errs, core.Wrap(op, core.Internal, err))
			continue
		}
		// Whoever had the lock before may have changed the list since it was read.
		if l, err = d.book.load(l.ID); err != nil {
			errs = append(errs, core.Wrap(op, core.Internal, err), lock.Close())
			continue
		}
		errs = append(errs, core.Wrap(op, core.Internal, d.start(l, lock)))
	}
	return errors.Join(errs...)
}

func (d *Desk) has(id string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.lookUp(id) != nil
}

// start finds out which rows of a list have been submitted and starts its goroutine, which owns the lock from then on. On an error the lock is given back.
func (d *Desk) start(l List, lock *flock.Flock) error {
	r := &running{lock: lock, list: l, jobs: map[core.JobID]core.Job{}, wakeUp: make(chan struct{}, 1), done: make(chan struct{})}
	// This comes first, so that nothing that the studio tells in the meantime is missed.
	d.mu.Lock()
	d.lists = append(d.lists, r)
	d.mu.Unlock()
	for _, row := range l.Rows {
		j, ok, err := d.findJob(row.Job)
		if err != nil {
			d.forget(r)
			return errors.Join(err, lock.Close())
		}
		if ok {
			d.note(r, row.Job, j)
		}
	}
	engines := d.studio.Engines()
	ctx, stop := context.WithCancel(d.life)
	d.mu.Lock()
	r.stop = stop
	r.list = d.status(r).withAgreed(engines)
	d.tell(r)
	d.mu.Unlock()
	d.takeBack(r) // a kill may have come before
	d.work.Go(func() {
		defer close(r.done)
		defer r.lock.Close()
		var keeping sync.WaitGroup
		defer keeping.Wait()
		defer stop()
		keeping.Go(func() { d.keepPictures(ctx, r) })
		d.run(ctx, r)
	})
	return nil
}

func (d *Desk) forget(r *running) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lists = slices.DeleteFunc(slices.Clone(d.lists), func(other *running) bool { return other == r })
}

// lookUp returns a list that was begun, or nil. The caller holds mu.
func (d *Desk) lookUp(id string) *running {
	i := slices.IndexFunc(d.lists, func(r *running) bool { return r.list.ID == id })
	if i < 0 {
		return nil
	}
	return d.lists[i]
}
