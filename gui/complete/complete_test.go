package complete

import (
	"strings"
	"testing"
	"time"

	"caracal/core/library/index"

	"github.com/google/go-cmp/cmp"
)

func TestCompletions(t *testing.T) {
	now := time.Date(2026, 1, 31, 12, 0, 0, 0, time.Local)
	tags := []index.TagCount{{Tag: "client-a"}, {Tag: "Golden hour"}, {Tag: "cat"}, {Tag: "cats"}}
	for text, want := range map[string][]string{
		"":                  nil,
		"be":                nil, // beautiful
		"bef":               {"before:"},
		"ENG":               {"engine:"},
		"is":                {"is:"},
		"engine:":           {"engine:lynx", "engine:draft"},
		"engine:ly":         {"engine:lynx"},
		"engine:lynx":       nil,
		"aspect:9":          {"aspect:9:16"},
		"aspect:1":          {"aspect:16:9", "aspect:1:1"},
		"before:":           {"before:2026-01", "before:2025-12", "before:2026", "before:2025"},
		"after:2025-":       {"after:2025-12"},
		"after:2025":        nil, // it is whole
		"larger:5":          {"larger:5MB"},
		"is:f":              {"is:favourite"},
		"tag:c":             {"tag:client-a", "tag:cat", "tag:cats"},
		"tag:CAT":           nil,
		`TAG:"golden h`:     {`tag:"Golden hour"`},
		`"small`:            nil,
		"tag:gold":          {`tag:"Golden hour"`},
		`tag:"golden h`:     {`tag:"Golden hour"`},
		`tag:"golden hour"`: nil,
		"http:":             nil,
	} {
		if diff := cmp.Diff(want, Word(text, tags, now)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	for text, want := range map[[2]string]string{ // | is the cursor
		{"snow eng|", "engine:"}:                        "snow engine:|",
		{"snow engine:l|", "engine:lynx"}:               "snow engine:lynx |",
		{`cat tag:"golden h|`, `tag:"Golden hour"`}:     `cat tag:"Golden hour" |`,
		{"eng| snow", "engine:"}:                        "engine:| snow",
		{"engine:l| snow", "engine:lynx"}:               "engine:lynx |snow",
		{"cat\u3000engine:l|\u3000snow", "engine:lynx"}: "cat\u3000engine:lynx |\u3000snow",
	} {
		typed, at := strings.Replace(text[0], "|", "", 1), strings.Index(text[0], "|")
		if got, at := Take(typed, at, text[1]); got[:at]+"|"+got[at:] != want {
			t.Errorf("%q becomes %q, %d; want %q", text, got, at, want)
		}
	}
}
