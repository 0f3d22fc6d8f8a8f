package shots

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	utf "golang.org/x/text/encoding/unicode"

	"caracal/core"
)

// maxCSV bounds the file of a list, in bytes. A thousand rows with a paragraph each have less.
const maxCSV = 4 << 20

// Rules are what a list is read by.
type Rules struct {
	Choice
	Prompt  string // of the rows that have none of their own
	Engines []core.Info
	// Edited says that prompts may still be written later. Then their blanks need not be filled yet, and a column that no prompt uses is kept for a blank to come, unless its name looks
	// like a typo of another column's.
	Edited bool
	// CheckPicture returns what is wrong with the picture file at path, or nil. Where it is nil itself, it is enough that there is a file.
	CheckPicture func(path string) error
}

// ReadCSV reads a list from a CSV file whose first line names its columns: picture, and in any order prompt, aspect and engine, and whatever {blanks} its prompts have. A picture is
// named as seen from the file's own folder. Commas, semicolons or tabs may separate the columns, and the text may be in any encoding that spreadsheets write: UTF-8, UTF-16 or
// Windows-1252.
//
// The error is an [*core.Error] of kind BadList, or [Errors] with all that is wrong, by line; then there is no list.
func ReadCSV(path string, rules Rules) (List, error) {
	const op = "read shot list"
	b, err := readFile(path)
	if err != nil {
		return List{}, err
	}
	text, err := decode(b)
	if err != nil {
		return List{}, core.Wrap(op, core.BadList, err)
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return List{}, core.Wrap(op, core.BadList, err)
	}
	l := New()
	l.Name = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	l.Prompt = rules.Prompt
	t := table{text: text, dir: filepath.Dir(abs), rules: rules}
	if err := t.read(&l); err != nil {
		return List{}, err
	}
	return l, nil
}

// readFile reads a regular file that is not too large.
func readFile(path string) ([]byte, error) {
	const op = "read shot list"
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, core.Wrap(op, core.BadList, err)
	case !info.Mode().IsRegular():
		return nil, core.Errorf(op, core.BadList, "this is not a file")
	case info.Size() > maxCSV:
		return nil, core.Errorf(op, core.BadList, "the file has %d bytes; the limit is %d", info.Size(), maxCSV)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, core.Wrap(op, core.BadList, err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxCSV))
	return b, core.Wrap(op, core.BadList, err)
}

// decode returns the text of a file as spreadsheets save it. A byte order mark says UTF-16 or UTF-8; without one it is UTF-8 where it is valid UTF-8, and else the encoding of Windows in
// the West.
func decode(b []byte) (string, error) {
	var from encoding.Encoding = utf.UTF8BOM
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("\xfe\xff")):
		from = utf.UTF16(utf.LittleEndian, utf.UseBOM)
	case !utf8.Valid(b):
		from = charmap.Windows1252
	}
	text, err := from.NewDecoder().Bytes(b)
	if err == nil && bytes.IndexByte(text, 0) >= 0 {
		err = errors.New("this is not a text")
	}
	return string(text), err
}
