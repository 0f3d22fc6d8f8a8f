// Icons draws the program's icon in every size and form that systems ask for, from the one picture that the program itself carries:
//
//	go run ./resources/packaging/icons DIR
//
// It writes DIR/hicolor/SIZExSIZE/apps/studio.caracal.Caracal.png for Linux, DIR/Caracal.ico for Windows and DIR/Caracal.icns for macOS. The same picture gives the same bytes.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"

	"golang.org/x/image/draw"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: icons DIR")
		os.Exit(2)
	}
	if err := run("resources/icon.png", os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "icons:", err)
		os.Exit(1)
	}
}

// run draws the icons of the picture at from into the folder to.
func run(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	source, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	for _, size := range []int{16, 22, 24, 32, 48, 64, 96, 128, 192, 256, 512} {
		file := filepath.Join(to, "hicolor", fmt.Sprintf("%dx%d", size, size), "apps", "studio.caracal.Caracal.png")
		if err := write(file, encoded(scaled(source, size))); err != nil {
			return err
		}
	}
	if err := write(filepath.Join(to, "Caracal.ico"), ico(source)); err != nil {
		return err
	}
	return write(filepath.Join(to, "Caracal.icns"), icns(source))
}

func write(path string, b []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, b, 0o644)
}

// scaled returns the picture in a size, in pixels each way.
func scaled(source image.Image, size int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	draw.CatmullRom.Scale(img, img.Rect, source, source.Bounds(), draw.Src, nil)
	return img
}

// encoded returns a picture as PNG. Writing to memory fails never.
func encoded(img image.Image) []byte {
	var b bytes.Buffer
	best := png.Encoder{CompressionLevel: png.BestCompression}
	_ = best.Encode(&b, img)
	return b.Bytes()
}

// ico returns the icon for Windows: bitmaps, and a PNG for the largest, as everything since Windows Vista reads it ("Icons", learn.microsoft.com/windows/win32/uxguide/vis-icons).
func ico(source image.Image) []byte {
	const headerSize, entrySize = 6, 16
	sizes := []int{16, 20, 24, 32, 40, 48, 64, 256}
	head := []byte{0, 0, 1, 0, byte(len(sizes)), 0}
	var pictures []byte
	for _, size := range sizes {
		img := scaled(source, size)
		picture := bitmap(img)
		if size == 256 {
			picture = encoded(img)
		}
		head = append(head, byte(size), byte(size), 0, 0, 1, 0, 32, 0) // 256 is written as 0
		head = binary.LittleEndian.AppendUint32(head, uint32(len(picture)))
		head = binary.LittleEndian.AppendUint32(head, uint32(headerSize+len(sizes)*entrySize+len(pictures)))
		pictures = append(pictures, picture...)
	}
	return append(head, pictures...)
}

// bitmap returns a picture as a BITMAPINFOHEADER with its pixels, the lowest line first, and a mask that leaves everything to their alpha.
func bitmap(img *image.NRGBA) []byte {
	size := img.Rect.Dx()
	maskLine := (size + 31) / 32 * 4
	var b []byte
	for _, word := range []uint32{40, uint32(size), uint32(2 * size), 1 | 32<<16, 0, uint32(size * (4*size + maskLine)), 0, 0, 0, 0} {
		b = binary.LittleEndian.AppendUint32(b, word)
	}
	for y := size - 1; y >= 0; y-- {
		for x := range size {
			c := img.NRGBAAt(x, y)
			b = append(b, c.B, c.G, c.R, c.A)
		}
	}
	return append(b, make([]byte, size*maskLine)...)
}

// icns returns the icon for macOS: PNGs, each after a word of four letters that says its size, once as it is and once for screens with twice the pixels (iconutil(1)).
func icns(source image.Image) []byte {
	var b []byte
	for _, entry := range []struct {
		name string
		size int
	}{
		{"icp4", 16},
		{"icp5", 32},
		{"ic07", 128},
		{"ic08", 256},
		{"ic09", 512},
		{"ic11", 32},
		{"ic12", 64},
		{"ic13", 256},
		{"ic14", 512},
	} {
		picture := encoded(scaled(source, entry.size))
		b = append(b, entry.name...)
		b = binary.BigEndian.AppendUint32(b, uint32(8+len(picture)))
		b = append(b, picture...)
	}
	return append(binary.BigEndian.AppendUint32([]byte("icns"), uint32(8+len(b))), b...)
}
