package shots

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
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
	// Edited is for a list whose prompts may be written later. Then nothing has to fill their blanks yet, and a column that no prompt uses is kept for a blank to come, unless
	// its name is nearly that of another column.
	Edited bool
	// Look returns what is wrong with the picture file at path, or nil. It may be nil itself; then only that there is a file is looked at.
	Look func(path string) error
}

// ReadCSV reads a list from a CSV file whose first line names its columns: picture, and in any order prompt, aspect and engine, and whatever {blanks} its prompts have. A picture is
// named as seen from the file's own folder. Commas, semicolons and tabs may part the columns, and the text may be what spreadsheets write: UTF-8, UTF-16 or Windows-1252.
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

// decode returns the text of a file as spreadsheets save it. By a mark at its start it is UTF-16 or UTF-8; without one it is UTF-8 where that makes sense, and else what Windows
// has in the west.
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

// A table is a CSV file that is being read.
type table struct {
	text   string
	dir    string
	rules  Rules
	header []string // lower case
}

const (
	pictureColumn = "picture"
	promptColumn  = "prompt"
	aspectColumn  = "aspect"
	engineColumn  = "engine"
)

func (t *table) read(l *List) error {
	first := 0
	// Excel can be told by a line of its own what parts the columns.
	text := t.text
	comma := rune(0)
	if line, rest, _ := strings.Cut(text, "\n"); strings.HasPrefix(strings.ToLower(line), "sep=") && len(strings.TrimSpace(line)) == len("sep=;") {
		comma, text, first = rune(line[len("sep=")]), rest, 1
	}
	if comma == 0 {
		comma = separator(text)
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = comma, -1
	r.TrimLeadingSpace = comma != '\t' // it would take a tab for space, and an empty cell with it

	header, err := r.Read()
	if err != nil {
		return Errors{{Line: 1 + first, Err: syntaxError(err)}}
	}
	if err := t.readHeader(header); err != nil {
		return Errors{{Line: 1 + first, Err: err}}
	}
	var errs Errors
	for {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			// What comes after a quote that is left open cannot be told.
			return append(errs, LineError{Line: bad.StartLine + first, Err: syntaxError(err)})
		}
		if err != nil {
			return core.Wrap("read shot list", core.BadList, err)
		}
		line, _ := r.FieldPos(0)
		if !slices.ContainsFunc(record, func(v string) bool { return strings.TrimSpace(v) != "" }) {
			continue // a spreadsheet writes its empty rows too
		}
		row, err := t.row(record)
		if err == nil {
			*l, err = l.Add(row)
		}
		if err == nil {
			err = t.check(*l)
		}
		if err != nil {
			errs = append(errs, LineError{Line: line + first, Err: err})
		}
		if len(errs) >= maxErrors || len(l.Rows) >= MaxRows && err != nil {
			break
		}
	}
	if len(errs) == 0 && len(l.Rows) == 0 {
		errs = append(errs, LineError{Err: core.Errorf("read shot list", core.BadList, "there is no row below the header")})
	}
	if len(errs) == 0 {
		if err := t.unused(*l); err != nil {
			errs = append(errs, LineError{Line: 1 + first, Err: core.Wrap("read shot list", core.BadList, err)})
		}
	}
	return errs.orNil()
}

// maxErrors is how many lines are found fault with. Who reads more than that has the wrong file.
const maxErrors = 50

func syntaxError(err error) error {
	if err == io.EOF {
		err = errors.New("the file is empty")
	}
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		err = bad.Err
	}
	return core.Errorf("read shot list", core.BadList, "%w", err)
}

// separator returns what parts the columns of the header: where the comma is the decimal point, spreadsheets write semicolons.
func separator(text string) rune {
	line, _, _ := strings.Cut(text, "\n")
	best := ','
	for _, c := range ";\t" {
		if strings.Count(line, string(c)) > strings.Count(line, string(best)) {
			best = c
		}
	}
	return best
}

func (t *table) readHeader(names []string) error {
	const op = "read header"
	for _, name := range names {
		name = strings.ToLower(strings.TrimSpace(name))
		if name != "" && slices.Contains(t.header, name) {
			return core.Errorf(op, core.BadList, "there are two columns %q", name)
		}
		t.header = append(t.header, name)
	}
	if !slices.Contains(t.header, pictureColumn) {
		return core.Errorf(op, core.BadList, "the first line has to name the columns, as picture,prompt,aspect,engine does, and there is no picture among them")
	}
	return nil
}

