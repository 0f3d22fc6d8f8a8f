package main

import (
	"bytes"
	"debug/buildinfo"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestNames(t *testing.T) {
	for name, want := range map[string]bool{
		"LICENSE": true, "LICENSE.md": true, "LICENCE": true, "COPYING.LESSER": true, "facefinder.LICENSE": true, "NOTICE": true, "LICENSE-MIT": true, "copyright.txt": true,
		"licenses.go": false, "README.md": false, "notices": false, "licensed.txt": false,
	} {
		if got := licence.MatchString(name) && !notLicence.MatchString(name); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

// TestNotices writes those of the program beside this one.
func TestNotices(t *testing.T) {
	t.Chdir("../../..")
	binary := filepath.Join(t.TempDir(), "icons")
	if out, err := exec.Command("go", "build", "-o", binary, "./resources/packaging/icons").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var out bytes.Buffer
	if err := write(&out, binary); err != nil {
		t.Fatal(err)
	}
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		t.Fatal(err)
	}
	if len(info.Deps) == 0 {
		t.Fatal("it has no modules: the test does not test")
	}
	want := []string{"Go go1", "Redistribution and use in source and binary forms", "Endre Simo"}
	for _, carried := range []string{"facefinder", "libavif", "libheif"} { // the wasm files are in the program as the cascade is, and in none of its modules
		text, err := os.ReadFile(filepath.Join("resources", carried+".LICENSE"))
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, "resources/"+carried, strings.TrimSpace(string(text)))
	}
	for _, m := range info.Deps {
		want = append(want, m.Path+" "+m.Version)
	}
	for _, words := range want {
		if !strings.Contains(out.String(), words) {
			t.Errorf("the notices lack %.100q", words)
		}
	}
}
