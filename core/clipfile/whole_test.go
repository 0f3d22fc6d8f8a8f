package clipfile_test

import (
	"os"
	"path/filepath"
	"testing"

	"caracal/core"
	"caracal/core/clipfile"
)

func TestOnlyAWholeFileIsAClip(t *testing.T) {
	box := func(size byte, kind string, body ...byte) string {
		return string([]byte{0, 0, 0, size}) + kind + string(body)
	}
	ftyp, moov, mdat := box(12, "ftyp", 'i', 's', 'o', 'm'), box(8, "moov"), box(10, "mdat", 1, 2)
	wide := string([]byte{0, 0, 0, 1}) + "mdat" + string([]byte{0, 0, 0, 0, 0, 0, 0, 17}) + "x"
	head, segment := "\x1a\x45\xdf\xa3\x84webm", "\x18\x53\x80\x67"
	for name, c := range map[string]struct {
		file string
		good bool
	}{
		"WebM":                   {head + segment + "\x83abc", true},
		"WebM with a long size":  {head + segment + "\x01\x00\x00\x00\x00\x00\x00\x03abc", true},
		"WebM of no known size":  {head + segment + "\x01\xff\xff\xff\xff\xff\xff\xffabc", true},
		"something after WebM":   {head + segment + "\x83abcxyz", true},
		"cut in WebM":            {head + segment + "\x83ab", false},
		"cut in WebM's head":     {head[:7], false},
		"cut before the segment": {head + segment, false},
		"WebM without a segment": {head + "\xec\x83abc" + "xxxxxxxx", false},
		"an endless size":        {head + segment + "\x01\x7f\xff\xff\xff\xff\xff\xffabc", false},
		"whole":                  {ftyp + moov + mdat, true},
		"index at the end":       {ftyp + mdat + moov, true},
		"a wide box":             {ftyp + wide + moov, true},
		"data to the end":        {ftyp + moov + box(0, "mdat", 1, 2, 3), true},
		"something at the end":   {ftyp + moov + mdat + "xyz", true},
		"empty":                  {"", false},
		"a page":                 {"<html><body>Sign in to continue, please do</body></html>", false},
		"no file type":           {moov + mdat, false},
		"no index":               {ftyp + mdat, false},
		"no data":                {ftyp + moov, false},
		"cut in the data":        {ftyp + moov + mdat[:9], false},
		"cut in the index":       {ftyp + mdat + moov[:7], false},
		"a box smaller than one": {ftyp + box(3, "free") + moov + mdat, false},
		"a wide box that is not": {ftyp + string([]byte{0, 0, 0, 1}) + "moov" + string([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}), false},
	} {
		path := filepath.Join(t.TempDir(), "clip.mp4")
		if err := os.WriteFile(path, []byte(c.file), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := clipfile.CheckWhole(path); (err == nil) != c.good || err != nil && core.KindOf(err) != core.BadClip {
			t.Errorf("%s: %v", name, err)
		}
	}
}
