//go:build !windows

package linear

import "golang.org/x/sys/unix"

func reserve(size uint64) ([]byte, error) {
	bytes, err := unix.Mmap(-1, 0, int(size), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE|unix.MAP_NORESERVE)
	if err == nil {
		preferLargePages(bytes)
	}
	return bytes, err
}

// commit does nothing: a page is given as soon as it is touched.
func commit([]byte) error { return nil }

func release(bytes []byte) error { return unix.Munmap(bytes) }
