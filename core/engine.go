package core

import (
	"context"
	"slices"
	"time"
)

// An Engine makes one clip. Generate blocks until t.Out holds a complete MP4, ctx ends, or it fails. It may be called again for the same task after a
// crash: t.Mark says how far an earlier call got, and Generate goes on from there. It calls t.Save before and after every step that cannot be repeated
// for free, and goes on only when Save has returned nil. It calls t.Report from its own goroutine, in order, never after it returns. Errors are *Error
// or ctx.Err(). An Engine is safe for use by many goroutines at once.
type Engine interface {
	Info() Info // name, price, what it needs, whether it runs on this computer; answers at once
	Generate(ctx context.Context, t *Task) error
}

// A Pricer is an engine whose price a service sets. CheckPrice asks for it, so that Info tells it; it waits for the network. An error leaves the price as it was.
type Pricer interface {
	CheckPrice(ctx context.Context) error
}

// A Claimer is an engine that can tell which jobs may have made a run that no job is known to have: those at Submitting whose submit fits it. Claimants waits for the network.
type Claimer interface {
	Claimants(ctx context.Context, remoteID string) ([]JobID, error)
}

// An EngineID names an engine in requests, files and commands.
type EngineID string

// The engines of Caracal.
const (
	Draft EngineID = "draft"
	Lynx  EngineID = "lynx"
)

// Imported stands in the place of an engine for films of the person's own, which nothing here made.
const Imported EngineID = "imported"

// EngineIDs returns the engines that make clips, in the order in which a person is offered them.
func EngineIDs() []EngineID { return []EngineID{Lynx, Draft} }

// InfoOf returns the one of these engines that has the id, and whether there is one.
func InfoOf(infos []Info, id EngineID) (Info, bool) {
	i := slices.IndexFunc(infos, func(info Info) bool { return info.ID == id })
	if i < 0 {
		return Info{}, false
	}
	return infos[i], true
}

// Info describes an engine.
type Info struct {
	ID          EngineID
	Name        string // as people read it
	Model       string // what made the clip, for its story: "caracal/draft-3", "wavespeed-ai/lynx"
	Local       bool   // runs on this computer: nothing leaves it
	Price       USD    // of one clip, as far as is known now; 0 is free
	NeedsPrompt bool
	Limit       Limit // how fast the studio may go
	Usual       Span  // how long jobs take on most computers: all that is known before some were made on this one
}

// A Span is how long most jobs of an engine take from start to saved. The zero Span is not known.
type Span struct{ Low, High time.Duration }

// Middle is what to reckon with.
func (s Span) Middle() time.Duration { return (s.Low + s.High) / 2 }

// A Limit holds an engine's jobs back.
type Limit struct {
	InFlight int           // jobs that run at once; at least 1
	Spacing  time.Duration // least time between two submits, counted from mark to mark
}

// A Task is one job as its engine sees it.
type Task struct {
	ID      JobID
	Request Request
	Price   USD    // what the person was told that it costs: an engine that would cost more by now submits nothing and returns PriceRose; 0 for what costs nothing
	Mark    Mark   // how far an earlier call got
	Out     string // where the MP4 goes; its folder is the task's own, and what else the engine leaves there goes when the job ends

	// Save makes a mark durable and stamps it with the time. Before a mark that goes to Submitting it waits for the engine's turn (see Limit.Spacing); one at Submitting
	// after another only adds to what is known of the same submit, and keeps its time. An error means that the mark is not on disk and that the engine must not go on.
	Save func(Mark) error
	// Report tells how far the work is. It returns at once.
	Report func(Progress)
}

// A Mark says how far a task has got. It is what survives a crash.
type Mark struct {
	Step      Step      `json:"step"`
	RemoteID  string    `json:"remote_id,omitempty"`  // the service's id of the run, from Accepted on
	UploadURL string    `json:"upload_url,omitempty"` // where the service can read the picture, from Uploaded on; anyone who knows it can too, so it is never logged
	Uploaded  time.Time `json:"uploaded,omitzero"`    // when the picture was uploaded there, also in later marks
	At        time.Time `json:"at,omitzero"`          // when the step was reached
	Account   string    `json:"account,omitempty"`    // tells the paying account from others; never the key
	Submit    Submit    `json:"submit,omitzero"`      // what is known of the submit, from Submitting until its outcome is
	Facts     Facts     `json:"facts,omitzero"`       // from Made on
}

// Facts are what a service says of a clip that it made.
type Facts struct {
	NSFW      bool          `json:"nsfw,omitempty"`         // its own check calls it unsafe to show at work
	Inference time.Duration `json:"inference_ns,omitempty"` // how long the model worked on it; 0 when it did not say
}

// A Submit holds what is known of a submit of unknown outcome, so that a later process can find out no less about it than the one that sent it.
type Submit struct {
	First time.Time     `json:"first,omitzero"` // when the first of several was sent; zero when Mark.At is the only one
	Ahead time.Duration `json:"ahead,omitzero"` // how far the service's clock was ahead of this computer's
	Error time.Duration `json:"error,omitzero"` // by how much Ahead may be wrong; 0 when the service's clock was not known
	Busy  time.Time     `json:"busy,omitzero"`  // when a 429 came for it; zero when none did
	Rest  time.Time     `json:"rest,omitzero"`  // until when that asked us to wait

	// LookOnly is set by the studio when a job goes on that had ended: the person was told that to look for its run is free, so nothing is submitted for it any more.
	LookOnly bool `json:"look_only,omitempty"`
}

// A Step is a stage in the life of a task. Steps are passed in order; an engine may leave out those that mean nothing to it.
type Step string

// Submitting is saved before the submit is sent and Accepted when its answer is known, so a task that starts at Submitting has an unknown outcome: it is looked
// up, never submitted again.
const (
	New        Step = "new"
	Uploaded   Step = "uploaded"
	Submitting Step = "submitting"
	Accepted   Step = "accepted"
	Made       Step = "made"    // the clip exists at the service
	Fetched    Step = "fetched" // the clip is in Task.Out
)

// rank orders the steps; a step that we do not know ranks lowest.
func (s Step) rank() int {
	for i, known := range []Step{New, Uploaded, Submitting, Accepted, Made, Fetched} {
		if s == known {
			return i
		}
	}
	return -1
}

// Reached reports whether s is step or a later one.
func (s Step) Reached(step Step) bool { return s.rank() >= step.rank() }

// Progress is what an engine reports while it works.
type Progress struct {
	Done  float64 `json:"done"`            // 0 to 1; negative when nobody knows
	Phase Phase   `json:"phase,omitempty"` // what it is doing
	Note  string  `json:"note,omitempty"`  // a word of the service's own that we have no phase for
}

// A Phase is what a working job is busy with.
type Phase string

// The phases, in the order in which a job may go through them.
const (
	Reading   Phase = "reading"   // the picture
	Uploading Phase = "uploading" // the picture
	Sending   Phase = "sending"   // the submit
	Looking   Phase = "looking"   // for the outcome of a submit
	Queued    Phase = "queued"    // at the service
	Making    Phase = "making"
	Fetching  Phase = "fetching" // the clip
	Saving    Phase = "saving"   // into the library
)
