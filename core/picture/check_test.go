package picture

import (
	"context"
	"errors"
	"image/png"
	"testing"

	"caracal/core"
)

func TestCheckFindsWhatAHeaderTells(t *testing.T) {
	good := encoded(t, png.Encode, gray(100, 80))
	for name, tt := range map[string]struct {
		file []byte
		want core.Kind
	}{
		"good":         {good, ""},
		"cut off":      {good[:20], core.PictureBroken},
		"empty":        {nil, core.PictureEmpty},
		"text":         {[]byte("picture,prompt\n"), core.PictureUnknown},
		"too small":    {encoded(t, png.Encode, gray(2, 2)), core.PictureTooSmall},
		"an SVG":       {[]byte("<svg/>"), core.PictureUnknown},
		"damaged late": {good[:len(good)/2], ""}, // which Check does not look at
	} {
		if err := Check(t.Context(), write(t, "x.png", tt.file)); core.KindOf(err) != tt.want {
			t.Errorf("%s: %v, want kind %q", name, err, tt.want)
		}
	}
	if err := Check(t.Context(), t.TempDir()); core.KindOf(err) != core.PictureNotFile {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Check(ctx, write(t, "x.png", good)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
