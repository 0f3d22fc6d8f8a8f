package release

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/mod/semver"

	"caracal/core"
)

// A Feed is the address that tells the newest release of whoever published this program, in the form of GitHub's REST API, "Get the latest release":
// https://api.github.com/repos/OWNER/NAME/releases/latest. Empty for a program that nobody has published.
type Feed string

// A Release is what is newer.
type Release struct {
	Version string // without a v: "0.2.0"
	Page    string // where people read about it and get it; https, or http on this computer
}

const (
	answerWithin = 15 * time.Second
	longest      = 1 << 20 // of an answer, in bytes; notes of a release are some thousands
)

// Newer asks for the newest release and returns it if it is newer than a version such as "0.1.0", and nil if it is not, or if there is none yet. Errors are of the kind NoAnswer, or
// the end of ctx.
func (f Feed) Newer(ctx context.Context, than string) (*Release, error) {
	const op = "look for a newer version"
	asking, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	answer, err := f.latest(asking, than)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, core.Errorf(op, core.NoAnswer, "%w", err)
	case semver.Compare(answer.Tag, "v"+than) <= 0:
		return nil, nil
	}
	return &Release{Version: answer.Tag[1:], Page: answer.Page}, nil
}

type latest struct {
	Tag  string `json:"tag_name"`
	Page string `json:"html_url"`
}

func (f Feed) latest(ctx context.Context, asker string) (answer latest, err error) {
	if !safe(string(f)) {
		return answer, fmt.Errorf("%q is no address to ask", f)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, string(f), nil)
	if err != nil {
		return answer, err
	}
	req.Header.Set("Accept", "application/vnd.github+json")
	req.Header.Set("User-Agent", "Caracal/"+asker)
	client := http.Client{CheckRedirect: func(to *http.Request, via []*http.Request) error {
		if !safe(to.URL.String()) || len(via) > 3 { // a project that was renamed is found at its new name
			return http.ErrUseLastResponse
		}
		return nil
	}}
	resp, err := client.Do(req)
	if err != nil {
		return answer, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusNotFound: // there is no release yet
		return answer, nil
	default:
		return answer, fmt.Errorf("the answer is %s", resp.Status)
	}
	if err := json.NewDecoder(io.LimitReader(resp.Body, longest)).Decode(&answer); err != nil {
		return answer, err
	}
	if !semver.IsValid(answer.Tag) || !safe(answer.Page) {
		return answer, fmt.Errorf("the answer is version %q at %q", answer.Tag, answer.Page)
	}
	return answer, nil
}

// safe reports whether an address is one of the web, and says nothing of anybody.
func safe(address string) bool {
	u, err := url.Parse(address)
	return err == nil && core.SafeAddress(u) && u.User == nil
}
