package words

import (
	"fmt"
	"strings"
	"time"

	"caracal/core/export"
)

// What people read where clips are exported.
func Export() string         { return L("Export") }
func Cancel() string         { return L("Cancel") }
func Stop() string           { return L("Stop") }
func Replace() string        { return L("Replace") }
func KeepBoth() string       { return L("Keep both") }
func ChangeFolder() string   { return L("Change…") }
func ShowInFolder() string   { return L("Show in folder") }
func ExportAsFile() string   { return L("As a file") }
func ExportForPlace() string { return L("Ready to post on") }
func ExportTo() string       { return L("To") }
func ExportStopped() string  { return L("Stopped. Nothing was written.") }
func Estimating() string     { return L("Working out the size…") }
func ChooseTarget() string   { return L("Choose a folder to write to") }

func OptionWidth() string { return L("Width") }
func OptionRate() string  { return L("Frames a second") }
func OptionFrame() string { return L("Frame") }
func OptionFit() string   { return L("Shape") }
func OptionLeast() string { return L("Length") }

// NoSuchClip says that nothing, or more than one clip, is meant by that.
func NoSuchClip(named string) string {
	return L("%.100q is no file, and no clip's id or its beginning. Give a clip's file, or as much of its id as only one clip has.", named)
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
		return L("Clean copy")
	case export.GIF:
		return "GIF"
	case export.WebP:
		return "WebP"
	case export.PNG:
		return L("Frame as PNG")
	case export.JPEG:
		return L("Frame as JPEG")
	}
	p, _ := place(f)
	return p.Name
}

// FormatAbout says in a sentence what the format is.
func FormatAbout(f export.Format) string {
	switch f {
	case export.AsIs:
		return L("The file as it is, with its prompt, tags and all that Caracal knows of it.")
	case export.Clean:
		return L("The same film without its prompt, tags and all that Caracal knows of it.")
	case export.GIF:
		return L("Plays everywhere, in 256 colours, and is large.")
	case export.WebP:
		return L("Plays in every browser and most messengers, in full colour, at a fifth of a GIF's size.")
	case export.PNG:
		return L("One frame, without any loss.")
	case export.JPEG:
		return L("One frame, small.")
	}
	p, ok := place(f)
	if !ok {
		return ""
	}
	about := []string{L("What %s takes: H.264 in an MP4", p.Name)}
	if p.Tall == p.Wide {
		about = append(about, fmt.Sprintf("%d × %d", p.Canvas.X, p.Canvas.Y))
	}
	if p.Bytes > 0 && p.Bytes < 1<<30 {
		about = append(about, L("at most %s", Bytes(p.Bytes)))
	}
	if p.Sound {
		about = append(about, L("with a track of sound"))
	}
	return strings.Join(about, ", ") + ". " + L("What fits already is not encoded anew.")
}

// ExportTitle is the title of the dialog.
func ExportTitle(n int) string {
	if n == 1 {
		return L("Export")
	}
	return L("Export %s", Clips(n))
}

// Exporting is the title while it is under way.
func Exporting(n int) string { return L("Exporting %s…", Clips(n)) }

// Estimate says about how large it will be.
func Estimate(bytes int64, n int) string {
	if n > 1 {
		return L("About %s each", Bytes(bytes))
	}
	return L("About %s", Bytes(bytes))
}

// Exported says what was written, and to which folder.
func Exported(n int, folder string, stopped bool) string {
	folder = ShortName(folder)
	switch {
	case stopped:
		return L("Stopped. %s are in “%s”.", Clips(n), folder)
	case n == 1:
		return L("Exported to “%s”.", folder)
	}
	return L("Exported %s to “%s”.", Clips(n), folder)
}

// ExportFailed says how many of several clips could not be exported, and what was wrong with the first of those.
func ExportFailed(failed, all int, t Trouble) string {
	if all == 1 {
		return t.String()
	}
	return L("%d of %s could not be exported.", failed, Clips(all)) + " " + t.String()
}

// TargetsExistTitle asks about files that are there already.
func TargetsExistTitle(n int) string {
	if n == 1 {
		return L("Replace the file?")
	}
	return L("Replace %d files?", n)
}

// TargetsExist says that files are there already.
func TargetsExist(n int) string {
	if n == 1 {
		return L("There is a file of that name in the folder already.")
	}
	return L("%d files of those names are in the folder already.", n)
}

// NoFileManager says where a file is that could not be shown.
func NoFileManager(path string) string {
	return L("The file manager could not be opened. The file is %s", path)
}

// Pixels is a width.
func Pixels(n int) string { return L("%d px", n) }

// Rate is a number of frames a second.
func Rate(n int) string { return fmt.Sprint(n) }

// FrameName is which frame.
func FrameName(f export.Frame) string {
	switch f {
	case export.LastFrame:
		return L("Last")
	case export.CurrentFrame:
		return L("The one shown")
	}
	return L("First")
}

// FitName is how another shape is filled.
func FitName(f export.Fit) string {
	if f == export.Cropped {
		return L("Crop the middle")
	}
	return L("Whole, on a blurred ground")
}

// Least is how long the clip is to be at least.
func Least(d time.Duration) string {
	if d == 0 {
		return L("As it is")
	}
	return L("Repeat to %.0f s", d.Seconds())
}
