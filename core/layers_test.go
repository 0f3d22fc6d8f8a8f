package core_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestLayers holds the arrows: main → gui → the rooms of core → core.
func TestLayers(t *testing.T) {
	rules := []struct {
		of     string // the packages that must not reach
		banned func(pkg string) bool
		why    string
	}{
		{"caracal/core/...", under("fyne.io"), "core works without a window"},
		{"caracal/core/...", under("caracal/gui"), "core does not know who shows it"},
		{"caracal/gui/kit/...", under("caracal/core"), "the kit knows Fyne and nothing of us"},
		{"caracal/gui/words/...", under("fyne.io"), "words are for commands too"},
		{"caracal/gui/command/...", under("fyne.io"), "commands work where no window can be opened"},
		{"caracal/core", under("caracal/core/"), "core says what it needs and the rooms come to it"},
		{"caracal/core/draft", under("caracal/core/media"), "Draft needs nothing that reads clips"},
		{"caracal/core/encode", under("caracal/core/media"), "a clip is made without what reads clips"},
		{"caracal/core/filmstrip", under("caracal/core/media"), "a filmstrip is shown without FFmpeg"},
		{"caracal/core/picture/...", under("caracal/core/vision"), "a picture is opened without anybody's looking at what is in it"},
		{"caracal/core/wavespeed", under("caracal/core/"), "the client of the service knows nothing of jobs, pictures or clips of ours"},
		{"caracal/core/library/index", under("caracal/core/media"), "an index is told what is in files"},
		{"caracal/core/library/index", under("caracal/core/clipfile"), "an index is told what is in files"},
		{"caracal/core/library/search", under("caracal/core/database"), "what a person types is taken apart without an index"},
		{"caracal/resources", under("caracal/core"), "resources only embeds"},
	}
	for _, r := range rules {
		for _, pkg := range list(t, r.of) {
			for _, dep := range pkg.Deps {
				if dep != pkg.ImportPath && r.banned(dep) {
					t.Errorf("%s reaches %s: %s", pkg.ImportPath, dep, r.why)
				}
			}
		}
	}
}

// partsOfTheLibrary are the rooms that core/library brings together, and which others of them each may import. None may import the library.
func partsOfTheLibrary() map[string][]string {
	return map[string][]string{
		"folder":   {"layout"},
		"index":    {"layout", "search"},
		"layout":   {},
		"previews": {},
		"search":   {},
	}
}

// TestLayersOfTheLibrary holds the arrows from core/library to its parts.
func TestLayersOfTheLibrary(t *testing.T) {
	const library = "caracal/core/library"
	for _, pkg := range list(t, library+"/...") {
		part, ok := strings.CutPrefix(pkg.ImportPath, library+"/")
		if !ok || strings.HasSuffix(part, "test") {
			continue
		}
		may, known := partsOfTheLibrary()[part]
		if !known {
			t.Errorf("%s: no such part of the library is known", pkg.ImportPath)
		}
		for _, dep := range pkg.Imports {
			if other, ok := strings.CutPrefix(dep, library); ok && !slices.Contains(may, strings.TrimPrefix(other, "/")) {
				t.Errorf("%s imports %s", pkg.ImportPath, dep)
			}
		}
	}
}

// rooms are the rooms of the window, and which other rooms of it each may import. Rooms of pages are in nobody's list but the shell's: what one page wants of another it says
// through its Host.
func rooms() map[string][]string {
	page := []string{"door", "files", "kit", "stills", "words"}
	return map[string][]string{
		"":         {"activity", "atspi", "clips", "create", "door", "files", "film", "instance", "kit", "kit/fonts", "kit/rail", "kit/tips", "motion", "service", "settings", "shots", "words", "words/language"},
		"activity": page,
		"atspi":    {"door"},
		"clips":    append([]string{"clips/calendar", "clips/glimpse", "clips/selection", "clips/sidepanel", "compare", "complete", "export", "film", "kit/tiles", "tagging"}, page...),

		"clips/calendar":  {"kit/daterail", "kit/tiles", "words"},
		"clips/glimpse":   {"film", "kit", "kit/tiles", "stills"},
		"clips/selection": {},
		"clips/sidepanel": {"film", "kit", "kit/playback", "stills", "words"},

		"create":        append([]string{"film", "kit/choices", "kit/playback", "kit/stage", "prompt"}, page...),
		"prompt":        {"door", "kit", "kit/prose", "kit/rows", "stills", "words"},
		"settings":      append([]string{"kit/choices", "kit/fonts", "service", "words/language"}, page...),
		"shots":         append([]string{"kit/choices", "kit/linebreak", "kit/prose", "kit/rows", "prompt"}, page...),
		"service":       {"door", "kit", "words"},
		"command":       {"words"},
		"complete":      {"kit"},
		"compare":       {"film", "kit", "kit/playback", "kit/tips", "stills", "words"},
		"export":        {"door", "files", "kit", "words"},
		"door":          {},
		"files":         {"door", "kit", "words"},
		"film":          {"kit", "kit/playback", "kit/tips", "stills"},
		"kit":           {"kit/bidi", "kit/ground", "kit/linebreak"},
		"instance":      {},
		"motion":        {},
		"kit/bidi":      {},
		"kit/linebreak": {},
		"kit/choices":   {"kit", "kit/bidi", "kit/ground"},
		"kit/daterail":  {"kit", "kit/bidi"},
		"kit/fonts":     {},
		"kit/ground":    {},
		"kit/playback":  {"kit"},
		"kit/prose":     {"kit"},
		"kit/rail":      {"kit", "kit/bidi", "kit/ground"},
		"kit/rows":      {"kit"},
		"kit/stage":     {"kit", "kit/ground", "kit/playback"},
		"kit/tiles":     {"kit"},
		"kit/tips":      {"kit"},
		"stills":        {},
		"tagging":       {"kit", "words"},

		"words":          {"words/language"},
		"words/language": {},
	}
}

