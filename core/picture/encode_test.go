package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"testing"
)

func TestEncodeWritesPixelsAndNothingElse(t *testing.T) {
	secret := "GPS 48.2082 N 16.3738 E"
	file := jpegWithEXIF(encoded(t, asJPEG, fourFields(128, 96)), append(orientationEXIF(6), secret...))
	p, err := Open(t.Context(), write(t, "holiday.jpg", file))
	if err != nil {
		t.Fatal(err)
	}
	clean := encoded(t, Encode, p.Image)
	if bytes.Contains(clean, []byte(secret)) || bytes.Contains(clean, []byte("Exif")) {
		t.Error("the clean copy has metadata")
	}
	// Tables, frame, scan: no segment that could say more.
	for at := 2; clean[at+1] != 0xda; at += 2 + int(binary.BigEndian.Uint16(clean[at+2:])) {
		if marker := clean[at+1]; marker >= 0xe0 && marker != 0xee || clean[at] != 0xff {
			t.Errorf("segment %#x", marker)
		}
	}
	again, err := read(t.Context(), bytes.NewReader(clean), int64(len(clean)), image.Rectangle{})
	if err != nil {
		t.Fatal(err)
	}
	wantPlain(t, again.Image, image.Pt(96, 128))
	wantFields(t, again.Image, middles(p.Image), 2)
	if !bytes.Equal(clean, encoded(t, Encode, p.Image)) {
		t.Error("the same pixels give other bytes")
	}
}
