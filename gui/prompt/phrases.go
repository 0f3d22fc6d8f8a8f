package prompt

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"caracal/core/draft/plan"
	"caracal/gui/kit/prose"
	"caracal/gui/words"
)

// A group is phrases of one kind, in the language that is spoken.
type group struct {
	name    string
	phrases []string
}

// groups are all phrases that are offered, in the order in which a prompt is best built.
func groups() []group {
	camera, depth := group{name: words.CameraPhrases()}, group{name: words.CameraInDepthPhrases()}
	light, style := group{name: words.LightPhrases()}, group{name: words.StylePhrases()}
	for _, term := range plan.Vocabulary() {
		phrase := words.Term(term.Name)
		switch {
		case term.Kind == plan.Lights:
			light.phrases = append(light.phrases, phrase)
		case term.Camera.InDepth():
			depth.phrases = append(depth.phrases, phrase)
		case term.Kind == plan.Styles:
			style.phrases = append(style.phrases, phrase)
		default:
			camera.phrases = append(camera.phrases, phrase)
		}
	}
	return []group{{words.SubjectPhrases(), words.Subjects()}, {words.MotionPhrases(), words.Motions()}, camera, depth, light, style}
}

// chipPhrases are those that are offered at once.
func chipPhrases() []string {
	return []string{words.SlowPushIn(), words.Term("pan left"), words.Term("orbit"), words.Term("golden hour"), words.Term("handheld")}
}

// An edit is a passage of a text and what takes its place.
type edit struct {
	prose.Passage
	with string
}

// toggle takes a phrase out of a prompt, with the comma that it stood behind, or puts it in behind the word at which the caret is.
func toggle(prompt, phrase string, caret int) edit {
	if start, end := find(prompt, phrase); start >= 0 {
		return takeOut(prompt, start, end)
	}
	if last, _ := utf8.DecodeLastRuneInString(prompt[:caret]); isWord(last) {
		for caret < len(prompt) && isWord(firstRune(prompt[caret:])) {
			caret += utf8.RuneLen(firstRune(prompt[caret:]))
		}
	}
	return putIn(prompt, phrase, caret)
}

// gaps are what stands between two phrases.
const gaps = " ,、，،"

func takeOut(prompt string, start, end int) edit {
	before, after := strings.TrimRight(prompt[:start], gaps), strings.TrimLeft(prompt[end:], gaps)
	with := words.Comma()
	if before == "" || strings.HasSuffix(before, "\n") || after == "" || strings.ContainsRune(".!?。！？؟\n", firstRune(after)) {
		with = ""
	}
	return edit{prose.Passage{Start: len(before), End: len(prompt) - len(after)}, with}
}

func putIn(prompt, phrase string, at int) edit {
	before, after := strings.TrimRight(prompt[:at], gaps), strings.TrimLeft(prompt[at:], gaps)
	if after == "" {
		before = strings.TrimSuffix(before, ".") // a phrase goes on with the sentence
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	left, right := words.Comma(), words.Comma()
	switch {
	case before == "" || last == '\n':
		left = ""
	case strings.ContainsRune(".!?…؟", last):
		left = " "
	case strings.ContainsRune("。！？", last) || plan.Unspaced(last) && follows(before, phrase):
		left = ""
	case follows(before, phrase):
		left = " "
	}
	if after == "" || strings.ContainsRune(".!?。！？؟\n", firstRune(after)) {
		right = ""
	}
	return edit{prose.Passage{Start: len(before), End: len(prompt) - len(after)}, left + phrase + right}
}

// follows reports whether a phrase says what the subject does that a prompt ends with.
func follows(prompt, phrase string) bool {
	return slices.Contains(words.Motions(), phrase) && slices.ContainsFunc(words.Subjects(), func(s string) bool {
		from := len(prompt) - len(s)
		return from >= 0 && strings.EqualFold(prompt[from:], s)
	})
}

// find returns where a phrase stands in a prompt as words of its own, whatever their case, or -1.
func find(prompt, phrase string) (start, end int) {
	for at := 0; at+len(phrase) <= len(prompt); at++ {
		end := at + len(phrase)
		if !strings.EqualFold(prompt[at:end], phrase) {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(prompt[:at])
		if !isWord(last) && !isWord(firstRune(prompt[end:])) {
			return at, end
		}
	}
	return -1, -1
}

func has(prompt, phrase string) bool {
	at, _ := find(prompt, phrase)
	return at >= 0
}

// isWord reports whether a word goes on with a letter. Between the words of Chinese and Japanese nothing stands.
func isWord(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) && !plan.Unspaced(r)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
