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
		return say("✓ One clear face"), Good
	case faces > 1:
		return say("✓ %d clear faces", faces), Good
	case engine.Local:
		return say("No clear face: %s works anyway", engine.Name), Muted
	}
	return say("No clear face"), Bad
}

// FaceCheck says what the faces in what is sent mean for an engine that animates a person. It warns and forbids nothing, because faces may be overlooked here.
func FaceCheck(faces int, framed bool, engine string) (words string, tone Tone) {
	switch {
	case faces == 0 && framed:
		return say("%s needs one clear human face; there is none in the framed part.", engine), Bad
	case faces == 0:
		return say("%s needs one clear human face; there is none in this picture.", engine), Bad
	case faces > 1:
		return say("There are several faces. Which one %s follows is not known.", engine), Info
	}
	return "", Muted
}

// CropToFace is on the button that leaves one of several faces in the picture.
func CropToFace() string { return say("Crop to the largest face") }

// Cropped says that only one face is left.
func Cropped() string { return say("Only the largest face is left in the picture.") }

// NotCropped says that the picture stays as it is.
func NotCropped() string { return say("The picture could not be cropped.") }

// What stands where a picture is put in.
func ChoosePicture() string       { return say("Choose…") }
func ChoosePictures() string      { return say("Choose pictures") }
func ChoosePictureFolder() string { return say("Choose a folder of pictures") }
func PictureFiles() string        { return say("Pictures and lists") }
func TakeAway() string            { return say("Take this picture away") }
func Opening() string             { return say("Opening…") }

// NoPicture stands there while there is none: what to do, with which files, and where else.
func NoPicture() (drop, files, where string) {
	return say("Drop a picture here"), say("JPEG, PNG, HEIC, WebP and others"), say("or anywhere on this window")
}

// PasteRefused says that what is on the clipboard is text that leads to no picture.
func PasteRefused() string {
	return say("Only a picture or a picture's path can be pasted here. Click into the prompt to paste text.")
}

// NothingPasted says that there was no picture on the clipboard, or that it could not be had.
func NothingPasted() string {
	return say("No picture could be pasted. Drop the picture's file on this window instead.")
}
