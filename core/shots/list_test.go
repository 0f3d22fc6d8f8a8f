package shots

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
)

func engines() []core.Info {
	return []core.Info{{ID: core.Draft, Name: "Draft", Local: true}, {ID: core.Lynx, Name: "Lynx", Price: 50 * core.Cent, NeedsPrompt: true}}
}

// listOf returns a list of pictures of these names, in order.
func listOf(t testing.TB, names ...string) List {
	t.Helper()
	l := New()
	for _, n := range names {
		var err error
		if l, err = l.Add(NewRow("/pictures/"+n, n, Choice{core.Wide, core.Draft})); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

func names(l List) string {
	var all []string
	for _, r := range l.Rows {
		all = append(all, r.Picture.Name)
	}
	return strings.Join(all, " ")
}

func TestAListIsAValue(t *testing.T) {
	before := listOf(t, "a", "b", "c")
	b := before.Rows[1].ID
	twice, err := before.Duplicate(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		what string
		got  List
		want string
	}{
		{"moved up", before.Move(b, 0), "b a c"},
		{"moved to the end", before.Move(b, 99), "a c b"},
		{"moved before the start", before.Move(b, -1), "b a c"},
		{"moved where it is", before.Move(b, 1), "a b c"},
		{"duplicated", twice, "a b b c"},
		{"removed", before.Remove(b), "a c"},
		{"removed what is not there", before.Remove("x"), "a b c"},
	} {
		if got := names(tt.got); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.what, got, tt.want)
		}
	}
	if twice.Rows[1].ID == twice.Rows[2].ID {
		t.Error("a duplicate has the id of its original")
	}
	edited := before.Edit(b, func(r *Row) { r.Prompt = "smiles" }).AllIn(core.Tall).AllWith(core.Lynx)
	if r := edited.Rows[1]; r.Prompt != "smiles" || r.Aspect != core.Tall || r.Engine != core.Lynx || edited.Rows[0].Prompt != "" {
		t.Errorf("edited: %+v", edited.Rows)
	}
	if got := names(before); got != "a b c" || before.Rows[1].Prompt != "" || before.Rows[0].Aspect != core.Wide {
		t.Errorf("the list that was changed has changed itself: %+v", before.Rows)
	}
}

