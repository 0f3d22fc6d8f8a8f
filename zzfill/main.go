package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"caracal/core"
	"caracal/core/library"
	"caracal/core/library/librarytest"
	"caracal/core/media"
)

type tb struct{}

func main() {
	n, _ := strconv.Atoi(os.Args[2])
	h := os.Args[1]
	clip, err := os.ReadFile("core/library/testdata/clip.mp4")
	if err != nil {
		panic(err)
	}
	f := core.Folders{Library: filepath.Join(h, "Library"), Data: filepath.Join(h, "data"), Cache: filepath.Join(h, "cache")}
	librarytest.Fill(&testing.T{}, f.Library, n, clip)
	d := media.NewDecoder(f.Cache)
	defer d.Close()
	s, err := library.Open(f, d)
	if err != nil {
		panic(err)
	}
	ctx := context.Background()
	fmt.Println(errors.Join(d.Warm(ctx), s.Scan(ctx), s.Close()))
}
