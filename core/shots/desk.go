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
	lock *flock.Flock
	news chan struct{} // holds one: there may be something to do
	gone chan struct{} // closed when its goroutine has ended
	stop context.CancelFunc

	// hand is held by whoever submits a row or changes the list, so that what is decided about a row and what is done with it are one step.
	editing sync.Mutex

	// Desk.mu guards these.
	list List
	jobs map[core.JobID]core.Job
	failure *core.Error // a job has just failed in a way that all others would
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

// Begin writes the list, whose price the person has agreed to, down with an id for each job, which is the moment from which on it will be carried out whatever happens, and starts. The
// error leaves the list as it was: [Errors] with what is wrong by row, PriceRose, or the disk's.
func (d *Desk) Begin(l List) error {
	engines := d.studio.Engines()
	if err := l.Check(engines); err != nil {
		return err
	}
	if err := l.checkAgreed(engines); err != nil {
		return err
	}
	edited := l
	l = l.each(func(r *Row) { r.Job, r.Seen = core.NewJobID(), seenNow(r.Picture.Path) })
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
		return errors.Join(err, d.book.Save(edited)) // or the next start would make what nobody saw begin
	}
	return nil
}

// Resume goes on with the lists that were begun and that no living process carries out. Lists that have come to an end are among them until they are dismissed. It is for after
// the studio's own Resume. The error says what could not be read; what could be goes on.
func (d *Desk) Resume() error {
	return d.resume(func(List) bool { return true })
}

