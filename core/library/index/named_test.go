package index

import (
	"testing"

	"caracal/core"
)

func TestNamed(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	a, b := described("one", 0), described("two", 0)
	a.ID, b.ID = "0123abcd-0000-4000-8000-000000000001", "0123abcd-0000-4000-8000-0000000000f2"
	add(t, l, a)
	add(t, l, b)
	for id, want := range map[string]int{
		string(a.ID): 1, "0123abcd0000400080000000000000F2": 1, "0123": 2, "0123ab-cd00": 2, "012": 0, "": 0, "????": 0, "0123*": 0, "ffff": 0, "0123abcd-0000-4000-8000-0000000000010": 0,
	} {
		found, err := l.Named(t.Context(), id)
		if err != nil || len(found) != want {
			t.Errorf("%q: %d clips, want %d (%v)", id, len(found), want, err)
		}
	}
	l.bin(t, a.ID)
	if found, err := l.Named(t.Context(), "0123"); err != nil || len(found) != 1 || found[0].ID != core.JobID(b.ID) {
		t.Errorf("with one in the bin: %v, %v", found, err)
	}
}
