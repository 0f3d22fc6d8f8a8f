package lynx_test

import (
	"strings"
	"testing"

	"caracal/core"
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
