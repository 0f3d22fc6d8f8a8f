package picture

import (
	"context"
	"image"
	"io"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"caracal/core"
)

// TestLargePicturesTakeTurns loads more pictures at once than would fit, if they were as large as their headers say.
func TestLargePicturesTakeTurns(t *testing.T) {
	var inside, most atomic.Int32
	ft := format{name: "test", header: func(*io.SectionReader) (header, error) {
		return header{width: 64, height: 64, memory: large + 1, decode: func(*io.SectionReader) (image.Image, error) {
			defer inside.Add(-1)
			now := inside.Add(1)
			for old := most.Load(); now > old && !most.CompareAndSwap(old, now); old = most.Load() {
			}
			runtime.Gosched()
			return fourFields(64, 64), nil
		}}, nil
	}}
	all := func(all image.Rectangle) image.Rectangle { return all }
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, _, err := ft.load(t.Context(), nil, all); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := most.Load(); n != 1 {
		t.Errorf("%d were decoded at once", n)
	}

	oneLarge <- struct{}{} // one that takes for ever
	defer func() { <-oneLarge }()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := ft.load(ctx, nil, all); err != context.Canceled {
		t.Errorf("%v, want %v", err, context.Canceled)
	}
}

func TestADecoderThatPanicsIsABrokenPicture(t *testing.T) {
	_, err := guard(func() (image.Image, error) {
		var pix []byte
		_ = pix[len(t.Name())]
		return nil, nil
	})
	if core.KindOf(err) != core.PictureBroken || !strings.Contains(err.Error(), "panicked") {
		t.Errorf("%v, want a broken picture", err)
	}
}
