package words

import (
	"fmt"
	"strings"

	"caracal/core"
)

// Size says how large a picture or a clip is, in pixels.
func Size(w, h int) string { return fmt.Sprintf("%d × %d", w, h) }

// OneLine returns a name as it can stand in one line, whatever is in it.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// ShortName returns a file's name as it fits into a sentence: on one line and not too long.
func ShortName(name string) string {
	clean := []rune(OneLine(name))
	if len(clean) > 40 {
		clean = append(append(clean[:24:24], '…'), clean[len(clean)-15:]...)
	}
	return string(clean)
}

// Faces says how many faces there are, and no more: what that means for a paid clip is said where it is sent.
func Faces(faces int, engine core.Info) (words string, tone Tone) {
	switch {
	case faces == 1:
		return L("✓ One clear face"), Good
	case faces > 1:
		return L("✓ %d clear faces", faces), Good
	case engine.Local:
		return L("No clear face: %s works anyway", engine.Name), Muted
	}
	return L("No clear face"), Bad
}

// FaceCheck says what the faces in what is sent mean for an engine that animates a person. It warns and forbids nothing, because faces may be overlooked here.
func FaceCheck(faces int, framed bool, engine string) (words string, tone Tone) {
	switch {
	case faces == 0 && framed:
		return L("%s needs one clear human face; there is none in the framed part.", engine), Bad
	case faces == 0:
		return L("%s needs one clear human face; there is none in this picture.", engine), Bad
	case faces > 1:
		return L("There are several faces. Which one %s follows is not known.", engine), Info
	}
	return "", Muted
}

// CropToFace is on the button that leaves one of several faces in the picture.
func CropToFace() string { return L("Crop to the largest face") }

// Cropped says that only one face is left.
func Cropped() string { return L("Only the largest face is left in the picture.") }

// NotCropped says that the picture stays as it is.
func NotCropped() string { return L("The picture could not be cropped.") }

// CameraOnly says what the preview shows, and what not.
func CameraOnly() string { return L("Live preview · camera only") }
