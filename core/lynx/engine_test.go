package lynx_test

import (
	"testing"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
)

func TestAClipIsMade(t *testing.T) {
	inWorld(t, lynxtest.Options{}, func(t *testing.T, w *world) {
		j := w.job()
		j.ends("", core.Fetched, 1, 1)
		for _, p := range []core.Phase{core.Reading, core.Uploading, core.Sending, core.Queued, core.Making, core.Fetching} {
			if !j.saw(p) {
				t.Errorf("phase %q was never reported: %+v", p, j.seen)
			}
		}
		got := w.Runs()[0].Order
		if got.Prompt != j.Request.Prompt || got.Aspect != j.Request.Aspect || len(got.Picture) == 0 {
			t.Errorf("ordered %q, %s, with a picture of %d bytes", got.Prompt, got.Aspect, len(got.Picture))
		}
	})
}
