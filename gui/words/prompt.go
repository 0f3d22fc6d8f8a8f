package words

import (
	"strings"
	"time"

	"caracal/core"
	"caracal/core/draft/plan"
)

// Hears says what Draft understood of a prompt.
func Hears(p plan.Plan) string {
	var means []string
	next := false
	for _, w := range p.Words() {
		m := meaning(w)
		if w.Next && !next {
			m, next = say("then %s", m), true
		}
		means = append(means, m)
	}
	if len(means) == 0 {
		return say("Draft hears no camera words: gentle push in")
	}
	return say("Draft hears: %s", strings.Join(means, " · "))
}

func meaning(w plan.Word) string {
	term := Term(w.Term)
	switch {
	case w.Denied:
		return say("no %s", term)
	case w.Kind == plan.Holds || w.Amount == 1:
		return term
	case w.Kind.Grades() && w.Amount < 1:
		return say("gentle %s", term)
	case w.Kind.Grades():
		return say("strong %s", term)
	case w.Amount < 1:
		return say("slow %s", term)
	}
	return say("fast %s", term)
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
		return say("Say what moves, and how: “slowly looks up”")
	case LacksLight:
		return say("Say in what light: “golden hour”")
	case LacksFilling:
		return say("{Blanks} are filled when you add more pictures")
	}
	return ""
}

// SpareBlanks says which blanks the rows of a list fill, where the prompt has none.
func SpareBlanks(names []string) string {
	var blanks []string
	for _, name := range names {
		blanks = append(blanks, "{"+name+"}")
	}
	return say("The rows can fill in %s", strings.Join(blanks, ", "))
}

// PromptHint stands in an empty prompt.
func PromptHint() string {
	return say("What should happen? For example: slow push in, golden hour")
}

// Comma parts two phrases of a prompt.
func Comma() string { return say(", ") }

// PromptsUsed is the title of all prompts that were used before.
func PromptsUsed() string { return say("Prompts you have used") }

// SearchPrompts stands in the field in which they are searched.
func SearchPrompts() string { return say("Search your prompts") }

// NoPromptsYet stands where they will be.
func NoPromptsYet() string { return say("Every prompt that you make a clip with is kept here.") }

// NoPromptFound is for a search that finds none.
func NoPromptFound() string { return say("No prompt has these words.") }

// ShowTheClip names the button that shows the clip that came of a prompt.
func ShowTheClip() string { return say("Show the clip in the library") }

// PastPrompt says when a prompt was used, and whether a favourite came of it.
func PastPrompt(p core.UsedPrompt, now time.Time) string {
	when := ago(p.Used, now)
	if p.Favourite {
		return Favourite() + " · " + when
	}
	return when
}