// ResumeSame goes on with a list of the same shots that was begun and has not been dismissed, and returns its id, or "" where there is none. The error, of kind Busy, says that
// another process carries it out.
func (d *Desk) ResumeSame(l List) (id string, err error) {
	if err := d.resume(l.SameAs); err != nil {
		return "", err
	}
	for _, s := range d.Lists() {
		if s.List.SameAs(l) {
			return s.List.ID, nil
		}
	}
	lists, err := d.book.Lists()
	for _, other := range lists {
		if !other.Begun.IsZero() && other.SameAs(l) && !d.has(other.ID) {
			return "", core.Errorf("resume shot list", core.Busy, "another window or command is at the same list")
		}
	}
	return "", err
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
		// Whoever had the lock before may have changed it since.
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

// take finds out what has been submitted of a list and starts its goroutine. The lock is the goroutine's, or is given back.
func (d *Desk) start(l List, lock *flock.Flock) error {
	r := &running{lock: lock, list: l, jobs: map[core.JobID]core.Job{}, news: make(chan struct{}, 1), gone: make(chan struct{})}
	// First, so that nothing that the studio tells meanwhile is missed.
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
	r.list = d.status(r).agreedBefore(engines)
	d.tell(r)
	d.mu.Unlock()
	d.takeBack(r) // what a kill kept from being taken back
	d.work.Go(func() {
		defer close(r.gone)
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

// find returns a row's job, which may be one that has taken the place of that which the row names, and whether there is one. That holds even while the first is looked for once more.
func (d *Desk) findJob(id core.JobID) (core.Job, bool, error) {
	j, ok, err := d.studio.Find(id)
	for ok && err == nil {
		next, more, err := d.studio.Find(j.ID.Next())
		if err != nil || !more {
			return j, true, err
		}
		j = next
	}
	return j, ok, err
}

// learn notes a job that was looked up for a row, unless more has been heard of it since.
func (d *Desk) note(r *running, row core.JobID, j core.Job) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if heard := r.jobs[row].ID; heard != j.ID && heard != j.ID.Next() {
		r.jobs[row] = j
		d.tell(r)
	}
}

// hear takes in a job's snapshot. It runs on the studio's goroutines.
func (d *Desk) onJob(j core.Job) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, r := range d.lists {
		i := slices.IndexFunc(r.list.Rows, func(row Row) bool { return r.isJobOf(row, j.ID) })
		if i < 0 {
			continue
		}
		row := r.list.Rows[i].Job
		if before := r.jobs[row]; !before.State.Ended() && j.State == core.Failed && core.KindOf(j.Err).Nature().AffectsAll {
			r.failure = j.Err
		}
		r.jobs[row] = j
		d.tell(r)
		r.wake()
	}
}

// follows reports whether a job is a row's: the one that it is known to have, or that which takes its place. The caller holds Desk.mu.
func (r *running) isJobOf(row Row, id core.JobID) bool {
	has, known := r.jobs[row.Job]
	if !known {
		return row.Job == id
	}
	return has.ID == id || has.State.Ended() && has.ID.Next() == id
}

func (r *running) wake() {
	select {
	case r.news <- struct{}{}:
	default:
	}
}

// elsewhere is how often a job that another process runs is looked after.
const elsewherePause = 5 * time.Second

// tend submits the rows of a list one by one, as many at a time as their engines make, until ctx ends.
func (d *Desk) run(ctx context.Context, r *running) {
	for ctx.Err() == nil {
		if d.step(ctx, r) {
			continue
		}
		var timer <-chan time.Time
		if d.anyElsewhere(r) {
			timer = time.After(elsewherePause)
		}
		select {
		case <-r.news:
		case <-timer:
			d.refresh(r)
		case <-ctx.Done():
		}
	}
}

// step submits a row, or pauses the list, and reports whether there was anything to do.
func (d *Desk) step(ctx context.Context, r *running) bool {
	r.editing.Lock()
	defer r.editing.Unlock()
	i, why := d.next(r)
	switch {
	case why != nil:
		d.change(r, func(l *List) { l.hold(why) })
	case i >= 0:
		d.submit(ctx, r, i)
	default:
		return false
	}
	return true
}

// next returns the row to submit now, or -1, or why none is to be submitted any more.
func (d *Desk) next(r *running) (i int, why *core.Error) {
	limits := map[core.EngineID]int{}
	for _, e := range d.studio.Engines() {
		// One more than run at once, so that the engine never waits for us.
		limits[e.ID] = max(1, d.studio.Limit(e.ID).InFlight) + 1
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	why, r.failure = r.failure, nil
	for _, j := range r.jobs {
		if !j.State.Ended() {
			limits[j.Request.Engine]--
		}
	}
	for i, row := range r.list.Rows {
		if r.state(i) == ToCome && (row.Again || !r.list.Paused) && (why != nil || limits[row.Engine] > 0) {
			return i, why
		}
	}
	return -1, nil
}

// submit gives row i to the studio. What is wrong with the row is noted there; what is wrong with anything else pauses the list.
func (d *Desk) submit(ctx context.Context, r *running, i int) {
	d.mu.Lock()
	l, before := r.list, r.jobs[r.list.Rows[i].Job]
	d.mu.Unlock()
	request, err := l.Request(i)
	request.AtMost = l.Rows[i].Agreed
	switch {
	case err != nil:
	case before.ID == "":
		request.Picture, err = l.Rows[i].picture()
	default: // it was taken back: the studio takes no id twice, and has the picture
		request.Picture = before.Request.Picture
		l = l.Edit(l.Rows[i].ID, func(r *Row) { r.Job = core.NewJobID() })
		err = d.replace(r, l, before.ID)
	}
	if err == nil {
		err = d.studio.SubmitAs(ctx, l.Rows[i].Job, request)
	}
	if ctx.Err() != nil {
		return
	}
	if err == nil {
		// The studio may have had it from before; then there was nothing to hear.
		j, ok, findErr := d.studio.Find(l.Rows[i].Job)
		if ok {
			d.note(r, j.ID, j)
			return
		}
		err = core.Errorf("submit shot", core.Internal, "the studio does not know the job: %w", findErr)
	}
	why := core.AsError("submit shot", err)
	d.change(r, func(l *List) {
		if rowFailed(why.Kind) {
			l.Rows[i].Err = why
		} else {
			l.hold(why)
		}
	})
}

// rowFailed reports whether an error of this kind is about one row, so that the next may do better.
func rowFailed(k core.Kind) bool {
	about := k.Nature().About
	return about == core.AboutRequest || about == core.AboutPicture
}

// anyElsewhere reports whether a job of the list is run by another process.
func (d *Desk) anyElsewhere(r *running) bool {
	for _, id := range d.unfinished(r) {
		if _, ours := d.studio.Job(id); !ours {
			return true
		}
	}
	return false
}

// refresh looks in the journal how the unfinished jobs are.
func (d *Desk) refresh(r *running) {
	for _, id := range d.unfinished(r) {
		if j, ok, err := d.findJob(id); ok && err == nil {
			d.onJob(j)
		}
	}
}

func (d *Desk) unfinished(r *running) (ids []core.JobID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, j := range r.jobs {
		if !j.State.Ended() {
			ids = append(ids, j.ID)
		}
	}
	return ids
}

// change edits a list, saves it and tells the watchers. The caller holds the list's hand. What could not be saved holds in this process, which would else try for ever what has just
// failed; a restart tries it again.
func (d *Desk) change(r *running, edit func(*List)) error {
	d.mu.Lock()
	r.list.Rows = slices.Clone(r.list.Rows)
	edit(&r.list)
	l := r.list
	d.tell(r)
	d.mu.Unlock()
	r.wake()
	err := d.book.Save(l)
	if err != nil {
		d.log.Error("cannot save a shot list", "error", err)
	}
	d.takeBack(r)
	return err
}

// write puts a list with new ids for jobs in the place of a running one when it is on the disk: a job that is submitted before its list knows it would be lost in a crash. The jobs
// whose place they take are put out of sight. The caller holds the list's hand.
func (d *Desk) replace(r *running, l List, over ...core.JobID) error {
	if err := d.book.Save(l); err != nil {
		return err
	}
	d.mu.Lock()
	r.list = l
	d.tell(r)
	d.mu.Unlock()
	r.wake()
	for _, job := range over {
		d.studio.Dismiss(job)
	}
	return nil
}

// takeBack has the studio give back what a list holds and what has not been sent. A kill in the middle leaves the rest to whoever resumes the list.
func (d *Desk) takeBack(r *running) {
	d.mu.Lock()
	var held []core.JobID
	for _, row := range r.list.Rows {
		if j := r.jobs[row.Job]; j.Unsent() && r.list.holds(row) {
			held = append(held, j.ID)
		}
	}
	d.mu.Unlock()
	for _, id := range held {
		d.studio.TakeBack(id)
	}
}

// running returns a list that was begun, or nil. The caller holds mu.
func (d *Desk) lookUp(id string) *running {
	i := slices.IndexFunc(d.lists, func(r *running) bool { return r.list.ID == id })
	if i < 0 {
		return nil
	}
	return d.lists[i]
}
