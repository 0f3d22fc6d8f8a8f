package words

import (
	"strings"
	"testing"

	"caracal/core"
)

func TestDoctorWords(t *testing.T) {
	for kind, want := range map[core.Kind]string{
		"":               "Key works. $5.00 = 10 clips.",
		core.NeedsKey:    "no key yet",
		core.KeyRefused:  "before your first top-up may not work",
		core.NoCredit:    "Key works, but $5.00 is not enough",
		core.Forbidden:   "account may not do this",
		core.Offline:     "no way to WaveSpeed just now. The key could not be checked",
		core.ServiceDown: "in trouble just now. The key could not be checked",
		core.Busy:        "The key could not be checked",
	} {
		got, tone := Doctor(Account{Kind: kind, Balance: 5 * core.Dollar, Price: core.Dollar / 2, Clips: 10})
		if !strings.Contains(got, want) {
			t.Errorf("%q: the doctor says %q", kind, got)
		}
		if (tone == Good) != (kind == "") {
			t.Errorf("%q is said in %s", kind, tone)
		}
		if kind == core.Offline && strings.Contains(got, "goes on by itself") {
			t.Error("nothing goes on by itself here")
		}
	}
}
