package core_test

import (
	"os"
	"path/filepath"
	"testing"

	"caracal/core"
)

func TestALogThatCannotBePutAsideIsWrittenOn(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "caracal.log")
	if err := os.WriteFile(path, make([]byte, 1<<20+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(path+".old", "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	log, file, err := core.OpenLog(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	log.Info("here")
	if info, err := os.Stat(path); err != nil || info.Size() < 1<<20+10 {
		t.Errorf("the log has %d bytes, %v", info.Size(), err)
	}
}
