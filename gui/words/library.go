package words

import "caracal/core"

// The orders in which clips can be seen.
func NewestFirst() string  { return say("Newest first") }
func OldestFirst() string  { return say("Oldest first") }
func ByPrompt() string     { return say("By prompt") }
func LargestFirst() string { return say("Largest first") }

// SearchClips stands in the field in which clips are searched.
func SearchClips() string { return say("Search prompts, tags and file names") }

// What the filters are called, before their numbers.
func AllClips() string   { return say("All") }
func Favourites() string { return say("Favourites") }
func Bin() string        { return say("Bin") }

// MadeBy is the filter for an engine's clips.
func MadeBy(id core.EngineID) string {
	if id == core.Draft {
		return say("Drafts")
	}
	return engineName(id)
}

// Filter stands on a filter with so many clips behind it.
func Filter(name string, n int) string { return say("%s %d", name, n) }

// FilterAll stands on the one that leaves nothing out.
func FilterAll(n int) string { return say("All %d", n) }

// NothingFound says why there is nothing to see: for a search, in the bin, or where all clips are asked for.
func NothingFound(search string, bin, all bool) string {
	switch {
	case search != "":
		return say("No clip goes by “%s”.", ShortName(search))
	case bin:
		return say("The bin is empty.")
	case all:
		return say("All your clips are in the bin.")
	}
	return say("There is no such clip.")
}

// ShowAllClips is the way out of that.
func ShowAllClips() string { return say("Show all clips") }

// NoClipsYet stands where there are no clips at all. MakeFirst leads to the first.
func NoClipsYet() (title, more string) {
	return say("Your clips will be here."), say("Give Caracal a picture, and the first one takes a few seconds.")
}

func MakeFirst() string { return say("Make a clip") }

// What stands on buttons and in menus about clips.
func Favourite() string   { return say("Favourite") }
func TagClips() string    { return say("# Tag…") }
func Compare() string     { return say("Compare") }
func CopyTo() string      { return say("Copy to…") }
func EscClears() string   { return say("Esc clears") }
func SaveFrame() string   { return say("Save frame") }
func ExportClips() string { return say("Export…") }

// DeleteOrRestore moves clips to the bin, or out of it where they are in it.
func DeleteOrRestore(bin bool) string {
	if bin {
		return say("Restore")
	}
	return say("Delete")
}

// Binned says that so many clips were moved to the bin.
func Binned(n int) string {
	if n == 1 {
		return say("Moved to the bin.")
	}
	return say("%s moved to the bin.", Clips(n))
}

// Restored says that clips were taken out of the bin.
func Restored() string { return say("Put back into the library.") }

// ClipNotLocated says where a clip is that could not be shown in its folder.
func ClipNotLocated(path string) string {
	return say("The file manager could not be opened. The clip is %s", path)
}
