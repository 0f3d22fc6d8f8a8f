package e2e

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExport exports a draft by its id, by the beginning of that and by its file.
func TestExport(t *testing.T) {
	h := newHome(t)
	clip := h.mustMake(t, "astronaut.jpg", "slow push in", "9:16")
	short := strings.TrimSuffix(clip[strings.LastIndexByte(clip, ' ')+1:], ".mp4") // what the name has of the id
	out := t.TempDir()
	for _, c := range []struct {
		args  []string
		magic string // how what is written begins
	}{
		{[]string{short, "--as", "gif", "--width", "120", "--rate", "5", "--out", out}, "GIF89a"},
		{[]string{"--as", "png", clip, "--out", out, "--frame", "2.5"}, "\x89PNG"},
		{[]string{"--out", out, "--as", "clean", clip}, "\x00\x00\x00"},
		{[]string{"--out", out, "--as", "tiktok", short, "--least", "9"}, "\x00\x00\x00"},
	} {
		a := h.run(t, append([]string{"export"}, c.args...)...)
		b, err := os.ReadFile(a.path)
		if a.code != 0 || err != nil || !bytes.HasPrefix(b, []byte(c.magic)) || filepath.Dir(a.path) != out {
			t.Errorf("export %q: exit %d, %v\n%s%s", c.args, a.code, err, a.out, a.err)
		}
		if bytes.Contains(b, []byte("slow push in")) {
			t.Errorf("export %q tells the prompt", c.args)
		}
	}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{clip, "--as", "clean", "--out", out}, 3, "There is a file of that name already."},
		{[]string{clip, "--as", "clean", "--out", out, "--number"}, 0, ""},
		{[]string{clip, "--as", "clean", "--out", out, "--replace"}, 0, ""},
		{[]string{clip, "--as", "clean", "--out", filepath.Join(out, "nowhere")}, 3, "The folder to write to is not there."},
		{[]string{"ffffffff", "--as", "gif"}, 2, "no clip's id"},
		{[]string{clip}, 2, "usage:"},
		{[]string{clip, "--as", "mpeg"}, 2, "usage:"},
		{[]string{"--as", "gif"}, 2, "usage:"},
		{[]string{clip, "--as", "png", "--frame", "-1"}, 2, "usage:"},
		{[]string{"--help"}, 0, "whatsapp"},
	} {
		a := h.run(t, append([]string{"export"}, c.args...)...)
		if a.code != c.code || !strings.Contains(a.out+a.err, c.says) {
			t.Errorf("export %q: exit %d, want %d and %q\n%s%s", c.args, a.code, c.code, c.says, a.out, a.err)
		}
	}
	left, err := filepath.Glob(filepath.Join(out, ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("%v is left (%v)", left, err)
	}
}
