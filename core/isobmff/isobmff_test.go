package isobmff

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// box makes a box whose size has 32 bits, and wide one whose size has 64.
func box(kind, body string) string {
	return string(binary.BigEndian.AppendUint32(nil, uint32(8+len(body)))) + kind + body
}

func wide(kind, body string) string {
	return "\x00\x00\x00\x01" + kind + string(binary.BigEndian.AppendUint64(nil, uint64(16+len(body)))) + body
}

func TestBoxes(t *testing.T) {
	for name, c := range map[string]struct {
		file  string
		types []string
		good  bool
	}{
		"none":                     {"", nil, true},
		"two":                      {box("ftyp", "isom") + box("moov", ""), []string{"ftyp", "moov"}, true},
		"a wide one":               {wide("mdat", "abc") + box("moov", ""), []string{"mdat", "moov"}, true},
		"an open one":              {box("moov", "") + "\x00\x00\x00\x00mdatabc", []string{"moov", "mdat"}, true},
		"something at the end":     {box("moov", "") + "abc", []string{"moov"}, false},
		"smaller than its header":  {box("moov", "") + "\x00\x00\x00\x07freeabc", []string{"moov"}, false},
		"wide and smaller":         {"\x00\x00\x00\x01free\x00\x00\x00\x00\x00\x00\x00\x0f", nil, false},
		"wide and cut":             {"\x00\x00\x00\x01free\x00\x00", nil, false},
		"larger than the file":     {"\x00\x00\x00\x0cfreeabc", nil, false},
		"wide and larger":          {"\x00\x00\x00\x01free\x00\x00\x00\x00\x00\x00\x00\x11", nil, false},
		"larger than can be":       {"\x00\x00\x00\x01free\xff\xff\xff\xff\xff\xff\xff\xff", nil, false},
		"as many as there may be":  {strings.Repeat(box("free", ""), 5), slices.Repeat([]string{"free"}, 5), true},
		"more than there may be":   {strings.Repeat(box("free", ""), 6), slices.Repeat([]string{"free"}, 5), false},
		"the end of the last ones": {box("free", "abcdefgh")[:15], nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			var types []string
			var damage error
			end := int64(0)
			for b, err := range Boxes(strings.NewReader(c.file), int64(len(c.file)), 5) {
				if damage != nil {
					t.Fatal("it goes on after the damage")
				}
				if damage = err; err != nil {
					continue
				}
				if b.Start != end || b.End() > int64(len(c.file)) || b.Open != strings.HasPrefix(c.file[b.Start:], "\x00\x00\x00\x00") {
					t.Errorf("%+v", b)
				}
				types, end = append(types, b.Type), b.End()
			}
			if !slices.Equal(types, c.types) || (damage == nil) != c.good {
				t.Errorf("%q, %v", types, damage)
			}
			if c.good && end != int64(len(c.file)) {
				t.Errorf("it ends at %d", end)
			}
		})
	}
}

func TestChildren(t *testing.T) {
	for parent, want := range map[string]string{
		"": "",
		box("tkhd", "one") + wide("mdia", "two") + "\x00\x00\x00\x00udtathree": "tkhd one, mdia two, udta three, ",
		box("tkhd", "one") + "\x00\x00\x00\x07free" + box("mdia", "two"):       "tkhd one, ",
		"\x00\x00\x00\x10freeabc": "",
	} {
		got := ""
		for kind, body := range Children([]byte(parent)) {
			got += fmt.Sprintf("%s %s, ", kind, body)
		}
		if got != want {
			t.Errorf("%q has %q, want %q", parent, got, want)
		}
	}
}

func TestReaderThatFails(t *testing.T) {
	broken := errors.New("broken")
	for b, err := range Boxes(readerAt{iotest.ErrReader(broken)}, 100, 5) {
		if !errors.Is(err, broken) || b != (Box{}) {
			t.Errorf("%+v, %v", b, err)
		}
	}
	// A file that has become shorter.
	if _, err := Read(bytes.NewReader(make([]byte, 9)), 0, 100); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%v", err)
	}
}

type readerAt struct{ io.Reader }

func (r readerAt) ReadAt(b []byte, _ int64) (int, error) { return r.Read(b) }
