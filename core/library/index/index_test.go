package index

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/core/library/layout"
)

// A shelf is an index and who answers for it. Of its clips there are no files.
type shelf struct {
	*Index
	*Reader
}

// foldersIn returns where the index is, and of which library folder.
func foldersIn(dir string) core.Folders {
	return core.Folders{Library: filepath.Join(dir, "My clips #1 100%?"), Data: filepath.Join(dir, "data")}
}

// openOnce opens an index that the test closes.
func openOnce(t testing.TB, f core.Folders) *shelf {
	t.Helper()
	if err := os.MkdirAll(f.Data, 0o700); err != nil {
		t.Fatal(err)
	}
	x, err := Open(f.Data, f.Library)
	if err != nil {
		t.Fatal(err)
	}
	return &shelf{x, NewReader(x)}
}

func open(t testing.TB, f core.Folders) *shelf {
	t.Helper()
	s := openOnce(t, f)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// noon is when the clips of these tests are asked for, where the person is.
func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.Local) }

// described returns a clip that was asked for so long after noon.
func described(prompt string, after time.Duration) core.Clip {
	id := core.NewJobID()
	return core.Clip{ID: id, PictureName: "portrait.jpg", Took: 41 * time.Second, Story: core.Story{
		Version: core.StoryVersion, ID: id, Prompt: prompt, Aspect: core.Square, Engine: core.Lynx, Model: "wavespeed-ai/lynx", Task: "task-1",
		Created: noon().Add(after), Picture: strings.Repeat("ab", 32), Price: 50 * core.Cent,
	}}
}

// A file is what a disk says of a clip's file, which is the larger the more there is to say of it.
type file struct {
	fs.FileInfo
	clip core.Clip
}

func (f file) Size() int64        { return 2000 + int64(len(f.clip.Story.Prompt)) }
func (f file) ModTime() time.Time { return f.clip.Story.Created }

// put puts a clip into the index as the file at rel.
func (s *shelf) put(t testing.TB, c core.Clip, rel string) (put core.Clip) {
	t.Helper()
	err := s.Change(t.Context(), func(tx *Txn) (err error) {
		put, err = tx.Put(t.Context(), c, rel, file{clip: c})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return put
}

// relOf returns where a clip is put.
func relOf(c core.Clip) string {
	return layout.Month(c.Story.Created) + "/" + layout.FileName(c.Story.Created, c.Story.Prompt, c.ID, 8) + ".mp4"
}

func add(t testing.TB, s *shelf, c core.Clip) core.Clip {
	t.Helper()
	return s.put(t, c, relOf(c))
}

// entryOf returns what the index knows of a clip.
func (s *shelf) entryOf(t testing.TB, id core.JobID) Entry {
	t.Helper()
	e, err := s.Entry(id)
	if err != nil || e == nil {
		t.Fatal(e, err)
	}
	return *e
}

// bin puts a clip into the bin.
func (s *shelf) bin(t testing.TB, id core.JobID) {
	t.Helper()
	e := s.entryOf(t, id)
	s.put(t, e.Clip, layout.ToBin(e.Path, time.Now()))
}

// favour makes clips favourites, or takes that back.
func (s *shelf) favour(t testing.TB, on bool, ids ...core.JobID) {
	t.Helper()
	for _, id := range ids {
		e := s.entryOf(t, id)
		e.Clip.Story.Favourite = on
		s.put(t, e.Clip, e.Path)
	}
}

// listOf returns what q wants.
func listOf(t testing.TB, s *shelf, q Query) Listing {
	t.Helper()
	list, err := s.List(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// clips returns the whole clips that q wants.
func clips(t testing.TB, s *shelf, q Query) (clips []core.Clip) {
	t.Helper()
	for _, row := range listOf(t, s, q).Rows {
		c, found, err := s.Clip(t.Context(), row)
		if err != nil || !found {
			t.Fatal(found, err)
		}
		clips = append(clips, c)
	}
	return clips
}

// find returns the prompts of the clips that q wants.
func find(t testing.TB, s *shelf, q Query) (prompts []string) {
	t.Helper()
	for _, c := range clips(t, s, q) {
		prompts = append(prompts, c.Story.Prompt)
	}
	return prompts
}

// rename renames a file or a folder.
func rename(t testing.TB, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

func equal(t testing.TB, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func TestIndexThatCannotBeReplacedIsReplacedLater(t *testing.T) {
	f := foldersIn(t.TempDir())
	s := open(t, f)
	add(t, s, described("kept", 0))
	if _, err := s.db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(filepath.Join(f.Data, "library.db"), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	// To its end: the pages that the connection has read it does not read again.
	_, err = file.WriteAt(bytes.Repeat([]byte{0xA5}, int(info.Size())-4096), 4096)
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	rename(t, f.Data, f.Data+" away")
	s.doubt.Store(true)
	if s.Heal(t.Context()) == nil {
		t.Fatal("it was replaced in a folder that is gone")
	}
	if _, err := s.List(t.Context(), Query{}); err == nil {
		t.Error("it was read")
	}
	s.Version()
	rename(t, f.Data+" away", f.Data)
	if err := s.Heal(t.Context()); err != nil {
		t.Fatal(err)
	}
	if ever, _, err := s.Scanned(t.Context()); ever || err != nil {
		t.Error("the new one does not ask for a scan", err)
	}
	add(t, s, described("found by a scan", 0))
	equal(t, "library", find(t, s, Query{}), []string{"found by a scan"})
}
