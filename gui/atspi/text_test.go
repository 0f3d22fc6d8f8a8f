//go:build linux

package atspi

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSpans(t *testing.T) {
	const words = "slow push-in,\nläuft 猫"
	for _, c := range []struct {
		offset int
		by     granularity
		want   string
	}{
		{0, byLetter, "s"},
		{99, byLetter, ""},
		{0, byWord, "slow "},
		{4, byWord, "slow "},
		{5, byWord, "push-"},
		{11, byWord, "in,\n"},
		{15, byWord, "läuft "},
		{99, byWord, "猫"},
		{2, byLine, "slow push-in,\n"},
		{14, byLine, "läuft 猫"},
		{-5, bySentence, "slow push-in,\n"},
	} {
		text := newText(words, 0)
		if start, end := text.span(c.offset, c.by); text.part(start, end) != c.want {
			t.Errorf("at %d by %d: %q, want %q", c.offset, c.by, text.part(start, end), c.want)
		}
	}
	for by := byLetter; by <= byParagraph; by++ {
		if start, end := newText("", 3).span(1, by); start != 0 || end != 0 {
			t.Errorf("of nothing, by %d: %d to %d", by, start, end)
		}
	}
}

func TestChange(t *testing.T) {
	for _, c := range []struct {
		before, after string
		at            int
		gone, come    string
	}{
		{"", "hi", 0, "", "hi"},
		{"pan left", "pan", 3, " left", ""},
		{"pan left", "pan slowly left", 4, "", "slowly "},
		{"猫が走る", "犬が走る", 0, "猫", "犬"},
		{"aa", "aaa", 2, "", "a"},
		{"same", "same", 4, "", ""},
	} {
		at, gone, come := newText(c.before, 0).change(newText(c.after, 0))
		if diff := cmp.Diff([]string{c.gone, c.come}, []string{string(gone), string(come)}); diff != "" || at != c.at {
			t.Errorf("%q to %q: at %d (-want +got):\n%s", c.before, c.after, at, diff)
		}
	}
}
