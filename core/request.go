package core

import (
	"strings"
	"unicode/utf8"
)

// MaxPrompt is the longest prompt, in characters. Neither engine documents a limit; this one keeps a pasted book out of the journal.
const MaxPrompt = 20_000

// A Request is what a person asks for: everything an engine needs to make one clip.
type Request struct {
	Picture Picture  `json:"picture"`
	Prompt  string   `json:"prompt"` // may be empty for an engine that can do without
	Aspect  Aspect   `json:"aspect"`
	Engine  EngineID `json:"engine"`

	// Focus is the point of the picture that framing keeps in view. The window resolves it before Submit, so that what is seen is what is made; the zero Point
	// leaves it to the engine, which looks for the subject.
	Focus Point `json:"focus"`
	// Framed asks an engine that would look at the whole picture to be given the framed part only.
	Framed bool `json:"framed,omitempty"`
	// OverBudget is the person's word that this one submit may go over the month's budget. It is not kept with the job.
	OverBudget bool `json:"-"`
	// AtMost is the price that the person has agreed to, for a request that is submitted later than that: a higher one is refused with PriceRose. 0 is no limit. It is not kept with the job.
	AtMost USD `json:"-"`
}

// A Point is a place in a picture: 0,0 is its top left corner and 1,1 its bottom right, whatever its size.
type Point struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// A Picture says where the picture of a request is.
type Picture struct {
	Path   string `json:"path"`             // any picture file before Submit; afterwards the studio's own clean copy
	Name   string `json:"name"`             // what the person calls it: the base name of the file that was dropped
	SHA256 string `json:"sha256,omitempty"` // of the clean copy, in lower case hex; empty before Submit
}

// Check returns an error of kind BadPrompt, NoPrompt or BadAspect when the request cannot be made by the engine. The picture is not looked at.
func (r Request) Check(info Info) error {
	const op = "check request"
	if _, err := ParseAspect(string(r.Aspect)); err != nil {
		return err
	}
	if !utf8.ValidString(r.Prompt) {
		return Errorf(op, BadPrompt, "the prompt is not valid text")
	}
	if n := utf8.RuneCountInString(r.Prompt); n > MaxPrompt {
		return Errorf(op, BadPrompt, "the prompt has %d characters; the limit is %d", n, MaxPrompt)
	}
	if info.NeedsPrompt && strings.TrimSpace(r.Prompt) == "" {
		return Errorf(op, NoPrompt, "%s needs a prompt", info.Name)
	}
	return nil
}
