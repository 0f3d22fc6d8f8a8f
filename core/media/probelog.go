package media

import (
	"errors"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A probeLog keeps the beginning and the end of what FFmpeg says: what it found, and how many frames it passed on.
type probeLog struct{ head, tail []byte }

// maxLog bounds each half.
const maxLog = 16 << 10

func (l *probeLog) Write(b []byte) (int, error) {
	l.head = append(l.head, b[:min(len(b), maxLog-len(l.head))]...)
	l.tail = append(l.tail, b...)
	l.tail = l.tail[max(0, len(l.tail)-maxLog):]
	return len(b), nil
}

// FFmpeg 5.1 says, for example, "Stream #0:0(und): Video: vp9 (Profile 0), yuv420p(tv), 640x360 [SAR 1:1 DAR 16:9], 24 fps, 24 tbr", and at the end
// "frame=  120 fps=0.0 q=-1.0 Lsize=N/A time=00:00:04.95".
var (
	saidCodec  = regexp.MustCompile(`Stream #0:\d+.*: Video: (\w+)`)
	saidSize   = regexp.MustCompile(`, (\d{1,5})x(\d{1,5})[, \n]`)
	saidFrames = regexp.MustCompile(`frame=\s*(\d{1,9})\s`)
	saidTime   = regexp.MustCompile(`time=(\d{2,9}):(\d\d):(\d\d)\.`)
	saidRate   = regexp.MustCompile(` (\d+(?:\.\d+)?) fps,`)
	saidShape  = regexp.MustCompile(`\[SAR (\d{1,6}):(\d{1,6}) `)                      // of a pixel
	saidTurn   = regexp.MustCompile(`displaymatrix: rotation of -?(\d+)\.\d+ degrees`) // of a stream that was told before
)

// A pixel format is followed by what is known of its colours, as in "yuv420p(tv, bt709, progressive)".
var (
	saidPixels = regexp.MustCompile(`Stream #0:\d+.*: Video: (\w+).*?, (\w+)(?:\(([^)]*)\))?(?:, | \[)\d{1,5}x`)
	saidMatrix = regexp.MustCompile(`\b(bt709|bt470bg|smpte170m|smpte240m|fcc|bt2020nc|bt2020c|gbr|ycgco)\b`)
	saidAudio  = regexp.MustCompile(`Stream #0:\d+.*: Audio: (\w+)`)
)

// form returns what was said of the clip's streams, and whether there was video.
func (l *probeLog) form() (f Form, ok bool) {
	for line := range strings.Lines(string(l.head)) {
		if strings.HasPrefix(line, "Output ") {
			break
		}
		if video := saidPixels.FindStringSubmatch(line); video != nil && f.Video == "" {
			f.Video, f.Pixels, f.Matrix = video[1], video[2], saidMatrix.FindString(video[3])
		}
		if audio := saidAudio.FindStringSubmatch(line); audio != nil && f.Audio == "" {
			f.Audio = audio[1]
		}
	}
	return f, f.Video != ""
}

// length returns when the last frame begins that was passed on, in whole seconds: a rate does not tell it of frames of uneven length. It is 0 where that was not said.
func (l *probeLog) length() time.Duration {
	all := saidTime.FindAllStringSubmatch(string(l.tail), -1)
	if all == nil {
		return 0
	}
	last := all[len(all)-1]
	hours, _ := strconv.Atoi(last[1])
	minutes, _ := strconv.Atoi(last[2])
	seconds, _ := strconv.Atoi(last[3])
	return time.Duration(min(hours, 1_000_000))*time.Hour + time.Duration(minutes)*time.Minute + time.Duration(seconds)*time.Second
}

func (l *probeLog) info() (Info, error) {
	var info Info
	for line := range strings.Lines(string(l.head)) {
		codec, size, rate := saidCodec.FindStringSubmatch(line), saidSize.FindStringSubmatch(line), saidRate.FindStringSubmatch(line)
		if turn := saidTurn.FindStringSubmatch(line); turn != nil && info.Codec != "" {
			if turn[1] == "90" || turn[1] == "270" {
				info.Width, info.Height = info.Height, info.Width
			}
			break
		}
		if strings.HasPrefix(line, "Output ") {
			break
		}
		if codec == nil || size == nil || info.Codec != "" {
			continue
		}
		info.Codec = codec[1]
		info.Width, _ = strconv.Atoi(size[1])
		info.Height, _ = strconv.Atoi(size[2])
		if rate != nil {
			info.FPS, _ = strconv.ParseFloat(rate[1], 64)
		}
		if shape := saidShape.FindStringSubmatch(line); shape != nil {
			x, _ := strconv.ParseFloat(shape[1], 64)
			y, _ := strconv.ParseFloat(shape[2], 64)
			if x > 0 && y > 0 {
				info.Width = int(math.Round(float64(info.Width) * x / y))
			}
		}
	}
	if frames := saidFrames.FindAllSubmatch(l.tail, -1); frames != nil {
		info.Frames, _ = strconv.Atoi(string(frames[len(frames)-1][1]))
	}
	if info.Frames < 1 || info.Frames > maxFrames {
		return Info{}, errors.New("the file has no video")
	}
	if info.FPS > 0 {
		info.Duration = time.Duration(float64(info.Frames) / info.FPS * float64(time.Second))
	}
	return info, checkSize(info.Width, info.Height)
}
