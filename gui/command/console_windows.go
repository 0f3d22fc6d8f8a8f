package command

import (
	"math"
	"os"

	"golang.org/x/sys/windows"
)

// JoinConsole has a command speak in the console that it was typed in. To Windows Caracal is a program with windows, lest a double-click open a console too: such a program begins
// beside its parent's console, and its standard output leads nowhere unless it is a file or a pipe. A console that is joined ends the program with it, so the window does not join any.
func JoinConsole() {
	const parent = math.MaxUint32 // ATTACH_PARENT_PROCESS of wincon.h
	if joined, _, _ := windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole").Call(parent); joined == 0 {
		return // it was not typed in one
	}
	for _, f := range []**os.File{&os.Stdout, &os.Stderr} {
		if kind, _ := windows.GetFileType(windows.Handle((*f).Fd())); kind != windows.FILE_TYPE_UNKNOWN {
			continue
		}
		if console, err := os.OpenFile("CONOUT$", os.O_RDWR, 0); err == nil {
			*f = console
		}
	}
}
