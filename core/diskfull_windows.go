package core

import (
	"errors"
	"syscall"
)

// Windows' own numbers: ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL (winerror.h).
const (
	errHandleDiskFull syscall.Errno = 39
	errDiskFull       syscall.Errno = 112
)

func isDiskFull(err error) bool {
	return errors.Is(err, errDiskFull) || errors.Is(err, errHandleDiskFull)
}
