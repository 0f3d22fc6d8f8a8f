package gui

import (
	"strings"
	"testing"
	"time"
)

func TestALongToastStaysLonger(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"Moved to the bin.":            6 * time.Second,
		strings.Repeat("word ", 40):    12 * time.Second,
		strings.Repeat("語", 60):        10800 * time.Millisecond, // a letter that says as much as a syllable or a word
		strings.Repeat("a.jpg\n", 500): 20 * time.Second,
	} {
		if got := toastTime(text); got != want {
			t.Errorf("%.20q… stays %v, not %v", text, got, want)
		}
	}
}
