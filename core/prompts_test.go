package core_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
)

func TestJoinPrompts(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2026, 11, 27, 12, minute, 0, 0, time.UTC) }
	got := core.MergePrompts(
		[]core.UsedPrompt{{Text: "smiles", Used: at(1), Favourite: true, Clip: "a"}, {Text: "waves", Used: at(2), Clip: "b"}},
		[]core.UsedPrompt{{Text: " waves\n", Used: at(9)}, {Text: "turns", Used: at(8)}, {Text: "  "}, {Text: "waves", Used: at(3)}, {Text: "smiles", Used: at(4)}},
	)
	want := []core.UsedPrompt{
		{Text: "smiles", Used: at(4), Favourite: true, Clip: "a"},
		{Text: "waves", Used: at(9), Clip: "b"},
		{Text: "turns", Used: at(8)},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
