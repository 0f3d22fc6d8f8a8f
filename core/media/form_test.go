package media_test

import (
	"context"
	"testing"

	"caracal/core"
	"caracal/core/media"
	"caracal/core/media/mediatest"
)

func TestForm(t *testing.T) {
	d := mediatest.Decoder(t)
	clips := "../lynx/lynxtest/clips/"
	for path, want := range map[string]media.Form{
		small(t, 4):          {Video: "h264", Pixels: "yuv420p", Matrix: "bt709"},
		clips + "sound.mp4":  {Video: "h264", Pixels: "yuv420p", Matrix: "bt709", Audio: "aac"},
		clips + "hevc.mp4":   {Video: "hevc", Pixels: "yuv420p", Matrix: "bt709"},
		clips + "vp9.webm":   {Video: "vp9", Pixels: "yuv420p", Matrix: "bt709"},
		clips + "turned.mp4": {Video: "h264", Pixels: "yuv420p", Matrix: "bt709"},
		mediatest.Foreign(t, "size=96x64:rate=10:duration=0.5", "-c:v", "libx264", "-pix_fmt", "yuv444p10le", "-colorspace", "smpte170m", "deep.mov"): {Video: "h264", Pixels: "yuv444p10le", Matrix: "smpte170m"},
	} {
		got, err := d.Form(context.Background(), path)
		if err != nil || got != want {
			t.Errorf("%s: %+v, %v; want %+v", path, got, err, want)
		}
	}
	if _, err := d.Form(context.Background(), "form_test.go"); core.KindOf(err) != core.BadClip {
		t.Errorf("a text: %v", err)
	}
}
