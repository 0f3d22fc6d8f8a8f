package vision

import "image"

// A Flaw is something about a picture that a clip of it will suffer from.
type Flaw string

// The flaws of a picture, and those that matter where a face is needed. thresholds.go says from where on something is one.
const (
	Small   Flaw = "small"   // few pixels
	Blurred Flaw = "blurred" // nothing in it is sharp
	Dark    Flaw = "dark"    // all of it, or the face

	NoFace      Flaw = "no face"      // none that looks towards us: there is none, or it is turned away or covered
	FaceSmall   Flaw = "face small"   // few pixels
	FaceTurned  Flaw = "face turned"  // on its side or upside down
	FaceCut     Flaw = "face cut"     // the picture ends in it
	FrameCut    Flaw = "frame cut"    // the frame ends in it, and the picture does not
	FaceUnclear Flaw = "face unclear" // half turned away or partly covered
	ManyFaces   Flaw = "many faces"   // nobody knows which one an engine will take

	Cramped Flaw = "cramped" // Draft's camera cannot go far
)

// A Finding is a flaw of a picture.
type Finding struct {
	Flaw Flaw
	Rect image.Rectangle // where in the picture, in pixels; empty for all of it
}
