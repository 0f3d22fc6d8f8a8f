//go:build !windows

package core

import "os"

// OpenShared opens a file for reading. While it is open others may write, move and delete it. The error is the file system's own.
func OpenShared(path string) (*os.File, error) { return os.Open(path) }

// heldByOther reports whether the operation failed because another program has the file open: never here.
func heldByOther(error) bool { return false }

// lockedByOther reports whether a file could not be opened because another program has it open: never here.
func lockedByOther(error) bool { return false }
