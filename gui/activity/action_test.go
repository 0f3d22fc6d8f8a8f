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
	if a := actionFor(j, true); a != checkAgain {
		t.Errorf("its button says %q", a)
	}
}

func TestWhatFailedForWantOfAKeyIsTriedAgainOnceThereIsOne(t *testing.T) {
	j := core.Job{State: core.Failed, Err: core.Errorf("upload", core.NeedsKey, "none"), Request: core.Request{Picture: core.Picture{Path: "face.jpg"}}}
	if a := actionFor(j, false); a != openSettings {
		t.Errorf("without a key its button says %q", a)
	}
	if a := actionFor(j, true); a != tryAgain {
		t.Errorf("with one its button says %q", a)
	}
}
