package words

import (
	"fmt"
	"strings"
	"time"

	"caracal/core"
	"caracal/core/shots"
	"caracal/core/vision"
)

// Pictures counts the shots of a list that is edited.
func Pictures(n int) string {
	return say("%d shots", n)
}

// DropMore says what else a list takes.
func DropMore() string { return say("Drop more, or a folder, or a CSV file") }

// The words on a list's buttons.
func AddShots() string   { return say("Add… ▾") }
func AllIn() string      { return say("All in… ▾") }
func MakeWith() string   { return say("Make with… ▾") }
func ClearList() string  { return say("Clear") }
func KeepList() string   { return say("Keep the list") }
func EachAspect() string { return say("Each in every shape") }
func NotYet() string     { return say("Not yet") }
func Duplicate() string  { return say("Duplicate") }
func MoveUp() string     { return say("Move up") }
func MoveDown() string   { return say("Move down") }

// The choices of what is added to a list.
func AddPictures() string { return say("Pictures, or a CSV file…") }
func AddFolder() string   { return say("A folder of pictures…") }

// MoreForShot and RemoveShot name the signs on a row for those who cannot see them.
func MoreForShot() string { return say("More for this shot") }
func RemoveShot() string  { return say("Remove this shot") }

// PromptForAll says what the one prompt of a list is for.
func PromptForAll() string {
	return say("For all: what happens, how, and in what light.\n{name} is the picture's name; a {blank} of your own gets a field in each row.")
}

// OwnPrompt stands beside the blanks of a shot, which has no prompt of its own.
func OwnPrompt() string { return say("Its own") }

// SameForAll tells of a shot that has no prompt of its own what it has: the list's, with what the shot adds to it.
func SameForAll(prompt string) string {
	if prompt = OneLine(prompt); prompt == "" {
		return say("A prompt of its own")
	}
	return say("The same, for all: %s", prompt)
}

// OwnOrAdded stands in a shot's prompt when it is about to be written.
func OwnOrAdded() string { return say("Its own, or + and what to add") }

// AddToAll is the choice that has what a shot says follow the prompt for all, and not take its place.
func AddToAll() string { return say("Add to the one for all") }

// EngineChoice names an engine with its price, as a choice.
func EngineChoice(info core.Info) string { return EngineName(info) + " — " + ShotPrice(info) }

// ShotPrice is what one clip of an engine costs.
func ShotPrice(info core.Info) string { return cost(info.Price) }

// MakeClips is what the one button of a list says.
func MakeClips(n int, price core.USD) string {
	if price == 0 {
		return say("Make %s — free", Clips(n))
	}
	return say("Make %s — %s", Clips(n), Price(price))
}

// ListTotal says what a list comes to and how long it takes: "3 clips with Lynx, 2 drafts · about 3 minutes · you can close the window meanwhile".
func ListTotal(t shots.Total, engines []core.Info, takes time.Duration) string {
	sum, _, _ := strings.Cut(Total(t, engines), " · ")
	return say("%s · about %s · you can close the window meanwhile", sum, Spell(takes))
}

// ListBudget says what a list takes of what is left of the month's budget.
func ListBudget(price, left core.USD) string {
	if price > left {
		return say("Your budget has %s left this month. What goes over it is not sent.", Price(max(0, left)))
	}
	return say("%s of the %s that your budget has left this month", Price(price), Price(left))
}

// ConfirmList asks whether a list is to be made.
func ConfirmList(n int, price core.USD, takes time.Duration) (title, words string) {
	return say("Make %s?", Clips(n)), say("%s, %s, about %s. You can close the window: what has not been sent by then goes on at the next start.", Clips(n), cost(price), Spell(takes))
}

// ClearTitle and ClearWords ask whether a list is to be thrown away.
func ClearTitle() string { return say("Clear the list?") }

func ClearWords(n int) string {
	return say("The whole list goes: %s, and all that was written in it. The pictures stay where they are.", Pictures(n))
}

// RowsWrong says that a list cannot be begun.
func RowsWrong(n int) string {
	if n == 1 {
		return say("One shot cannot be made as it stands. It says why.")
	}
	return say("%d shots cannot be made as they stand. Each says why.", n)
}

// NothingAdded is the title over what is wrong with files.
func NothingAdded() string { return say("This could not be added") }

// FileTrouble says what is wrong with a file, or with a line of it.
func FileTrouble(name string, line int, t Trouble) string {
	return fmt.Sprintf("%s: %s%s", ShortName(name), Line(line), t)
}

