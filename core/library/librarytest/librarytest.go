// Package librarytest makes libraries for tests and benchmarks.
package librarytest

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/clipfile"
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
