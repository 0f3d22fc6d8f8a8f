package core

import (
	"time"

	"github.com/google/uuid"
)

// A JobID is a random UUID in text form. A job's clip has the same id, so that saving it twice is seen.
type JobID string

// NewJobID returns an id that no other job has.
func NewJobID() JobID { return JobID(uuid.NewString()) }

// Next returns the id of the job that is submitted in place of this one, if one is. It is always the same, so that two clicks, two processes, or a click before a crash and one after it,
// order one clip.
func (id JobID) Next() JobID {
	return JobID(uuid.NewSHA1(uuid.NameSpaceOID, []byte("caracal again "+id)).String())
}

// A Job is a snapshot of one request on its way to a clip. It is a value: once you hold one, nobody changes it.
type Job struct {
	ID       JobID
	Request  Request
	State    State
	Step     Step
	RemoteID string // the service's id of the run, for support; empty until accepted
	Progress Progress
	Err      *Error // why it failed or is held up; nil while all is well
	Clip     Clip   // when State is Saved
	Facts    Facts
	Price    USD // what it costs, or would have cost
	Money    Money
	Refund   USD `json:",omitempty"` // what of the price the service has given back

	Created   time.Time
	Started   time.Time // zero while it has not been started
	Ended     time.Time // zero while it has not ended
	Dismissed bool      // the person has put it out of sight; only the journal still shows it
}

// A State is what a person is told about a job.
type State string

// Waiting → Working → Saved, or one of the other ends.
const (
	Waiting State = "waiting"
	Working State = "working"
	Saved   State = "saved"
	Failed  State = "failed"
	Stopped State = "stopped" // the person stopped waiting; what was accepted is still charged and comes home later
	Unclear State = "unclear" // the outcome of a submit is unknown and could not be found out; the person decides
)

// Ended reports whether the job does nothing more by itself.
func (s State) Ended() bool { return s != Waiting && s != Working }

// Unsent reports whether the job can still be taken back as if nobody had asked for it: it waits for its turn, or nothing that costs has been sent for it.
func (j Job) Unsent() bool {
	return !j.State.Ended() && !j.Step.Reached(Submitting) && (j.State == Waiting || j.Money == Reserved)
}

// Money says what became of a job's price.
type Money string

// A free job has no Money.
const (
	Reserved Money = "reserved" // it may be charged: counted against the budget
	Charged  Money = "charged"  // the service accepted it
	Released Money = "released" // it was never accepted
	Refunded Money = "refunded" // the service's billing shows the refund
)

// Counts returns how much of the job's price is spent, or may be.
func (j Job) Counts() USD {
	if !j.Money.Counts() {
		return 0
	}
	return max(0, j.Price-j.Refund)
}

// AtStake reports whether the job has ended without a clip and its money is at stake: it may have been charged and nobody knows, or it was charged, and neither a clip nor the money has
// come back.
func (j Job) AtStake() bool {
	return j.State.Ended() && j.State != Saved && !j.Dismissed && j.Counts() > 0 && KindOf(j.Err) != Unplayable // that one's clip is here
}

// Counts reports whether the money is spent, or may be.
func (m Money) Counts() bool { return m == Reserved || m == Charged }
