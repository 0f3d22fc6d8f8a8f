package media

import (
	"fmt"
	"image"
	"strconv"
)

// clipName is what FFmpeg knows a clip by that is its only file.
const clipName = "clip"

// clipFormats are the formats, by FFmpeg's names, that a clip may have: it is not a playlist, a script or a terminal recording that calls itself one.
const clipFormats = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm"

// inputArguments begin FFmpeg's command line and say how a clip of one of these formats is read.
func inputArguments(formats string) []string {
	return []string{
		"-hide_banner", "-nostdin", "-loglevel", "info",
		"-format_whitelist", formats,
		"-max_pixels", strconv.Itoa(maxPixels),
		// Times as they are in the file, counted from its start.
		"-copyts", "-start_at_zero",
	}
}

// arguments returns the command line for reading frames. info may be zero.
func arguments(info Info, o ReadOptions) []string {
	args := inputArguments(clipFormats)
	if start := info.SeekTime(o.Start); start > 0 {
		args = append(args, "-ss", strconv.FormatFloat(start.Seconds(), 'f', 6, 64))
	}
	if !o.smooth && info.SkipLoopFilter(o.Size) {
		args = append(args, "-skip_loop_filter", "all")
	}
	return append(args, "-nostats", "-an", "-sn", "-dn", "-i", "/"+clipName, "-map", "0:v:0", "-vsync", "passthrough",
		"-vf", filters(o), "-f", "rawvideo", "pipe:1")
}

// filters returns the chain that makes every frame upright 4:2:0 in video range with square pixels, small enough for the box, and tells about it.
func filters(o ReadOptions) string {
	box := o.Size
	if box.X <= 0 || box.Y <= 0 {
		box = image.Pt(maxSide, maxSide)
	}
	flags := "fast_bilinear"
	if o.smooth {
		flags = "area"
	}
	unit := 1
	if o.even {
		unit = 2
	}
	const shape = "if(gt(sar,0),sar,1)" // of a pixel
	scale := fmt.Sprintf("min(1,min(%d/(iw*%s),%d/ih))", box.X, shape, box.Y)
	side := func(length string) string { return fmt.Sprintf("max(1,round(%s*%s/%d))*%d", length, scale, unit, unit) }
	return fmt.Sprintf("scale=w='%s':h='%s':flags=%s:out_range=tv,format=yuv420p,showinfo=checksum=0", side("iw*"+shape), side("ih"), flags)
}
