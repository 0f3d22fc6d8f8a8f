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
			more = say("WaveSpeed marked it as not safe for work.")
		}
		return say("✓ Saved to your library"), Good, more
	case core.Failed:
		t := ExplainJob(j)
		return t.What, Bad, t.Next
	case core.Unclear:
		t := explainUnclear(j)
		return t.What, Bad, t.Next
	case core.Stopped:
		switch {
		case j.Money == core.Charged:
			return say("Stopped waiting"), Muted, say("It is still charged; Check again brings it home.")
		case Charged(j):
			return say("Stopped waiting"), Muted, say("It may have been charged; Check again looks for it.")
		}
		return say("Stopped"), Muted, ""
	}
	if j.Err != nil { // held up
		t := Explain(j.Err)
		if j.Err.Kind.Nature().Transient { // there is nothing that a person has to do
			t.Next = say("Nothing is lost: Caracal tries again by itself.")
		}
		return t.What, Info, t.Next
	}
	if j.State == core.Waiting {
		return say("Waiting for its turn"), Muted, usual
	}
	what = phaseWords(j.Progress, local)
	if !j.Started.IsZero() {
		what += " · " + Spell(now.Sub(j.Started))
	}
	more = usual
	if !local {
		more = strings.TrimPrefix(more+" · "+say("safe to close"), " · ")
	}
	return what, Muted, more
}

// explainUnclear puts into words that nobody knows what has become of a job, whatever went wrong with looking.
func explainUnclear(j core.Job) Trouble {
	if core.KindOf(j.Err) == core.OtherAccount {
		return ExplainKind(core.OtherAccount)
	}
	return ExplainKind(core.OutcomeUnknown)
}

// phaseWords says what a working job is busy with.
func phaseWords(p core.Progress, local bool) string {
	switch p.Phase {
	case core.Reading:
		return say("Reading the picture")
	case core.Uploading:
		return say("Sending the picture")
	case core.Sending:
		return say("Sending")
	case core.Looking:
		return say("Looking for it at WaveSpeed")
	case core.Queued:
		return say("Waiting at WaveSpeed")
	case core.Fetching:
		return say("Fetching the clip")
	case core.Saving:
		return say("Saving")
	}
	switch {
	case p.Note != "":
		return say("WaveSpeed says: %s", p.Note)
	case local:
		return say("Making")
	}
	return say("Making on WaveSpeed")
}

// Details names what the service said of a failed job.
func Details() string { return say("Details") }

// Said is what the service said of a failed job, in its own words, and the run's id, by which it knows it.
func Said(j core.Job) string {
	said := core.SaidOf(j.Err)
	if j.RemoteID != "" {
		said += "\n\n" + say("Task") + " " + j.RemoteID
	}
	return said
}
