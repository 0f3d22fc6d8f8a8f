package core

import (
	"context"
	"time"
)

// A Journal keeps what must survive a crash. Each process that opens one is an owner; an entry belongs to the owner that put it last. It is safe for use by many
// goroutines and by many processes at once.
type Journal interface {
	// Put writes the entry, new or changed, and returns when it is on disk. The error is an *Error.
	Put(Entry) error
	// PutInTurn is Put for an entry that goes to Submitting at Mark.At. Where a job of its engine was marked there, by any owner, within spacing of that, nothing is written and turn
	// is when to try again; else it is zero. Looking and writing are one step, so that no two processes take the same turn.
	PutInTurn(e Entry, spacing time.Duration) (turn time.Time, err error)
	// Reserve is Put for a new entry, and reports whether it was new: one of a job that the journal has is left as it is. It refuses, with kind OverBudget, a price that
	// together with Spent(since) would be more than the budget, unless the budget is 0. Looking and writing are one step, so that two processes cannot spend the same
	// dollar, nor begin the same job.
	Reserve(e Entry, budget USD, since time.Time) (fresh bool, err error)
	// Adopt makes every unfinished or unclear entry of an owner that is no longer alive ours, and returns those, oldest first.
	Adopt() ([]Entry, error)
	// Recent returns the n newest entries of all owners, and those before them whose jobs have not ended or are among AtStake, newest first. Entries of other living owners are among them.
	Recent(n int) ([]Entry, error)
	// Find returns the entry of a job, whoever owns it, and whether there is one.
	Find(JobID) (Entry, bool, error)
	// FindRun returns the entry of the job that has a run of the service, and whether there is one.
	FindRun(remoteID string) (Entry, bool, error)
	// AtStake returns the entries of all owners whose jobs have ended without a clip and count for something, dismissed ones too, oldest first.
	AtStake() ([]Entry, error)
	// Prompts returns the n prompts that jobs of all owners were last created with, each once, the latest first.
	Prompts(ctx context.Context, n int) ([]UsedPrompt, error)
	// Spent returns the sum of Job.Counts over the jobs of all owners that were created at since or later.
	Spent(since time.Time) (USD, error)
	// Paid returns how many jobs Spent adds up, and to how many accounts they belong, as far as that is known.
	Paid(since time.Time) (jobs, accounts int, err error)
	// Took returns how long the last n saved jobs of the engine ran, from Started to Ended, newest first.
	Took(engine EngineID, n int) ([]time.Duration, error)
}

// An Entry is a job as the journal keeps it.
type Entry struct {
	Job  Job
	Mark Mark
	// Decided is the job as the person has left it, while it looks all the same for the run that it may have made: without one it stands so again. nil for any other job.
	Decided *Job `json:",omitempty"`
}

// A Shelf is where finished clips go. It is safe for use by many goroutines.
type Shelf interface {
	// Ready returns nil when a clip could be saved now, and else an *Error of kind FolderMissing, FolderDenied or DiskFull.
	Ready() error
	// Add moves the finished clip at path onto the shelf, whole: temporary file, story, flush, rename, index. When it fails the file at path is still there.
	// A job whose clip is on the shelf already gets that clip and no second one. Errors are *Error; of kind Unplayable for a file that nothing here can show, which is
	// kept beside the clips as it came, at the error's Path.
	Add(ctx context.Context, path string, c Clip) (Clip, error)
	// Has returns the clip of a job, and whether there is one.
	Has(JobID) (Clip, bool, error)
	// HasRun returns the clip of a run that a service still has, and whether there is one. A journal that was lost, or another computer's, had its job.
	HasRun(ctx context.Context, remoteID string) (Clip, bool, error)
}

// Pictures keeps the studio's own copies of the pictures that clips are made from.
type Pictures interface {
	// Keep reads the picture at path, checks it, and returns the clean copy that it stored: upright, without metadata, named by its own hash. Errors are
	// *Error with one of the Picture… kinds, or a folder's. Keeping a kept picture again gives the same one.
	Keep(ctx context.Context, path string) (Picture, error)
}
