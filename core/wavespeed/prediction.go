package wavespeed

import (
	"context"
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"caracal/core"
)

// A Prediction is one run of a model, as the service calls it.
type Prediction struct {
	ID         string
	Model      string
	Status     Status
	StatusText string   // the service's own word for Status
	Outputs    []string // addresses of clips; they end with the run, after 7 days
	Code       int      // why it failed; 0 when it did not say
	Error      string   // why it failed, fit for an error text
	Created    time.Time
	Facts      core.Facts
	Account    string // see Client.Account; known of those that Finished returns

	// The picture's address as the run was given it, in the answers that tell; it belongs to one upload and so to one job.
	Image string
}

// A Status is how far a run is, as far as we tell statuses apart.
type Status int

// The statuses. One that we do not know is OtherStatus, and may yet become any other.
const (
	OtherStatus Status = iota
	Queued
	Running
	Completed
	Failed
	Cancelled // or out of the service's own time
	Deleted
)

// statusOf knows the words that are documented or were seen in official clients, and their sisters.
func statusOf(word string) Status {
	switch strings.ToLower(word) {
	case "created", "pending", "queued":
		return Queued
	case "processing", "running", "starting", "in_progress":
		return Running
	case "completed", "succeeded", "success":
		return Completed
	case "failed":
		return Failed
	case "cancelled", "canceled", "timeout":
		return Cancelled
	case "deleted":
		return Deleted
	}
	return OtherStatus
}

// predictionJSON has every field that may be null, absent or of another type as raw text, so that one odd field does not cost us a clip.
type predictionJSON struct {
	ID      string          `json:"id"`
	Model   json.RawMessage `json:"model"`
	Status  json.RawMessage `json:"status"`
	Outputs json.RawMessage `json:"outputs"`
	Code    json.RawMessage `json:"code"`
	Error   json.RawMessage `json:"error"`
	Created json.RawMessage `json:"created_at"`
	Input   json.RawMessage `json:"input"`
	NSFW    json.RawMessage `json:"has_nsfw_contents"`
	Timings json.RawMessage `json:"timings"`
}

// idPattern keeps an id that we put into a path from leading elsewhere.
var idPattern = regexp.MustCompile(`^[A-Za-z0-9_:-][A-Za-z0-9._:-]{0,127}$`)

// prediction reads a run, and reports whether it is one: whether it has a usable id.
func (c *Client) prediction(data json.RawMessage) (Prediction, bool) {
	var j predictionJSON
	if json.Unmarshal(data, &j) != nil || !idPattern.MatchString(j.ID) {
		return Prediction{}, false
	}
	p := Prediction{
		ID: j.ID, Model: text(j.Model), StatusText: c.sanitize(text(j.Status)), Code: number(j.Code), Error: c.sanitize(text(j.Error)),
	}
	p.Status = statusOf(p.StatusText)
	var outputs []json.RawMessage
	if json.Unmarshal(j.Outputs, &outputs) != nil {
		outputs = []json.RawMessage{j.Outputs}
	}
	for _, raw := range outputs {
		if s := link(raw); s != "" {
			p.Outputs = append(p.Outputs, s)
		}
	}
	if at, err := time.Parse(time.RFC3339Nano, text(j.Created)); err == nil {
		p.Created = at
	}
	var nsfw []bool
	_ = json.Unmarshal(j.NSFW, &nsfw) // the documents show a list of one for each output; what is something else says nothing
	var timings struct {
		Inference float64 `json:"inference"` // milliseconds
	}
	const day = 24 * time.Hour // more is nonsense
	if json.Unmarshal(j.Timings, &timings) == nil && timings.Inference > 0 && timings.Inference < float64(day.Milliseconds()) {
		p.Facts.Inference = time.Duration(timings.Inference) * time.Millisecond
	}
	p.Facts.NSFW = slices.Contains(nsfw, true)
	var input struct {
		Image json.RawMessage `json:"image"`
	}
	if json.Unmarshal(j.Input, &input) == nil {
		p.Image = text(input.Image)
	}
	return p, true
}

// link reads an address that is a string or an object's "url".
func link(raw json.RawMessage) string {
	var object struct {
		URL string `json:"url"`
	}
	if json.Unmarshal(raw, &object) == nil && object.URL != "" {
		return object.URL
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}

// Result asks how far a run is. A run that the service does not know, or not any more, gives an error of kind Expired. The address that the service names for asking is not
// used: we know it, and the key must not go elsewhere.
func (c *Client) Result(ctx context.Context, id string) (Prediction, error) {
	const op = "ask for the run"
	if !idPattern.MatchString(id) {
		return Prediction{}, core.Errorf(op, core.Internal, "the id of the run is not usable")
	}
	a, err := c.call(ctx, op, http.MethodGet, "/predictions/"+id+"/result", nil)
	if err != nil {
		return Prediction{}, err
	}
	// The envelope may repeat the code of a run that failed; the run itself says more.
	if p, ok := c.prediction(a.data); ok && p.ID == id && a.status/100 == 2 {
		if p.Status == Failed && p.Code == 0 && !a.ok() {
			p.Code = a.code
		}
		if p.Status == Failed && p.Error == "" && !a.ok() {
			p.Error = a.message
		}
		return p, nil
	}
	if a.status/100 != 5 && a.says(http.StatusNotFound) {
		return Prediction{}, core.Errorf(op, core.Expired, "%w", refusal{a})
	}
	err = a.err(op)
	switch core.KindOf(err) {
	case core.KeyRefused, core.Forbidden, core.Busy:
		return Prediction{}, err
	}
	// Any other error is about the question, and says nothing about the run.
	return Prediction{}, core.Errorf(op, core.ServiceDown, "%w", refusal{a})
}

// Predictions lists our runs of Lynx that were created in a span of the service's own time, in no certain order. A zero until is open.
func (c *Client) Predictions(ctx context.Context, since, until time.Time) ([]Prediction, error) {
	query := map[string]any{"model": Model, "created_after": since.UTC().Format(time.RFC3339)}
	if !until.IsZero() {
		query["created_before"] = until.UTC().Format(time.RFC3339)
	}
	var all []Prediction
	seen := map[string]bool{}
	err := c.list(ctx, "list runs", "/predictions", query, func(items []json.RawMessage) (fresh bool) {
		for _, raw := range items {
			p, ok := c.prediction(raw)
			if !ok || seen[p.ID] {
				continue
			}
			seen[p.ID], fresh = true, true
			// The service may not heed every filter.
			if p.Model != "" && p.Model != Model || !p.Created.IsZero() && (p.Created.Before(since) || !until.IsZero() && p.Created.After(until)) {
				continue
			}
			all = append(all, p)
		}
		return fresh
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}
