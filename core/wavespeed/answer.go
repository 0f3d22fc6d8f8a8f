package wavespeed

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"caracal/core"
)

// An answer is what the API said, good or bad: {"code":200,"message":"success","data":…} as documented, or whatever else came.
type answer struct {
	status  int // of HTTP
	code    int // of the envelope; 0 when it has none
	message string
	data    json.RawMessage // nil when there is none
	wait    time.Duration   // from Retry-After; 0 when it did not say
}

// The service's own codes that matter here, as far as they are known.
const (
	codeModerated   = 1200
	codeMissing     = 1400
	codeInvalid     = 1401
	codeUnreachable = 1402 // the picture's address
	codeNoCredit    = 1407
)

// parseAnswer reads an answer of any shape: a gateway's HTML becomes an answer with nothing but its status.
func parseAnswer(status int, header http.Header, body []byte) answer {
	a := answer{status: status, wait: retryAfter(header)}
	var fields map[string]json.RawMessage
	if json.Unmarshal(body, &fields) != nil || fields == nil {
		return a
	}
	a.code = number(fields["code"])
	if a.code == 0 {
		a.code = number(fields["error_code"])
	}
	for _, name := range []string{"message", "error", "detail", "errors"} {
		if a.message = text(fields[name]); a.message != "" {
			break
		}
	}
	data, enveloped := fields["data"]
	switch {
	case enveloped && !bytes.Equal(data, []byte("null")):
		a.data = data
	case !enveloped && (fields["code"] == nil || fields["id"] != nil && fields["status"] != nil):
		a.data = body // some pages show answers without their envelope; the code in one of a failed run is the run's
	}
	return a
}

// ok reports whether the first two levels are good.
func (a answer) ok() bool { return a.status/100 == 2 && (a.code == 0 || a.code == 200) }

// items returns the list in the data, and whether there is one. A null is an empty list, but an answer without a list is not one: to a person "not there" may mean "make it
// again".
func (a answer) items() ([]json.RawMessage, bool) {
	var page struct {
		Items json.RawMessage `json:"items"`
	}
	var items []json.RawMessage
	if !a.ok() || json.Unmarshal(a.data, &page) != nil || page.Items == nil || json.Unmarshal(page.Items, &items) != nil {
		return nil, false
	}
	return items, true
}

// says reports whether either level carries the code.
func (a answer) says(code int) bool { return a.status == code || a.code == code }

// err returns what the answer says, as an error. The answer is not ok, or its data makes no sense.
func (a answer) err(op string) error {
	kind := core.ServiceDown
	switch {
	case a.status == http.StatusTooManyRequests || a.code == http.StatusTooManyRequests:
		kind = core.Busy
	case a.noCredit():
		kind = core.NoCredit
	case a.status >= 500 || a.status/100 == 3:
	case a.says(http.StatusUnauthorized):
		kind = core.KeyRefused
	case a.says(http.StatusForbidden):
		kind = core.Forbidden
	case a.says(http.StatusRequestEntityTooLarge):
		kind = core.PictureTooLarge
	case a.says(codeModerated):
		kind = core.Moderated
	case a.says(http.StatusBadRequest), a.says(http.StatusUnprocessableEntity), a.says(codeMissing), a.says(codeInvalid), a.says(codeUnreachable):
		kind = core.Rejected
	}
	return &core.Error{Op: op, Kind: kind, Err: refusal{a}, Said: a.message}
}

// noCredit reports whether the account's balance is too low. The status and code for it are not documented, the text has been seen.
func (a answer) noCredit() bool {
	return a.says(http.StatusPaymentRequired) || a.code == codeNoCredit || noCreditText.MatchString(a.message)
}

var (
	noCreditText = regexp.MustCompile(`(?i)insufficient (credit|balance|fund)|not enough (credit|balance)|low balance`)
	noFaceText   = regexp.MustCompile(`(?i)no (human )?faces?\b|face (is |was )?not (be )?(found|detected)|(could not|cannot|can't|unable to|failed to) (detect|find)( a| any)?( human)? face`)
)

// A refusal is an answer as the cause of an error.
type refusal struct{ answer }

func (r refusal) Error() string {
	s := "HTTP " + strconv.Itoa(r.status)
	if r.code != 0 && r.code != r.status {
		s += ", code " + strconv.Itoa(r.code)
	}
	if r.message != "" {
		s += ": " + r.message
	}
	return s
}

// retryAfter reads the header in both of its forms. A date counts from the answer's own, so that no clock of ours matters.
func retryAfter(h http.Header) time.Duration {
	const most = 10 * time.Minute
	v := h.Get("Retry-After")
	if n, err := strconv.ParseUint(v, 10, 16); err == nil {
		return min(most, time.Duration(n)*time.Second)
	}
	at, err := http.ParseTime(v)
	now, dated := http.ParseTime(h.Get("Date"))
	if err != nil || dated != nil {
		return 0
	}
	return min(most, max(0, at.Sub(now)))
}

// number reads a whole number, written as a number or as a string; anything else is 0.
func number(raw json.RawMessage) int {
	f, err := strconv.ParseFloat(strings.Trim(string(raw), `"`), 64)
	if err != nil || f < 0 || f > 1e6 {
		return 0
	}
	return int(f)
}

// text reads the message in raw: a string, the first message in a list, or that of an object.
func text(raw json.RawMessage) string {
	for range 4 { // levels of nesting
		var s string
		if json.Unmarshal(raw, &s) == nil {
			return s
		}
		var list []json.RawMessage
		if json.Unmarshal(raw, &list) == nil && len(list) > 0 {
			raw = list[0]
			continue
		}
		var object map[string]json.RawMessage
		if json.Unmarshal(raw, &object) != nil {
			return ""
		}
		raw = nil
		for _, name := range []string{"message", "msg", "detail", "error"} {
			if object[name] != nil {
				raw = object[name]
				break
			}
		}
	}
	return ""
}

var address = regexp.MustCompile(`(?i)\b[a-z][a-z0-9+.-]*://\S+|\bdata:\S+`)

// mostSaid is how much of a foreign text is kept, in characters.
const mostSaid = 300

// sanitize makes foreign text fit for an error: short, on one line, without an address and without the key.
func (c *Client) sanitize(s string) string {
	if key := c.present(); key != "" {
		s = strings.ReplaceAll(s, key, "[key]")
	}
	s = address.ReplaceAllString(s, "[address]")
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > mostSaid {
		s = string(r[:mostSaid]) + "…"
	}
	return s
}

// withoutPrompt takes the person's prompt out of what the service says, even where it quotes only the beginning.
func withoutPrompt(said, prompt string) string {
	const telling = 12 // characters; fewer may be anybody's
	words := []rune(strings.Join(strings.Fields(prompt), " "))
	for n := len(words); n > 0 && (n == len(words) || n >= telling); n-- {
		if n > mostSaid {
			continue
		}
		pattern := `(?i)` + regexp.QuoteMeta(string(words[:n]))
		if n < telling {
			pattern = `(?i)\b` + regexp.QuoteMeta(string(words[:n])) + `\b`
		}
		quoted, err := regexp.Compile(pattern)
		if err != nil {
			continue
		}
		if quoted.MatchString(said) {
			return quoted.ReplaceAllLiteralString(said, "[prompt]")
		}
	}
	return said
}

// RequestedWait returns how long the answer that caused err asks us to wait; 0 when it does not.
func RequestedWait(err error) time.Duration {
	if r, ok := errors.AsType[refusal](err); ok {
		return r.wait
	}
	return 0
}
