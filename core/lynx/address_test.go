package lynx_test

import (
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
)

func TestAWrongAddressIsFoundAtOnce(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		w.client.Base = strings.TrimSuffix(w.Base(), "/api/v3")
		began := time.Now()
		w.job().ends(core.NotService, core.New, 0, 0)
		if took := time.Since(began); took > time.Second {
			t.Errorf("it took %v to see that this is not the service", took)
		}
	})
}

// Only all three together say that it is not the service.
func TestAServiceWithoutUploadsIsStillTheService(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(_ *testing.T, w *world) {
		w.Break(lynxtest.Ticket, 1, lynxtest.Say(404, ``))
		w.Break(lynxtest.Form, 1, lynxtest.Say(404, ``))
		w.job().ends("", core.Fetched, 1, 1)
	})
}
