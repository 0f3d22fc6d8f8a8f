package words

import "strings"

// What people read about several clips at once, and about what they have added to clips.

// TagHint stands in the place where tags are typed.
func TagHint() string { return L("Add a tag: client, mood, project…") }

// What stands on buttons.
func Loop() string         { return L("Loop") }
func SaveFrame() string    { return L("Save frame") }
func ExportButton() string { return L("Export…") }
func AddTag() string       { return L("+ Tag") }

// TagChip stands on the filter for a tag that so many clips have.
func TagChip(tag string, n int) string { return L("%s %d", "# "+ShortName(tag), n) }

// PlaceAmong says which of several clips is seen: "2 of 5".
func PlaceAmong(n, all int) string { return L("%d of %d", n, all) }

// Selected says how many clips are selected.
func Selected(n int) string { return L("%d selected", n) }

// FavouritesName is what the clips that have a heart are called, before their number.
func FavouritesName() string { return L("Favourites") }

// Favoured says that clips have become favourites, or are none any more.
func Favoured(n int, on bool) string {
	switch {
	case on && n == 1:
		return L("A favourite now.")
	case on:
		return L("%s are favourites now.", Clips(n))
	case n == 1:
		return L("No longer a favourite.")
	}
	return L("%s are no longer favourites.", Clips(n))
}

// Copied says that the files of so many clips are on the computer's clipboard, or that they could not be put there.
func Copied(n int, done bool) string {
	switch {
	case !done:
		return L("The clipboard could not be reached. “Show in folder” leads to the clip's file.")
	case n == 1:
		return L("The clip's file is on the clipboard. Paste it into a folder or a message.")
	}
	return L("%s are on the clipboard. Paste them into a folder or a message.", Clips(n))
}

// KeptHere adds how many clips could not be told of it in their own files.
func KeptHere(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return " " + L("The clip's file cannot be written to, so only this computer knows.")
	}
	return " " + L("The files of %s cannot be written to, so only this computer knows.", Clips(n))
}

// Retagged says what became of the tags of clips.
func Retagged(n int, added, removed []string) string {
	var parts []string
	if len(added) > 0 {
		parts = append(parts, L("%s tagged %s.", Clips(n), tagList(added)))
	}
	if len(removed) > 0 {
		parts = append(parts, L("%s no longer tagged %s.", Clips(n), tagList(removed)))
	}
	return strings.Join(parts, " ")
}

// tagList names some tags and counts the rest.
func tagList(tags []string) string {
	const most = 3
	var names []string
	for _, t := range tags[:min(most, len(tags))] {
		names = append(names, "“"+ShortName(t)+"”")
	}
	list := strings.Join(names, ", ")
	if more := len(tags) - most; more > 0 {
		list = L("%s and %d more", list, more)
	}
	return list
}

// TagTitle is the title of the place where clips are tagged.
func TagTitle(n int) string {
	if n == 1 {
		return L("Tags")
	}
	return L("Tags of %s", Clips(n))
}

// TagsOf stands over the tags that clips have.
func TagsOf(n int) string {
	if n == 1 {
		return L("On this clip:")
	}
	return L("On all of them:")
}

// Imported says that films were copied into the library, and how many could not be.
func Imported(n, failed int) string {
	said := L("%s copied into your library.", Clips(n))
	if failed > 0 {
		said += " " + L("%d could not be read.", failed)
	}
	return said
}

// Importing says that films are being copied into the library.
func Importing(n int) string { return L("Copying %s into your library…", Clips(n)) }
