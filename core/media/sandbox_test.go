package media

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"
)

// program is the smallest WebAssembly module with code in it: one function that does nothing. It stands for FFmpeg, which takes long to compile.
var program = []byte("\x00asm\x01\x00\x00\x00" + "\x01\x04\x01\x60\x00\x00" + "\x03\x02\x01\x00" + "\x0a\x04\x01\x02\x00\x0b")

// cached returns the one file of compiled code below dir.
func cached(t *testing.T, dir string) string {
	t.Helper()
	files := compiled(dir)
	if len(files) != 1 {
		t.Fatalf("%v in the cache", files)
	}
	return files[0]
}

func mustLoad(t *testing.T, dir string) {
	t.Helper()
	s, err := load(context.Background(), program, dir)
	if err != nil {
		t.Fatal(err)
	}
	s.close()
}

func TestDamagedCodeIsMadeAnew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "there", "yet")
	mustLoad(t, dir)
	file := cached(t, dir)
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	flipped := append([]byte{}, good...)
	for i := range flipped {
		flipped[i] ^= 0xff
	}
	for name, b := range map[string][]byte{"empty": {}, "cut off": good[:len(good)/2], "other bytes": flipped} {
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
		mustLoad(t, dir)
		if now, err := os.ReadFile(cached(t, dir)); err != nil || string(now) != string(good) {
			t.Errorf("%s: the cache has %d bytes afterwards, %v", name, len(now), err)
		}
	}
}

func TestOldCodeOfOtherVersionsGoes(t *testing.T) {
	dir := t.TempDir()
	old, young := filepath.Join(dir, "compiler-1", "old"), filepath.Join(dir, "compiler-2", "young")
	for file, age := range map[string]time.Duration{old: 2 * oldCode, young: 0} {
		at := time.Now().Add(-age)
		err := errors.Join(os.Mkdir(filepath.Dir(file), 0o700), os.WriteFile(file, []byte("code"), 0o600), os.Chtimes(file, at, at))
		if err != nil {
			t.Fatal(err)
		}
	}
	mustLoad(t, dir)
	if files := compiled(dir); len(files) != 2 || !slices.Contains(files, young) {
		t.Errorf("there is %v", files)
	}
	if _, err := os.Stat(filepath.Dir(old)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the old compiler's folder: %v", err)
	}

	// Code that is found is not another version's, however old.
	long := time.Now().Add(-2 * oldCode)
	for _, file := range compiled(dir) {
		if err := os.Chtimes(file, long, long); err != nil {
			t.Fatal(err)
		}
	}
	mustLoad(t, dir)
	if files := compiled(dir); len(files) != 2 {
		t.Errorf("without a new one there is %v", files)
	}
}

// Code of another compiler or of another FFmpeg is of no use, and a part of it, which a killed process has left, is none.
func TestOnlyWholeCodeOfThisVersionIsCompiled(t *testing.T) {
	cache := t.TempDir()
	dir, d := filepath.Join(cache, compiledDir), NewDecoder(cache)
	defer d.Close()
	mustLoad(t, dir)
	whole := cached(t, dir)
	if !d.Compiled() {
		t.Error("what was compiled just now is not")
	}
	at := filepath.Dir(whole)
	name := filepath.Base(whole)
	part := filepath.Join(at, name+".123.tmp")
	for what, file := range map[string]string{
		"another FFmpeg":                   filepath.Join(dir, "0-v0", filepath.Base(at), name),
		"another kind of computer":         filepath.Join(filepath.Dir(at), "wazero-1-z80-cpm", name),
		"as it was kept before":            filepath.Join(dir, filepath.Base(at), name),
		"a part, as a killed process left": part,
	} {
		err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.Rename(whole, file))
		if err != nil {
			t.Fatal(err)
		}
		if d.Compiled() {
			t.Error(what, "is taken for what is needed")
		}
		if err := errors.Join(os.MkdirAll(at, 0o700), os.Rename(file, whole)); err != nil {
			t.Fatal(err)
		}
	}

	long := time.Now().Add(-2 * oldCode)
	if err := errors.Join(os.WriteFile(part, []byte("code"), 0o600), os.Chtimes(part, long, long), os.Chtimes(whole, long, long)); err != nil {
		t.Fatal(err)
	}
	mustLoad(t, dir)
	if files := compiled(dir); !slices.Equal(files, []string{whole}) {
		t.Errorf("there is %v", files)
	}
}

func TestCodeIsMadeWithoutAFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	mustLoad(t, filepath.Join(file, "ffmpeg"))
}

func TestManyStartAtOnce(t *testing.T) {
	dir := t.TempDir()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { mustLoad(t, dir) })
	}
	all.Wait()
	cached(t, dir)
}

func TestCompilingStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := newSandbox(ctx, t.TempDir()); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
