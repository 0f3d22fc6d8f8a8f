// Package librarytest makes libraries for tests and benchmarks, and says which files one has.
package librarytest

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
	"caracal/core/library/layout"
)

// Fill puts n clips into the library folder dir, as years leave them: one for each hour, the newest now, in folders by month, each with a story of its own. Their prompts differ in
// such a way that each letter of "golden hours" that is typed leaves fewer of them. The clips are MP4 files without a story, of which each is used in turn.
func Fill(t testing.TB, dir string, n int, clips ...[]byte) {
	t.Helper()
	lights := []string{"grain", "noir", "goat", "night", "gold", "goldfinch", "golden", "golden hour", "golden hours"}
	now := time.Now()
	for i := range n {
		id, created := core.NewJobID(), now.Add(-time.Duration(i)*time.Hour)
		story := core.Story{Version: core.StoryVersion, ID: id, Prompt: fmt.Sprintf("slow push in, %s light, take %d", lights[i%len(lights)], i), Aspect: core.Aspects()[i%3], Engine: core.Draft, Created: created}
		if i%3 == 0 {
			story.Engine = core.Lynx
		}
		month := filepath.Join(dir, created.Format("2006-01"))
		file := bytes.NewBuffer(bytes.Clone(clips[i%len(clips)]))
		err := clipfile.AppendStory(file, clipfile.MP4, story)
		if err = errors.Join(err, os.MkdirAll(month, 0o755)); err == nil {
			err = os.WriteFile(filepath.Join(month, fmt.Sprintf("take %d %s.mp4", i, id[:8])), file.Bytes(), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Files returns the paths of the files below dir, relative to it and with slashes, but for the lock.
func Files(t testing.TB, dir string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if rel = filepath.ToSlash(rel); rel != layout.Lock {
			files = append(files, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Settled is Files without those that are for the moment.
func Settled(t testing.TB, dir string) []string {
	t.Helper()
	return slices.DeleteFunc(Files(t, dir), func(rel string) bool { return path.Dir(rel) == layout.Incoming })
}

// Write puts a file with this text at rel below dir, and makes the folders that it needs.
func Write(t testing.TB, dir, rel, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(rel))
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// Read returns what is in the file at path.
func Read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
