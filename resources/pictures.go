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
	//go:embed libheif.wasm.gz
	libHEIF string
	//go:embed libavif.wasm.gz
	libAVIF string
)

// FaceCascade returns a copy of the cascade by which pigo tells faces from everything else.
func FaceCascade() []byte { return []byte(faceCascade) }

// SampleName is the base name that the sample picture goes by.
const SampleName = "astronaut.jpg"

// Sample returns a copy of the sample picture, a JPEG of 512 by 512 pixels with one clear face.
func Sample() []byte { return []byte(sample) }

// Icon returns a copy of Caracal's icon, an SVG.
func Icon() []byte { return []byte(icon) }

// LibHEIF returns libheif 1.18.2 with libde265 1.0.15, a reader of HEIC pictures: WebAssembly, gzipped.
func LibHEIF() string { return libHEIF }

// LibAVIF returns libavif 1.1.1 with libaom 3.10.0, a reader of AVIF pictures: WebAssembly, gzipped.
func LibAVIF() string { return libAVIF }
