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
		{L("Everywhere"), []Shortcut{
			{withMain("1 2 ,"), L("Turn to Make, Library, Settings")},
			{withMain("+ - 0"), L("Everything larger, smaller, or as large as the system has it")},
			{"F1 ?", L("This list")},
			{"Tab", L("Go on to the next thing; with Shift, back")},
			{"Space Enter", L("Press what has the ring")},
			{withMain("Z"), L("Undo what was done last")},
			{"Esc", L("Close what is open")},
			{withMain("Q"), L("Quit; what is being made goes on at the next start")},
		}},
		{L("Making clips"), []Shortcut{
			{withMain("O"), L("Choose a picture")},
			{withMain("V"), L("Paste a picture")},
			{withMain("Enter"), L("Make the clip")},
			{"Space", L("Play the preview again")},
			{"Left Right Up Down", L("Move the frame, when the stage has the ring")},
		}},
		{L("In the library"), []Shortcut{
			{"Left Right Up Down PgUp PgDn Home End", L("Go from clip to clip; with Shift, choose them")},
			{withMain("F"), L("Search")},
			{withMain("A"), L("Choose all clips")},
			{"Enter", L("Play or pause")},
			{"Space", L("Play the chosen clips one after the other")},
			{"H", L("Favourite or not")},
			{"T", L("Tags")},
			{"S", L("Open a stack of takes, or close it")},
			{"C", L("Compare the chosen clips")},
			{withMain("C"), L("Copy the files, to be pasted elsewhere")},
			{withMain("E"), L("Export")},
			{"Del", L("Delete")},
			{"Esc", L("Let go of the chosen clips")},
		}},
		{L("While a clip plays"), []Shortcut{
			{"Space", L("Play or pause")},
			{"Left Right , .", L("One frame back or on")},
			{"Home End", L("First or last frame")},
			{"L", L("Begin again at the end, or not")},
			{"F", L("The whole screen and back")},
			{"PgUp PgDn", L("On the whole screen: the clip before, or the next one")},
		}},
		{L("Comparing clips"), []Shortcut{
			{"Left Right", L("Move the split")},
			{"A B", L("Keep that clip")},
			{"S", L("Let the clips change places")},
			{"V", L("Split, or side by side")},
		}},
	}
}

// ShortcutsTitle stands above the list of shortcuts.
func ShortcutsTitle() string { return L("Keyboard shortcuts") }

// withMain writes keys that are pressed together with the system's main key for shortcuts.
func withMain(keys string) string {
	if runtime.GOOS == "darwin" {
		return "⌘" + strings.ReplaceAll(keys, " ", " ⌘")
	}
	return "Ctrl " + keys
}
