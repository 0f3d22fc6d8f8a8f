package core

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// WriteFile writes the file at path whole: write fills a temporary file in the same folder, which is flushed to the disk and then renamed over path.
// Whoever reads path sees the old file or the new one, never a part. The folder must exist. A failure leaves path as it was and no temporary file.
// The file is for this person only. The error is the file system's or write's own.
func WriteFile(path string, write func(w io.Writer) error) error {
	return writeFile(path, 0o600, write)
}

// WriteSharedFile is [WriteFile] for a file of the person's own, a clip or a picture: whoever may read the other files of the folder may read it.
func WriteSharedFile(path string, write func(w io.Writer) error) error {
	return writeFile(path, 0o666, write) // less what the umask takes away
}

// WriteBytes is [WriteFile] for what is in memory.
func WriteBytes(path string, b []byte) error { return WriteFile(path, writing(b)) }

// WriteSharedBytes is [WriteSharedFile] for what is in memory.
func WriteSharedBytes(path string, b []byte) error { return WriteSharedFile(path, writing(b)) }

func writing(b []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	}
}

// CheckWritable returns nil where a file can be made in a folder, and else the file system's error. It makes one and removes it again, because nothing else tells.
func CheckWritable(dir string) error {
	f, err := os.CreateTemp(dir, TempPattern)
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func writeFile(path string, mode os.FileMode, write func(w io.Writer) error) (err error) {
	temp := filepath.Join(filepath.Dir(path), strings.Replace(TempPattern, "*", rand.Text(), 1))
	f, err := os.OpenFile(temp, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(temp)
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	// Windows does not rename a file that we have open.
	if err := f.Close(); err != nil {
		return err
	}
	if err := Rename(temp, path); err != nil {
		return err
	}
	return SyncDir(filepath.Dir(path))
}

// TempPattern names the temporary files of [WriteFile], for os.CreateTemp and for whoever sweeps up after a crash with filepath.Match.
// It starts with a dot, so that no file manager shows a half-written clip.
const TempPattern = ".caracal-*.tmp"

// IsLeftOver reports whether the file was left by a crash of [WriteFile]. It goes by age, which is an hour, because a younger one may still be written.
func IsLeftOver(f os.FileInfo) bool {
	temp, err := filepath.Match(TempPattern, f.Name())
	return temp && err == nil && time.Since(f.ModTime()) > time.Hour
}

// RemoveFiles removes the files and folders in dir of which unwanted says so, as far as that can be done.
func RemoveFiles(dir string, unwanted func(os.FileInfo) bool) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, file := range files {
		if info, err := file.Info(); err == nil && unwanted(info) {
			os.RemoveAll(filepath.Join(dir, file.Name()))
		}
	}
}

// Exists reports whether something is at path; a link counts, wherever it leads.
func Exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// Rename is os.Rename, and waits up to two seconds for another program, such as a virus scanner, that holds a file on Windows. The error is the file system's own.
func Rename(from, to string) error {
	return retryWhileHeld(heldByOther, heldTime, func() error { return os.Rename(from, to) })
}

// OpenForWriting opens a file that is there for reading and writing. It waits a moment for another program that holds the file on Windows; the error is fs.ErrPermission
// when that one goes on, and else the file system's own.
func OpenForWriting(path string) (f *os.File, err error) {
	err = retryWhileHeld(lockedByOther, heldMoment, func() error {
		f, err = os.OpenFile(path, os.O_RDWR, 0)
		return err
	})
	if err != nil && lockedByOther(err) {
		err = fmt.Errorf("%w: %w", fs.ErrPermission, err)
	}
	return f, err
}

// IgnoreMissing returns err, or nil where it says that there is no such file: what was to be removed is gone.
func IgnoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Remove is os.Remove with the patience of [Rename].
func Remove(path string) error {
	return retryWhileHeld(heldByOther, heldTime, func() error { return os.Remove(path) })
}

const (
	heldTime   = 2 * time.Second        // how long somebody may hold a file that is to go elsewhere
	heldMoment = 200 * time.Millisecond // or one that is to be written, of which there may be many, and others wait
	heldPause  = 20 * time.Millisecond  // between two tries
)

// retryWhileHeld tries to do something until it succeeds, fails for any other reason than a held file, or it was held for so long.
func retryWhileHeld(held func(error) bool, long time.Duration, do func() error) error {
	for begun := time.Now(); ; time.Sleep(heldPause) {
		if err := do(); err == nil || !held(err) || time.Since(begun) >= long {
			return err
		}
	}
}

// SyncDir makes a rename in the folder survive a power cut. Windows has no such call and needs none, and some network and FUSE file systems have none either: the
// rename is done there all the same.
func SyncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}
