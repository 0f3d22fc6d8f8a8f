package index

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"caracal/core"
)

func TestSearchFindsWhatPeopleType(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	for i, prompt := range []string{
		"Smiles and slowly turns to the window", "Crème brûlée, don't touch", "猫がゆっくり振り向く", "party 🎉 time", "Привет, мир", "ห้องสีแดง",
		"push-in 50% \"quoted\"", "スーパーMario",
	} {
		c := described(prompt, time.Duration(i)*time.Second)
		c.ID = core.JobID(fmt.Sprintf("50%06d-0000-4000-8000-000000000000", i)) // which no number finds
		c.Story.ID = c.ID
		add(t, l, c)
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
		"mario":            {"スーパーMario"},
		"スーパー":             {"スーパーMario"},
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
		if _, err := l.List(t.Context(), Query{Text: strings.Repeat(unit, 20_000)}); err != nil {
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
			l.bin(t, clip.ID)
		}
	}
	for _, q := range []Query{{}, {Order: ByPrompt}, {Bin: true}} {
		all := listOf(t, l, q).Rows
		first, err := l.First(t.Context(), q, 2)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, fmt.Sprintf("first of %+v", q), first.Rows, all[:min(2, len(all))])
	}
	equal(t, "newest", find(t, l, Query{}), []string{"dog", "C cat", "a cat", "b cat"})
	equal(t, "oldest", find(t, l, Query{Order: Oldest}), []string{"b cat", "a cat", "C cat", "dog"})
	equal(t, "by prompt", find(t, l, Query{Order: ByPrompt}), []string{"a cat", "b cat", "C cat", "dog"})
	equal(t, "bin", find(t, l, Query{Bin: true}), []string{"e cat"})

	q := Query{Text: "cat", Engine: core.Draft, Aspect: core.Wide}
	equal(t, "filtered", find(t, l, q), []string{"b cat"})
	equal(t, "counts", listOf(t, l, q).Counts, Counts{
		Found: 1, All: 3, Bin: 1,
		Engines: map[core.EngineID]int{core.Draft: 1, core.Lynx: 1},
		Aspects: map[core.Aspect]int{core.Wide: 1, core.Square: 1},
		Tags:    map[string]int{},
	})
	equal(t, "counts in the bin", listOf(t, l, Query{Bin: true}).Counts, Counts{
		Found: 1, All: 4, Bin: 1,
		Engines: map[core.EngineID]int{core.Draft: 3, core.Lynx: 1},
		Aspects: map[core.Aspect]int{core.Wide: 3, core.Square: 1},
		Tags:    map[string]int{},
	})
}

func TestSearchUnderstandsFields(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	for _, c := range []struct {
		prompt string
		at     time.Time
		engine core.EngineID
		aspect core.Aspect
	}{
		{"golden hour, slow", time.Date(2026, 4, 30, 23, 59, 59, 0, time.Local), core.Lynx, core.Tall},
		{"hour of golden light", time.Date(2026, 5, 1, 0, 0, 0, 0, time.Local), core.Draft, core.Wide},
		{"golden hourglass", time.Date(2025, 12, 31, 12, 0, 0, 0, time.Local), core.Draft, core.Tall},
	} {
		clip := described(c.prompt, c.at.Sub(noon()))
		clip.Story.Engine, clip.Story.Aspect = c.engine, c.aspect
		add(t, l, clip)
	}
	largest := clips(t, l, Query{Order: Largest})[0]
	const a, b, c = "hour of golden light", "golden hour, slow", "golden hourglass" // newest first
	for text, want := range map[string][]string{
		"golden hour":                           {a, b, c},
		`"golden hour"`:                         {b},
		`"Golden  HOUR" slo`:                    {b},
		`"golden hour`:                          {b, c}, // as typed so far
		"engine:lynx":                           {b},
		"ENGINE:dr golden":                      {a, c},
		"engine:none":                           nil,
		"engine:":                               {a, b, c},
		"aspect:9:16":                           {b, c},
		"aspect:9:16 engine:draft":              {c},
		"before:2026-05":                        {b, c},
		"before:2026/5/1":                       {b, c},
		"before:2026":                           {c},
		"before:2026 before:2027":               {c},
		"after:2026-05":                         {a},
		"after:2026 before:2026-05-01":          {b},
		"before:20":                             {a, b, c}, // as typed so far
		"before:yesterday":                      {a, b, c},
		"larger:1kB":                            {a, b, c},
		"larger:5MB":                            nil,
		"smaller:1kB":                           nil,
		"smaller:5M":                            {a, b, c},
		fmt.Sprintf("larger:%d", largest.Bytes): {largest.Story.Prompt},
		"is:copy":                               nil,
		"is:what":                               nil,
		"is:f":                                  {a, b, c}, // as typed so far
		"is:FA":                                 {a, b, c},
		"is:co golden":                          {a, b, c},
		"is:fav":                                nil,
		"golden -light":                         {b, c},
		"-LIGHT -slow":                          {c},
		`-"golden hour"`:                        {a, c},
		`golden -"golden hour`:                  {a}, // as typed so far
		"-engine:lynx":                          {a, c},
		"-engine:dr -engine:ly":                 nil,
		"-aspect:9:16":                          {a},
		"-before:2026-05":                       {a},
		"-after:2026-05":                        {b, c},
		"-larger:5MB -smaller:1kB":              {a, b, c},
		"-larger:1kB":                           nil,
		"-is:favourite -is:copy":                {a, b, c},
		"golden - light -":                      {a},
		"-engine: golden":                       {a, b, c},
		"--slow":                                {b}, // as in a prompt that is pasted
		"larger:99999999999999999999TB":         {a, b, c},
		"engine:lynx aspect:9:16 before:2026-05 larger:1kB golden": {b},
	} {
		equal(t, text, find(t, l, Query{Text: text}), want)
	}
}

