package lynx_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/lynx"
	"caracal/core/lynx/lynxtest"
)

func TestTheDoctorNamesWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		name    string
		options lynxtest.Options
		broken  func(w *world)
		kind    core.Kind
		clips   int
	}{
		{name: "all is well", options: lynxtest.Options{Balance: 4*core.Dollar + 20*core.Cent}, clips: 8},
		{name: "no key", broken: func(w *world) { w.client.Key = nil }, kind: core.NeedsKey},
		{name: "an empty key", broken: func(w *world) { w.client.Key = func() string { return " \n" } }, kind: core.NeedsKey},
		{name: "a wrong key", broken: func(w *world) { w.client.Key = func() string { return "wsk_wrong" } }, kind: core.KeyRefused},
		{name: "not a key at all", broken: func(w *world) { w.client.Key = func() string { return "my key\nis: é" } }, kind: core.KeyRefused},
		{name: "a key with space around it", broken: func(w *world) { w.client.Key = func() string { return "  " + w.Key() + "\r\n" } }, clips: 40},
		{name: "a key that is waited for", broken: func(w *world) { w.late(nil) }, clips: 40},
		{name: "a locked keychain", broken: func(w *world) { w.late(core.Errorf("read the key", core.KeychainLocked, "locked")) }, kind: core.KeychainLocked},
		{name: "a key without credit", options: lynxtest.Options{Balance: 49 * core.Cent}, kind: core.NoCredit},
		{name: "no network", broken: func(w *world) { w.net.SetDown(true) }, kind: core.Offline},
		{name: "service down", broken: func(w *world) { w.Break(lynxtest.Balance, 1, lynxtest.Say(503, lynxtest.HTML)) }, kind: core.ServiceDown},
		{name: "no answer", broken: func(w *world) { w.Break(lynxtest.Balance, 1, w.Hang()) }, kind: core.ServiceDown},
		{name: "a redirect to a login page", broken: func(w *world) {
			w.Break(lynxtest.Balance, 1, lynxtest.Say(302, "", "Location", w.Elsewhere()+"/login"))
		}, kind: core.ServiceDown},
		{name: "a balance that makes no sense", broken: func(w *world) {
			w.Break(lynxtest.Balance, 1, lynxtest.Say(200, `{"code":200,"data":{"balance":"lots"}}`))
		}, kind: core.ServiceDown},
		{name: "an address without the API", broken: func(w *world) { w.client.Base = strings.TrimSuffix(w.Base(), "/api/v3") }, kind: core.NotService},
		{name: "suspended", broken: func(w *world) { w.Break(lynxtest.Balance, 1, lynxtest.Say(403, `{"message":"suspended"}`)) }, kind: core.Forbidden},
		{name: "the price is higher", options: lynxtest.Options{Balance: 3 * core.Dollar, Price: 75 * core.Cent}, clips: 4},
		{name: "the price cannot be had", broken: func(w *world) { w.Break(lynxtest.Price, 1, lynxtest.Say(404, ``)) }, clips: 40},
	} {
		t.Run(c.name, func(t *testing.T) {
			inWorld(t, c.options, func(t *testing.T, w *world) {
				if c.broken != nil {
					c.broken(w)
				}
				d := w.engine.Doctor(t.Context())
				if d.Kind != c.kind || d.Clips() != c.clips {
					t.Errorf("Doctor = %+v for %d clips, want %q and %d", d, d.Clips(), c.kind, c.clips)
				}
				if d.Err != nil {
					w.texts = append(w.texts, d.Err.Error())
				}
			})
		})
	}
}

func TestThePriceIsNeverShownTooLow(t *testing.T) {
	for said, want := range map[string]core.USD{
		`{"price":0.5,"discounted_price":0.45,"currency":"USD"}`:  50 * core.Cent,
		`{"price":0.5,"discounted_price":0.625,"currency":"usd"}`: 625_000,
		`{"price":0.75}`:                  75 * core.Cent,
		`{"price":9000,"currency":"JPY"}`: 50 * core.Cent,
		`{}`:                              50 * core.Cent,
		`null`:                            50 * core.Cent,
	} {
		inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
			if got := w.engine.Info().Price; got != 50*core.Cent {
				t.Errorf("before anyone asked the price is %v", got)
			}
			w.Break(lynxtest.Price, 1, lynxtest.Say(200, `{"code":200,"data":`+said+`}`))
			_ = w.engine.CheckPrice(t.Context())
			if got := w.engine.Info().Price; got != want {
				t.Errorf("the service says %s, the price is %v, want %v", said, got, want)
			}
		})
	}
}

