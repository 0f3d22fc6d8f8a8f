package export

import (
	"context"
	"fmt"
	"math"
	"time"

	"caracal/core"
	"caracal/core/media"
)

// A plan is what has to be done to a clip for a platform.
type plan struct {
	encode        bool // its frames anew
	width, height int  // then
	fps           int  // then
	bitrate       int  // then, at most, in bits a second
	filters       string

	times int // how often it is played
	audio string
	sound bool // the platform wants some
}

const (
	// leastBitrate is what video needs to be worth looking at.
	leastBitrate = 200_000
	// videoShare is how much of the largest file is for the frames. The rest is for sound and index.
	videoShare = 0.9
	// commonFPS is the least of the rates that are common everywhere. Frames that are slower are shown longer.
	commonFPS = 24
)

// plan looks at the clip.
func (e *Exporter) plan(ctx context.Context, path string, info media.Info, p Platform, o Options) (plan, error) {
	const op = "plan export"
	if p.MaxDuration > 0 && info.Duration > p.MaxDuration {
		return plan{}, core.Errorf(op, core.TooLong, "it has %s, and %s takes %s", info.Duration.Round(time.Second), p.Name, p.MaxDuration)
	}
	form, err := e.converter.Form(ctx, path)
	if err != nil {
		return plan{}, err
	}
	l := plan{times: 1, audio: form.Audio, sound: p.Sound, bitrate: p.MaxBitrate}
	if least := max(p.MinDuration, o.Least); info.Duration > 0 && info.Duration < least {
		l.times = int(math.Ceil(least.Seconds() / info.Duration.Seconds()))
	}
	length := info.Duration.Seconds() * float64(l.times)
	if p.MaxDuration > 0 && length > p.MaxDuration.Seconds() {
		return plan{}, core.Errorf(op, core.TooLong, "%.0f s, and %s takes %s", length, p.Name, p.MaxDuration)
	}
	if length > 0 && p.MaxBytes > 0 {
		l.bitrate = min(l.bitrate, int(8*float64(p.MaxBytes)*videoShare/length)-audioBitrate)
	}
	if l.bitrate < leastBitrate {
		return plan{}, core.Errorf(op, core.TooLong, "%.0f s do not fit into %d bytes", length, p.MaxBytes)
	}
	shape := float64(info.Width) / float64(info.Height)
	fills := shape > p.MinAspect*0.99 && shape < p.MaxAspect*1.01
	l.encode = form.Video != "h264" || form.Pixels != "yuv420p" || !fills ||
		min(info.Width, info.Height) < p.MinSide || max(info.Width, info.Height) > p.MaxSide || info.Width%2+info.Height%2 > 0 ||
		info.FPS < float64(p.MinFPS)-0.05 || info.FPS > float64(p.MaxFPS)+0.05 ||
		float64(8*info.Bytes) > float64(l.bitrate)*info.Duration.Seconds()
	if !l.encode {
		return l, nil
	}
	l.fps = min(max(int(math.Round(info.FPS)), commonFPS), p.MaxFPS)
	l.size(info, p, fills, o.Fit)
	l.filters = fmt.Sprintf("%s,fps=%d,%s,format=yuv420p", colours(form, info), l.fps, l.filters)
	return l, nil
}

// colours returns the filter that makes the colours those of an encoded clip, BT.709 in video range.
func colours(form media.Form, info media.Info) string {
	from := "auto"
	if form.Matrix == "" && info.HD() {
		from = "bt709"
	}
	return squared + ":in_color_matrix=" + from + ":out_color_matrix=bt709:out_range=tv,setsar=1"
}

// size chooses the size of the frames and how they are made to fill it.
func (l *plan) size(info media.Info, p Platform, fills bool, fit Fit) {
	w, h := float64(info.Width), float64(info.Height)
	if fills {
		scale := min(1, float64(p.MaxSide)/max(w, h))
		scale = max(scale, float64(p.MinSide)/min(w, h))
		l.width, l.height = even(w*scale), even(h*scale)
		l.filters = fmt.Sprintf("scale=%d:%d:flags=bicubic", l.width, l.height)
		return
	}
	l.width, l.height = p.Canvas.X, p.Canvas.Y
	if fit == Cropped {
		l.filters = fmt.Sprintf("scale=%d:%d:force_original_aspect_ratio=increase:flags=bicubic,crop=%[1]d:%[2]d", l.width, l.height)
		return
	}
	// The ground is blurred when it is small, which takes a hundredth of the time and looks the same.
	const small = 12
	l.filters = fmt.Sprintf("split[a][b];[a]scale=%d:%d:force_original_aspect_ratio=increase:flags=fast_bilinear,crop=%[1]d:%[2]d,boxblur=4:2,eq=brightness=-0.08,"+
		"scale=%[3]d:%[4]d:flags=fast_bilinear[ground];[b]scale=%[3]d:%[4]d:force_original_aspect_ratio=decrease:force_divisible_by=2:flags=bicubic[clip];"+
		"[ground][clip]overlay=(W-w)/2:(H-h)/2", l.width/small, l.height/small, l.width, l.height)
}

// even returns the nearest even number that a side can have.
func even(v float64) int { return max(16, 2*int(math.Round(v/2))) }
