// Notices writes the licences of all that is in a binary of Caracal: the modules that the binary itself says it was built from, what their packages carry from others, Go, and
// what resources carries from others.
//
//	go run ./resources/packaging/notices BINARY >NOTICES.txt
//
// It fails when a module has no licence, so that nothing is handed on that may not be.
package main

import (
	"bufio"
	"cmp"
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: notices BINARY")
		os.Exit(2)
	}
	out := bufio.NewWriter(os.Stdout)
	err := write(out, os.Args[1])
	if err = cmp.Or(err, out.Flush()); err != nil {
		fmt.Fprintln(os.Stderr, "notices:", err)
		os.Exit(1)
	}
}

// licence are the names of files that say under what terms something may be handed on.
var licence = regexp.MustCompile(`(?i)^(.*[._-])?(licen[cs]es?|copying|copyright|notice|patents)([._-].*)?$`)

// notLicence are endings of names that only look like one, such as licenses.go.
var notLicence = regexp.MustCompile(`(?i)\.(go|c|h|cpp|hpp|js|py|sh|tmpl|svg|png)$`)

// write writes the notices of a binary.
func write(out io.Writer, binary string) error {
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Caracal contains the following, under the terms that follow each. Caracal itself is under the GNU General Public License, version 3 or later.\n")
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		dir, err := folder(m.Path, m.Version)
		if err != nil {
			return err
		}
		files, err := licences(dir)
		if err != nil {
			return err
		}
		if len(files) == 0 {
			return fmt.Errorf("%s %s has no licence", m.Path, m.Version)
		}
		if err := section(out, m.Path+" "+m.Version, dir, files); err != nil {
			return err
		}
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return err
	}
	if err := section(out, "Go "+info.GoVersion, strings.TrimSpace(string(root)), []string{"LICENSE"}); err != nil {
		return err
	}
	carried, err := licences("resources")
	if err != nil {
		return err
	}
	for _, file := range carried {
		if err := section(out, "resources/"+strings.TrimSuffix(file, ".LICENSE"), "resources", []string{file}); err != nil {
			return err
		}
	}
	return nil
}

// folder returns where a module's source is.
func folder(path, version string) (string, error) {
	out, err := exec.Command("go", "mod", "download", "-json", path+"@"+version).Output()
	if err != nil {
		return "", fmt.Errorf("go mod download %s@%s: %w: %s", path, version, err, out)
	}
	var module struct{ Dir string }
	err = json.Unmarshal(out, &module)
	return module.Dir, err
}

// licences returns the licences in a module, those of what it carries from others with them, relative to its folder.
func licences(dir string) (files []string, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch name := d.Name(); {
		case err != nil:
			return err
		case d.IsDir() && path != dir && (name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")):
			return filepath.SkipDir
		case d.Type().IsRegular() && licence.MatchString(name) && !notLicence.MatchString(name):
			relative, err := filepath.Rel(dir, path)
			files = append(files, filepath.ToSlash(relative))
			return err
		}
		return nil
	})
	return files, err
}

// section writes one part: a title, and the texts of its files.
func section(out io.Writer, title, dir string, files []string) error {
	fmt.Fprintf(out, "\n%s\n%s\n", strings.Repeat("=", 100), title)
	for _, file := range files {
		text, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "\n-- %s\n\n%s\n", file, strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(string(text), "\r\n", "\n"), "?")))
	}
	return nil
}