func TestRefundsAreSeenInTheBilling(t *testing.T) {
	inWorld(t, lynxtest.Options{RefundAfter: 3 * time.Hour}, func(t *testing.T, w *world) {
		w.End(lynxtest.Ending{Status: "failed", Code: 5000}, lynxtest.Ending{Status: "failed", Code: 1200}, lynxtest.Ending{})
		var ids []string
		for range 3 {
			j := w.job()
			_ = j.run(t.Context())
			ids = append(ids, j.last().RemoteID)
		}
		refunds, err := w.client.Refunds(t.Context(), ids)
		if err != nil || len(refunds) != 0 {
			t.Errorf("at once: Refunds = %v, %v", refunds, err)
		}
		time.Sleep(3 * time.Hour)
		refunds, err = w.client.Refunds(t.Context(), ids)
		if err != nil || len(refunds) != 1 || refunds[ids[0]] != 50*core.Cent {
			t.Errorf("after three hours: Refunds = %v, %v; want that of %s", refunds, err, ids[0])
		}
		if none, err := w.client.Refunds(t.Context(), nil); err != nil || len(none) != 0 {
			t.Errorf("Refunds of nothing = %v, %v", none, err)
		}
		if balance, err := w.client.Balance(t.Context()); err != nil || balance != 19*core.Dollar {
			t.Errorf("Balance = %v, %v; three clips and one refund should leave $19.00", balance, err)
		}
	})
}

func TestWeSayWhoWeAre(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		w.job().ends("", core.Fetched, 1, 1)
		for _, r := range w.Requests() {
			if "http://"+r.Host != strings.TrimSuffix(w.Base(), "/api/v3") {
				continue
			}
			if !strings.HasPrefix(r.Header.Get("User-Agent"), "Caracal/test") || r.Header.Get("X-Client-Name") != "caracal" || r.Header.Get("X-Client-OS") == "" {
				t.Errorf("%s came with %v", r.At, r.Header)
			}
		}
	})
}

func TestTheKeyGoesToSafeAddressesOnly(t *testing.T) {
	for base, good := range map[string]bool{
		lynx.DefaultBase: true, "http://127.0.0.1:8080/api/v3": true, "http://localhost:1": true, "http://[::1]:1": true, "https://proxy.example.com/x": true,
		"http://api.wavespeed.ai/api/v3": false, "http://127.0.0.1.example.com": false, "http://localhost.example.com": false, "ftp://localhost": false,
		"https://user:pass@api.wavespeed.ai": false, "https://api.wavespeed.ai/?x": false, "api.wavespeed.ai": false, "": true, "https://": false, "://": false,
	} {
		if err := lynx.CheckBase(base); (err == nil) != good || err != nil && core.KindOf(err) != core.NotService {
			t.Errorf("CheckBase(%q) = %v, of kind %q", base, err, core.KindOf(err))
		}
	}
	c := lynx.Client{Base: "http://api.wavespeed.ai", Key: func() string { return "wsk_x" }, Transport: unused{t}}
	if _, err := c.Balance(t.Context()); core.KindOf(err) != core.NotService {
		t.Errorf("Balance = %v", err)
	}
	if _, outcome, err := c.Submit(t.Context(), lynx.Order{}); outcome != lynx.NotAccepted || err == nil {
		t.Errorf("Submit = %v, %v", outcome, err)
	}
}

func TestAClientWithoutAKeyAsksNobody(t *testing.T) {
	c := lynx.Client{Transport: unused{t}}
	if _, err := c.Balance(t.Context()); core.KindOf(err) != core.NeedsKey {
		t.Errorf("Balance = %v", err)
	}
	if _, outcome, err := c.Submit(t.Context(), lynx.Order{}); outcome != lynx.NotAccepted || core.KindOf(err) != core.NeedsKey {
		t.Errorf("Submit = %v, %v", outcome, err)
	}
}

// unused is a transport that nothing may use.
type unused struct{ *testing.T }

func (u unused) RoundTrip(r *http.Request) (*http.Response, error) {
	u.Errorf("a request to %s", r.URL.Host)
	return nil, http.ErrUseLastResponse
}

// Between what a person was told and the submit hours may pass.
func TestADearerClipIsNotSubmitted(t *testing.T) {
	inWorld(t, lynxtest.Options{Price: 75 * core.Cent}, func(t *testing.T, w *world) {
		j := w.job()
		j.Price = 50 * core.Cent
		j.ends(core.PriceRose, core.Uploaded, 0, 0)
		j = w.job()
		j.Price = 75 * core.Cent
		j.ends("", core.Fetched, 1, 1)
	})
}
