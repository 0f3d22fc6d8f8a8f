package shots

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"caracal/core"
)

// ReadFolder makes a list of the pictures in a folder, in the order in which people count: 2.jpg before 10.jpg. What is not a picture, by the rules' CheckPicture, is left out, and so
// are hidden files and folders below. The error has kind BadList where there is no picture.
func ReadFolder(dir string, rules Rules) (List, error) {
	const op = "read folder"
	files, err := os.ReadDir(dir)
	if err != nil {
		return List{}, core.Wrap(op, core.BadList, err)
	}
	slices.SortStableFunc(files, func(a, b os.DirEntry) int { return compareNames(a.Name(), b.Name()) })
	l := New()
	l.Name = filepath.Base(dir)
	for _, f := range files {
		path := filepath.Join(dir, f.Name())
		info, err := os.Stat(path)
		if strings.HasPrefix(f.Name(), ".") || err != nil || !info.Mode().IsRegular() || rules.CheckPicture != nil && rules.CheckPicture(path) != nil {
			continue
		}
		if l, err = l.Add(NewRow(path, f.Name(), rules.Choice)); err != nil {
			return List{}, err
		}
	}
	if len(l.Rows) == 0 {
		return List{}, core.Errorf(op, core.BadList, "there is no picture in the folder")
	}
	return l, nil
}

// compareNames orders names with numbers in them by the numbers, and letters without regard to case.
func compareNames(a, b string) int {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	for len(x) > 0 && len(y) > 0 {
		m, n := digits(x), digits(y)
		if len(m) > 0 && len(n) > 0 {
			x, y = x[len(m):], y[len(n):]
			p, q := strings.TrimLeft(string(m), "0"), strings.TrimLeft(string(n), "0")
			if len(p) != len(q) {
				return len(p) - len(q)
			}
			if c := strings.Compare(p, q); c != 0 {
				return c
			}
			continue
		}
		if x[0] != y[0] {
			return int(x[0]) - int(y[0])
		}
		x, y = x[1:], y[1:]
	}
	return len(x) - len(y)
}

// digits returns the digits that s begins with.
func digits(s []rune) []rune {
	n := 0
	for n < len(s) && unicode.IsDigit(s[n]) {
		n++
	}
	return s[:n]
}
