package layout

import (
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"caracal/core"
)

// maxSlug is the longest part of a file name that comes from the prompt, in bytes. It leaves room below Windows' 260 characters for a whole path.
const maxSlug = 60

// FileName returns the name of a clip's file up to its ending: when it was asked for, the beginning of the prompt, and the first n characters of its id. It begins with a
// digit and ends in a letter, so no prompt makes it hidden, reserved (CON, NUL …) or cut off at the end by Windows.
func FileName(created time.Time, prompt string, id core.JobID, n int) string {
	return created.Format("2006-01-02 1504") + " " + slug(prompt) + " " + ShortID(id, n)
}

// ShortID returns the first n hex digits of an id, or all.
func ShortID(id core.JobID, n int) string {
	hex := strings.ReplaceAll(string(id), "-", "")
	return hex[:min(n, len(hex))]
}

// Spoken returns what of a file's name means something to people: all but its ending, and but the digits of the id that FileName puts before that. Whoever looks for a number does not
// mean those.
func Spoken(rel string, id core.JobID) string {
	name := strings.TrimSuffix(path.Base(rel), path.Ext(rel))
	for n := 32; n >= 4; n -= 4 {
		if rest, ok := strings.CutSuffix(name, " "+ShortID(id, n)); ok {
			return rest
		}
	}
	return name
}

// slug returns the beginning of the prompt as far as every file system takes it: letters and digits of any script with their marks, single spaces, and
// a few signs that are harmless everywhere.
func slug(prompt string) string {
	var b strings.Builder
	for _, r := range prompt {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r) && b.Len() > 0, strings.ContainsRune("-,'’", r):
			b.WriteRune(r)
		case unicode.Is(unicode.Cf, r): // joiners and marks of direction: invisible, and a way to disguise a name
		default:
			b.WriteByte(' ')
		}
		if b.Len() > 4*maxSlug {
			break
		}
	}
	s := strings.Join(strings.Fields(b.String()), " ")
	if len(s) > maxSlug {
		s = s[:maxSlug]
		for !utf8.ValidString(s) {
			s = s[:len(s)-1]
		}
		if i := strings.LastIndexByte(s, ' '); i > maxSlug/2 {
			s = s[:i]
		}
	}
	if s = strings.Trim(s, " -,'’"); s == "" {
		return "clip"
	}
	return s
}
