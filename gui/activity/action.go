package activity

import (
	"caracal/core"
	"caracal/gui/words"
)

// An action is the one thing that a card offers to do.
type action string

// noAction has no button.
const (
	noAction       action = ""
	playClip       action = "play"
	tryAgain       action = "try again"
	tryNow         action = "try now"
	checkAgain     action = "check again"
	decideJob      action = "decide"
	anotherPicture action = "another picture"
	openSettings   action = "open settings"
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
	switch core.KindOf(j.Err).Nature().Remedy {
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
	switch a {
	case playClip:
		return words.Play()
	case tryAgain:
		return words.TryAgain(price)
	case tryNow:
		return words.TryNow()
	case checkAgain:
		return words.CheckAgain()
	case decideJob:
		return words.Decide()
	case anotherPicture:
		return words.AnotherPicture()
	case openSettings:
		return words.OpenSettings()
	}
	return ""
}
