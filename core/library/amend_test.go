package library

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/library/index"
	"caracal/core/processtest"
)

// tag gives clips a tag and makes them favourites.
func tag(t *testing.T, l *Library, tag string, ids ...core.JobID) Amendments {
	t.Helper()
	done, err := l.Amend(t.Context(), ids, func(c core.Clip) core.Marks {
		m := c.Story.With(tag)
		m.Favourite = true
		return m
	})
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func has(t *testing.T, l *Library, id core.JobID) core.Clip {
	t.Helper()
	c, found, err := l.Has(id)
	if err != nil || !found {
		t.Fatal(found, err)
	}
	return c
}

func TestMarksAreInTheClipsOwnFile(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	var ids []core.JobID
	for i := range 40 {
		ids = append(ids, add(t, l, described(fmt.Sprint("clip ", i), time.Duration(i))).ID)
	}
	first := has(t, l, ids[0])
	film, err := os.ReadFile("testdata/clip.mp4")
	if err != nil {
		t.Fatal(err)
	}
	done := tag(t, l, "Golden hour", append(slices.Clone(ids), "unknown")...)
	equal(t, "changed", []int{len(done.Before), done.Here}, []int{40, 0})
	done = tag(t, l, "golden HOUR", ids...)
	equal(t, "changed by what they have already", len(done.Before), 0)

	for _, id := range ids {
		c := has(t, l, id)
		story, err := clipfile.ReadStory(c.Path)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "in the file", story.Marks, core.Marks{Favourite: true, Tags: []string{"Golden hour"}})
		equal(t, "in the index", c.Story, story)
		if b, err := os.ReadFile(c.Path); err != nil || !bytes.HasPrefix(b, film) || c.Bytes != int64(len(b)) {
			t.Error("the film was touched, or is counted wrongly", err)
		}
	}
	// Folders that have just changed are noted once they are settled, however long that has taken until here.
	dirs, err := l.index.Folders(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-time.Hour)
	for dir := range dirs {
		if err := os.Chtimes(l.folder.Abs(dir), old, old); err != nil {
			t.Fatal(err)
		}
	}
	scan(t, l)
	version := l.Version()
	scan(t, l)
	equal(t, "a scan that finds nothing new writes nothing", l.Version(), version)

	// One action, one Undo.
	undone, err := l.Amend(t.Context(), ids, func(c core.Clip) core.Marks { return core.Marks{} })
	if err != nil || len(undone.Before) != 40 {
		t.Fatal(undone, err)
	}
	if _, err := l.Amend(t.Context(), ids, func(c core.Clip) core.Marks { return undone.Before[c.ID] }); err != nil {
		t.Fatal(err)
	}
	equal(t, "put back", has(t, l, ids[7]).Story.Tags, []string{"Golden hour"})

	// They survive a lost index, another computer and a copy made by hand.
	copied := filepath.Join(f.Library, "a copy.mp4")
	b, err := os.ReadFile(first.Path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(copied, b, 0o600), os.RemoveAll(f.Data)); err != nil {
		t.Fatal(err)
	}
	l = open(t, f)
	scan(t, l)
	equal(t, "favourites after the index was lost", len(find(t, l, index.Query{Favourite: true})), 41)
	tags, err := l.Tags(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "tags", tags, []index.TagCount{{Tag: "Golden hour", Clips: 41}})
}

