package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"caracal/core"
	"caracal/gui/words/language"
)

// TestTranslationsSayWhatIsSaid reads the sentences out of the source and compares each language with them.
func TestTranslationsSayWhatIsSaid(t *testing.T) {
	said := sentences(t)
	for _, l := range language.All() {
		if _, err := l.Printer(); err != nil {
			t.Error(err)
		}
		its, err := l.Sentences()
		if err != nil {
			t.Fatal(err)
		}
		for sentence, forms := range its {
			if !said[sentence] {
				t.Errorf("%s: nobody says %q", l.Tag, sentence)
			}
			for form, s := range forms {
				// A form for one or two may say the number as a word; only "other" must hold whatever the sentence holds.
				if got, want := placeholders(s), placeholders(sentence); !slices.Equal(got, want) && (form == "other" || !subset(got, want)) {
					t.Errorf("%s: %q has %v, and %q (%s) has %v", l.Tag, sentence, want, s, form, got)
				}
			}
		}
	}
}

// TestTranslationsAreWhole: whoever chose a language reads all of the window in it.
func TestTranslationsAreWhole(t *testing.T) {
	said := sentences(t)
	for _, l := range language.All()[1:] { // English is what the sentences are written in
		its, err := l.Sentences()
		if err != nil {
			t.Fatal(err)
		}
		for sentence := range said {
			if its[sentence]["other"] == "" {
				t.Errorf("%s: %q is not translated", l.Tag, sentence)
			}
		}
	}
}

// sentences returns what the window and the commands can say: the first arguments of say, and the tables of sentences.
func sentences(t *testing.T) map[string]bool {
	t.Helper()
	said := map[string]bool{}
	add := func(e ast.Expr) {
		lit, ok := e.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return
		}
		if s, err := strconv.Unquote(lit.Value); err == nil {
			said[s] = true
		}
	}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range sources {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if fun, ok := n.Fun.(*ast.Ident); ok && fun.Name == "say" {
					if _, ok := n.Args[0].(*ast.BasicLit); !ok {
						t.Errorf("%s: a sentence is put together: nobody can translate it", path)
					}
					add(n.Args[0])
				}
			case *ast.CompositeLit:
				if isTable(n.Type) {
					for _, e := range n.Elts {
						add(e)
					}
				}
			}
			return true
		})
	}
	if len(said) < 100 {
		t.Fatalf("%d sentences", len(said))
	}
	return said
}

// TestNobodyWritesWordsPastThisRoom looks for words that are written where a widget is made, or where a command prints.
func TestNobodyWritesWordsPastThisRoom(t *testing.T) {
	said := regexp.MustCompile(`^(New(Heading|Small|Button|MainButton|Chip|Icon|Option|Item|MenuItem|Hyperlink|Notification)|Say|Offer|OfferUndo|Confirm|Dialog|` +
		`Open(Files|Folder)|SaveFile|Set|Set(Text|Note|Name|PlaceHolder|Choice)|Fprint(|f|ln))$`)
	field := regexp.MustCompile(`^(Text|Tip|Name|Label|PlaceHolder)$`)
	letters := regexp.MustCompile(`\pL{2}`)
	looked := 0
	check := func(files *token.FileSet, e ast.Expr) {
		lit, ok := e.(*ast.BasicLit)
		if ok && lit.Kind == token.STRING && letters.MatchString(lit.Value) {
			t.Errorf("%s: %s", files.Position(lit.Pos()), lit.Value)
		}
	}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && strings.HasSuffix(path, "test") { // for tests
			return filepath.SkipDir
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if sel, ok := n.Fun.(*ast.SelectorExpr); ok && said.MatchString(sel.Sel.Name) {
					looked++
					for _, arg := range n.Args {
						check(files, arg)
					}
				}
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && field.MatchString(key.Name) {
					check(files, n.Value)
				}
			case *ast.AssignStmt:
				for i, left := range n.Lhs {
					if sel, ok := left.(*ast.SelectorExpr); ok && field.MatchString(sel.Sel.Name) && len(n.Rhs) == len(n.Lhs) {
						check(files, n.Rhs[i])
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if looked < 100 {
		t.Errorf("%d calls were looked at", looked)
	}
}

// isTable reports whether a type is one of those in which this room keeps its tables of sentences.
func isTable(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "Trouble"
	case *ast.ArrayType: // the months
		of, ok := e.Elt.(*ast.Ident)
		return ok && of.Name == "string" && e.Len != nil
	}
	return false
}

var verb = regexp.MustCompile(`%(\[(\d+)\])?[-+# 0]*\d*(\.\d+)?([a-zA-Z%])`)

// placeholders returns the arguments that a sentence takes and how, in the order of the arguments.
func placeholders(sentence string) (found []string) {
	next := 1
	for _, m := range verb.FindAllStringSubmatch(sentence, -1) {
		if m[4] == "%" {
			continue
		}
		if m[2] != "" {
			next, _ = strconv.Atoi(m[2])
		}
		found = append(found, strconv.Itoa(next)+m[3]+m[4])
		next++
	}
	slices.Sort(found)
	return found
}

func subset(part, whole []string) bool {
	return !slices.ContainsFunc(part, func(s string) bool { return !slices.Contains(whole, s) })
}

// speak chooses a language by its tag for the rest of a test.
func speak(t *testing.T, tag string) {
	t.Helper()
	t.Cleanup(func() { Speak(language.All()[0]) })
	found := language.Understood(tag)[0]
	if found.Tag != tag {
		t.Fatalf("%q is %v", tag, found)
	}
	Speak(found)
}

// TestNumbersAreWrittenAsTheLanguageDoes looks at counts and points.
func TestNumbersAreWrittenAsTheLanguageDoes(t *testing.T) {
	for _, c := range []struct{ tag, clips, price, size string }{
		{"en", "12,345 clips", "$1,234.50", "3.1 MB"},
		{"de", "12.345 Clips", "1.234,50\u00a0$", "3,1 MB"},
		{"ja", "12,345本のクリップ", "$1,234.50", "3.1 MB"},
		{"fr", "12\u00a0345 clips", "1\u00a0234,50\u00a0$", "3,1 Mo"},
		{"ar", "12,345 مقطعًا", "1,234.50\u00a0$", "3.1 MB"},
	} {
		speak(t, c.tag)
		if got := Clips(12345); got != c.clips {
			t.Errorf("%s: %q", c.tag, got)
		}
		if got := Price(1234*core.Dollar + core.Dollar/2); got != c.price {
			t.Errorf("%s: %q", c.tag, got)
		}
		if got := Bytes(3_100_000); got != c.size {
			t.Errorf("%s: %q", c.tag, got)
		}
	}
}

// TestEveryoneMaySpeakAtOnce is for the race detector.
func TestEveryoneMaySpeakAtOnce(t *testing.T) {
	speak(t, "en")
	var group sync.WaitGroup
	for _, l := range language.Understood("de", "ar") {
		for range 4 {
			group.Go(func() {
				Speak(l)
				for n := range 50 {
					_ = Clips(n) + Spell(time.Duration(n)*time.Second)
				}
			})
		}
	}
	group.Wait()
}
