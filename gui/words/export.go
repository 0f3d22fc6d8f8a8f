package words

import (
	"fmt"
	"strings"
	"time"

	"caracal/core/export"
)

// What people read where clips are exported.
func Export() string         { return say("Export") }
func Replace() string        { return say("Replace") }
func KeepBoth() string       { return say("Keep both") }
func ExportAsFile() string   { return say("As a file") }
func ExportForPlace() string { return say("Ready to post on") }
func ExportTo() string       { return say("To") }
func ExportStopped() string  { return say("Stopped. Nothing was written.") }
func Estimating() string     { return say("Working out the size…") }
func ChooseTarget() string   { return say("Choose a folder to write to") }

func OptionWidth() string { return say("Width") }
func OptionRate() string  { return say("Frames a second") }
func OptionFrame() string { return say("Frame") }
func OptionFit() string   { return say("Shape") }
func OptionLeast() string { return say("Length") }

// NoSuchClip says that nothing, or more than one clip, is meant by that.
func NoSuchClip(named string) string {
	return say("%.100q is no file, and no clip's id or its beginning. Give a clip's file, or as much of its id as only one clip has.", named)
}

// IsPlace reports whether the format is for a platform.
func IsPlace(f export.Format) bool {
	_, ok := place(f)
	return ok
}

func place(f export.Format) (export.Platform, bool) {
	for _, p := range export.Platforms() {
		if p.Format == f {
			return p, true
		}
	}
	return export.Platform{}, false
}

// FormatName is the format on its chip.
func FormatName(f export.Format) string {
	switch f {
	case export.AsIs:
		return "MP4"
	case export.Clean:
		return say("Clean copy")
	case export.GIF:
		return "GIF"
	case export.WebP:
		return "WebP"
	case export.PNG:
		return say("Frame as PNG")
	case export.JPEG:
		return say("Frame as JPEG")
	}
	p, _ := place(f)
	return p.Name
}

// FormatAbout says in a sentence what the format is.
func FormatAbout(f export.Format) string {
	switch f {
	case export.AsIs:
		return say("The file as it is, with its prompt, tags and all that Caracal knows of it.")
	case export.Clean:
		return say("The same film without its prompt, tags and all that Caracal knows of it.")
	case export.GIF:
		return say("Plays everywhere, in 256 colours, and is large.")
	case export.WebP:
		return say("Plays in every browser and most messengers, in full colour, at a fifth of a GIF's size.")
	case export.PNG:
		return say("One frame, without any loss.")
	case export.JPEG:
		return say("One frame, small.")
	}
	p, ok := place(f)
	if !ok {
		return ""
	}
	about := []string{say("What %s takes: H.264 in an MP4", p.Name)}
	if p.MinAspect == p.MaxAspect {
		about = append(about, Size(p.Canvas.X, p.Canvas.Y))
	}
	if p.MaxBytes > 0 && p.MaxBytes < 1<<30 {
		about = append(about, say("at most %s", Bytes(p.MaxBytes)))
	}
	if p.Sound {
		about = append(about, say("with a track of sound"))
	}
	return strings.Join(about, ", ") + ". " + say("What fits already is not encoded anew.")
}

// ExportTitle is the title of the dialog.
func ExportTitle(n int) string {
	if n == 1 {
		return Export()
	}
	return say("Export %s", Clips(n))
}

// Exporting is the title while it is under way.
func Exporting(n int) string { return say("Exporting %s…", Clips(n)) }

// Estimate says about how large it will be.
func Estimate(bytes int64, n int) string {
	if n > 1 {
		return say("About %s each", Bytes(bytes))
	}
	return say("About %s", Bytes(bytes))
}

// Exported says what was written, and to which folder.
func Exported(n int, folder string, stopped bool) string {
	folder = ShortName(folder)
	switch {
	case stopped:
		return say("Stopped. Written so far: %s, in “%s”.", Clips(n), folder)
	case n == 1:
		return say("Exported to “%s”.", folder)
	}
	return say("Exported %s to “%s”.", Clips(n), folder)
}

// ExportFailed says how many of several clips could not be exported, and what was wrong with the first of those.
func ExportFailed(failed, all int, t Trouble) string {
	if all == 1 {
		return t.String()
	}
	return say("%d of %s could not be exported.", failed, Clips(all)) + " " + t.String()
}

// TargetsExistTitle asks about files that are there already.
func TargetsExistTitle(n int) string {
	if n == 1 {
		return say("Replace the file?")
	}
	return say("Replace %d files?", n)
}

// TargetsExist says that files are there already.
func TargetsExist(n int) string {
	if n == 1 {
		return say("There is a file of that name in the folder already.")
	}
	return say("%d files of those names are in the folder already.", n)
}

// Pixels is a width.
func Pixels(n int) string { return say("%d px", n) }

// Rate is a number of frames a second.
func Rate(n int) string { return fmt.Sprint(n) }

// FrameName is which frame.
func FrameName(f export.Frame) string {
	switch f {
	case export.LastFrame:
		return say("Last")
	case export.CurrentFrame:
		return say("The one shown")
	}
	return say("First")
}

// FitName is how another shape is filled.
func FitName(f export.Fit) string {
	if f == export.Cropped {
		return say("Crop the middle")
	}
	return say("Whole, on a blurred ground")
}

// Least is how long the clip is to be at least.
func Least(d time.Duration) string {
	if d == 0 {
		return say("As it is")
	}
	return say("Repeat to %.0f s", d.Seconds())
}
