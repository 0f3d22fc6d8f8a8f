//go:build linux

package files

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"

	"caracal/core/processtest"
)

// A name with everything in it that a shell or an address would take for something else.
const oddName = `a "b" $(c) #d ?e %20 ü.mp4`

// A fakeManager is a file manager that remembers what it was asked to show.
type fakeManager struct{ shown chan string }

// ShowItems is called over D-Bus.
func (m fakeManager) ShowItems(items []string, _ string) *dbus.Error {
	m.shown <- strings.Join(items, " ")
	return nil
}

func TestRevealAsksTheFileManager(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", processtest.Bus(t))
	conn, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	manager := fakeManager{shown: make(chan string, 1)}
	if err := conn.Export(manager, "/org/freedesktop/FileManager1", "org.freedesktop.FileManager1"); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName("org.freedesktop.FileManager1", dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), oddName)
	if err := Reveal(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	got, err := url.Parse(<-manager.shown)
	if err != nil || got.Scheme != "file" || got.Path != path {
		t.Errorf("the file manager was asked for %v (%v), want %s", got, err, path)
	}
}

func TestRevealOpensTheFolderWithoutAFileManager(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "no bus"))
	bin, said := t.TempDir(), filepath.Join(t.TempDir(), "said")
	script := "#!/bin/sh\nprintf '%s\\n' \"$@\" >'" + said + "'\n"
	if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	folder := filepath.Join(t.TempDir(), oddName)
	if err := Reveal(t.Context(), filepath.Join(folder, "clip.mp4")); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(said); string(got) != folder+"\n" {
		t.Errorf("xdg-open was given %q, want %q", got, folder)
	}
}
