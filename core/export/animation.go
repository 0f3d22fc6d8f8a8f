package export

import (
	"context"
	"fmt"
	"image"
	"io"
	"math"
	"os"
	"path/filepath"

	"caracal/core"
	"caracal/core/media"
)

// An animation is how a clip becomes a moving picture.
type animation struct {
	as             Format
	width          int
	fps            float64
	skipLoopFilter bool // see [media.Info.SkipLoopFilter]
}

// animationOf returns what the options ask for, as far as the clip has it.
func animationOf(info media.Info, o Options) animation {
	a := animation{as: o.As, width: o.Width, fps: float64(o.FPS)}
	if a.width <= 0 {
		a.width = DefaultWidth
	}
	if a.fps <= 0 {
		a.fps = DefaultFPS
	}
	a.width = min(a.width, info.Width)
	a.fps = min(a.fps, MaxFPS)
	if info.FPS > 0 {
		a.fps = min(a.fps, info.FPS)
	}
	a.skipLoopFilter = info.SkipLoopFilter(image.Pt(a.width, info.Height))
	return a
}

// filters returns the chain of FFmpeg's filters that leads to the moving picture's frames.
func (a animation) filters() string {
	return fmt.Sprintf("%s,fps=%s,scale=%d:-1:flags=lanczos", square, rate(a.fps), a.width)
}

func rate(fps float64) string { return fmt.Sprintf("%.4f", math.Max(fps, 0.1)) }

// input returns how FFmpeg reads the piece.
func (a animation) input(path string, p piece) media.Input {
	in := p.input(path)
	if a.skipLoopFilter {
		in.Args = append(in.Args, "-skip_loop_filter", "all")
	}
	return in
}

// webpQuality is libwebp's, up to 100. At 75, its own default, five seconds of 480 pixels take about 1 MB.
const webpQuality = "75"

// animate writes a piece of the clip as a moving picture that repeats for ever.
func (e *Exporter) animate(ctx context.Context, w io.Writer, path string, p piece, a animation, progress func(float64)) error {
	in := a.input(path, p)
	if a.as == WebP {
		return e.converter.Run(ctx, media.Job{
			Inputs: []media.Input{in}, Out: w, Progress: share(p.length, progress, 0, 1),
			Args: []string{"-map", "0:v:0", "-vf", a.filters(), "-c:v", "libwebp_anim", "-quality", webpQuality, "-loop", "0", "-f", "webp", "pipe:1"},
		})
	}
	// First the palette of all frames, then the frames in its colours: FFmpeg could do both at once, and would keep all frames in memory.
	dir, err := os.MkdirTemp("", "caracal-export-")
	if err != nil {
		return core.Wrap("export clip", core.Internal, err)
	}
	defer os.RemoveAll(dir)
	palette := filepath.Join(dir, "palette.png")
	err = e.converter.Run(ctx, media.Job{
		Inputs: []media.Input{in}, Dir: dir, Progress: share(p.length, progress, 0, 0.4),
		Args: []string{"-map", "0:v:0", "-vf", a.filters() + ",palettegen", "-frames:v", "1", "-update", "1", "/out/palette.png"},
	})
	if err != nil {
		return err
	}
	return e.converter.Run(ctx, media.Job{
		Inputs: []media.Input{in, {Path: palette}}, Out: w, Progress: share(p.length, progress, 0.4, 1),
		Args: []string{"-filter_complex", "[0:v:0]" + a.filters() + "[frames];[frames][1:v]paletteuse", "-loop", "0", "-f", "gif", "pipe:1"},
	})
}
