package gui

import (
	"log/slog"

	"github.com/jeandeaual/go-locale"

	"caracal/gui/kit/fonts"
	"caracal/gui/words"
	"caracal/gui/words/language"
)

// speak chooses the language of the window: the one that the person chose, or with none the first of the system's, if this computer has letters for it. It may look at the
// disk for those.
func speak(chosen string, log *slog.Logger) {
	tags := []string{chosen}
	if chosen == "" {
		var err error
		if tags, err = locale.GetLocales(); err != nil {
			log.Warn("the system does not tell its language", "error", err)
		}
	}
	for _, l := range language.Understood(tags...) {
		if fonts.CanWrite(l.Name)[0] {
			words.Speak(l)
			return
		}
	}
}
