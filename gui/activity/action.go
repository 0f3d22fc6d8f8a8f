package activity

import "caracal/core"

// An action is the one thing that a card offers to do.
type action string

// The words on the button of a card; an empty one has no button.
const (
	noAction       action = ""
	playClip       action = "Play"
	tryAgain       action = "Try again"
	tryNow         action = "Try now"
	checkAgain     action = "Check again"
	decideJob      action = "Decide…"
	anotherPicture action = "Another picture"
	openSettings   action = "Open Settings"
)

// actionFor returns what a person would most likely do about a job. key says whether there is a key now.
func actionFor(j core.Job, key bool) action {
	switch j.State {
	case core.Saved:
		return playClip
	case core.Unclear:
		return decideJob
	case core.Waiting, core.Working:
		switch core.KindOf(j.Err) {
		case "":
			return noAction
		case core.StillRunning:
			return checkAgain
		}
		return tryNow
	case core.Stopped:
		if j.Step.Reached(core.Submitting) {
			return checkAgain
		}
		return tryAgain
	}
	if j.RemoteID != "" && j.Request.Picture == (core.Picture{}) {
		return noAction // it was made elsewhere, so nobody knows from what
	}
	if key && core.KindOf(j.Err) == core.NeedsKey {
		return tryAgain
	}
	switch core.KindOf(j.Err).Nature().Move {
	case core.CheckAgain: // to look is free
		return checkAgain
	case core.AnotherPicture:
		return anotherPicture
	case core.OpenSettings:
		return openSettings
	}
	return tryAgain
}

// words are what stands on the button: what costs something says so.
func (a action) words(price core.USD) string {
	if a == tryAgain && price > 0 {
		return string(a) + " — " + price.String()
	}
	return string(a)
}