// coreRooms are the rooms of core that each room of the window may import besides core itself. A page sees those whose things it shows; what opens, runs and keeps is the shell's.
func coreRooms() map[string][]string {
	return map[string][]string{
		"":         {"clipfile", "library", "library/folder", "media", "picture", "program", "release", "shots"},
		"activity": {"picture"},
		"clips":    {"clipfile", "library", "library/index"},

		"clips/calendar":  {"library/index"},
		"clips/glimpse":   {"library/index"},
		"clips/selection": {"library/index"},

		"command":  {"export", "picture", "shots", "wavespeed"},
		"complete": {"library/index", "library/search"},
		"create":   {"draft/plan", "picture", "vision"},
		"export":   {"export"},
		"film":     {"draft", "draft/plan", "filmstrip", "media", "vision", "yuv"},
		"prompt":   {"draft/plan", "shots"},
		"service":  {"keychain", "lynx", "wavespeed"},
		"settings": {"keychain", "library", "library/folder", "release"},
		"shots":    {"picture", "shots", "vision"},
		"stills":   {"filmstrip"},
		"tagging":  {"library/index"},
		"words":    {"draft/plan", "export", "shots", "vision"},
	}
}

// mostLines is how long a room of the window may be without its tests.
const mostLines = 2600

// TestLayersOfTheWindow holds the arrows within the window and from it into core, the size of its rooms, and where Fyne's goroutine is entered.
func TestLayersOfTheWindow(t *testing.T) {
	const window = "caracal/gui"
	for _, pkg := range list(t, window+"/...") {
		room := strings.TrimPrefix(strings.TrimPrefix(pkg.ImportPath, window), "/")
		if strings.HasSuffix(room, "test") || room == "e2e" {
			continue // for tests
		}
		may, known := rooms()[room]
		if !known {
			t.Errorf("%s: no such room of the window is known", pkg.ImportPath)
		}
		for _, dep := range pkg.Imports {
			if other, ok := strings.CutPrefix(dep, window+"/"); ok && !slices.Contains(may, other) {
				t.Errorf("%s imports %s", pkg.ImportPath, dep)
			}
			if other, ok := strings.CutPrefix(dep, "caracal/core/"); ok && !slices.Contains(coreRooms()[room], other) {
				t.Errorf("%s imports %s", pkg.ImportPath, dep)
			}
		}
		lines := 0
		for _, name := range pkg.GoFiles {
			b, err := os.ReadFile(filepath.Join(pkg.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			lines += bytes.Count(b, []byte("\n"))
			if room != "door" {
				for _, at := range namesDo(t, name, b) {
					t.Errorf("%s: fyne.Do is named outside of gui/door, at %s", pkg.ImportPath, at)
				}
			}
		}
		if lines > mostLines {
			t.Errorf("%s has %d lines, more than %d: make two rooms of it", pkg.ImportPath, lines, mostLines)
		}
	}
}

// namesDo returns where a file names fyne.Do or fyne.DoAndWait.
func namesDo(t *testing.T, name string, source []byte) (at []string) {
	t.Helper()
	files := token.NewFileSet()
	f, err := parser.ParseFile(files, name, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	fyne := "" // what the file calls it
	for _, i := range f.Imports {
		if path, err := strconv.Unquote(i.Path.Value); err == nil && path == "fyne.io/fyne/v2" {
			fyne = "fyne"
			if i.Name != nil {
				fyne = i.Name.Name
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := s.X.(*ast.Ident); ok && fyne != "" && x.Name == fyne && strings.HasPrefix(s.Sel.Name, "Do") {
			at = append(at, files.Position(s.Pos()).String())
		}
		return true
	})
	return at
}

func under(prefix string) func(string) bool {
	return func(pkg string) bool { return strings.HasPrefix(pkg, prefix) }
}

// A listed package is what the go command says of it, tests left out.
type listed struct {
	ImportPath, Dir        string
	GoFiles, Imports, Deps []string
}

// list returns the packages of a pattern.
func list(t *testing.T, pattern string) (pkgs []listed) {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports,Deps", pattern).Output()
	if err != nil {
		t.Fatalf("go list %s: %v", pattern, err)
	}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var pkg listed
		if err := d.Decode(&pkg); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, pkg)
	}
	if len(pkgs) == 0 {
		t.Fatalf("go list %s: no packages", pattern)
	}
	return pkgs
}