// row makes a row of the values of one line.
func (t *table) row(values []string) (Row, error) {
	const op = "read row"
	if len(values) > len(t.header) {
		return Row{}, core.Errorf(op, core.BadList, "there are %d values for %d columns; a text with a comma or semicolon in it belongs in quotes", len(values), len(t.header))
	}
	get := func(name string) string {
		if i := slices.Index(t.header, name); i >= 0 && i < len(values) {
			return strings.TrimSpace(values[i])
		}
		return ""
	}
	name := get(pictureColumn)
	if name == "" {
		return Row{}, core.Errorf(op, core.PictureMissing, "no picture is named")
	}
	path, err := t.find(name)
	if err != nil {
		return Row{}, err
	}
	row := NewRow(path, filepath.Base(path), t.rules.Choice)
	row.Prompt = get(promptColumn)
	if a := get(aspectColumn); a != "" {
		if row.Aspect, err = parseAspect(a); err != nil {
			return Row{}, err
		}
	}
	if e := get(engineColumn); e != "" {
		row.Engine = core.EngineID(strings.ToLower(e))
	}
	for i, column := range t.header {
		switch column {
		case "", pictureColumn, promptColumn, aspectColumn, engineColumn:
			continue
		}
		if i < len(values) && strings.TrimSpace(values[i]) != "" {
			if row.Blanks == nil {
				row.Blanks = map[string]string{}
			}
			row.Blanks[column] = strings.TrimSpace(values[i])
		}
	}
	return row, nil
}

// find returns the absolute path of a picture that the file names, which is there.
func (t *table) find(name string) (string, error) {
	const op = "find picture"
	path := name
	if !filepath.IsAbs(path) {
		path = filepath.Join(t.dir, filepath.FromSlash(path))
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) && strings.Contains(name, `\`) && filepath.Separator != '\\' {
		// The list was written on Windows.
		path = filepath.Join(t.dir, strings.ReplaceAll(name, `\`, "/"))
		info, err = os.Stat(path)
	}
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "", core.Errorf(op, core.PictureDenied, "%s may not be read", name)
	case err != nil:
		return "", core.Errorf(op, core.PictureMissing, "there is no file %s", name)
	case !info.Mode().IsRegular():
		return "", core.Errorf(op, core.PictureNotFile, "%s is not a file", name)
	}
	if t.rules.Look != nil {
		if err := t.rules.Look(path); err != nil {
			return "", core.Wrap(name, core.PictureBroken, err)
		}
	}
	return path, nil
}

// parseAspect reads an aspect as people write it, and as spreadsheets do that take 16:9 for a time of day: "16:09", "16:09:00", "4:09 PM".
func parseAspect(s string) (core.Aspect, error) {
	clock, half, _ := strings.Cut(strings.ToUpper(strings.NewReplacer("/", ":", "×", ":", "X", ":", "x", ":").Replace(s)), " ")
	parts := strings.Split(clock, ":")
	if len(parts) == 3 && strings.Trim(parts[2], "0") == "" {
		parts = parts[:2]
	}
	if len(parts) == 2 {
		w, errW := strconv.Atoi(parts[0])
		h, errH := strconv.Atoi(parts[1])
		if strings.TrimSpace(half) == "PM" && w < 12 {
			w += 12
		}
		if errW == nil && errH == nil {
			if a, err := core.ParseAspect(strconv.Itoa(w) + ":" + strconv.Itoa(h)); err == nil {
				return a, nil
			}
		}
	}
	return core.ParseAspect(s)
}

// check reports what is wrong with the last row of a list.
func (t *table) check(l List) error {
	request, err := l.Request(len(l.Rows) - 1)
	if err == nil || t.rules.Edited && core.KindOf(err) == core.OpenBlank {
		err = check(request, t.rules.Engines)
	}
	return err
}

// A ColumnError is a column that is for nothing: most often its name was mistyped, and then every prompt would be missing.
type ColumnError struct {
	Name string // in lower case
	Like string // the column that seems to be meant; empty where that cannot be told
}

func (e *ColumnError) Error() string {
	text := fmt.Sprintf("the column %q is none of %s, and no prompt has {%s} in it", e.Name, strings.Join(columns(), ", "), e.Name)
	if e.Like != "" {
		text += fmt.Sprintf("; %q seems to be meant", e.Like)
	}
	return text
}

// columns are those that every list may have.
func columns() []string { return []string{pictureColumn, promptColumn, aspectColumn, engineColumn} }

// unused returns a [*ColumnError] for the first column that is for nothing.
func (t *table) unused(l List) error {
	used := map[string]bool{"": true}
	for _, name := range columns() {
		used[name] = true
	}
	for i := range l.Rows {
		for _, b := range FindBlanks(l.Template(i)) {
			used[b.Name] = true
		}
	}
	for _, b := range FindBlanks(l.Prompt) {
		used[b.Name] = true
	}
	for _, name := range t.header {
		if like := likeColumn(name); !used[name] && (like != "" || !t.rules.Edited) {
			return &ColumnError{Name: name, Like: like}
		}
	}
	return nil
}

// meant returns the column that a name nearly is: a word of it is that column's name, or one slip away from it.
func likeColumn(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, column := range columns() {
		if slices.ContainsFunc(words, func(word string) bool { return isTypo([]rune(word), []rune(column)) }) {
			return column
		}
	}
	return ""
}

// oneSlip reports whether two words are the same but for one letter that is missing, too many, another one, or in the other's place.
func isTypo(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	a, b = a[i:], b[i:]
	switch {
	case len(a) == len(b) && len(a) > 1 && a[0] == b[1] && a[1] == b[0] && slices.Equal(a[2:], b[2:]):
		return true
	case len(a) == len(b):
		return len(a) == 0 || slices.Equal(a[1:], b[1:])
	}
	return slices.Equal(a, b[1:])
}
