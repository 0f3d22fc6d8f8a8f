package words

import "caracal/core"

// What people read in the activity.
func Activity() string       { return say("Activity") }
func NoJobs() string         { return say("Your clips appear here while they are made.") }
func OlderJobs(n int) string { return say("and %d older ones", n) }

// JobTitle is the prompt of a job on one line. One without is called after what it does; local tells that it is made on this computer.
func JobTitle(j core.Job, local bool) string {
	prompt := OneLine(j.Request.Prompt)
	switch {
	case prompt != "":
		return prompt
	case local:
		return say("Gentle push in")
	}
	return say("A clip from WaveSpeed")
}

// RemoveCard names the sign that takes the card of an ended job, or list, away.
func RemoveCard() string { return say("Remove from this list") }

// LetGo names the sign on a job's card that lets go of it, for those who cannot see it.
func LetGo(j core.Job) string {
	switch {
	case j.State.Ended():
		return RemoveCard()
	case Charged(j):
		return StopWaiting()
	}
	return Stop()
}

// What stands on the one button of a job's card.
func Play() string           { return say("Play") }
func TryNow() string         { return say("Try now") }
func CheckAgain() string     { return say("Check again") }
func Decide() string         { return say("Decide…") }
func AnotherPicture() string { return say("Another picture") }
func OpenSettings() string   { return say("Open Settings") }

// TryAgain makes the clip again, for that price.
func TryAgain(price core.USD) string {
	if price > 0 {
		return say("Try again — %s", Price(price))
	}
	return say("Try again")
}

// DecideTitle asks about a job of which nobody knows whether it was begun. SendAgain and GiveUp answer, beside CheckAgain.
func DecideTitle() string             { return say("Was this clip begun?") }
func SendAgain(price core.USD) string { return say("Send it again: may cost another %s", Price(price)) }
func GiveUp(price core.USD) string    { return say("Give up on it: may have cost %s", Price(price)) }

// StopWaitingTitle and StopWaitingWords ask whether to stop where that saves nothing. StopWaiting and GoOnWaiting answer.
func StopWaitingTitle() string { return say("Stop waiting for this clip?") }

func StopWaitingWords() string {
	return say("It is still charged and still made. It comes home later, for free: with Check again on its card, or from Settings within 7 days.")
}

func StopWaiting() string { return say("Stop waiting") }
func GoOnWaiting() string { return say("Go on waiting") }
