package files

import (
	"context"
	"os/exec"
	"strings"
	"syscall"
)

// A Clipboard puts files on the computer's clipboard, to be pasted into a folder, a mail or a messenger. The zero Clipboard is ready. Its methods may be called on any goroutine.
type Clipboard struct{}

// setClipboard reads paths line by line; no name has a line's end in it on Windows. See
// https://learn.microsoft.com/powershell/module/microsoft.powershell.management/set-clipboard?view=powershell-5.1.
const setClipboard = `[Console]::InputEncoding = New-Object Text.UTF8Encoding $false; Set-Clipboard -LiteralPath ([Console]::In.ReadToEnd().Split([char]10))`

// Put puts files on the clipboard in place of what is there. It waits for PowerShell, which every Windows has. Its error is one of the system's.
func (c *Clipboard) Put(ctx context.Context, paths ...string) error {
	cmd := exec.CommandContext(ctx, "powershell", "-NoProfile", "-NonInteractive", "-Command", setClipboard)
	cmd.SysProcAttr = &syscall.SysProcAttr{HideWindow: true}
	cmd.Stdin = strings.NewReader(strings.Join(paths, "\n"))
	return cmd.Run()
}

// Close does nothing: Windows keeps what is on the clipboard.
func (c *Clipboard) Close() {}
