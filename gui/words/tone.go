package words

// A Tone says how words are meant, so that a window can give them a colour.
type Tone string

// The tones. A window paints them by its theme.
const (
	Muted Tone = "muted" // can be read later
	Good  Tone = "good"
	Bad   Tone = "bad"
	Info  Tone = "info" // worth knowing, and nothing is wrong
)
