package wavespeed

import (
	"fmt"
	"regexp"

	"caracal/core"
)

var moderatedText = regexp.MustCompile(`(?i)sensitive|moderat|nsfw|prohibited content|content policy`)

// Verdict returns the error of a run that has come to an end without a clip, and nil for any other. The prompt that the run was asked for is taken out of what the service says.
func (p Prediction) Verdict(prompt string) error {
	const op = "make the clip"
	switch p.Status {
	case Deleted:
		return core.Errorf(op, core.Expired, "the run was deleted")
	case Cancelled:
		return core.Errorf(op, core.RemoteStopped, "the run ended as %q", p.StatusText)
	case Failed:
	default:
		return nil
	}
	said, kind := withoutPrompt(p.Error, prompt), core.RemoteFailed
	switch {
	case p.Code == codeModerated || moderatedText.MatchString(said):
		kind = core.Moderated
	case noFaceText.MatchString(said):
		kind = core.NoFace
	case p.Code == codeNoCredit || noCreditText.MatchString(said):
		kind = core.NoCredit
	}
	return &core.Error{Op: op, Kind: kind, Err: fmt.Errorf("the run failed, code %d: %s", p.Code, said), Said: said}
}
