package core

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"
)

// retryAfter is how long a held-up run waits before it tries again by itself. Retry has it try at once.
const retryAfter = 30 * time.Second

// run takes one job from where its mark stands to an end. It owns the job's goroutine.
func (s *Studio) run(ctx context.Context, r *run, engine Engine) {
	info := engine.Info()
	release := sync.OnceFunc(func() { s.release(info.ID) })
	defer release()

	s.change(r, func(e *Entry) {
		e.Job.State, e.Job.Err, e.Job.Ended = Working, nil, time.Time{}
		if e.Job.Started.IsZero() {
			e.Job.Started = time.Now()
		}
	})
	clip, err := s.produce(ctx, r, engine, release)
	s.finish(ctx, r, clip, err)
}

// produce makes the clip and shelves it. It returns only when the job has come to an end or ctx has: whatever stands in the way of a clip that exists or is paid for is waited out.
func (s *Studio) produce(ctx context.Context, r *run, engine Engine, release func()) (Clip, error) {
	info, entry := engine.Info(), s.entry(r)
	// An earlier process may have been killed between the rename and the journal.
	if clip, found, err := s.rooms.Shelf.Has(entry.Job.ID); err == nil && found {
		return clip, nil
	}
	out := filepath.Join(s.workFolder(entry.Job.ID), "clip.mp4")
	for {
		err := s.generate(ctx, r, engine, out)
		if err == nil {
			break
		}
		if !s.entry(r).survives(err) || ctx.Err() != nil {
			return Clip{}, err
		}
		release() // others need not wait for it
		if err := s.waitToRetry(ctx, r, err); err != nil {
			return Clip{}, err
		}
	}
	release()
	s.report(r, Progress{Done: 1, Phase: Saving})
	for {
		clip, err := s.rooms.Shelf.Add(ctx, out, s.clip(r, info))
		if err == nil {
			return clip, nil
		}
		if ctx.Err() != nil {
			return Clip{}, ctx.Err()
		}
		if KindOf(err).Nature().Final {
			return Clip{}, err
		}
		if err := s.waitToRetry(ctx, r, err); err != nil {
			return Clip{}, err
		}
	}
}