func TestFindByMarks(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	a, b, c := add(t, l, described("a cat", time.Hour)).ID, add(t, l, described("b dog", 0)).ID, add(t, l, described("c bird", -time.Hour)).ID
	tag(t, l, "Golden hour", a, b)
	tag(t, l, "cat", b)
	if _, err := l.Amend(t.Context(), []core.JobID{c}, func(core.Clip) core.Marks {
		return core.Marks{Tags: []string{"חתול", "👩‍👧", "sitting", "fox"}}
	}); err != nil {
		t.Fatal(err)
	}
	for _, q := range []struct {
		index.Query
		want []string
	}{
		{index.Query{Text: "golden"}, []string{"a cat", "b dog"}},
		{index.Query{Text: "cat"}, []string{"a cat", "b dog"}},
		{index.Query{Text: "tag:cat"}, []string{"b dog"}},
		{index.Query{Text: "Tag:CAT golden"}, []string{"b dog"}},
		{index.Query{Text: `tag:"golden hour" cat`}, []string{"a cat", "b dog"}},
		{index.Query{Text: `tag:"golden hour"tag:cat`}, []string{"b dog"}},
		{index.Query{Text: `tag:"golden hou`}, nil},
		{index.Query{Text: "tag:gold"}, nil},
		{index.Query{Text: "-tag:cat"}, []string{"a cat", "c bird"}},
		{index.Query{Text: `tag:cat -tag:"golden hour"`}, nil},
		{index.Query{Text: "-tag:gold -tag:"}, []string{"a cat", "b dog", "c bird"}},
		{index.Query{Text: "tag:"}, []string{"a cat", "b dog", "c bird"}}, // as typed so far
		{index.Query{Text: "is:favourite"}, []string{"a cat", "b dog"}},
		{index.Query{Text: "IS:fav dog"}, []string{"b dog"}},
		{index.Query{Text: "tag:חתול"}, []string{"c bird"}},
		{index.Query{Text: "tag:👩‍👧"}, []string{"c bird"}},
		{index.Query{Text: "sitting fox"}, []string{"c bird"}},
		{index.Query{Text: `"sitting fox"`}, nil}, // they are two tags
		{index.Query{Text: `"bird 2026"`}, nil},   // the prompt, and then the file's name
		{index.Query{Tag: "cat"}, []string{"b dog"}},
		{index.Query{Tag: "Golden Hour", Text: "tag:cat"}, []string{"b dog"}},
		{index.Query{Favourite: true, Text: "dog"}, []string{"b dog"}},
	} {
		equal(t, fmt.Sprintf("%+v", q.Query), find(t, l, q.Query), q.want)
		if n := list(t, l, q.Query).Counts; n.Found != len(q.want) {
			t.Errorf("%+v: %d are counted", q.Query, n.Found)
		}
	}
	if n := list(t, l, index.Query{}).Counts; n.Favourites != 2 || n.All != 3 {
		t.Errorf("%+v", n)
	}
	if n := list(t, l, index.Query{Tag: "cat"}).Counts; n.All != 3 || n.Found != 1 || n.Favourites != 1 || n.Engines[core.Lynx] != 1 {
		t.Errorf("with a tag: %+v", n)
	}
	if _, err := l.Delete(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	tags, err := l.Tags(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "tags without the bin's", tags, []index.TagCount{{Tag: "fox", Clips: 1}, {Tag: "Golden hour", Clips: 1}, {Tag: "sitting", Clips: 1}, {Tag: "חתול", Clips: 1}, {Tag: "👩‍👧", Clips: 1}})
	if _, err := l.EmptyBin(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	equal(t, "tag of a clip that is gone", find(t, l, index.Query{Text: "tag:cat", Bin: true}), []string(nil))
}

// A chip of a tag counts as the ones beside it do: what a tap on it would show.
func TestTagsAreCountedAmongWhatIsLookedFor(t *testing.T) {
	l := open(t, foldersIn(t.TempDir()))
	var ids []core.JobID
	for i, prompt := range []string{"snow", "snow at night", "rain", "snow in the bin"} {
		c := described(prompt, time.Duration(i)*time.Hour)
		c.Story.Engine = []core.EngineID{core.Draft, core.Lynx}[i%2]
		ids = append(ids, add(t, l, c).ID)
	}
	tag(t, l, "Client A", ids...)
	tag(t, l, "night", ids[1])
	if _, err := l.Delete(t.Context(), ids[3]); err != nil {
		t.Fatal(err)
	}
	for q, want := range map[index.Query]map[string]int{
		{}:                                 {"client a": 3, "night": 1, "none": 0},
		{Text: "snow"}:                     {"client a": 2, "night": 1, "none": 0},
		{Text: "snow", Engine: core.Draft}: {"client a": 1, "night": 0, "none": 0},
		{Text: "-night"}:                   {"client a": 2, "night": 0, "none": 0},
		{Text: "tag:night"}:                {"client a": 1, "night": 1, "none": 0},
		{Tag: "night"}:                     {"client a": 3, "night": 1, "none": 0}, // a tap takes another tag in its place
		{Bin: true}:                        {"client a": 3, "night": 1, "none": 0},
		{Stacked: true, Favourite: true}:   {"client a": 3, "night": 1, "none": 0},
	} {
		for range 2 { // the second time it is remembered
			list, err := l.List(t.Context(), q, "client a", "night", "none")
			if err != nil {
				t.Fatal(err)
			}
			equal(t, fmt.Sprintf("%+v", q), list.Counts.Tags, want)
		}
		for tag, n := range want {
			q.Bin, q.Tag = false, tag
			if found := len(clips(t, l, index.Query{Text: q.Text, Engine: q.Engine, Favourite: q.Favourite, Tag: tag})); found != n {
				t.Errorf("%+v finds %d, not %d", q, found, n)
			}
		}
	}
}

func TestHostileMarks(t *testing.T) {
	f := foldersIn(t.TempDir())
	l := open(t, f)
	c := add(t, l, described("hostile", 0))
	if _, err := l.Amend(t.Context(), []core.JobID{c.ID}, func(core.Clip) core.Marks {
		return core.Marks{Tags: []string{strings.Repeat("long", 10_000), "a,b", "\x1b[31mred\u202e", "../../etc", "", "👩‍👧"}}
	}); err != nil {
		t.Fatal(err)
	}
	equal(t, "tags", has(t, l, c.ID).Story.Tags, []string{strings.Repeat("long", core.MaxTag/4), "a", "b", "[31mred", "../../etc", "👩‍👧"})

	// What a stranger writes into a file is cleaned when it is read.
	text := func(id core.JobID, more string) string {
		return fmt.Sprintf(`{"version":2,"id":%q,"prompt":"strange\u0000\u001b[2J","aspect":"1:1","engine":"lynx","created":"2026-11-22T12:00:00Z",%s}`, id, more)
	}
	for _, h := range []struct {
		name, more string
		tags       []string
	}{
		{"wrong types", `"tags":{"a":1},"favourite":"yes"`, nil},
		{"mixed types", `"tags":["ok",7,null,["x"]]`, []string{"ok"}},
		{"a picture that is a path", `"picture":"../../../home/me/secret.jpg"`, nil},
		{"deep", `"mood":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000), nil},
		{"many", `"tags":["` + strings.Join(strings.Split(strings.Repeat("t", 5000), ""), `","`) + `"]`, []string{"t"}},
	} {
		id := core.NewJobID()
		b := bytes.NewBuffer(nil)
		if err := clipfile.AppendStory(b, clipfile.MP4, core.Story{}); err != nil {
			t.Fatal(err)
		}
		head := b.Bytes()[:24]
		story := text(id, h.more)
		n := len(head) + len(story)
		copy(head, []byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
		film, err := os.ReadFile("testdata/clip.mp4")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(f.Library, string(id)+".mp4"), append(append(film, head...), story...), 0o600); err != nil {
			t.Fatal(err)
		}
		scan(t, l)
		c := has(t, l, id)
		equal(t, h.name, c.Story.Tags, h.tags)
		equal(t, h.name, []string{c.Story.Prompt, c.Story.Picture}, []string{"strange  [2J", ""})
	}
}

// amendForEver tags all clips with the number, then with the next, until it is killed. The numbers that it prints, all clips have.
func amendForEver(home, number string) error {
	l, err := Open(foldersIn(home), &camera{})
	if err != nil {
		return err
	}
	defer l.Close()
	list, err := l.List(context.Background(), index.Query{})
	if err != nil {
		return err
	}
	ids, err := l.IDs(context.Background(), list.Rows)
	if err != nil {
		return err
	}
	first, err := strconv.Atoi(number)
	if err != nil {
		return err
	}
	fmt.Println("ready")
	for n := first; ; n++ {
		_, err := l.Amend(context.Background(), ids, func(core.Clip) core.Marks { return core.Marks{Tags: []string{strconv.Itoa(n)}} })
		if err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// However a process dies while it writes stories, each film is what it was, and each story the old one or the new one.
func TestKilledAmendsLeaveTheOldStoryOrTheNew(t *testing.T) {
	home, kills := t.TempDir(), 100
	if testing.Short() {
		kills = 10
	}
	f := foldersIn(home)
	l := open(t, f)
	original := make(map[core.JobID]core.Clip)
	for i := range 3 {
		c := add(t, l, described("kept whatever happens", time.Duration(i)))
		original[c.ID] = c
		tag(t, l, "0", c.ID)
	}
	film, err := os.ReadFile("testdata/clip.mp4")
	if err != nil {
		t.Fatal(err)
	}
	was, first, writes := make(map[core.JobID]int), 1, 0
	for range kills {
		p, dying, last := processtest.Start(t, "amend", home, strconv.Itoa(first)), false, 0
		for p.Out.Scan() {
			if !dying { // it is at work
				dying = true
				time.AfterFunc(time.Duration(rand.IntN(20_000))*time.Microsecond, func() { p.Kill() })
			} else if last, err = strconv.Atoi(p.Out.Text()); err != nil {
				t.Fatal(p.Out.Text())
			}
		}
		p.Wait()
		next := first
		for id, c := range original {
			story, err := clipfile.ReadStory(c.Path)
			if err != nil || len(story.Tags) != 1 {
				t.Fatalf("after %d: %+v, %v", last, story, err)
			}
			n, err := strconv.Atoi(story.Tags[0])
			if done := last > 0 && (n == last || n == last+1); err != nil || !done && (last > 0 || n != was[id] && n != first) {
				t.Fatalf("it was killed after %d, began with %d, and has left %q where %d was", last, first, story.Tags, was[id])
			}
			was[id], next = n, max(next, n+1)
			story.Marks = core.Marks{}
			equal(t, "the rest of the story", story, original[id].Story)
			if b, err := os.ReadFile(c.Path); err != nil || !bytes.HasPrefix(b, film) {
				t.Fatal("the film was touched", err)
			}
		}
		writes += next - first
		first = next
	}
	scan(t, l)
	for id := range original {
		if got := has(t, l, id); len(got.Story.Tags) != 1 {
			t.Error(got.Story)
		}
	}
	t.Logf("%d rounds of writing, %d kills", writes, kills)
}
