package words

import (
	"sync/atomic"

	tags "golang.org/x/text/language"
	"golang.org/x/text/message"

	"caracal/gui/words/language"
)

// speaker writes in the language that was chosen; nil before anyone has spoken. Like the theme, the language is one for the whole process: it is chosen
// once at the start, and handing it to everyone who says a word would put it into every signature of the window.
var speaker atomic.Pointer[message.Printer]

// Speak chooses the language of all sentences from now on. A program that never calls it speaks English.
func Speak(l language.Language) {
	printer, err := l.Printer()
	if err != nil { // a test holds every file to its form
		printer = message.NewPrinter(tags.English)
	}
	speaker.Store(printer)
}

// say puts an English sentence into the language that was chosen. The sentence is the key of its translations, so that the code reads as the window does, and one that is
// reworded is missed by a test until it is translated again. It is a format of fmt; numbers are written as the language writes them.
func say(sentence string, args ...any) string { return printer().Sprintf(sentence, args...) }

// translated is say for a sentence that stands in a table of sentences, and not in the call. It takes no values.
func translated(sentence string) string { return printer().Sprintf(message.Key(sentence, sentence)) }

func printer() *message.Printer {
	if p := speaker.Load(); p != nil {
		return p
	}
	Speak(language.All()[0])
	return speaker.Load()
}