func TestForEachAspectMultipliesOnce(t *testing.T) {
	l := listOf(t, "a", "b")
	three, err := l.ForEachAspect()
	if err != nil {
		t.Fatal(err)
	}
	if got := names(three); got != "a a a b b b" {
		t.Error(got)
	}
	again, err := three.ForEachAspect()
	if err != nil || !slices.EqualFunc(again.Rows, three.Rows, Row.same) {
		t.Errorf("a second time: %s, %v", names(again), err)
	}
	ids := map[string]bool{}
	for _, r := range three.Rows {
		ids[r.ID] = true
	}
	if len(ids) != 6 {
		t.Errorf("%d ids for 6 rows", len(ids))
	}
	twice, err := l.Duplicate(l.Rows[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if twice, err = twice.ForEachAspect(); err != nil || names(twice) != "a a a a b b b" {
		t.Errorf("a shot that is wanted twice: %s, %v", names(twice), err)
	}
	cups := listOf(t, "cup", "cup")
	for i, colour := range []string{"red", "blue"} {
		cups = cups.Edit(cups.Rows[i].ID, func(r *Row) { r.Blanks = map[string]string{"colour": colour} })
	}
	if cups, err = cups.ForEachAspect(); err != nil || len(cups.Rows) != 6 {
		t.Errorf("two shots that differ in a blank became %d", len(cups.Rows))
	}
	full := listOf(t)
	for i := range MaxRows {
		if full, err = full.Add(NewRow(fmt.Sprint(i), "x", Choice{core.Wide, core.Draft})); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := full.Add(NewRow("x", "x", Choice{})); core.KindOf(err) != core.BadList {
		t.Error(err)
	}
	if same, err := full.ForEachAspect(); len(same.Rows) != MaxRows || core.KindOf(err) != core.BadList {
		t.Errorf("%d rows, %v", len(same.Rows), err)
	}
}

func TestPromptsOfRows(t *testing.T) {
	l := listOf(t, "red mug.jpg", "b.png", "c.png", "d.png")
	l.Prompt = "{name}, slow push in, {Light}"
	l.Rows[0].Blanks = map[string]string{"light": "golden hour"}
	l.Rows[1].Prompt = " its own "
	l.Rows[2].Prompt, l.Rows[2].Blanks = "+ closer", map[string]string{"light": "noir"}
	for i, want := range []string{"red mug, slow push in, golden hour", "its own", "c, slow push in, noir, closer"} {
		r, err := l.Request(i)
		if err != nil || r.Prompt != want {
			t.Errorf("row %d: %q, %v, want %q", i, r.Prompt, err, want)
		}
	}
	if _, err := l.Request(3); core.KindOf(err) != core.OpenBlank || !strings.Contains(err.Error(), "{light}") {
		t.Error(err)
	}
	for own, want := range map[string]string{
		"+ she smiles": "push in, she smiles", "+, she smiles ,": "push in, she smiles", " ＋she smiles": "push in, she smiles", "…she smiles": "push in, she smiles",
		"... she smiles": "push in, she smiles", "+": "push in", " ": "push in", "she + he": "she + he",
	} {
		if r, err := (List{Prompt: " push in ", Rows: []Row{{Prompt: own}}}).Request(0); err != nil || r.Prompt != want {
			t.Errorf("%q: %q, %v; want %q", own, r.Prompt, err, want)
		}
	}
	if r, _ := (List{Rows: []Row{{Prompt: "+ she smiles"}}}).Request(0); r.Prompt != "she smiles" {
		t.Errorf("added to nothing: %q", r.Prompt)
	}
	l.Prompt = "a {Subject} in {the light} {}, {number}, {{x}, { no }, {a:b} {subject} {subject"
	if got, want := l.Blanks(3), []string{"subject", "the light", "x"}; !slices.Equal(got, want) {
		t.Errorf("blanks %q, want %q", got, want)
	}
	filled := l.Fill(l.Rows[2].ID, "subject", "cat")
	if filled.Rows[2].Blanks["subject"] != "cat" || filled.Rows[2].Blanks["light"] != "noir" || l.Rows[2].Blanks["subject"] != "" {
		t.Errorf("filled %v, was %v", filled.Rows[2].Blanks, l.Rows[2].Blanks)
	}
	if got, _ := fill("{}{", nil); got != "{}{" {
		t.Errorf("braces became %q", got)
	}
}

func TestCheckNamesEveryRow(t *testing.T) {
	l := listOf(t, "a", "b", "c", "d")
	l.Rows[1].Engine = core.Lynx // which needs a prompt
	l.Rows[2].Engine = "magic"
	l.Rows[3].Aspect = "4:3"
	err := l.Check(engines())
	want := map[int]core.Kind{2: core.NoPrompt, 3: core.BadEngine, 4: core.BadAspect}
	if got := kinds(t, err); !cmp.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if err := listOf(t).Check(engines()); core.KindOf(err) != core.BadList {
		t.Error(err)
	}
	if err := listOf(t, "a").Check(engines()); err != nil {
		t.Error(err)
	}
}

func TestTotal(t *testing.T) {
	l := listOf(t, "a", "b", "c").AllWith(core.Lynx)
	l = l.Edit(l.Rows[0].ID, func(r *Row) { r.Engine = core.Draft })
	got := l.Total(engines())
	if got.Price != core.Dollar || got.Clips[core.Draft] != 1 || got.Clips[core.Lynx] != 2 {
		t.Errorf("%+v", got)
	}
}

// kinds returns what is wrong by line.
func kinds(t *testing.T, err error) map[int]core.Kind {
	t.Helper()
	lines, ok := err.(Errors)
	if !ok {
		t.Fatalf("%v is not Errors", err)
	}
	all := map[int]core.Kind{}
	for _, l := range lines {
		all[l.Line] = core.KindOf(l)
	}
	return all
}

// Rows of another list keep the prompts that they had there.
func TestJoin(t *testing.T) {
	one, two := listOf(t, "a", "b"), listOf(t, "c", "d")
	one.Prompt, two.Prompt = "smiles", "turns"
	two.Rows[0].Prompt, two.Rows[1].Prompt = "+ slowly", "waves"
	both := one.Join(two)
	if got := names(both.Join(two)); got != "a b c d" || len(one.Rows) != 2 {
		t.Error(got)
	}
	for i, want := range []string{"smiles", "smiles", "turns, slowly", "waves"} {
		if r, err := both.Request(i); err != nil || r.Prompt != want {
			t.Errorf("row %d: %q, %v, want %q", i, r.Prompt, err, want)
		}
	}
}
