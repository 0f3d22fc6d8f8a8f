package library

import (
	"fmt"
	"os"
	"testing"
	"time"

	"caracal/core/library/index"
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
	err = l.change(t.Context(), func(tx *index.Txn) (err error) {
		for i := range 2 * batch { // of which there are no files
			_, err = tx.Put(t.Context(), described("gone", 0), fmt.Sprint(i, ".mp4"), info)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	add(t, l, described("スーパーMario", time.Hour))
	execute(t, f, `INSERT OR REPLACE INTO words (rowid, text) SELECT seq, 'ーmario' FROM clips; DROP TABLE rewording; PRAGMA user_version = 5`)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	l = open(t, f)
	equal(t, "as it was", find(t, l, index.Query{Text: "mario"}), []string(nil))
	until, db := follow(t, l), connect(t, f)
	until("all words are written anew", func() bool {
		var left int
		if err := db.QueryRow(`SELECT count(*) FROM rewording`).Scan(&left); err != nil {
			t.Fatal(err)
		}
		return left == 0
	})
	equal(t, "anew", find(t, l, index.Query{Text: "mario"}), []string{"スーパーMario"})
}
