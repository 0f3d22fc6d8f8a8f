package release_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/core/release"
)

func TestNewer(t *testing.T) {
	const page = "https://example.org/caracal/releases/v0.10.0"
	answer := func(tag, page string) string {
		return `{"tag_name": "` + tag + `", "html_url": "` + page + `", "body": "notes"}`
	}
	for _, c := range []struct {
		name, body string
		status     int
		want       *release.Release
		fails      bool
	}{
		{name: "newer", body: answer("v0.10.0", page), want: &release.Release{Version: "0.10.0", Page: page}},
		{name: "the same", body: answer("v0.9.0", page)},
		{name: "older", body: answer("v0.8.9", page)},
		{name: "a trial of the same", body: answer("v0.9.0-beta.1", page)},
		{name: "none yet", status: http.StatusNotFound, body: `{"message": "Not Found"}`},
		{name: "too many asked", status: http.StatusForbidden, body: `{"message": "rate limit"}`, fails: true},
		{name: "no version", body: answer("nightly", page), fails: true},
		{name: "no page", body: answer("v0.10.0", ""), fails: true},
		{name: "a page on the disk", body: answer("v0.10.0", "file:///etc/passwd"), fails: true},
		{name: "a page that others can change", body: answer("v0.10.0", "http://example.org"), fails: true},
		{name: "not JSON", body: "<html>sign in</html>", fails: true},
		{name: "endless", body: `{"body": "` + strings.Repeat("x", 2<<20), fails: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			var asked *http.Request
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				asked = r
				if c.status != 0 {
					w.WriteHeader(c.status)
				}
				w.Write([]byte(c.body))
			}))
			defer server.Close()
			got, err := release.Feed(server.URL+"/latest").Newer(t.Context(), "0.9.0")
			if c.fails != (core.KindOf(err) == core.NoAnswer) || !c.fails && err != nil {
				t.Errorf("the error is %v", err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			if said := asked.Header.Get("User-Agent"); said != "Caracal/0.9.0" || asked.URL.RawQuery != "" || asked.Header.Get("Authorization") != "" {
				t.Errorf("it was asked with %v by %q", asked.URL, said)
			}
		})
	}
}

func TestNobodyAnswers(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	gone := release.Feed(server.URL)
	server.Close()
	for _, feed := range []release.Feed{gone, "", "http://example.org/latest", "ftp://127.0.0.1/latest"} {
		if _, err := feed.Newer(t.Context(), "0.1.0"); core.KindOf(err) != core.NoAnswer {
			t.Errorf("%q: %v", feed, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := gone.Newer(ctx, "0.1.0"); !errors.Is(err, context.Canceled) {
		t.Errorf("when nobody waits any more: %v", err)
	}
}