func TestOvertakenSearchEnds(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	add(t, l, described("one", 0))
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := l.List(ctx, Query{Text: "one"}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	// A query that would take hours ends in SQLite, not only here.
	ctx, stop = context.WithCancel(t.Context())
	began := make(chan struct{})
	ended := make(chan error)
	go func() {
		ended <- l.x.read(func(db *sql.DB) error {
			close(began)
			return numbers(ctx, db, func(int64) {}, `WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n) SELECT count(*) FROM n`)
		})
	}()
	<-began
	stop()
	if err := <-ended; err == nil {
		t.Error("it came to an end")
	}
	equal(t, "afterwards", find(t, l, Query{Text: "one"}), []string{"one"})
}

func TestListingsAreReadByRow(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	const n = 450 // more than are asked for at once
	err := l.Change(t.Context(), func(tx *Txn) error {
		for i := range n {
			c := described(fmt.Sprint("clip ", i), -time.Duration(i)*24*time.Hour)
			c.Story.NSFW = i%3 == 0
			if _, err := tx.Put(t.Context(), c, fmt.Sprintf("%d.mp4", i), file{clip: c}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	found := listOf(t, l, Query{})
	briefs, err := l.Briefs(t.Context(), found.Rows)
	if err != nil || len(found.Rows) != n || len(briefs) != n {
		t.Fatal(len(found.Rows), len(briefs), err)
	}
	ids, err := l.IDs(t.Context(), found.Rows)
	if err != nil {
		t.Fatal(err)
	}
	paths, err := l.Paths(t.Context(), slices.Concat(found.Rows, []Row{1 << 30}, found.Rows[:1])) // one that is there no more, and one twice
	if err != nil || len(paths) != n+1 {
		t.Fatal(len(paths), err)
	}
	for i, row := range found.Rows {
		c, ok, err := l.Clip(t.Context(), row)
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		equal(t, "brief", briefs[row], c.Brief())
		equal(t, "prompt", c.Story.Prompt, fmt.Sprint("clip ", i))
		equal(t, "path", paths[i], c.Path)
		if at, ok, err := l.RowOf(t.Context(), ids[i]); at != row || !ok || err != nil {
			t.Fatal(at, ok, err)
		}
	}
	for _, order := range []Order{Newest, Oldest} {
		found := listOf(t, l, Query{Order: order})
		var want []Month
		for i, row := range found.Rows {
			year, month, _ := briefs[row].Created.Date()
			if n := len(want); n == 0 || want[n-1].Year != year || want[n-1].Month != month {
				want = append(want, Month{year, month, i})
			}
		}
		equal(t, "months "+string(order), found.Months, want)
	}
	if none := listOf(t, l, Query{Order: ByPrompt}).Months; len(none) != 0 {
		t.Error(none)
	}
	if _, found, err := l.RowOf(t.Context(), core.NewJobID()); found || err != nil {
		t.Error(found, err)
	}
	if _, found, err := l.Clip(t.Context(), 1<<30); found || err != nil {
		t.Error(found, err)
	}
}

func TestIndexesAnswerEachOrder(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	for _, order := range []Order{Newest, Oldest, ByPrompt, Largest} {
		for where, bin := range map[string]bool{`deleted IS NULL`: false, `deleted IS NOT NULL`: true} {
			if bin && order != Newest {
				continue
			}
			rows, err := l.db.Query(`EXPLAIN QUERY PLAN SELECT seq, kind FROM clips WHERE root = ? AND missing = 0 AND `+where+` ORDER BY `+orderBy(order, bin), "x")
			if err != nil {
				t.Fatal(err)
			}
			for rows.Next() {
				var id, parent, unused int
				var plan string
				if err := rows.Scan(&id, &parent, &unused, &plan); err != nil {
					t.Fatal(err)
				}
				if !strings.Contains(plan, "USING COVERING INDEX") {
					t.Errorf("%q, in the bin %v: %s", order, bin, plan)
				}
			}
			rows.Close()
		}
	}
}

// The page of all clips takes at most sixteen bytes for each, with all that is remembered of searches: what doc.go promises.
func TestListsTakeSixteenBytesAClip(t *testing.T) {
	const n = 20_000
	for name, picture := range map[string]string{"alone": `n`, "two of each picture": `n / 2`} {
		l := open(t, foldersIn(t.TempDir()))
		var found Listing
		search := func() {
			found = listOf(t, l, Query{Stacked: true})
			for i := range 2 * mostRecent {
				listOf(t, l, Query{Stacked: true, Text: fmt.Sprint("word", i)})
			}
		}
		inUse := func() int64 {
			var m runtime.MemStats
			runtime.GC()
			runtime.GC() // what sync.Pool has kept
			runtime.ReadMemStats(&m)
			return int64(m.HeapAlloc)
		}
		search() // so that what the database needs is there
		_, err := l.db.Exec(`INSERT INTO kinds VALUES (1, 'draft', '16:9', 0);
			INSERT INTO clips (seq, id, root, path, size, mtime, missing, engine, aspect, created, prompt, clip, kind, picture)
			SELECT n, 'id' || n, ?, n || '.mp4', 1, 1, 0, 'draft', '16:9', 1000000 * n, '', '{}', 1, `+picture+`
			FROM (WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT ?) SELECT n FROM n)`, l.root, n)
		if err != nil {
			t.Fatal(err)
		}
		before := inUse()
		search()
		const rest = 10_000 // bytes, which does not depend on how many clips there are
		if took := inUse() - before; took > 16*n+rest {
			t.Errorf("%s: %d clips take %.1f bytes each", name, n, float64(took)/n)
		}
		runtime.KeepAlive(found)
	}
}