// ColumnMistyped says that a CSV file has a column that nobody knows, which is nearly one that is known.
func ColumnMistyped(name, like string) Trouble {
	return Trouble{say("Its column “%s” is not known.", ShortName(name)), say("If it is “%s”, name it so; what fills a {blank} needs another name.", like)}
}

// ReadingShot stands on a row until its picture has been looked at.
func ReadingShot() string { return say("Reading…") }

// PictureFor says the one thing that matters most to an engine about what it makes a clip of, and which flaw that is; empty for none.
func PictureFor(engine core.Info, v vision.View) (string, Tone, vision.Flaw) {
	for _, f := range v.Flaws {
		if text, tone := Flaw(f.Flaw, engine, v.Short); text != "" {
			return text, tone, f.Flaw
		}
	}
	if engine.Local {
		return say("✓ Good for %s", engine.Name), Good, ""
	}
	text, tone := Faces(len(v.People), engine)
	return text, tone, ""
}

// Flaw puts a flaw of what a clip is made of, whose short side has so many pixels, into words; they are empty where it does not matter to the engine.
func Flaw(f vision.Flaw, engine core.Info, short int) (string, Tone) {
	switch f {
	case vision.Small:
		return say("%d px: small for %s", short, EngineName(engine)), Info
	case vision.Blurred:
		return say("Blurred"), Info
	case vision.Dark:
		return say("Very dark"), Info
	case vision.FrameCut:
		return say("The frame cuts off the face"), Info
	case vision.Cramped:
		if engine.Local {
			return say("Little room for the camera"), Info
		}
	}
	if engine.Local {
		return "", Muted
	}
	switch f {
	case vision.NoFace:
		return say("No face: make a draft"), Bad
	case vision.FaceSmall:
		return say("The face is small"), Info
	case vision.FaceTurned:
		return say("The face lies on its side"), Bad
	case vision.FaceCut:
		return say("The face is cut off"), Info
	case vision.FaceUnclear:
		return say("The face is turned or covered"), Info
	case vision.ManyFaces:
		return say("Several faces: %s takes one", EngineName(engine)), Info
	}
	return "", Muted
}

// ListTitle names a list that was begun.
func ListTitle(n int, name string) string {
	if name = ShortName(name); name != "" {
		return Clips(n) + " · " + name
	}
	return Clips(n)
}

// ListLeft says how long a list that goes on will take.
func ListLeft(left time.Duration) string {
	return say("about %s more · safe to close", Spell(left))
}

// ListChanged says why the question about a list comes a second time.
func ListChanged() string {
	return say("The list has changed meanwhile: this is what it comes to now.")
}

// ListPriceRose says that a list waits for the person's word about a new price.
func ListPriceRose() string {
	return say("A clip costs more now than you agreed to. Nothing more is sent until you agree to the new price.")
}

// PriceRoseForList asks for that word: n clips come to the sum.
func PriceRoseForList(now, before core.USD, n int, sum core.USD) string {
	return say("A clip costs %s now, and not %s. Still to be sent: %s, %s in all.", Price(now), Price(before), Clips(n), Price(sum))
}

// ListPaused says that a list waits for the person.
func ListPaused() string { return say("Paused. What was sent goes on.") }

// The words on a begun list's card.
func Unfold(open bool) string {
	if open {
		return say("Hide")
	}
	return say("Show")
}

func PauseOrGo(paused bool) string {
	if paused {
		return GoOn()
	}
	return say("Pause")
}

func StopRest() string      { return say("Stop the rest") }
func StopRestTitle() string { return say("Stop the rest of the list?") }
func GoOn() string          { return say("Go on") }

// RetryFailed is the button that tries again what failed, for what that costs.
func RetryFailed(n int, price core.USD) string {
	if price == 0 {
		return say("Try %d again", n)
	}
	return say("Try %d again — %s", n, Price(price))
}

// StopRestWords says what stopping a list means.
func StopRestWords(n int) string {
	return say("Not sent yet, and not made then: %s. What was sent goes on.", Clips(n))
}

// ShotLine says how one shot of a begun list stands; why is what went wrong.
func ShotLine(state shots.RowState, r core.Request, why string) (string, Tone) {
	what := fmt.Sprintf("%s · %s", ShortName(r.Picture.Name), r.Aspect)
	switch state {
	case shots.Saved:
		return "✓ " + what, Good
	case shots.Making:
		return "… " + what, Muted
	case shots.Failed:
		return "✗ " + what + " — " + why, Bad
	case shots.Unclear:
		return "? " + what + " — " + say("see its card"), Bad
	case shots.LeftOut:
		return "– " + what, Muted
	}
	return "· " + what, Muted
}
