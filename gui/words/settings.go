package words

import (
	"strings"

	"golang.org/x/text/number"

	"caracal/core"
)

// What stands above the cards of Settings, beside Library.
func ServiceTitle() string  { return say("Lynx on WaveSpeedAI") }
func MoneyTitle() string    { return say("Money") }
func LookTitle() string     { return say("Look") }
func LanguageTitle() string { return say("Language") }
func StorageTitle() string  { return say("On this computer") }
func AboutTitle() string    { return say("About") }

// AsSystem is the choice of what the system has.
func AsSystem() string { return say("System") }

// Theme names a look, and says what it is for.
func Theme(t core.Theme) (name, about string) {
	switch t {
	case core.DarkTheme:
		return say("Dark"), say("easy on the eyes")
	case core.LightTheme:
		return say("Light"), say("for bright rooms")
	}
	return AsSystem(), say("as this computer has it")
}

// NoLetters says that this computer has no font for some languages, which are given by their English names.
func NoLetters(languages []string) string {
	return say("This computer has no font for %s. Install one, and they can be chosen here.", strings.Join(languages, ", "))
}

// SizeOfEverything stands before how large everything in the window is.
func SizeOfEverything() string { return say("Size of everything") }

// Percent is a part in percent: "125 %".
func Percent(part float64) string { return printer().Sprint(number.Percent(part)) }

// Where everything that is not the person's own is kept, and how much of it.
func DataFolder() string { return say("Jobs, accounts and settings") }

func CacheFolder() string {
	return say("Cache: posters and previews, which are made again when they are needed")
}

func CacheField() string { return say("At most for posters and previews, in GB") }
func AboutCache() string { return say("Those that were seen least recently go first.") }
func EmptyCache() string { return say("Empty the cache") }
func CacheStays() string { return say("Some of the cache is in use and stays. Try again later.") }

// CacheUsage says how much the cache takes.
func CacheUsage(bytes int64) string { return say("%s in the cache", Bytes(bytes)) }

// CacheWrong says what can be given to the cache, in bytes.
func CacheWrong(least, most int64) string {
	return say("Posters and previews are given from %s to %s.", Bytes(least), Bytes(most))
}
