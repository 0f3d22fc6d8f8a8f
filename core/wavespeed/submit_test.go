package wavespeed_test

import (
	"context"
	"net"
	"net/http"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
	"caracal/core/wavespeed"
)

func TestOutcomesAreUnknownUnlessProven(t *testing.T) {
	var o wavespeed.Outcome
	if o != wavespeed.Unknown {
		t.Errorf("the zero Outcome is %v", o)
	}
}

// Nothing is sent without a connection, so that a submit that gets none is given up before its run could be taken for another's.
func TestASubmitWithoutAConnectionIsGivenUpInSeconds(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		over := make(chan struct{}) // net/http lets a dial go on that nobody waits for any more
		defer close(over)
		w.client.Transport = &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
			<-over
			return nil, net.ErrClosed
		}}
		began := time.Now()
		_, outcome, err := w.client.Submit(t.Context(), wavespeed.Order{Prompt: "smiles", Image: "https://example.com/a.jpg", Aspect: core.Tall})
		if outcome != wavespeed.NotAccepted || core.KindOf(err) != core.Offline {
			t.Errorf("outcome %v, %v", outcome, err)
		}
		if took := time.Since(began); took != 15*time.Second {
			t.Errorf("it took %v", took)
		}
	})
}
