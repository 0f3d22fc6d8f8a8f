package resources

import _ "embed"

// They are embedded as strings, so that nobody can write to them.
var (
	//go:embed facefinder
	faceCascade string
	//go:embed astronaut.jpg
	sample string
	//go:embed icon.svg
	icon string
)

// FaceCascade returns a copy of the cascade by which pigo tells faces from everything else.
func FaceCascade() []byte { return []byte(faceCascade) }

// SampleName is the base name that the sample picture goes by.
const SampleName = "astronaut.jpg"

// Sample returns a copy of the sample picture, a JPEG of 512 by 512 pixels with one clear face.
func Sample() []byte { return []byte(sample) }

// Icon returns a copy of Caracal's icon, an SVG.
func Icon() []byte { return []byte(icon) }
