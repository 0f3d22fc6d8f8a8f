package mediatest

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Tool runs a program of Debian's ffmpeg or imagemagick and returns what it says. The test is skipped where it is not installed.
func Tool(t testing.TB, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed", name)
	}
	out, err := exec.Command(path, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// Foreign makes a clip by Debian's ffmpeg: size and rate of its moving test picture, then the encoder's arguments and the name of the file. It returns its path.
func Foreign(t testing.TB, picture string, args ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), args[len(args)-1])
	all := append([]string{"-v", "error", "-f", "lavfi", "-i", "testsrc2=" + picture}, args[:len(args)-1]...)
	Tool(t, "ffmpeg", append(all, path)...)
	return path
}
