package library

import (
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/library/search"
)

// The words of an index from before are as they were cut then. While the library is followed they are written anew.
func TestWordsThatWereCutOtherwiseAreWrittenAnew(t *testing.T) {
	f := foldersIn(t.TempDir())
	l, err := Open(f, &camera{})
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat("testdata/clip.mp4")
	if err != nil {
		t.Fatal(err)
	}
	err = l.change(t.Context(), func(tx *txn) (err error) {
		for i := range 2 * batch { // of which there are no files
			_, err = l.index.put(t.Context(), tx, described("gone", 0), fmt.Sprint(i, ".mp4"), info)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	add(t, l, described("スーパーMario", time.Hour))
	_, err = l.index.db.Exec(`INSERT OR REPLACE INTO words (rowid, text) SELECT seq, 'ーmario' FROM clips; DROP TABLE rewording; PRAGMA user_version = 5`)
	if err := errors.Join(err, l.Close()); err != nil {
		t.Fatal(err)
	}
	l = open(t, f)
	equal(t, "as it was", find(t, l, Query{Text: "mario"}), []string(nil))
	until := follow(t, l)
	until("all words are written anew", func() bool {
		var left int
		if err := l.index.db.QueryRow(`SELECT count(*) FROM rewording`).Scan(&left); err != nil {
			t.Fatal(err)
		}
		return left == 0
	})
	equal(t, "anew", find(t, l, Query{Text: "mario"}), []string{"スーパーMario"})
}

func TestNothingThatIsLookedForIsABoundary(t *testing.T) {
	if words := core.SearchWords(boundary); len(words) != 0 {
		t.Error(words)
	}
	for text, none := range map[string]bool{boundary: true, `"` + boundary + `"`: true, "cat " + boundary + " dog": false} {
		if got := search.Parse(text).Has.Phrases(); (len(got) == 0) != none {
			t.Errorf("%q looks for %q", text, got)
		}
	}
}