// generate lets the engine work on the job once. A panic in an engine ends that job only: another one may be waiting for a clip that is paid for.
func (s *Studio) generate(ctx context.Context, r *run, engine Engine, out string) (err error) {
	e := s.entry(r)
	if e.Mark.Step == Fetched {
		if _, err := os.Stat(out); err == nil {
			return nil
		}
	}
	defer func() {
		if p := recover(); p != nil {
			s.rooms.Log.Error("an engine panicked", "engine", engine.Info().ID, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = Errorf("generate", Internal, "the engine panicked: %v", p)
		}
	}()
	if err := os.MkdirAll(filepath.Dir(out), 0o700); err != nil {
		return WrapFile("make the work folder", err)
	}
	return engine.Generate(ctx, &Task{
		ID: e.Job.ID, Request: e.Job.Request, Price: e.Job.Price, Mark: e.Mark, Out: out,
		Save:   func(m Mark) error { return s.save(ctx, r, engine.Info(), m) },
		Report: func(p Progress) { s.report(r, p) },
	})
}

// save makes a mark durable, after waiting for the engine's turn when it is one to submit.
func (s *Studio) save(ctx context.Context, r *run, info Info, m Mark) error {
	e := s.entry(r)
	submitting := e.Mark.Step == Submitting
	if m.At = time.Now(); m.Step == Submitting && submitting { // it adds to what is known of the same submit
		m.At = e.Mark.At
	}
	e.Mark, e.Job.Step, e.Job.RemoteID, e.Job.Facts = m, m.Step, m.RemoteID, m.Facts
	if m.Step.Reached(Accepted) {
		e.Decided = nil
	}
	if e.Job.Money != "" && m.Step.Reached(Accepted) {
		e.Job.Money = Charged
	}
	var err error
	if m.Step == Submitting && !submitting {
		defer s.endSubmitting(r)
		err = s.inTurn(ctx, info, func(spacing time.Duration) (time.Time, error) {
			if !s.beginSubmitting(ctx, r) {
				return time.Time{}, ctx.Err()
			}
			e.Mark.At = time.Now()
			turn, err := s.rooms.Journal.PutInTurn(e, spacing)
			if !turn.IsZero() {
				s.endSubmitting(r) // it waits on, and can be taken back
			}
			return turn, err
		})
	} else {
		err = s.rooms.Journal.Put(e)
	}
	if err != nil {
		return err
	}
	s.setEntry(r, e)
	return nil
}

// clip describes the job's clip for the shelf.
func (s *Studio) clip(r *run, info Info) Clip {
	e := s.entry(r)
	j := e.Job
	return Clip{
		ID: j.ID,
		Story: Story{
			Version: StoryVersion, ID: j.ID, Prompt: j.Request.Prompt, Aspect: j.Request.Aspect, Engine: info.ID, Model: info.Model,
			Task: e.Mark.RemoteID, Created: j.Created, Picture: j.Request.Picture.SHA256, Price: j.Price, Facts: j.Facts,
		},
		PictureName: j.Request.Picture.Name,
		Took:        time.Since(j.Started),
	}
}

// survives reports whether the job outlives the error, because trying again costs nothing and may help. A job whose run the service has accepted ends only by a final error.
func (e Entry) survives(err error) bool {
	return e.Mark.Step.Reached(Accepted) && !KindOf(err).Nature().Final
}

// waitToRetry shows what holds the job up and waits for a while, or until Retry, or for the end of ctx, whose error it returns.
func (s *Studio) waitToRetry(ctx context.Context, r *run, why error) error {
	s.change(r, func(e *Entry) { e.Job.Err = AsError("run job", why) })
	timer := time.NewTimer(retryAfter)
	defer timer.Stop()
	select {
	case <-r.retryNow:
	case <-timer.C:
	case <-ctx.Done():
		return ctx.Err()
	}
	s.change(r, func(e *Entry) { e.Job.Err = nil })
	return nil
}

// finish writes down how the run ended. A studio that closes writes nothing: the job stays unfinished in the journal, which is what Resume looks for.
func (s *Studio) finish(ctx context.Context, r *run, clip Clip, err error) {
	if err != nil && errors.Is(context.Cause(ctx), errClosing) {
		return
	}
	state := Failed
	switch {
	case err == nil:
		state = Saved
	case errors.Is(context.Cause(ctx), errStopped):
		state = Stopped
	case KindOf(err) == OutcomeUnknown, KindOf(err) == OtherAccount:
		state = Unclear
	case s.entry(r).Mark.Step == Submitting:
		// Nobody has proved that the service refused it, whatever went wrong since.
		state, err = Unclear, Errorf("run job", OutcomeUnknown, "%w", err)
	}
	// This comes before the job is journalled as ended, because after a crash nobody tidies up after a job that has ended. A job that was stopped once its run
	// was accepted keeps its folder: its clip may be there whole, and it may go on.
	if state == Saved || state == Failed || !s.entry(r).Mark.Step.Reached(Accepted) {
		if err := os.RemoveAll(s.workFolder(s.entry(r).Job.ID)); err != nil {
			s.rooms.Log.Warn("cannot remove what a job left behind", "error", err)
		}
	}
	r.writing <- struct{}{}
	defer func() { <-r.writing }()
	e := s.journal(r, func(e *Entry) {
		j := &e.Job
		j.State, j.Clip, j.Ended, j.Err, j.Progress = state, clip, time.Now(), nil, Progress{}
		if state == Unclear || state == Failed {
			j.Err = AsError("run job", err)
		}
		e.releasePrice()
		if state == Unclear && e.Decided != nil {
			*j = *e.Decided
		}
		e.Decided = nil
	})
	s.mu.Lock()
	defer s.mu.Unlock()
	r.cancel, r.entry = nil, e // in one step: no goroutine works on a job that has ended
	s.tell(e.Job)
	switch {
	case e.Job.Dismissed:
		s.drop(e.Job.ID)
	case e.Job.State == Unclear:
		s.scheduleLook(r)
	}
	if r.unwritten {
		s.writeLater(r)
	}
}

// releasePrice lets go of the price of an ended job that was certainly never accepted, which costs nothing. One that was stopped between its mark and the answer may have been.
func (e *Entry) releasePrice() {
	if e.Job.Money == Reserved && (e.Job.State == Failed || e.Job.State == Stopped && !e.Mark.Step.Reached(Submitting)) {
		e.Job.Money = Released
	}
}

// workFolder is where a job's engine works. It has nothing else in it, so that whatever a crash left there goes with it.
func (s *Studio) workFolder(id JobID) string { return filepath.Join(s.rooms.Work, string(id)) }
