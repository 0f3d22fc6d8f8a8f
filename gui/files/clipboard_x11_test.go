//go:build !windows && !darwin

package files

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// pasted is what another program gets that asks for the clipboard as one kind of thing.
func pasted(t *testing.T, kind string) (string, error) {
	t.Helper()
	out, err := exec.Command("xclip", "-selection", "clipboard", "-o", "-t", kind).Output()
	return string(out), err
}

// Another program finds the files on the clipboard in each of the ways in which file managers, terminals and mail programs ask for them, however many they are; what is copied
// elsewhere takes their place; and they can be put there again.
func TestFilesOnTheClipboardAreReadByAnotherProgram(t *testing.T) {
	if os.Getenv("DISPLAY") == "" {
		t.Skip("there is no display")
	}
	if _, err := exec.LookPath("xclip"); err != nil {
		t.Skip("there is no xclip")
	}
	var c Clipboard
	defer c.Close()
	for range 2 {
		if err := c.Put(t.Context(), "/tmp/a b #1%?.mp4", "/tmp/ü +.mp4"); err != nil {
			t.Fatal(err)
		}
		for kind, want := range map[string]string{
			"text/uri-list":                "file:///tmp/a%20b%20%231%25%3F.mp4\r\nfile:///tmp/%C3%BC%20+.mp4\r\n",
			"x-special/gnome-copied-files": "copy\nfile:///tmp/a%20b%20%231%25%3F.mp4\nfile:///tmp/%C3%BC%20+.mp4",
			"UTF8_STRING":                  "/tmp/a b #1%?.mp4\n/tmp/ü +.mp4",
		} {
			if got, err := pasted(t, kind); got != want {
				t.Errorf("%s: %q, want %q (%v)", kind, got, want, err)
			}
		}
		if got, _ := pasted(t, "TARGETS"); !strings.Contains(got, "text/uri-list\nx-special/gnome-copied-files\n") {
			t.Errorf("what there is: %q", got)
		}
		if got, err := pasted(t, "image/png"); err == nil {
			t.Errorf("a picture is %q", got)
		}
		copied := exec.Command("xclip", "-selection", "clipboard")
		copied.Stdin = strings.NewReader("words")
		if err := copied.Run(); err != nil {
			t.Fatal(err)
		}
		if got, err := pasted(t, "UTF8_STRING"); got != "words" {
			t.Errorf("words copied elsewhere became %q (%v)", got, err)
		}
	}

	many := make([]string, 20_000)
	for i := range many {
		many[i] = fmt.Sprintf("/tmp/%05d smiles and slowly turns.mp4", i)
	}
	if err := c.Put(t.Context(), many...); err != nil {
		t.Fatal(err)
	}
	if got, err := pasted(t, "text/uri-list"); !bytes.Equal([]byte(got), uriList(many)) {
		t.Errorf("%d bytes of many files, want %d (%v)", len(got), len(uriList(many)), err)
	}
	c.Close()
	if got, err := pasted(t, "text/uri-list"); err == nil {
		t.Errorf("a closed clipboard has %q", got)
	}
}
