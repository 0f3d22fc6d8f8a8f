package shots

import (
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"caracal/core"
)

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

// read reads the header and the rows below it into a list. The error is [Errors], or one of kind BadList.
func (t *table) read(l *List) error {
	r, skipped := newCSVReader(t.text)
	header, err := r.Read()
	if err != nil {
		return Errors{{Line: 1 + skipped, Err: syntaxError(err)}}
	}
	if err := t.readHeader(header); err != nil {
		return Errors{{Line: 1 + skipped, Err: err}}
	}
	var errs Errors
	for len(errs) < maxErrors {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		if bad, ok := errors.AsType[*csv.ParseError](err); ok {
			// What comes after a quote that is left open cannot be told.
			return append(errs, LineError{Line: bad.StartLine + skipped, Err: syntaxError(err)})
		}
		if err != nil {
			return core.Wrap("read shot list", core.BadList, err)
		}
		if !slices.ContainsFunc(record, func(v string) bool { return strings.TrimSpace(v) != "" }) {
			continue // a spreadsheet writes its empty rows too
		}
		line, _ := r.FieldPos(0)
		if err := t.addRow(l, record); err != nil {
			errs = append(errs, LineError{Line: line + skipped, Err: err})
			if len(l.Rows) >= MaxRows {
				break
			}
		}
	}
	if len(errs) == 0 {
		errs = t.checkWhole(*l, 1+skipped)
	}
	return errs.orNil()
}

// newCSVReader returns a reader of the text's records, and how many lines stand before the first: Excel can be told by a line of its own which character separates the columns.
func newCSVReader(text string) (r *csv.Reader, skipped int) {
	comma := rune(0)
	if line, rest, _ := strings.Cut(text, "\n"); strings.HasPrefix(strings.ToLower(line), "sep=") && len(strings.TrimSpace(line)) == len("sep=;") {
		comma, text, skipped = rune(line[len("sep=")]), rest, 1
	}
	if comma == 0 {
		comma = separator(text)
	}
	r = csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = comma, -1
	r.TrimLeadingSpace = comma != '\t' // it would take a tab for space, and an empty cell with it
	return r, skipped
}

// addRow adds the row of one record to the list and checks it.
func (t *table) addRow(l *List, record []string) error {
	row, err := t.row(record)
	if err != nil {
		return err
	}
	if *l, err = l.Add(row); err != nil {
		return err
	}
	return t.check(*l)
}

// checkWhole returns what is wrong with a list whose rows are all right. header is the line of the header.
func (t *table) checkWhole(l List, header int) Errors {
	const op = "read shot list"
	if len(l.Rows) == 0 {
		return Errors{{Err: core.Errorf(op, core.BadList, "there is no row below the header")}}
	}
	if err := t.unused(l); err != nil {
		return Errors{{Line: header, Err: core.Wrap(op, core.BadList, err)}}
	}
	return nil
}

// maxErrors is how many bad lines are reported. A file with more of them is the wrong one.
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

// separator returns the character that separates the columns of the header: where the comma is the decimal point, spreadsheets write semicolons.
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

// find returns the absolute path of a picture that the file names, and an error if there is no such picture.
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
	if t.rules.CheckPicture != nil {
		if err := t.rules.CheckPicture(path); err != nil {
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
