package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"caracal/core"
	"caracal/core/lynx/lynxtest"
)

func TestAClipIsMadeFromThePictureThatWasUploaded(t *testing.T) {
	picture, err := os.ReadFile(filepath.Join("..", "..", "testdata", "picture.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	clip, err := film(t.Context(), lynxtest.Order{Prompt: "slow push in", Aspect: core.Square, Picture: picture})
	if err != nil || len(clip) < 10_000 || !bytes.Equal(clip[4:8], []byte("ftyp")) {
		t.Errorf("%d bytes, %v", len(clip), err)
	}
}
