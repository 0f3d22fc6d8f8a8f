package export_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"caracal/core/export"
	"caracal/core/media/mediatest"
)

// BenchmarkGIF makes a GIF of 480 pixels of five seconds of 720p, and has Debian's ffmpeg make the same by its palettegen and paletteuse: seconds, bytes, and how like the
// clip (SSIM) of each.
func BenchmarkGIF(b *testing.B) {
	clip := filepath.Join(b.TempDir(), "clip.mp4")
	mediatest.Tool(b, "ffmpeg", "-v", "error", "-loop", "1", "-i", "../../resources/astronaut.jpg", "-vf", "scale=2560:-1,zoompan=z='1+0.002*on':d=120:s=1280x720:fps=24",
		"-frames:v", "120", "-c:v", "libx264", "-pix_fmt", "yuv420p", clip)
	const frames = "fps=12,scale=480:-1:flags=lanczos"
	mediatest.Decoder(b)
	for b.Loop() {
		begun := time.Now()
		ours := give(b, clip, export.Options{As: export.GIF})
		took := time.Since(begun)

		theirs := filepath.Join(b.TempDir(), "theirs.gif")
		begun = time.Now()
		mediatest.Tool(b, "ffmpeg", "-v", "error", "-i", clip, "-vf", frames+",split[a][b];[a]palettegen[p];[b][p]paletteuse", theirs)
		theirTime := time.Since(begun)

		for name, path := range map[string]string{"": ours, "ffmpeg-": theirs} {
			out := mediatest.Tool(b, "ffmpeg", "-i", path, "-i", clip, "-lavfi", "[1]"+frames+"[want];[0][want]ssim", "-f", "null", "-")
			said := regexp.MustCompile(`SSIM .*All:([0-9.]+)`).FindStringSubmatch(out)
			if said == nil {
				b.Fatal(out)
			}
			ssim, _ := strconv.ParseFloat(said[1], 64)
			info, err := os.Stat(path)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(ssim, name+"ssim")
			b.ReportMetric(float64(info.Size()), name+"bytes")
		}
		b.ReportMetric(took.Seconds(), "s")
		b.ReportMetric(theirTime.Seconds(), "ffmpeg-s")
	}
}
