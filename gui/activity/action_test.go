package activity

import (
	"testing"

	"caracal/core"
)

// What came and cannot be played was paid for: nobody is offered to make it once more.
func TestAnUnplayableClipIsLookedAtAgain(t *testing.T) {
	unplayable := core.Errorf("add clip", core.Unplayable, "x")
	unplayable.Path = "/videos/Not playable/clip.mp4"
	j := core.Job{State: core.Failed, Step: core.Fetched, Err: unplayable, Price: 50 * core.Cent, Money: core.Charged}
	if a := actionFor(j); a != checkAgain {
		t.Errorf("its button says %q", a)
	}
}
