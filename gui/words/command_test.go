package words

import (
	"strings"
	"testing"

	"caracal/core"
)

// TestStandingOfAJobThatNothingHoldsUp says that a clip is paid for when `make` is interrupted while all is well.
func TestStandingOfAJobThatNothingHoldsUp(t *testing.T) {
	j := core.Job{State: core.Working, Step: core.Accepted, Money: core.Charged}
	if got := Standing(j); !strings.HasPrefix(got, "Nothing is lost: the clip is paid for") {
		t.Errorf("%q", got)
	}
}
