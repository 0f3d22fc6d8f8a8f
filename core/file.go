package core

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// WriteFile writes the file at path whole: write fills a temporary file in the same folder, which is flushed to the disk and then renamed over path.
// Whoever reads path sees the old file or the new one, never a part. The folder must exist. A failure leaves path as it was and no temporary file.
// The error is the file system's or write's own.
func WriteFile(path string, write func(w io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), TempPattern)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	// Windows does not rename an open file.
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return SyncDir(filepath.Dir(path))
}

// TempPattern names the temporary files of [WriteFile], for os.CreateTemp and for whoever sweeps up after a crash with filepath.Match.
// It starts with a dot, so that no file manager shows a half-written clip.
const TempPattern = ".caracal-*.tmp"

// SyncDir makes a rename in the folder survive a power cut. Windows has no such call and needs none.
func SyncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
