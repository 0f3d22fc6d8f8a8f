package command

import (
	"strings"
	"testing"
)

// TestHelpNeedsNoHome asks every command how it is called, with nothing opened: help is also for where nothing can be.
func TestHelpNeedsNoHome(t *testing.T) {
	asked := [][]string{{"-h"}, {"--help"}}
	for name := range verbs() {
		asked = append(asked, []string{name, "-h"}, []string{name, "--help"})
	}
	for _, args := range asked {
		verb, rest := VerbOf(args)
		if !NeedsNoParts(args) {
			t.Errorf("%q opens a home", args)
		} else if a := run(t.Context(), Parts{}, verb, rest...); a.code != OK || a.err.Len() > 0 || !strings.Contains(strings.ToLower(a.out.String()), "usage") {
			t.Errorf("%q: %v", args, a)
		}
	}
	if verb, rest := VerbOf([]string{"--bogus"}); !NeedsNoParts([]string{"--bogus"}) {
		t.Error("a flag that there is not opens a home")
	} else if a := run(t.Context(), Parts{}, verb, rest...); a.code != Usage || a.out.Len() > 0 {
		t.Error(a)
	}
	for _, args := range [][]string{nil, {"cat.jpg"}, {"jobs"}, {"make", "--picture", "-h"}, {"decide", "x", "send"}} {
		if NeedsNoParts(args) {
			t.Errorf("%q is not taken as what it asks", args)
		}
	}
}
