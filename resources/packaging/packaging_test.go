package packaging

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// files returns the files beneath a folder, relative to it.
func files(t *testing.T, dir string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			found = append(found, strings.TrimPrefix(path, dir+"/"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %q: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// TestInstallAndUninstall puts two versions into a folder that has something of the person's already, one over the other, and takes them off again.
func TestInstallAndUninstall(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the scripts are for Linux")
	}
	t.Setenv("PATH", os.Getenv("PATH")+":/usr/bin:/bin")
	archive, home := t.TempDir(), filepath.Join(t.TempDir(), "my $HOME & 100% \"own\"")
	write(t, filepath.Join(home, "bin", "mine"), "the person's")
	for _, name := range []string{"install", "uninstall"} {
		write(t, filepath.Join(archive, name), read(t, filepath.Join("linux", name)))
	}
	desktop := filepath.Join("share", "applications", "studio.caracal.Caracal.desktop")
	write(t, filepath.Join(archive, "files", desktop), read(t, filepath.Join("linux", "studio.caracal.Caracal.desktop")))
	write(t, filepath.Join(archive, "files", "bin", "caracal"), "#!/bin/sh\necho first\n")
	write(t, filepath.Join(archive, "files", "share", "old", "only in the first"), "")
	run(t, filepath.Join(archive, "install"), home)
	if said := run(t, filepath.Join(home, "bin", "caracal")); said != "first\n" {
		t.Errorf("the program says %q", said)
	}

	write(t, filepath.Join(archive, "files", "bin", "caracal"), "#!/bin/sh\necho second\n")
	if err := os.RemoveAll(filepath.Join(archive, "files", "share", "old")); err != nil {
		t.Fatal(err)
	}
	run(t, filepath.Join(archive, "install"), home)
	if said := run(t, filepath.Join(home, "bin", "caracal")); said != "second\n" {
		t.Errorf("the program says %q", said)
	}
	got := slices.DeleteFunc(files(t, home), func(name string) bool { return strings.HasSuffix(name, "mimeinfo.cache") })
	want := []string{"bin/caracal", "bin/mine", desktop, "share/caracal/installed", "share/caracal/uninstall"}
	if !slices.Equal(got, want) {
		t.Errorf("installed is %q, want %q", got, want)
	}
	entry := read(t, filepath.Join(home, desktop))
	line := `Exec="` + strings.NewReplacer("$", `\\$`, "%", "%%", `"`, `\\"`).Replace(home) + `/bin/caracal" %F`
	if !strings.Contains(entry, line+"\n") || strings.Contains(entry, "TryExec") {
		t.Errorf("the desktop entry has not %s:\n%s", line, entry)
	}

	run(t, filepath.Join(home, "share", "caracal", "uninstall"))
	if got := files(t, home); !slices.Equal(got, []string{"bin/mine"}) {
		t.Errorf("left is %q", got)
	}
	if _, err := os.Stat(filepath.Join(home, "share")); !os.IsNotExist(err) {
		t.Errorf("empty folders are left: %v", err)
	}
}

// TestBashCompletes asks the completion as bash does.
func TestBashCompletes(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil || runtime.GOOS != "linux" {
		t.Skip("no bash of this time")
	}
	script, err := filepath.Abs(filepath.Join("linux", "completion", "caracal.bash"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	write(t, "a cat.jpg", "")
	for _, c := range []struct{ words, want string }{
		{"m", "make"},
		{"make --a", "--aspect"},
		{"make --aspect 1", "16:9 1:1"},
		{"make --aspect 16 :", "9"},
		{"make --aspect 9 : 1", "16"},
		{"make --with l", "lynx"},
		{"make --picture a", "a cat.jpg"},
		{"export --as g", "gif"},
		{"export a", "a cat.jpg"},
		{"export --w", "--width"},
		{"resume ''", "--no-home"},
	} {
		out := run(t, bash, "-c", `source "$0"; compopt() { :; }; COMP_WORDS=(caracal `+c.words+`); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _caracal; echo "${COMPREPLY[*]}"`, script)
		if got := strings.TrimSpace(out); got != c.want {
			t.Errorf("%s: %q, want %q", c.words, got, c.want)
		}
	}
}

// TestTheManualHasEveryExitCode compares it, and the README, with the codes of the commands.
func TestTheManualHasEveryExitCode(t *testing.T) {
	codes := regexp.MustCompile(`(?m)^\t\w+ += (\d)`).FindAllStringSubmatch(read(t, "../../gui/command/exit.go"), -1)
	if len(codes) < 7 {
		t.Fatalf("%d codes", len(codes))
	}
	manual, readme := read(t, "linux/caracal.1"), read(t, "../../README.md")
	_, readme, _ = strings.Cut(readme, "They end with ")
	readme, _, _ = strings.Cut(readme, "| variable")
	for _, c := range codes {
		if !strings.Contains(manual, "\n.It "+c[1]+"\n") {
			t.Errorf("the manual has no exit code %s", c[1])
		}
		if !regexp.MustCompile(`\b` + c[1] + ` (when|for)\s`).MatchString(readme) {
			t.Errorf("the README has no exit code %s", c[1])
		}
	}
}

// TestEverySystemOffersCaracalForTheSamePictures: a phone's HEIC was offered to it on Linux alone.
func TestEverySystemOffersCaracalForTheSamePictures(t *testing.T) {
	pictures := regexp.MustCompile(`image/(\w+)`).FindAllStringSubmatch(read(t, "linux/studio.caracal.Caracal.desktop"), -1)
	if len(pictures) < 8 {
		t.Fatalf("Linux knows %d kinds", len(pictures))
	}
	windows, macos := read(t, "windows/Caracal.nsi"), read(t, "macos/Info.plist")
	for _, p := range pictures {
		if !strings.Contains(windows, "OpenWith ."+p[1]+"\n") || !strings.Contains(windows, "CloseWith ."+p[1]+"\n") {
			t.Errorf("Windows does not have %s, or does not let go of it", p[1])
		}
		if !regexp.MustCompile(`<string>[\w.]+\.` + p[1] + `</string>`).MatchString(macos) {
			t.Errorf("macOS does not have %s", p[1])
		}
	}
}
