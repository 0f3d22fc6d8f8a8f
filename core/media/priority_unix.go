//go:build unix

package media

import (
	"os"
	"os/exec"
	"syscall"
)

// lowest is the niceness of what takes only the time that nobody else wants.
const lowest = 19

// setApart gives the process that is to be started a group of its own.
func setApart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// lower gives a process the lowest priority. It is its group that is lowered, because on Linux each thread has a priority of its own, and the group is all of them. A process that keeps its
// priority is only in the way.
func lower(p *os.Process) { _ = syscall.Setpriority(syscall.PRIO_PGRP, p.Pid, lowest) }
