package media

import (
	"os"
	"os/exec"
	"syscall"
)

// setApart gives the process that is to be started the lowest priority, and no window (learn.microsoft.com, Process Creation Flags).
func setApart(cmd *exec.Cmd) {
	const idlePriority = 0x40
	cmd.SysProcAttr = &syscall.SysProcAttr{HideWindow: true, CreationFlags: idlePriority}
}

// lower does nothing: it is as low as can be.
func lower(*os.Process) {}
