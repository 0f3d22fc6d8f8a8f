package words

// A Tone says how words are meant, so that a window can give them a colour.
type Tone string

const (
	Muted Tone = "muted" // can be read later
	Good  Tone = "good"
	Bad   Tone = "bad"
	Info  Tone = "info" // worth knowing, and nothing is wrong
)
