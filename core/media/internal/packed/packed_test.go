package packed_test

import (
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"codeberg.org/gruf/go-ffmpreg/embed"

	"caracal/core/media/internal/packed"
)

// This pins what the package lives by: it is initialised before go-ffmpreg/embed, whose init then unpacks nothing.
func TestProgramIsStillPacked(t *testing.T) {
	r, err := gzip.NewReader(strings.NewReader(packed.GZ()))
	if err != nil {
		t.Fatalf("the program was not taken aside in time: %v", err)
	}
	magic := make([]byte, 4)
	if _, err := io.ReadFull(r, magic); err != nil || string(magic) != "\x00asm" {
		t.Errorf("it begins with %q, %v", magic, err)
	}
	if n, err := io.Copy(io.Discard, r); err != nil || n < 10<<20 {
		t.Errorf("%d bytes, %v", n, err)
	}
	defer func() {
		if recover() == nil {
			t.Error("go-ffmpreg has a program of its own: it was unpacked at the start of the process")
		}
	}()
	embed.B() // panics when it is empty
}

func TestEmptyArchiveIsOne(t *testing.T) {
	taken, left := packed.TakeFrom("\x1f\x8bprogram")
	if taken != "\x1f\x8bprogram" {
		t.Errorf("it takes %q", taken)
	}
	r, err := gzip.NewReader(strings.NewReader(left))
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(r); err != nil || len(b) != 0 {
		t.Errorf("%d bytes, %v", len(b), err)
	}
}

// When it comes too late, or there is nothing, it takes nothing and changes nothing.
func TestTakeLeavesAnUnpackedProgramAlone(t *testing.T) {
	for _, s := range []string{"", "\x00", "\x00asm\x01\x00\x00\x00"} {
		if taken, left := packed.TakeFrom(s); taken != "" || left != s {
			t.Errorf("of %q it takes %q and leaves %q", s, taken, left)
		}
	}
}
