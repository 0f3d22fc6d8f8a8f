package index

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/database"
)

// takeOf returns a clip that was made of a picture with a certain hash, some hours after the others.
func takeOf(picture, prompt string, hours int) core.Clip {
	c := described(prompt, time.Duration(hours)*time.Hour)
	c.Story.Picture = ""
	if picture != "" {
		c.Story.Picture = strings.Repeat(picture, 64)
	}
	return c
}

// stacks returns what a listing shows, each with its takes, and with a + where a stack is open.
func stacks(t *testing.T, l *shelf, list Listing) (shown []string) {
	t.Helper()
	for i, row := range list.Rows {
		c, found, err := l.Clip(t.Context(), row)
		if err != nil || !found {
			t.Fatal(row, err)
		}
		text := c.Story.Prompt + strings.Repeat("'", list.Takes(i))
		if list.Opened(i) {
			text += "+"
		}
		shown = append(shown, text)
	}
	return shown
}

func TestTakesOfAPictureAreAStack(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	for i, c := range []core.Clip{
		takeOf("a", "one", 0), takeOf("b", "other", 1), takeOf("a", "two", 2), takeOf("", "imported", 3), takeOf("", "imported too", 4), takeOf("a", "three red", 5), takeOf("b", "other red", 6),
	} {
		if add(t, l, c); i == 0 {
			add(t, l, takeOf("c", "alone", -1))
		}
	}
	equal(t, "loose", stacks(t, l, listOf(t, l, Query{})), []string{"other red'", "three red'", "imported too'", "imported'", "two'", "other'", "one'", "alone'"})
	list := listOf(t, l, Query{Stacked: true})
	equal(t, "stacked", stacks(t, l, list), []string{"other red''", "three red'''", "imported too'", "imported'", "alone'"})
	if list.Counts.Found != 8 || list.Counts.All != 8 {
		t.Errorf("%d found of %d: clips are counted, not stacks", list.Counts.Found, list.Counts.All)
	}
	top := list.Rows[1]
	equal(t, "open", stacks(t, l, listOf(t, l, Query{Stacked: true, Open: top})), []string{"other red''", "three red'''+", "two", "one", "imported too'", "imported'", "alone'"})
	equal(t, "open by one below", stacks(t, l, listOf(t, l, Query{Stacked: true, Open: listOf(t, l, Query{Text: "two"}).Rows[0]})),
		[]string{"other red''", "three red'''+", "two", "one", "imported too'", "imported'", "alone'"})
	equal(t, "oldest first", stacks(t, l, listOf(t, l, Query{Stacked: true, Order: Oldest})), []string{"alone'", "one'''", "other''", "imported'", "imported too'"})
	equal(t, "of what was found", stacks(t, l, listOf(t, l, Query{Stacked: true, Text: "red"})), []string{"other red'", "three red'"})
	equal(t, "open where it has one take", stacks(t, l, listOf(t, l, Query{Stacked: true, Text: "red", Open: top})), []string{"other red'", "three red'"})
	equal(t, "open without a picture", stacks(t, l, listOf(t, l, Query{Stacked: true, Open: list.Rows[2]})), stacks(t, l, list))
	equal(t, "open and gone", stacks(t, l, listOf(t, l, Query{Stacked: true, Open: 1 << 20})), stacks(t, l, list))
}

// A clip of which there is no file, or one in another library folder, opens no stack, though the picture that it was made of is known.
func TestAClipThatIsNotHereOpensNoStack(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	add(t, l, takeOf("a", "stays", 0))
	gone := add(t, l, takeOf("b", "goes", 1))
	row := listOf(t, l, Query{Text: "goes"}).Rows[0]
	shows := func(l *shelf, want ...string) {
		t.Helper()
		equal(t, "stacks", stacks(t, l, listOf(t, l, Query{Stacked: true, Open: row})), want)
		if at, found, err := l.RowOf(t.Context(), gone.ID); found || err != nil {
			t.Error(at, found, err)
		}
	}
	err := l.Change(t.Context(), func(tx *Txn) error { return tx.MarkMissing(t.Context(), gone.ID, relOf(gone)) })
	if err != nil {
		t.Fatal(err)
	}
	shows(l, "stays'")
	var list Listing
	list.stack(column{}, &sheet{}, 7) // of a picture that has come after the sheet was read
	f.Library = filepath.Join(t.TempDir(), "another")
	shows(open(t, f))
}

