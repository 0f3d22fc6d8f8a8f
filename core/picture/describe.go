package picture

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// describe says what a file that we do not read seems to be, by its first bytes.
func describe(head []byte) string {
	if brands(head) != "" {
		return describeISO(head)
	}
	for _, s := range []struct{ magic, what string }{
		{"%PDF-", "a PDF document"},
		{"%!PS", "a PostScript document"},
		{"8BPS", "a Photoshop document"},
		{"gimp xcf", "a GIMP document"},
		{"\xff\x0a", "a JPEG XL picture"},
		{"\x00\x00\x00\x0cJXL ", "a JPEG XL picture"},
		{"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture"},
		{"\xff\x4f\xff\x51", "a JPEG 2000 picture"},
		{"\x00\x00\x01\x00", "an icon"},
		{"II*\x00", "a raw photo"},
		{"IIU\x00", "a raw photo"},
		{"FUJIFILM", "a raw photo"},
		{"\x1aE\xdf\xa3", "a video"},
		{"RIFF", "a sound or a video"},
		{"OggS", "a sound or a video"},
		{"\x00\x00\x01\xba", "a video"},
		{"FLV\x01", "a video"},
		{"ID3", "a sound"},
		{"fLaC", "a sound"},
		{"PK\x03\x04", "a ZIP archive or an office document"},
		{"\x1f\x8b", "a compressed archive"},
		{"7z\xbc\xaf\x27\x1c", "a compressed archive"},
	} {
		if bytes.HasPrefix(head, []byte(s.magic)) {
			return s.what
		}
	}
	if isText(head) {
		switch text := strings.ToLower(strings.TrimSpace(strings.TrimPrefix(string(head), "\ufeff"))); {
		case strings.Contains(text, "<svg"):
			return "an SVG drawing"
		case strings.HasPrefix(text, "<!doctype html"), strings.HasPrefix(text, "<html"):
			return "a web page"
		}
		return "a text"
	}
	return "an unknown kind of file"
}

// describeISO says what an ISO media file is that is no picture.
func describeISO(head []byte) string {
	switch b := brands(head); {
	case strings.HasPrefix(b, "crx "):
		return "a raw photo"
	case strings.HasPrefix(b, "M4A"):
		return "a sound"
	}
	return "a video"
}

// isText reports whether the first bytes of a file read as text.
func isText(head []byte) bool {
	for len(head) > 0 {
		r, n := utf8.DecodeRune(head)
		// The last character may be cut in two.
		if r == utf8.RuneError && n == 1 && utf8.FullRune(head) {
			return false
		}
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' {
			return false
		}
		head = head[n:]
	}
	return true
}
