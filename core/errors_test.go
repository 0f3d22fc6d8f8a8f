package core_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"caracal/core"
)

func TestWrapKeepsTheKind(t *testing.T) {
	inner := core.Errorf("open picture", core.PictureBroken, "unexpected end")
	err := core.Wrap("submit", core.Internal, fmt.Errorf("in between: %w", inner))
	if core.KindOf(err) != core.PictureBroken {
		t.Errorf("kind %q", core.KindOf(err))
	}
	if got, want := err.Error(), "submit: in between: open picture: unexpected end"; got != want {
		t.Errorf("reads %q, want %q", got, want)
	}
	if !errors.Is(err, inner) {
		t.Error("the cause is lost")
	}
}

func TestWrapLeavesAnEndedContextAlone(t *testing.T) {
	if err := core.Wrap("x", core.Internal, context.Canceled); err != context.Canceled {
		t.Errorf("got %v", err)
	}
	if err := core.Wrap("x", core.Internal, nil); err != nil {
		t.Errorf("got %v", err)
	}
}

func TestWrapFile(t *testing.T) {
	for _, c := range []struct {
		err  error
		want core.Kind
	}{
		{&os.PathError{Op: "open", Path: "x", Err: fs.ErrNotExist}, core.FolderMissing},
		{&os.PathError{Op: "open", Path: "x", Err: syscall.EACCES}, core.FolderDenied},
		{&os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, core.DiskFull},
		{errors.New("else"), core.Internal},
		{core.Errorf("y", core.BadClip, "not a video"), core.BadClip},
	} {
		if got := core.KindOf(core.WrapFile("write", c.err)); got != c.want {
			t.Errorf("%v has kind %q, want %q", c.err, got, c.want)
		}
	}
}

func TestErrorInJSON(t *testing.T) {
	want := core.Errorf("submit", core.NoCredit, "balance is %d", 0)
	want.Path = "/videos/clip.mp4"
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got core.Error
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if got.Error() != want.Error() || got.Kind != want.Kind || got.Op != want.Op || got.Path != core.PathOf(want) {
		t.Errorf("%v became %v by way of %s", want, &got, b)
	}
}

func TestWriteFileIsAllOrNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a file")
	write := func(text string, end error) error {
		return core.WriteFile(path, func(w io.Writer) error {
			if _, err := w.Write([]byte(text)); err != nil {
				return err
			}
			return end
		})
	}
	if err := write("first", nil); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("the writer broke")
	if err := write("second, half", broken); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if b, _ := os.ReadFile(path); string(b) != "first" {
		t.Errorf("the file holds %q after a failure", b)
	}
	if err := write("third", nil); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(path); string(b) != "third" {
		t.Errorf("the file holds %q", b)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestSettings(t *testing.T) {
	dir := t.TempDir()
	s, err := core.LoadSettings(dir)
	if err != nil || s != core.DefaultSettings() {
		t.Fatalf("a first start has %+v, %v", s, err)
	}
	s.Budget, s.Theme, s.Aspect = 10*core.Dollar, core.DarkTheme, core.Tall
	want := s
	if err := s.Save(dir); err != nil {
		t.Fatal(err)
	}
	if got, err := core.LoadSettings(dir); err != nil || got != s {
		t.Errorf("saved %+v, loaded %+v, %v", s, got, err)
	}

	path := filepath.Join(dir, "settings.json")
	if err := os.WriteFile(path, []byte(`{"in_flight": -3, "spacing": -1, "aspect": "4:3"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := core.LoadSettings(dir); err != nil || got.InFlight != 1 || got.Spacing != 0 || got.Aspect != core.Wide {
		t.Errorf("values out of range gave %+v, %v", got, err)
	}
	if err := os.WriteFile(path, []byte(`{"budget": `), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := core.LoadSettings(dir); core.KindOf(err) != core.SettingsDamaged || got != want {
		t.Errorf("a damaged file gave %+v, %v; the budget that was saved is lost", got, err)
	}
	if got, err := core.LoadSettings(dir); err != nil || got != want {
		t.Errorf("the start after that had %+v, %v; the budget that was saved is lost", got, err)
	}
	if b, err := os.ReadFile(path + ".damaged"); err != nil || string(b) != `{"budget": ` {
		t.Errorf("the damaged file was not kept: %q, %v", b, err)
	}
	for _, name := range []string{"settings.json", "settings.json.saved"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(`{"budget": "much"}`), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := core.LoadSettings(dir); core.KindOf(err) != core.SettingsDamaged || got != core.DefaultSettings() {
		t.Errorf("two damaged files gave %+v, %v", got, err)
	}
	if got, err := core.LoadSettings(dir); core.KindOf(err) != core.SettingsDamaged || got != core.DefaultSettings() {
		t.Errorf("the start after that had %+v, %v; the person did not look at the budget", got, err)
	}
	if err := os.Mkdir(path, 0o700); err != nil { // it was put aside
		t.Fatal(err)
	}
	if _, err := core.LoadSettings(dir); err == nil || core.KindOf(err) == core.SettingsDamaged {
		t.Errorf("what cannot be read gave %v", err)
	}
}
