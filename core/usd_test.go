package core_test

import (
	"encoding/json"
	"strings"
	"testing"

	"caracal/core"
)

func TestParseUSD(t *testing.T) {
	for text, want := range map[string]core.USD{
		"0.5": core.Dollar / 2, "$4.20": 4*core.Dollar + 20*core.Cent, "150.50": 150*core.Dollar + 50*core.Cent, " 1 ": core.Dollar,
		"-0.25": -25 * core.Cent, "5e-1": core.Dollar / 2, "0.0000004": 0, "0.0000005": 1, "-0.0000005": -1, "0": 0, "1E2": 100 * core.Dollar,
	} {
		got, err := core.ParseUSD(text)
		if err != nil || got != want {
			t.Errorf("ParseUSD(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "$", "half", "1/2", "1_000", "0x10", "NaN", "Inf", "1e999999999", "99999999999999999999", strings.Repeat("1", 1e6)} {
		if got, err := core.ParseUSD(text); err == nil {
			t.Errorf("ParseUSD(%.20q) = %d, want an error", text, got)
		}
	}
}

func TestUSDString(t *testing.T) {
	for amount, want := range map[core.USD]string{
		0: "$0.00", core.Dollar / 2: "$0.50", 4*core.Dollar + 20*core.Cent: "$4.20", -125 * core.Cent: "-$1.25", core.Cent / 2: "$0.005", 1: "$0.000001",
		1234 * core.Dollar: "$1234.00",
	} {
		if got := amount.String(); got != want {
			t.Errorf("%d reads %q, want %q", int64(amount), got, want)
		}
	}
}

func TestUSDInJSON(t *testing.T) {
	for _, amount := range []core.USD{0, 1, core.Dollar / 2, -core.Cent, 123_456_789, 1<<63 - 1, -1 << 62} {
		b, err := json.Marshal(amount)
		if err != nil {
			t.Fatal(err)
		}
		var back core.USD
		if err := json.Unmarshal(b, &back); err != nil || back != amount {
			t.Errorf("%d became %s and then %d, %v", amount, b, back, err)
		}
	}
	// Services write numbers, strings and nulls.
	var got struct{ A, B, C core.USD }
	if err := json.Unmarshal([]byte(`{"a": 0.5, "b": "0.50", "c": null}`), &got); err != nil || got.A != got.B || got.A != core.Dollar/2 || got.C != 0 {
		t.Errorf("got %+v, %v", got, err)
	}
}

func FuzzParseUSD(f *testing.F) {
	for _, s := range []string{"0.5", "$1", "-1e3", "1e-30", "∞"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := core.ParseUSD(s)
		if err != nil {
			return
		}
		if back, err := core.ParseUSD(strings.Replace(v.String(), "-$", "-", 1)); err != nil || back != v {
			t.Errorf("%q is %s, which reads back as %s, %v", s, v, back, err)
		}
	})
}
