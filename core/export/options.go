package export

import (
	"fmt"
	"strings"
	"time"

	"caracal/core"
)

// A Format is what a clip is made, by the name that commands use.
type Format string

// The formats beside those of the platforms.
const (
	AsIs  Format = "mp4"   // the file as it is, with its story
	Clean Format = "clean" // the same without its story
	GIF   Format = "gif"
	WebP  Format = "webp" // animated
	PNG   Format = "png"  // one frame
	JPEG  Format = "jpeg" // one frame
)

// Formats returns all formats, those of the platforms last.
func Formats() []Format {
	all := []Format{AsIs, Clean, GIF, WebP, PNG, JPEG}
	for _, p := range Platforms() {
		all = append(all, p.Format)
	}
	return all
}

// ParseFormat returns the format of that name, however it is written in capitals; "jpg" is one too.
func ParseFormat(name string) (Format, error) {
	name = strings.ToLower(name)
	if name == "jpg" {
		return JPEG, nil
	}
	for _, f := range Formats() {
		if string(f) == name {
			return f, nil
		}
	}
	return "", core.Errorf("choose export format", core.Internal, "there is no format %.40q", name)
}

// isCopy reports whether the clip's own bytes are written.
func (f Format) isCopy() bool { return f == AsIs || f == Clean }

// IsFrame reports whether the format is a picture of one frame.
func (f Format) IsFrame() bool { return f == PNG || f == JPEG }

// IsAnimation reports whether the format is a moving picture of a chosen width and rate.
func (f Format) IsAnimation() bool { return f == GIF || f == WebP }

// Options say how a clip is exported. Those that the format has no use for are passed over; zero stands for what is usual.
type Options struct {
	As Format

	Width int // of GIF and WebP, in pixels; never more than the clip's own. 0 is DefaultWidth.
	FPS   int // of GIF and WebP, frames a second; never more than the clip's own. 0 is DefaultFPS.

	Frame Frame         // of PNG and JPEG
	At    time.Duration // of CurrentFrame

	Fit   Fit           // for a platform that wants another shape
	Least time.Duration // for a platform: how long the clip is to be at least; it is repeated until it is

	Exists Exists
}

// The usual width and rate of a moving picture, and the most that there can be.
const (
	DefaultWidth = 480
	DefaultFPS   = 12
	MaxFPS       = 50 // browsers slow a GIF down whose frames are shorter than two hundredths of a second
)

// A Frame says which frame of a clip is meant.
type Frame string

// The frames.
const (
	FirstFrame   Frame = "" // which is also how a clip looks in the library
	LastFrame    Frame = "last"
	CurrentFrame Frame = "current" // the one at Options.At
)

// A Fit says what becomes of a clip that has not the shape that a platform wants.
type Fit string

// The fits.
const (
	Blurred Fit = ""     // the whole clip, on a ground of its own colours
	Cropped Fit = "crop" // its middle
)

// Exists says what to do where there is a file of that name.
type Exists string

// What can be done.
const (
	Refuse   Exists = ""         // fail with TargetExists
	Replace  Exists = "replace"  // write over it
	Numbered Exists = "numbered" // take the next name that is free
)

// suffix is how the exported file's name goes on after the clip's.
func (o Options) suffix() string {
	switch {
	case o.As == Clean:
		return " clean.mp4"
	case o.As == AsIs:
		return ".mp4"
	case o.As.IsAnimation():
		return "." + string(o.As)
	case o.As.IsFrame():
		ext := map[Format]string{PNG: ".png", JPEG: ".jpg"}[o.As]
		switch o.Frame {
		case LastFrame:
			return " last frame" + ext
		case CurrentFrame:
			return fmt.Sprintf(" %.2f s%s", o.At.Seconds(), ext)
		}
		return " first frame" + ext
	}
	p, _ := platform(o.As)
	return " " + p.Name + ".mp4"
}
