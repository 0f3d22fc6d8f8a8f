package library

import (
	"strings"
	"testing"
	"time"

	"caracal/core"
)

func TestSearchFindsWhatPeopleType(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	for i, prompt := range []string{
		"Smiles and slowly turns to the window", "Crème brûlée, don't touch", "猫がゆっくり振り向く", "party 🎉 time", "Привет, мир", "ห้องสีแดง",
		"push-in 50% \"quoted\"",
	} {
		add(t, l, described(prompt, time.Duration(i)*time.Second))
	}
	all := len(find(t, l, Query{}))
	for text, want := range map[string][]string{
		"smil":             {"Smiles and slowly turns to the window"},
		"WINDOW smi":       {"Smiles and slowly turns to the window"},
		"creme brulee":     {"Crème brûlée, don't touch"},
		"dont":             {"Crème brûlée, don't touch"},
		"don’t":            {"Crème brûlée, don't touch"},
		"ゆっくり":             {"猫がゆっくり振り向く"},
		"向く":               {"猫がゆっくり振り向く"},
		"く向":               nil,
		"🎉":                {"party 🎉 time"},
		"привет":           {"Привет, мир"},
		"สี":               {"ห้องสีแดง"},
		"push-in":          {"push-in 50% \"quoted\""},
		`"quoted"`:         {"push-in 50% \"quoted\""},
		"50%":              {"push-in 50% \"quoted\""},
		"nothing":          nil,
		`" OR 1=1 --`:      nil,
		"AND NOT NEAR(":    nil,
		"text:smiles":      nil,
		"mir\x00 \xff' );": nil,
	} {
		equal(t, text, find(t, l, Query{Text: text}), want)
	}
	for _, unit := range []string{"smiles ", "smiles", "猫", "\"' "} {
		if _, err := l.Find(t.Context(), Query{Text: strings.Repeat(unit, 20_000)}); err != nil {
			t.Errorf("many %q: %v", unit, err)
		}
	}
	for _, text := range []string{"", "  ", "?!", `"`, "*", "portrait", "2026-11"} {
		if n := len(find(t, l, Query{Text: text})); n != all {
			t.Errorf("%q finds %d of %d", text, n, all)
		}
	}
}

func TestFiltersOrdersAndCounts(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	for i, c := range []struct {
		prompt string
		engine core.EngineID
		aspect core.Aspect
	}{
		{"b cat", core.Draft, core.Wide},
		{"a cat", core.Lynx, core.Wide},
		{"C cat", core.Draft, core.Square},
		{"dog", core.Draft, core.Wide},
		{"e cat", core.Draft, core.Tall},
	} {
		clip := described(c.prompt, time.Duration(i)*time.Second)
		clip.Story.Engine, clip.Story.Aspect = c.engine, c.aspect
		add(t, l, clip)
		if c.prompt == "e cat" {
			if err := l.Delete(t.Context(), clip.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	equal(t, "newest", find(t, l, Query{}), []string{"dog", "C cat", "a cat", "b cat"})
	equal(t, "oldest", find(t, l, Query{Order: Oldest}), []string{"b cat", "a cat", "C cat", "dog"})
	equal(t, "by prompt", find(t, l, Query{Order: ByPrompt}), []string{"a cat", "b cat", "C cat", "dog"})
	equal(t, "page", find(t, l, Query{Limit: 2, Offset: 1}), []string{"C cat", "a cat"})
	equal(t, "bin", find(t, l, Query{Bin: true}), []string{"e cat"})

	q := Query{Text: "cat", Engine: core.Draft, Aspect: core.Wide}
	equal(t, "filtered", find(t, l, q), []string{"b cat"})
	got, err := l.Count(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "counts", got, Counts{
		Found: 1, All: 3, Bin: 1,
		Engines: map[core.EngineID]int{core.Draft: 1, core.Lynx: 1},
		Aspects: map[core.Aspect]int{core.Wide: 1, core.Square: 1},
	})
	got, err = l.Count(t.Context(), Query{Bin: true})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "counts of the bin", got, Counts{
		Found: 1, All: 1, Bin: 1, Engines: map[core.EngineID]int{core.Draft: 1}, Aspects: map[core.Aspect]int{core.Tall: 1},
	})
}
