package wavespeed_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
	"caracal/core/wavespeed"
)

// A world is the service and a client of it, in a bubble where an hour takes no time.
type world struct {
	*lynxtest.Service
	client *wavespeed.Client
}

// inWorld runs a test in a world, and afterwards looks for the key where it must not be.
func inWorld(t *testing.T, o lynxtest.Options, test func(t *testing.T, w *world)) {
	synctest.Test(t, func(t *testing.T) {
		net := &lynxtest.Memory{}
		o.Listen = net.Listen
		service, err := lynxtest.Start(o)
		if err != nil {
			t.Fatal(err)
		}
		defer service.Close()
		transport := net.Transport()
		defer transport.CloseIdleConnections()
		w := &world{Service: service, client: &wavespeed.Client{Base: service.Base(), Key: service.Key, Transport: transport, Version: "test"}}
		test(t, w)
		for _, leak := range w.Leaks() {
			t.Errorf("leaked: %s", leak)
		}
		for _, note := range w.Notes() {
			t.Errorf("the service passed over: %s", note)
		}
	})
}

// changeable lets the test put another key into use.
func (w *world) changeable() *atomic.Value {
	key := &atomic.Value{}
	key.Store(w.Key())
	w.client.Key = func() string { return key.Load().(string) }
	return key
}

// order orders a clip and returns the id of its run.
func (w *world) order(t *testing.T) string {
	t.Helper()
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, 320, 320)), nil); err != nil {
		t.Fatal(err)
	}
	url, err := w.client.Upload(t.Context(), picture.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	p, outcome, err := w.client.Submit(t.Context(), wavespeed.Order{Prompt: "smiles", Image: url, Aspect: core.Tall})
	if outcome != wavespeed.Accepted {
		t.Fatalf("Submit = %v, %v", outcome, err)
	}
	return p.ID
}
