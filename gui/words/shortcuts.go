package words

import (
	"runtime"
	"strings"
)

// A Shortcut is a key, or several that belong together, and what it does. Keys have the names that are printed on them, arrows too: not every font has those, and spaces between them.
type Shortcut struct{ Keys, Does string }

// A ShortcutGroup is the shortcuts of one place in the window.
type ShortcutGroup struct {
	Where string
	Keys  []Shortcut
}

// Shortcuts returns all keys that do something, place by place. A test in gui reads the rooms' source and holds the list to the keys that they take.
func Shortcuts() []ShortcutGroup {
	return []ShortcutGroup{
		{say("Everywhere"), []Shortcut{
			{withMain("1 2 ,"), say("Turn to Make, Library, Settings")},
			{withMain("+ - 0"), say("Everything larger, smaller, or as large as the system has it")},
			{"F1 ?", say("This list")},
			{"Tab", say("Go on to the next thing; with Shift, back")},
			{"Space Enter", say("Press what has the ring")},
			{withMain("Z"), say("Undo what was done last")},
			{"Esc", say("Close what is open")},
			{withMain("Q"), say("Quit; what is being made goes on at the next start")},
		}},
		{say("Making clips"), []Shortcut{
			{withMain("O"), say("Choose a picture")},
			{withMain("V"), say("Paste a picture")},
			{withMain("Enter"), say("Make the clip")},
			{"Space", say("Play the preview again")},
			{"Left Right Up Down", say("Move the frame, when the stage has the ring")},
		}},
		{say("In the library"), []Shortcut{
			{"Left Right Up Down PgUp PgDn Home End", say("Go from clip to clip; with Shift, choose them")},
			{withMain("F"), say("Search")},
			{withMain("A"), say("Choose all clips")},
			{"Enter", say("Play or pause")},
			{"Space", say("Play the chosen clips one after the other")},
			{"H", say("Favourite or not")},
			{"T", say("Tags")},
			{"S", say("Open a stack of takes, or close it")},
			{"C", say("Compare the chosen clips")},
			{withMain("C"), say("Copy the files, to be pasted elsewhere")},
			{withMain("E"), Export()},
			{"Del", say("Delete")},
			{"Esc", say("Let go of the chosen clips")},
		}},
		{say("While a clip plays"), []Shortcut{
			{"Space", say("Play or pause")},
			{"Left Right , .", say("One frame back or on")},
			{"Home End", say("First or last frame")},
			{"L", say("Begin again at the end, or not")},
			{"F", say("The whole screen and back")},
			{"PgUp PgDn", say("On the whole screen: the clip before, or the next one")},
		}},
		{say("Comparing clips"), []Shortcut{
			{"Left Right", say("Move the split")},
			{"A B", say("Keep that clip")},
			{"S", say("Let the clips change places")},
			{"V", say("Split, or side by side")},
		}},
	}
}

// ShortcutsTitle stands above the list of shortcuts.
func ShortcutsTitle() string { return say("Keyboard shortcuts") }

// withMain writes keys that are pressed together with the system's main key for shortcuts.
func withMain(keys string) string {
	if runtime.GOOS == "darwin" {
		return "⌘" + strings.ReplaceAll(keys, " ", " ⌘")
	}
	return "Ctrl " + keys
}
