package words

import (
	"strings"
	"time"

	"caracal/core"
	"caracal/core/draft"
)

// Term returns what people call a thing that Draft can do, by its draft.Term's name. Draft understands each when it is written alone in a prompt; a test holds that.
func Term(name string) string {
	switch name {
	case "push in":
		return L("push in")
	case "pull back":
		return L("pull back")
	case "pan left":
		return L("pan left")
	case "pan right":
		return L("pan right")
	case "tilt up":
		return L("tilt up")
	case "tilt down":
		return L("tilt down")
	case "orbit left":
		return L("orbit left")
	case "orbit right":
		return L("orbit right")
	case "arc left":
		return L("arc left")
	case "arc right":
		return L("arc right")
	case "parallax slide left":
		return L("parallax slide left")
	case "parallax slide right":
		return L("parallax slide right")
	case "dolly zoom in":
		return L("dolly zoom in")
	case "dolly zoom out":
		return L("dolly zoom out")
	case "drift":
		return L("drift")
	case "handheld":
		return L("handheld")
	case "static":
		return L("static")
	case "golden hour":
		return L("golden hour")
	case "blue hour":
		return L("blue hour")
	case "night":
		return L("night")
	case "soft light":
		return L("soft light")
	case "moody":
		return L("moody")
	case "noir":
		return L("noir")
	case "sepia":
		return L("sepia")
	case "vintage":
		return L("vintage")
	case "cinematic":
		return L("cinematic")
	case "vivid":
		return L("vivid")
	case "vignette":
		return L("vignette")
	case "grain":
		return L("grain")
	// What can only be left out.
	case "camera movement":
		return L("camera movement")
	case "zoom":
		return L("zoom")
	case "pan":
		return L("pan")
	case "tilt":
		return L("tilt")
	case "orbit":
		return L("orbit")
	case "arc":
		return L("arc")
	case "parallax":
		return L("parallax")
	case "shake":
		return L("shake")
	}
	return name
}

// Hears says what Draft understood of a prompt.
func Hears(plan draft.Plan) string {
	var means []string
	next := false
	for _, w := range plan.Words() {
		m := meaning(w)
		if w.Next && !next {
			m, next = L("then %s", m), true
		}
		means = append(means, m)
	}
	if len(means) == 0 {
		return L("Draft hears no camera words: gentle push in")
	}
	return L("Draft hears: %s", strings.Join(means, " · "))
}

func meaning(w draft.Word) string {
	term := Term(w.Term)
	switch {
	case w.Denied:
		return L("no %s", term)
	case w.Kind == draft.Holds || w.Amount == 1:
		return term
	case w.Kind.Grades() && w.Amount < 1:
		return L("gentle %s", term)
	case w.Kind.Grades():
		return L("strong %s", term)
	case w.Amount < 1:
		return L("slow %s", term)
	}
	return L("fast %s", term)
}

// A Lack is what a prompt does not say yet, though a clip is the better for it.
type Lack int

// The lacks.
const (
	NoLack       Lack = iota
	LacksMotion       // nothing moves
	LacksLight        // no light is told
	LacksFilling      // it has {blanks}, which are filled only in a list of shots
)

// Coach says what would make a prompt better. It is empty for what is good as it is.
func Coach(l Lack) string {
	switch l {
	case LacksMotion:
		return L("Say what moves, and how: “slowly looks up”")
	case LacksLight:
		return L("Say in what light: “golden hour”")
	case LacksFilling:
		return L("{Blanks} are filled when you add more pictures")
	}
	return ""
}

// SpareBlanks says which blanks the rows of a list fill, where the prompt has none.
func SpareBlanks(names []string) string {
	var blanks []string
	for _, name := range names {
		blanks = append(blanks, "{"+name+"}")
	}
	return L("The rows can fill in %s", strings.Join(blanks, ", "))
}

// PromptHint stands in an empty prompt.
func PromptHint() string {
	return L("What should happen? For example: slow push in, golden hour")
}

// Comma parts two phrases of a prompt.
func Comma() string { return L(", ") }

// PromptsUsed is the title of all prompts that were used before.
func PromptsUsed() string { return L("Prompts you have used") }

// SearchPrompts stands in the field in which they are searched.
func SearchPrompts() string { return L("Search your prompts") }

// NoPromptsYet stands where they will be.
func NoPromptsYet() string { return L("Every prompt that you make a clip with is kept here.") }

// NoPromptFound is for a search that finds none.
func NoPromptFound() string { return L("No prompt has these words.") }

// ShowTheClip names the button that shows the clip that came of a prompt.
func ShowTheClip() string { return L("Show the clip in the library") }

// PastPrompt says when a prompt was used, and whether a favourite came of it.
func PastPrompt(p core.UsedPrompt, now time.Time) string {
	when := ago(p.Used, now)
	if p.Favourite {
		return L("Favourite") + " · " + when
	}
	return when
}