func TestTheFavouriteIsOnTopOfItsStack(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	var ids []core.JobID
	for i, prompt := range []string{"first", "second", "third"} {
		ids = append(ids, add(t, l, takeOf("a", prompt, i)).ID)
	}
	add(t, l, takeOf("b", "between", 1))
	l.favour(t, true, ids[0])
	for _, first := range []bool{false, true} {
		shown := func(q Query) []string {
			t.Helper()
			q.Stacked = true
			if !first {
				return stacks(t, l, listOf(t, l, q))
			}
			list, err := l.First(t.Context(), q, 10)
			if err != nil {
				t.Fatal(err)
			}
			return stacks(t, l, list)
		}
		equal(t, "newest first", shown(Query{}), []string{"first'''", "between'"})
		equal(t, "oldest first", shown(Query{Order: Oldest}), []string{"first'''", "between'"})
	}
	l.favour(t, true, ids[1])
	list := listOf(t, l, Query{Stacked: true})
	equal(t, "two favourites", stacks(t, l, list), []string{"second'''", "between'"})
	equal(t, "open", stacks(t, l, listOf(t, l, Query{Stacked: true, Open: list.Rows[0]})), []string{"second'''+", "third", "first", "between'"})
	equal(t, "only favourites", stacks(t, l, listOf(t, l, Query{Stacked: true, Favourite: true})), []string{"second''"})
	l.favour(t, false, ids[0], ids[1])
	equal(t, "none", stacks(t, l, listOf(t, l, Query{Stacked: true})), []string{"third'''", "between'"})

	l.bin(t, ids[1])
	equal(t, "one in the bin", stacks(t, l, listOf(t, l, Query{Stacked: true})), []string{"third''", "between'"})
	equal(t, "the bin", stacks(t, l, listOf(t, l, Query{Stacked: true, Bin: true})), []string{"second'"})
}

func TestFirstStacksAreThoseOfTheWholeList(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	for i, picture := range []string{"a", "b", "", "a", "c", "b", "a", "", "d"} {
		add(t, l, takeOf(picture, picture+"!", i))
	}
	for _, order := range []Order{Newest, Oldest, ByPrompt, Largest} {
		q := Query{Stacked: true, Order: order}
		whole := stacks(t, l, listOf(t, l, q))
		for n := range len(whole) + 1 {
			n++
			list, err := l.First(t.Context(), q, n)
			if err != nil {
				t.Fatal(err)
			}
			equal(t, string(order), stacks(t, l, list), slices.Clone(whole[:min(n, len(whole))]))
		}
	}
}

// A stack has its place by its first clip, so that the months follow each other even where an old favourite is on top.
func TestMonthsOfStacks(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	const month = 31 * 24
	old := add(t, l, takeOf("a", "old", -3*month))
	add(t, l, takeOf("b", "between", -month))
	add(t, l, takeOf("a", "new", 0))
	l.favour(t, true, old.ID)
	for _, open := range []bool{false, true} {
		list := listOf(t, l, Query{Stacked: true})
		if open {
			list = listOf(t, l, Query{Stacked: true, Open: list.Rows[0]})
		}
		now, before := noon(), noon().Add(-month*time.Hour)
		want := []Month{{now.Year(), now.Month(), 0}, {before.Year(), before.Month(), len(list.Rows) - 1}}
		if !slices.Equal(list.Months, want) {
			t.Errorf("%v, not %v", list.Months, want)
		}
	}
}

func TestIndexFromBeforeStacksHasThem(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := openOnce(t, f)
	for i, picture := range []string{"a", "a", "", "b"} {
		add(t, l, takeOf(picture, picture+"!", i))
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(f.Data, "library.db")
	rename(t, path, path+".new")
	db, _, err := database.Open(path, database.Options{Migrations: migrations()[:4]})
	if err != nil {
		t.Fatal(err)
	}
	columns := `seq, id, root, path, size, mtime, missing, deleted, engine, aspect, created, prompt, clip, dir, origin, favourite, kind, title, picture_name, duration`
	_, err = db.Exec(`ATTACH ? AS new`, path+".new")
	if err == nil {
		_, err = db.Exec(`INSERT INTO kinds SELECT * FROM new.kinds; INSERT INTO clips (` + columns + `) SELECT ` + columns + ` FROM new.clips`)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	l = open(t, f)
	equal(t, "stacked", stacks(t, l, listOf(t, l, Query{Stacked: true})), []string{"b!'", "!'", "a!''"})
}
