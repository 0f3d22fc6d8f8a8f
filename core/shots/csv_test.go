package shots

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
)

// folder makes a folder with these files, which are empty.
func folder(t testing.TB, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, n := range names {
		path := filepath.Join(dir, filepath.FromSlash(n))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func rules() Rules { return Rules{Choice: Choice{core.Wide, core.Draft}, Engines: engines()} }

func readText(t testing.TB, dir, text string) (List, error) {
	t.Helper()
	path := filepath.Join(dir, "my shots.csv")
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return ReadCSV(path, rules())
}

// lines returns the list as it was read, a text for each row.
func lines(dir string, l List) []string {
	var all []string
	for i, r := range l.Rows {
		path, _ := filepath.Rel(dir, r.Picture.Path)
		request, err := l.Request(i)
		all = append(all, fmt.Sprint(filepath.ToSlash(path), "|", request.Prompt, "|", r.Aspect, "|", r.Engine, errText(err)))
	}
	return all
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func utf16Text(s string) string {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

func TestEveryWayToWriteAList(t *testing.T) {
	dir := folder(t, "a.jpg", "in/b.jpg", "é.jpg")
	want := []string{"a.jpg|smiles, slowly|9:16|lynx", "in/b.jpg||16:9|draft"}
	for name, text := range map[string]string{
		"as documented":     "picture,prompt,aspect,engine\na.jpg,\"smiles, slowly\",9:16,lynx\nin/b.jpg,,,\n",
		"another order":     "Engine, ASPECT ,Prompt,picture\nlynx,9:16,\"smiles, slowly\",a.jpg\n,,,in/b.jpg",
		"semicolons":        "picture;prompt;aspect;engine\r\na.jpg;smiles, slowly;9:16;Lynx\r\nin/b.jpg;;;\r\n;;;\r\n",
		"tabs":              "picture\tprompt\taspect\tengine\na.jpg\tsmiles, slowly\t9:16\tlynx\nin/b.jpg\t\t\t\n",
		"tabs, front empty": "engine\tprompt\tpicture\taspect\nlynx\tsmiles, slowly\ta.jpg\t9:16\n\t\tin/b.jpg\t\n",
		"tabs, more empty":  "picture\tprompt\taspect\tengine\na.jpg\tsmiles, slowly\t9:16\tlynx\nin/b.jpg\t\t16:9\tdraft\n",
		"a mark":            "\ufeffpicture,prompt,aspect,engine\na.jpg,\"smiles, slowly\",9:16,lynx\nin/b.jpg,,,\n",
		"UTF-16":            utf16Text("picture\tprompt\taspect\tengine\r\na.jpg\tsmiles, slowly\t9:16\tlynx\r\nin/b.jpg\t\t\t\r\n"),
		"Excel's own line":  "sep=;\r\npicture;prompt;aspect;engine\r\na.jpg;smiles, slowly;9:16;lynx\r\nin/b.jpg\r\n",
		"times of day":      "picture,prompt,aspect,engine\na.jpg,\"smiles, slowly\",09:16:00,lynx\nin/b.jpg,,16:09,\n",
		"times of half day": "picture,prompt,aspect,engine\na.jpg,\"smiles, slowly\",9:16 AM,lynx\nin/b.jpg,,4:09 PM,\n",
		"backslashes":       "picture,prompt,aspect,engine\n.\\a.jpg,\"smiles, slowly\",9x16,lynx\nin\\b.jpg,,,\n",
		"empty lines":       "picture,prompt,aspect,engine\n\n\na.jpg,\"smiles, slowly\",9:16,lynx\n\n,,,\nin/b.jpg,,,\n\n",
		"blanks":            "picture,prompt,aspect,engine,how\na.jpg,\"smiles, {How}\",9:16,lynx,slowly\nin/b.jpg,,,,\n",
	} {
		l, err := readText(t, dir, text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if d := cmp.Diff(want, lines(dir, l)); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
		if l.Name != "my shots" {
			t.Errorf("%s: named %q", name, l.Name)
		}
	}
	l, err := readText(t, dir, "picture;prompt\r\n\xe9.jpg;caf\xe9\r\n") // Windows-1252
	if got := lines(dir, l); err != nil || len(got) != 1 || got[0] != "é.jpg|café|16:9|draft" {
		t.Errorf("%q, %v", got, err)
	}
	l, err = readText(t, dir, "picture,prompt\na.jpg,\"two\nlines \"\"quoted\"\"\"\n")
	if err != nil || l.Rows[0].Prompt != "two\nlines \"quoted\"" {
		t.Errorf("%+v, %v", l.Rows, err)
	}
	l, err = readText(t, dir, "picture\n"+filepath.Join(dir, "a.jpg")+"\n")
	if err != nil || len(l.Rows) != 1 {
		t.Errorf("an absolute path: %v", err)
	}
}

func TestNothingIsReadOfAListWithErrors(t *testing.T) {
	dir := folder(t, "a.jpg", "sub/x")
	for name, tt := range map[string]struct {
		text string
		want map[int]core.Kind
	}{
		"many": {
			"picture,prompt,aspect,engine\na.jpg,ok,,\ngone.jpg,x,,\na.jpg,x,4:3,\na.jpg,x,,magic\n\na.jpg,,,lynx\nsub,x,,\n,no picture,,\n",
			map[int]core.Kind{3: core.PictureMissing, 4: core.BadAspect, 5: core.BadEngine, 7: core.NoPrompt, 8: core.PictureNotFile, 9: core.PictureMissing},
		},
		"no header":           {"a.jpg,smiles,16:9,draft\n", map[int]core.Kind{1: core.BadList}},
		"nothing":             {"", map[int]core.Kind{1: core.BadList}},
		"a header only":       {"picture,prompt\n", map[int]core.Kind{0: core.BadList}},
		"a column twice":      {"picture,prompt,Prompt\na.jpg,x,y\n", map[int]core.Kind{1: core.BadList}},
		"a column mistyped":   {"picture,promt\na.jpg,x\n", map[int]core.Kind{1: core.BadList}},
		"a comma too many":    {"picture,prompt\na.jpg,smiles, slowly\n", map[int]core.Kind{2: core.BadList}},
		"an open quote":       {"picture,prompt\na.jpg,ok\na.jpg,\"smiles\na.jpg,x\n", map[int]core.Kind{3: core.BadList}},
		"a blank not filled":  {"picture,prompt,how\na.jpg,{how} and {where},slowly\n", map[int]core.Kind{2: core.OpenBlank}},
		"Excel's line counts": {"sep=;\npicture;prompt\na.jpg;x\ngone.jpg;x\n", map[int]core.Kind{4: core.PictureMissing}},
	} {
		l, err := readText(t, dir, tt.text)
		if got := kinds(t, err); !cmp.Equal(got, tt.want) || len(l.Rows) > 0 {
			t.Errorf("%s: %v and %d rows, want %v", name, got, len(l.Rows), tt.want)
		}
	}
	for name, text := range map[string]string{"binary": "picture\x00\x01", "too large": strings.Repeat("x", maxCSV+1)} {
		if _, err := readText(t, dir, text); core.KindOf(err) != core.BadList {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, path := range []string{dir, filepath.Join(dir, "none.csv")} {
		if _, err := ReadCSV(path, rules()); core.KindOf(err) != core.BadList {
			t.Errorf("%s: %v", path, err)
		}
	}
	l, err := readText(t, dir, "picture\n"+strings.Repeat("a.jpg\n", MaxRows+1))
	if kinds(t, err)[MaxRows+2] != core.BadList || len(l.Rows) > 0 {
		t.Errorf("%d rows: %v", MaxRows+1, err)
	}
}

// The prompts of a list that is edited may be written after it was read; only a column that is nearly another one is refused.
func TestColumnsForPromptsToCome(t *testing.T) {
	dir := folder(t, "a.jpg")
	path := filepath.Join(dir, "shots.csv")
	read := func(r Rules, text string) (List, error) {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return ReadCSV(path, r)
	}
	r := rules()
	const cup = "picture,Product\na.jpg,cup\n"
	if _, err := read(r, cup); core.KindOf(err) != core.BadList {
		t.Errorf("a list that is made at once: %v", err)
	}
	r.Prompt = "{product} on a table"
	if l, err := read(r, cup); err != nil || lines(dir, l)[0] != "a.jpg|cup on a table|16:9|draft" {
		t.Errorf("%v, %v", l, err)
	}
	r.Edited = true
	if _, err := read(r, "picture\na.jpg\n"); err != nil {
		t.Errorf("a blank that is filled later: %v", err)
	}
	r.Prompt = ""
	l, err := read(r, cup)
	if err != nil || l.Rows[0].Blanks["product"] != "cup" {
		t.Fatalf("a prompt that is written later: %v, %v", l, err)
	}
	for _, name := range []string{"promo", "prop", "engineer", "expect us", "color", "notes, for the client"} {
		if _, err := read(r, "picture,\""+name+"\"\na.jpg,x\n"); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	for name, like := range map[string]string{
		"promt": "prompt", "Aspects": "aspect", "enigne": "engine", "prompz": "prompt", "prrompt": "prompt", "picture 2": "picture", "aspect ratio": "aspect", "engine_id": "engine",
	} {
		_, err := read(r, "picture,"+name+"\na.jpg,x\n")
		var column *ColumnError
		if !errors.As(err, &column) || column.Like != like || kinds(t, err)[1] != core.BadList {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestPicturesOfAListAreLookedAt(t *testing.T) {
	dir := folder(t, "a.jpg", "bad.jpg", "b10.jpg", "b9.jpg", ".hidden.jpg", "sub/c.jpg")
	r := rules()
	r.CheckPicture = func(path string) error {
		if filepath.Base(path) == "bad.jpg" {
			return core.Errorf("look", core.PictureBroken, "cut off")
		}
		return nil
	}
	path := filepath.Join(dir, "list")
	if err := os.WriteFile(path, []byte("picture\na.jpg\nbad.jpg\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadCSV(path, r); kinds(t, err)[3] != core.PictureBroken {
		t.Error(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	l, err := ReadFolder(dir, r)
	if err != nil || names(l) != "a.jpg b9.jpg b10.jpg" {
		t.Errorf("%s, %v", names(l), err)
	}
	if _, err := ReadFolder(filepath.Join(dir, "none"), r); core.KindOf(err) != core.BadList {
		t.Error(err)
	}
	if _, err := ReadFolder(t.TempDir(), r); core.KindOf(err) != core.BadList {
		t.Error(err)
	}
}

func TestTheSameFileIsKnownAgain(t *testing.T) {
	dir := folder(t, "a.jpg")
	one, err1 := readText(t, dir, "picture\na.jpg\n")
	two, err2 := readText(t, dir, "picture\na.jpg\n")
	other, err3 := readText(t, dir, "picture,prompt\na.jpg,x\n")
	if err := errors.Join(err1, err2, err3); err != nil {
		t.Fatal(err)
	}
	if !one.SameAs(two) || one.SameAs(other) || one.SameAs(one.AllIn(core.Tall)) || one.ID == two.ID {
		t.Errorf("%+v %+v %+v", one, two, other)
	}
}

func TestACSVFileAddsToThePromptForAll(t *testing.T) {
	dir := folder(t, "a.jpg")
	path := filepath.Join(dir, "shots.csv")
	if err := os.WriteFile(path, []byte("picture,prompt,how\na.jpg,+ she smiles {how},slowly\na.jpg,,\na.jpg,its own,\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	r := rules()
	r.Prompt = "push in"
	l, err := ReadCSV(path, r)
	if d := cmp.Diff([]string{"a.jpg|push in, she smiles slowly|16:9|draft", "a.jpg|push in|16:9|draft", "a.jpg|its own|16:9|draft"}, lines(dir, l)); d != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, d)
	}
}

func FuzzCSV(f *testing.F) {
	dir := folder(f, "a.jpg")
	f.Add("picture,prompt\na.jpg,{x}\n")
	f.Add("sep=;\n\xef\xbb\xbfpicture;aspect\na.jpg;16:9:0\n")
	f.Fuzz(func(t *testing.T, text string) {
		l, err := readText(t, dir, text)
		if (err == nil) != (len(l.Rows) > 0) {
			t.Errorf("%d rows and %v", len(l.Rows), err)
		}
	})
}
