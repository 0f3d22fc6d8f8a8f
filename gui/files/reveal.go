package files

import (
	"context"
	"net/url"
	"os/exec"
	"path/filepath"
	"runtime"

	"github.com/godbus/dbus/v5"
)

// Reveal shows a file in the computer's file manager, marked where that can be done. It may wait for the file manager, so it is not called on the Fyne goroutine.
// The path is handed over as it is, never through a shell.
func Reveal(ctx context.Context, path string) error {
	switch runtime.GOOS {
	case "darwin":
		return exec.CommandContext(ctx, "open", "-R", path).Run()
	case "windows":
		// Explorer's exit code is 1 whatever it did.
		cmd := exec.CommandContext(ctx, "explorer", "/select,", path)
		if err := cmd.Start(); err != nil {
			return err
		}
		cmd.Wait()
		return nil
	}
	if err := showItems(ctx, path); err == nil {
		return nil
	}
	return exec.CommandContext(ctx, "xdg-open", filepath.Dir(path)).Run()
}

// showItems asks the file manager of a Linux desktop by the interface that they have agreed on.
// See https://www.freedesktop.org/wiki/Specifications/file-manager-interface/.
func showItems(ctx context.Context, path string) error {
	conn, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if err != nil {
		return err
	}
	defer conn.Close()
	file := url.URL{Scheme: "file", Path: path}
	manager := conn.Object("org.freedesktop.FileManager1", "/org/freedesktop/FileManager1")
	return manager.CallWithContext(ctx, "org.freedesktop.FileManager1.ShowItems", 0, []string{file.String()}, "").Err
}
