package words

import (
	"strings"
	"time"

	"caracal/core"
)

// Job says how a job is doing: what, in a tone, and more in small words.
func Job(j core.Job, local bool, usual string, now time.Time) (what string, tone Tone, more string) {
	switch j.State {
	case core.Saved:
		if j.Facts.NSFW {
			more = L("WaveSpeed marked it as not safe for work.")
		}
		return L("✓ Saved to your library"), Good, more
	case core.Failed:
		t := ExplainJob(j)
		return t.What, Bad, t.Next
	case core.Unclear:
		kind := core.OutcomeUnknown // whatever went wrong with looking
		if core.KindOf(j.Err) == core.OtherAccount {
			kind = core.OtherAccount
		}
		t := ExplainKind(kind)
		return t.What, Bad, t.Next
	case core.Stopped:
		switch {
		case j.Money == core.Charged:
			return L("Stopped waiting"), Muted, L("It is still charged; Check again brings it home.")
		case Charged(j):
			return L("Stopped waiting"), Muted, L("It may have been charged; Check again looks for it.")
		}
		return L("Stopped"), Muted, ""
	}
	if j.Err != nil { // held up
		t := Explain(j.Err)
		if j.Err.Kind.Nature().Passes { // there is nothing that a person has to do
			t.Next = L("Nothing is lost: Caracal tries again by itself.")
		}
		return t.What, Info, t.Next
	}
	if j.State == core.Waiting {
		return L("Waiting for its turn"), Muted, usual
	}
	what = phaseWords(j.Progress, local)
	if !j.Started.IsZero() {
		what += " · " + Spell(now.Sub(j.Started))
	}
	more = usual
	if !local {
		more = strings.TrimPrefix(more+" · "+L("safe to close"), " · ")
	}
	return what, Muted, more
}

// phaseWords says what a working job is busy with.
func phaseWords(p core.Progress, local bool) string {
	switch p.Phase {
	case core.Reading:
		return L("Reading the picture")
	case core.Uploading:
		return L("Sending the picture")
	case core.Sending:
		return L("Sending")
	case core.Looking:
		return L("Looking for it at WaveSpeed")
	case core.Queued:
		return L("Waiting at WaveSpeed")
	case core.Fetching:
		return L("Fetching the clip")
	case core.Saving:
		return L("Saving")
	}
	switch {
	case p.Note != "":
		return L("WaveSpeed says: %s", p.Note)
	case local:
		return L("Making")
	}
	return L("Making on WaveSpeed")
}

// Details names what the service said of a failed job.
func Details() string { return L("Details") }

// Close puts a text away that has been read.
func Close() string { return L("Close") }

// Said is what the service said of a failed job, in its own words, and the run's id, by which it knows it.
func Said(j core.Job) string {
	said := core.SaidOf(j.Err)
	if j.RemoteID != "" {
		said += "\n\n" + L("Task") + " " + j.RemoteID
	}
	return said
}
