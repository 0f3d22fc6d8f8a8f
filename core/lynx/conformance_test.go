package lynx_test

import (
	"net/http"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/enginetest"
	"caracal/core/lynx"
	"caracal/core/lynx/lynxtest"
	"caracal/core/wavespeed"
)

// The suite kills goroutines on real connections, so here time is real, and the service and the engine are sped up together.
func TestConformance(t *testing.T) {
	const times = 1000
	enginetest.Run(t, func(t *testing.T) enginetest.World {
		service, err := lynxtest.Start(lynxtest.Options{Fast: 25 * time.Second / times, Slow: 60 * time.Second / times})
		if err != nil {
			t.Fatal(err)
		}
		transport := &http.Transport{}
		t.Cleanup(func() {
			transport.CloseIdleConnections()
			service.Close()
			for _, leak := range service.Leaks() {
				t.Errorf("leaked: %s", leak)
			}
		})
		return enginetest.World{
			Engine: func() core.Engine {
				return &lynx.Engine{
					Client: &wavespeed.Client{Base: service.Base(), Key: service.Key, Transport: transport},
					Ledger: &ledger{},
					Pace:   lynx.Standard().Faster(times),
				}
			},
			Request: request(),
			Submits: service.Submits,
		}
	})
}
