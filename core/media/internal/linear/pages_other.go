//go:build !linux && !windows

package linear

// preferLargePages does nothing: the system chooses the size of its pages.
func preferLargePages([]byte) {}
