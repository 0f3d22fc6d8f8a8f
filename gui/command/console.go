//go:build !windows

package command

// JoinConsole has a command speak in the console that it was typed in, which it does by itself but on Windows.
func JoinConsole() {}
