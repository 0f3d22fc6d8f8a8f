//go:build unix

package e2e

import (
	"os"
	"syscall"
)

// maxRSS returns the most memory that an ended process had resident, in bytes. Linux counts kilobytes (getrusage(2)).
func maxRSS(p *os.ProcessState) int64 {
	return p.SysUsage().(*syscall.Rusage).Maxrss << 10
}
