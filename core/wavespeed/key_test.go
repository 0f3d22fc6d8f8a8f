package wavespeed_test

import (
	"net/http"
	"testing"

	"caracal/core"
	"caracal/core/wavespeed"
)

func TestTheKeyGoesToSafeAddressesOnly(t *testing.T) {
	for base, good := range map[string]bool{
		wavespeed.DefaultBase: true, "http://127.0.0.1:8080/api/v3": true, "http://localhost:1": true, "http://[::1]:1": true, "https://proxy.example.com/x": true,
		"http://api.wavespeed.ai/api/v3": false, "http://127.0.0.1.example.com": false, "http://localhost.example.com": false, "ftp://localhost": false,
		"https://user:pass@api.wavespeed.ai": false, "https://api.wavespeed.ai/?x": false, "api.wavespeed.ai": false, "": true, "https://": false, "://": false,
	} {
		if err := wavespeed.CheckBase(base); (err == nil) != good || err != nil && core.KindOf(err) != core.NotService {
			t.Errorf("CheckBase(%q) = %v, of kind %q", base, err, core.KindOf(err))
		}
	}
	c := wavespeed.Client{Base: "http://api.wavespeed.ai", Key: func() string { return "wsk_x" }, Transport: unused{t}}
	if _, err := c.Balance(t.Context()); core.KindOf(err) != core.NotService {
		t.Errorf("Balance = %v", err)
	}
	if _, outcome, err := c.Submit(t.Context(), wavespeed.Order{}); outcome != wavespeed.NotAccepted || err == nil {
		t.Errorf("Submit = %v, %v", outcome, err)
	}
}

func TestAClientWithoutAKeyAsksNobody(t *testing.T) {
	c := wavespeed.Client{Transport: unused{t}}
	if _, err := c.Balance(t.Context()); core.KindOf(err) != core.NeedsKey {
		t.Errorf("Balance = %v", err)
	}
	if _, outcome, err := c.Submit(t.Context(), wavespeed.Order{}); outcome != wavespeed.NotAccepted || core.KindOf(err) != core.NeedsKey {
		t.Errorf("Submit = %v, %v", outcome, err)
	}
}

// unused is a transport that nothing may use.
type unused struct{ *testing.T }

func (u unused) RoundTrip(r *http.Request) (*http.Response, error) {
	u.Errorf("a request to %s", r.URL.Host)
	return nil, http.ErrUseLastResponse
}
