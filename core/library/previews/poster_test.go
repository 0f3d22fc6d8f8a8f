package previews

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"sync"
	"testing"

	"caracal/core/media/mediatest"
)

func TestPosterIsMadeOnceAndKept(t *testing.T) {
	f := newFilms(t)
	eye := &camera{}
	p := f.open(t, eye)
	c := f.clip(t, "one")
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			if _, err := p.Poster(t.Context(), c, posterSize()); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	equal(t, "shots", eye.shots.Load(), int64(1))

	again := &camera{}
	path := posterOf(t, f.open(t, again), c)
	equal(t, "shots after a restart", again.shots.Load(), int64(0))
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	img, err := jpeg.DecodeConfig(file)
	if err != nil || img.Width != 320 || img.Height != 180 {
		t.Error(img, err)
	}
}

func TestPosterShowsTheClip(t *testing.T) {
	f := newFilms(t)
	file, err := os.Open(posterOf(t, f.open(t, mediatest.Decoder(t)), f.clip(t, "one")))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	img, err := jpeg.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	size := img.Bounds().Size()
	if size.X != size.Y || size.X < 64 || !img.Bounds().In(image.Rectangle{Max: posterSize()}) {
		t.Errorf("a square clip has a poster of %v", size)
	}
	colours := make(map[color.Color]bool)
	for x := range size.X {
		colours[img.At(x, size.Y/2)] = true
	}
	if len(colours) < 10 {
		t.Errorf("a line of a test picture in colour bars has %d colours", len(colours))
	}
}

// A slowCamera takes pictures only when it is let.
type slowCamera struct {
	camera
	started chan struct{}
	proceed chan struct{}
}

func (s *slowCamera) Poster(ctx context.Context, path string, size image.Point) (*image.RGBA, error) {
	s.started <- struct{}{}
	select {
	case <-s.proceed:
		return s.camera.Poster(ctx, path, size)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func TestWhoWaitsForAnothersPosterGetsItEvenWhenTheOtherStops(t *testing.T) {
	slow := &slowCamera{started: make(chan struct{}, 10), proceed: make(chan struct{})}
	f := newFilms(t)
	p, c := f.open(t, slow), f.clip(t, "one")
	ctx, stop := context.WithCancel(t.Context())
	first, second := make(chan error, 1), make(chan error, 1)
	go func() {
		_, err := p.Poster(ctx, c, posterSize())
		first <- err
	}()
	<-slow.started
	go func() {
		_, err := p.Poster(t.Context(), c, posterSize())
		second <- err
	}()
	stop()
	if err := <-first; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	close(slow.proceed)
	if err := <-second; err != nil {
		t.Error(err)
	}
}
