package wavespeed

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"caracal/core"
)

// An Order is what a run is asked for. The service drops names that it does not know without a word and charges all the same, so there are exactly these.
type Order struct {
	Prompt string      `json:"prompt"`
	Image  string      `json:"image"` // an address from Upload
	Aspect core.Aspect `json:"aspect_ratio"`
}

// An Outcome is what became of a submit, as far as it is certain.
type Outcome int

// The outcomes. Unknown is what it is until the answer proves something else.
const (
	Unknown     Outcome = iota // it may have been accepted, and then it is charged
	Accepted                   // the run exists, and is charged
	NotAccepted                // there is no run and no charge
)

// Submit orders a clip: one POST on a connection of its own, which nothing in here or beneath sends a second time. Do not let ctx end because a person stops waiting.
// The error is nil when Accepted; its kind is Busy for a 429, whose outcome is Unknown like that of everything else that is not a clear refusal, and OutcomeUnknown
// for those.
func (c *Client) Submit(ctx context.Context, o Order) (Prediction, Outcome, error) {
	const op = "submit"
	body, err := json.Marshal(o)
	if err != nil {
		return Prediction{}, NotAccepted, core.Wrap(op, core.Internal, err)
	}
	// Whether a connection was asked for and got: without one nothing can have been sent.
	var asked, got atomic.Bool
	traced, giveUp := context.WithCancel(httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn:          func(string) { asked.Store(true) },
		GotConn:          func(httptrace.GotConnInfo) { got.Store(true) },
		WroteHeaderField: func(string, []string) { got.Store(true) },
	}))
	defer giveUp()
	connecting := time.AfterFunc(ConnectWithin, func() {
		if !got.Load() {
			giveUp() // a connection that comes just now makes the outcome unknown, and no worse
		}
	})
	defer connecting.Stop()
	req, err := c.request(traced, op, http.MethodPost, "/"+Model, bytes.NewReader(body))
	if err != nil {
		return Prediction{}, NotAccepted, err
	}
	req.Header.Set("Content-Type", "application/json")
	// With GetBody net/http could send the body again, after a redirect or on another connection. (It also would if there were an Idempotency-Key header,
	// which the service does not know.)
	req.GetBody = nil

	a, err := c.send(ctx, op, c.freshTransport(), req, submitWithin)
	switch {
	case err != nil && asked.Load() && !got.Load():
		if traced.Err() != nil && ctx.Err() == nil {
			err = core.Errorf(op, core.Offline, "no connection within %v", ConnectWithin)
		}
		return Prediction{}, NotAccepted, err
	case err != nil:
		return Prediction{}, Unknown, core.Errorf(op, core.OutcomeUnknown, "%w", err)
	}
	if p, ok := c.prediction(a.data); ok && a.status/100 == 2 {
		return p, Accepted, nil
	}
	a.message = withoutPrompt(a.message, o.Prompt)
	err = a.err(op)
	switch {
	case a.refused():
		return Prediction{}, NotAccepted, err
	case core.KindOf(err) == core.Busy:
		return Prediction{}, Unknown, err
	}
	return Prediction{}, Unknown, core.Errorf(op, core.OutcomeUnknown, "%w", err)
}

// refused reports whether a submit's answer, which has no run in it, is a clear no: a status that says so, or a code of the service's own that means the same and does not
// come with a gateway's trouble. That the credit does not suffice is clear wherever it is said.
func (a answer) refused() bool {
	if a.noCredit() {
		return true
	}
	switch a.status {
	case http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden:
		return true
	case http.StatusRequestTimeout, http.StatusTooManyRequests:
		return false
	}
	if a.status/100 != 2 && a.status/100 != 4 {
		return false
	}
	switch a.code {
	case http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, codeModerated, codeMissing, codeInvalid, codeUnreachable:
		return true
	}
	return false
}

// freshTransport gives every submit a connection of its own. One that has been idle may have been closed by the service just now, and then the outcome would be
// unknown for nothing.
func (c *Client) freshTransport() http.RoundTripper {
	t, ok := c.transport().(*http.Transport)
	if !ok {
		return c.transport()
	}
	t = t.Clone()
	t.DisableKeepAlives = true
	return t
}
