package activity

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/gui/words"
)

// However many drafts came after it, what money hangs in is in sight, and what waits for the person's word is first.
func TestJobsInWhichMoneyHangsAreAlwaysShown(t *testing.T) {
	s := newStand(t)
	var jobs []core.Job // newest first
	for i := range 150 {
		jobs = append(jobs, core.Job{ID: core.JobID(fmt.Sprint(i)), State: core.Saved, Request: core.Request{Engine: core.Draft}, Created: time.Now()})
	}
	unclear := core.Job{
		ID: "unclear", State: core.Unclear, Step: core.Submitting, Price: core.Dollar, Money: core.Reserved, Err: core.Errorf("look", core.OutcomeUnknown, "nothing"),
		Request: core.Request{Engine: core.Lynx, Prompt: "walks"},
	}
	owed := core.Job{
		ID: "owed", State: core.Failed, Step: core.Accepted, RemoteID: "run-1", Price: core.Dollar, Money: core.Charged, Request: core.Request{Engine: core.Lynx, Prompt: "runs"},
		Err: &core.Error{Op: "make", Kind: core.RemoteFailed, Said: "out of memory"},
	}
	s.studio.SetJobs(append(jobs, unclear, owed)...)
	s.refresh()
	if len(s.list.cards) != mostCards+1 || s.list.cards["unclear"] == nil || s.list.cards["owed"] == nil {
		t.Errorf("%d cards; unclear %v, owed %v", len(s.list.cards), s.list.cards["unclear"] != nil, s.list.cards["owed"] != nil)
	}
	if s.list.view.Objects[0] != s.list.cards["unclear"].card {
		t.Error("what waits for the person's word is not first")
	}
	if !s.list.cards["owed"].details.Visible() || s.list.cards["unclear"].details.Visible() {
		t.Error("details are offered where there are none, or not where there are")
	}
	s.list.cards["owed"].details.OnTapped()
	if text := words.Said(owed); s.Fyne().Canvas().Overlays().Top() == nil || !strings.Contains(text, "out of memory") || !strings.Contains(text, "run-1") {
		t.Errorf("the details are not shown, or are %q", text)
	}
}
