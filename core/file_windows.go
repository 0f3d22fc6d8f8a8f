package core

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// OpenShared opens a file for reading. While it is open others may write, move and delete it, which os.Open does not allow on Windows. The error is the file
// system's own.
func OpenShared(path string) (*os.File, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err == nil {
		var h syscall.Handle
		const share = syscall.FILE_SHARE_READ | syscall.FILE_SHARE_WRITE | syscall.FILE_SHARE_DELETE
		h, err = syscall.CreateFile(name, syscall.GENERIC_READ, share, nil, syscall.OPEN_EXISTING, syscall.FILE_ATTRIBUTE_NORMAL, 0)
		if err == nil {
			return os.NewFile(uintptr(h), path), nil
		}
	}
	return nil, &fs.PathError{Op: "open", Path: path, Err: err}
}

// Windows' own number for a file that another program has open (winerror.h). A file that waits for its last reader to go is "access denied", too.
const errSharingViolation syscall.Errno = 32

// heldByOther reports whether the operation failed because another program has the file open.
func heldByOther(err error) bool {
	return errors.Is(err, errSharingViolation) || errors.Is(err, syscall.ERROR_ACCESS_DENIED)
}

// lockedByOther reports whether a file could not be opened because another program has it open. One that is "access denied" is read-only, which no wait changes.
func lockedByOther(err error) bool { return errors.Is(err, errSharingViolation) }
