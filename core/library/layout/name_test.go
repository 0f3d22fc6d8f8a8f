package layout

import (
	"bytes"
	"testing"
	"time"
	"unicode/utf8"

	"caracal/core"
)

func TestFileNames(t *testing.T) {
	for prompt, want := range map[string]string{
		"":                         "clip",
		"...":                      "clip",
		"😀🎉":                       "clip",
		"a 😀 b":                    "a b",
		"CON":                      "CON",
		`a/b\c:d*e?f"g<h>i|j`:      "a b c d e f g h i j",
		"../../etc/passwd":         "etc passwd",
		"line\nbreak\tand\x00null": "line break and null",
		"ends with dots... ":       "ends with dots",
		"שלום עולם":                "שלום עולם",
		"猫がゆっくり振り向く":               "猫がゆっくり振り向く",
		"don't push-in, please":    "don't push-in, please",
		"e\u0301te\u0301":          "e\u0301te\u0301",
		"evil \u202Egpj.exe":       "evil gpj exe",
		"bad \xff\xfe bytes":       "bad bytes",
		"slow push in, golden hour, soft window light, gentle film grain": "slow push in, golden hour, soft window light, gentle film",
	} {
		if got := slug(prompt); got != want {
			t.Errorf("%q is %q, want %q", prompt, got, want)
		}
	}
	for _, long := range []string{"x", "猫", "é", "😀", "ab "} {
		var b bytes.Buffer
		for b.Len() < 4*core.MaxPrompt {
			b.WriteString(long)
		}
		s := slug(b.String())
		if len(s) > maxSlug || !utf8.ValidString(s) || len(s) < 4 {
			t.Errorf("%q", s)
		}
	}
	const id, want = "7f3a52c1-0000-4000-8000-000000000000", "2026-11-22 1200 clip 7f3a"
	name := FileName(time.Date(2026, 11, 22, 12, 0, 0, 0, time.Local), "", id, 4)
	if name != want {
		t.Errorf("the whole name is %q, want %q", name, want)
	}
	if got := Spoken("2026-11/"+name+".mp4", id); got != "2026-11-22 1200 clip" {
		t.Errorf("people are told %q", got)
	}
}

func TestWhatIsInTheBinTellsWhereItWasAndWhen(t *testing.T) {
	deleted := time.Date(2026, 11, 22, 12, 0, 1, 0, time.UTC)
	rel := ToBin("2026-11/a/b.mp4", deleted)
	if original, at, ok := FromBin(rel); !ok || original != "2026-11/a/b.mp4" || !at.Equal(deleted) {
		t.Errorf("%s is %s, deleted %v, %v", rel, original, at, ok)
	}
	for _, rel := range []string{"", "2026-11/b.mp4", Bin, Bin + "/b.mp4", Bin + "/today/b.mp4", Pictures + "/b.jpg"} {
		if _, _, ok := FromBin(rel); ok {
			t.Errorf("%q is taken to be in the bin", rel)
		}
	}
}
