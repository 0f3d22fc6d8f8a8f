package index

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
)

func TestPrompts(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	first := add(t, l, described("smiles", 0))
	turns := add(t, l, described("turns", time.Minute))
	add(t, l, described("smiles", 2*time.Minute))
	waves := add(t, l, described("waves", 3*time.Minute))
	binned := add(t, l, described("jumps", 4*time.Minute))
	add(t, l, described("", 5*time.Minute))
	l.bin(t, binned.ID)
	l.favour(t, true, first.ID)
	got, err := l.Prompts(t.Context(), 10)
	if err != nil {
		t.Fatal(err)
	}
	want := []core.UsedPrompt{
		{Text: "smiles", Used: noon(), Favourite: true, Clip: first.ID},
		{Text: "waves", Used: noon().Add(3 * time.Minute), Clip: waves.ID},
		{Text: "turns", Used: noon().Add(time.Minute), Clip: turns.ID},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
