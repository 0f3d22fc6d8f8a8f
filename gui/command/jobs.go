package command

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"caracal/core"
	"caracal/gui/words"
)

// listed is how many of the latest jobs are listed. Those on which money hangs are listed whatever their age.
const listed = 100

// Jobs lists the jobs, newest first, and says of each how it stands.
func Jobs(_ context.Context, p Parts, term Terminal) int {
	asJSON := false
	flags := flagsOf("jobs", term)
	flags.BoolVar(&asJSON, "json", false, "as JSON, for scripts")
	if err := flags.Parse(term.Args); errors.Is(err, flag.ErrHelp) {
		return OK
	} else if err != nil || flags.NArg() > 0 {
		fmt.Fprint(term.Err, usage)
		return Usage
	}
	jobs, err := p.Studio.History(listed)
	if err != nil {
		return Refuse(term, err)
	}
	if asJSON {
		return jobsJSON(jobs, term)
	}
	w := tabwriter.NewWriter(term.Out, 0, 0, 2, ' ', 0)
	for _, j := range jobs {
		fmt.Fprintf(w, "%.8s\t%s\t%s\t%s\t%s\t%s\n", j.ID, j.State, words.JobCost(j), orDash(j.RemoteID), j.Created.Local().Format("2006-01-02 15:04"),
			firstWords(j.Request.Prompt))
	}
	if err := w.Flush(); err != nil {
		return Refuse(term, core.Wrap("list jobs", core.Internal, err))
	}
	for _, j := range jobs {
		if !j.State.Ended() || j.AtStake() {
			fmt.Fprintf(term.Err, "%.8s %s\n", j.ID, words.Standing(j))
		}
	}
	return OK
}

// A jobLine is a job as scripts read it. The names in it are never changed.
type jobLine struct {
	ID      core.JobID    `json:"id"`
	State   core.State    `json:"state"`
	Step    core.Step     `json:"step"`
	Engine  core.EngineID `json:"engine"`
	Prompt  string        `json:"prompt"`
	Aspect  core.Aspect   `json:"aspect"`
	Price   core.USD      `json:"price"`
	Money   core.Money    `json:"money,omitempty"`
	Counts  core.USD      `json:"counts"` // what of the price is spent, or may be
	Task    string        `json:"task_id,omitempty"`
	Created time.Time     `json:"created"`
	Ended   time.Time     `json:"ended,omitzero"`
	Path    string        `json:"path,omitempty"` // of its clip
	NSFW    bool          `json:"nsfw,omitempty"`
	Error   core.Kind     `json:"error,omitempty"`
	Said    string        `json:"said,omitempty"` // by the service
	Words   string        `json:"words"`          // how it stands and what to do, for people
}

func jobsJSON(jobs []core.Job, term Terminal) int {
	lines := make([]jobLine, len(jobs)) // not null when there are none
	for i, j := range jobs {
		lines[i] = jobLine{
			ID: j.ID, State: j.State, Step: j.Step, Engine: j.Request.Engine, Prompt: j.Request.Prompt, Aspect: j.Request.Aspect, Price: j.Price, Money: j.Money,
			Counts: j.Counts(), Task: j.RemoteID, Created: j.Created, Ended: j.Ended, Path: j.Clip.Path, NSFW: j.Facts.NSFW, Error: core.KindOf(j.Err), Said: core.SaidOf(j.Err),
			Words: words.Standing(j),
		}
	}
	e := json.NewEncoder(term.Out)
	e.SetIndent("", "  ")
	if err := e.Encode(lines); err != nil {
		return Refuse(term, core.Wrap("list jobs", core.Internal, err))
	}
	return OK
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// firstWords returns the beginning of a prompt, on one line.
func firstWords(prompt string) string {
	const most = 48
	r := []rune(strings.Join(strings.Fields(prompt), " "))
	if len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return string(r)
}
