package wavespeed

import (
	"os"
	"path/filepath"
	"testing"

	"caracal/core"
)

// endless is a body that says nothing of its length and has none.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestABodyWithoutALengthIsBoundedAllTheSame(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "clip.part"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := (&Client{}).NewDownload(f, 1<<20, func(float64) {})
	if err := d.copy(t.Context(), endless{}); core.KindOf(err) != core.BadClip {
		t.Errorf("copy = %v", err)
	}
	if info, err := f.Stat(); err != nil || info.Size() > 2<<20 {
		t.Errorf("%d bytes were written, %v", info.Size(), err)
	}
}
