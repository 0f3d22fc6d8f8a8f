package main

import (
	"bytes"
	"encoding/binary"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// TestIcons reads back what was drawn, entry by entry.
func TestIcons(t *testing.T) {
	dir := t.TempDir()
	if err := run(filepath.Join("..", "..", "icon.png"), dir); err != nil {
		t.Fatal(err)
	}
	read := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	isPNG := func(name string, b []byte, size int) {
		c, err := png.DecodeConfig(bytes.NewReader(b))
		if err != nil || c.Width != size || c.Height != size {
			t.Errorf("%s is %d×%d, want %d: %v", name, c.Width, c.Height, size, err)
		}
	}
	isPNG("48", read("hicolor/48x48/apps/studio.caracal.Caracal.png"), 48)
	isPNG("512", read("hicolor/512x512/apps/studio.caracal.Caracal.png"), 512)

	b := read("Caracal.ico")
	for i := range int(binary.LittleEndian.Uint16(b[4:])) {
		entry := b[6+16*i:]
		size, length, at := int(entry[0]), binary.LittleEndian.Uint32(entry[8:]), binary.LittleEndian.Uint32(entry[12:])
		picture := b[at : at+length]
		if size == 0 {
			isPNG("the largest of Caracal.ico", picture, 256)
			continue
		}
		if width, height := binary.LittleEndian.Uint32(picture[4:]), binary.LittleEndian.Uint32(picture[8:]); int(width) != size || int(height) != 2*size {
			t.Errorf("Caracal.ico has %d×%d for %d", width, height, size)
		}
		if alpha := picture[40+4*(size*size/2+size/2)+3]; alpha != 0xFF {
			t.Errorf("the middle of the icon for %d has alpha %d", size, alpha)
		}
		if alpha := picture[40+3]; alpha != 0 {
			t.Errorf("the corner of the icon for %d has alpha %d", size, alpha)
		}
	}

	b = read("Caracal.icns")
	if string(b[:4]) != "icns" || int(binary.BigEndian.Uint32(b[4:])) != len(b) {
		t.Errorf("Caracal.icns begins with %x", b[:8])
	}
	sizes := map[string]int{"icp4": 16, "icp5": 32, "ic07": 128, "ic08": 256, "ic09": 512, "ic11": 32, "ic12": 64, "ic13": 256, "ic14": 512}
	for b = b[8:]; len(b) > 0; {
		name, length := string(b[:4]), binary.BigEndian.Uint32(b[4:])
		isPNG(name, b[8:length], sizes[name])
		delete(sizes, name)
		b = b[length:]
	}
	if len(sizes) > 0 {
		t.Errorf("Caracal.icns lacks %v", sizes)
	}
}
