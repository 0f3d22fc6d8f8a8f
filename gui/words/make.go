package words

import (
	"strings"

	"caracal/core"
)

// What stands above the parts of the Make page.
func PictureTitle() string { return say("Picture") }
func PromptTitle() string  { return say("Prompt") }
func EngineTitle() string  { return say("Make with") }

// MakeClip is the page's one big button: what it makes, and for how much.
func MakeClip(engine core.Info) string {
	if engine.Local {
		return say("Make draft — free")
	}
	return say("Make clip — %s", Price(engine.Price))
}

// AddKey takes its place while the engine has no key.
func AddKey() string { return say("Add your WaveSpeed key") }

// What stands in the way of the clip.
func NoEngines() string      { return say("There is nothing to make clips with.") }
func KeyAwaited() string     { return say("Looking for your WaveSpeed key…") }
func PictureAwaited() string { return say("Opening the picture…") }
func PictureNeeded() string {
	return say("Choose a picture first, or drop one anywhere on this window.")
}

func KeyNeeded(engine core.Info) string {
	return say("%s needs your WaveSpeed key. Drafts are free and need none.", EngineName(engine))
}

func PromptNeeded(engine core.Info) string {
	return say("%s needs a prompt: say what should happen.", EngineName(engine))
}

// EngineAbout stands under an engine's name: price, place, and how long its jobs take, where known: "$0.50 · WaveSpeedAI · ~45 s".
func EngineAbout(engine core.Info, takes core.Span) string {
	where := "WaveSpeedAI"
	if engine.Local {
		where = say("this computer")
	}
	text := cost(engine.Price) + " · " + where
	if takes != (core.Span{}) {
		text += " · ~" + unbroken(Spell(takes.Middle()))
	}
	return text
}

// unbroken keeps a number on the line of its unit.
func unbroken(figure string) string { return strings.ReplaceAll(figure, " ", "\u00a0") }

// The choice of what is sent of a picture.
func WholePicture() string { return say("Whole picture") }
func FramedPart() string   { return say("Framed part only") }

// NothingSent says that the clip is made on this computer.
func NothingSent() string { return say("Nothing leaves this computer.") }

// Sends says what would be sent, the framed part of the picture or all of it, with its size where bytes is not 0.
func Sends(framed bool, bytes int64) string {
	size := unbroken(Bytes(bytes))
	switch {
	case framed && bytes > 0:
		return say("Sends the framed part (%s, location removed) and your prompt to WaveSpeedAI.", size)
	case framed:
		return say("Sends the framed part (location removed) and your prompt to WaveSpeedAI.")
	case bytes > 0:
		return say("Sends 1 picture (%s, location removed) and your prompt to WaveSpeedAI.", size)
	}
	return say("Sends 1 picture (location removed) and your prompt to WaveSpeedAI.")
}

// OnStage says what the preview has to do with the clip: only a camera moves on it, and the frame is what is sent only where that is chosen.
func OnStage(sends, framed bool) string {
	switch {
	case !sends:
		return CameraOnly()
	case framed:
		return CameraOnly() + " · " + say("Lynx gets this frame")
	}
	return CameraOnly() + " · " + say("Lynx looks for the face")
}

// CameraOnly says what the preview shows, and what not.
func CameraOnly() string { return say("Live preview · camera only") }

// MoveFrame says what can be done to the preview.
func MoveFrame() string { return say("Drag to move the frame · double-click resets") }

// AspectUse says what an aspect is for.
func AspectUse(a core.Aspect) string {
	switch a {
	case core.Tall:
		return "TikTok, Reels"
	case core.Square:
		return say("Feed, square")
	}
	return say("YouTube, web")
}

// SamePicture is what the picture of a clip goes by whose name is not known any more, and PastedPicture one that came from the clipboard.
func SamePicture() string   { return say("the same picture") }
func PastedPicture() string { return say("Pasted picture") }
