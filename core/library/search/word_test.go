package search

import (
	"strings"
	"testing"
)

func TestWordAt(t *testing.T) {
	for marked, want := range map[string]string{ // | is the place
		"":                        "",
		"|":                       "",
		"ca|t":                    "cat",
		"|cat snow":               "cat",
		"cat| snow":               "cat",
		"cat | snow":              "",
		"cat |snow":               "snow",
		"cat snow |":              "",
		"猫\u3000engine:l|":        "engine:l",
		"cat\u00a0eng|":           "eng",
		`cat TAG:"golden h|`:      `TAG:"golden h`,
		`tag:"golden| hour" snow`: `tag:"golden hour"`,
		`tag:"golden hour" sn|ow`: "snow",
		`"a small| cat`:           `"a small cat`,
		`"a small" cat|`:          "cat",
		`aspect:9:1|6`:            "aspect:9:16",
	} {
		text, at := strings.Replace(marked, "|", "", 1), max(0, strings.Index(marked, "|"))
		start, end := WordAt(text, at)
		if got := text[start:end]; got != want {
			t.Errorf("%q: %q, want %q", marked, got, want)
		}
	}
	if start, end := WordAt("cat", 9); start != 0 || end != 3 {
		t.Errorf("beyond the end: %d to %d", start, end)
	}
}
