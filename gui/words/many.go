package words

import "strings"

// What people read about several clips at once, and about what they have added to clips.

// TagHint stands in the place where tags are typed.
func TagHint() string { return say("Add a tag: client, mood, project…") }

// What stands on buttons.
func Loop() string   { return say("Loop") }
func AddTag() string { return say("+ Tag") }

// TagChip stands on the filter for a tag that so many clips have.
func TagChip(tag string, n int) string { return Filter("# "+ShortName(tag), n) }

// PlaceAmong says which of several clips is seen: "2 of 5".
func PlaceAmong(n, all int) string { return say("%d of %d", n, all) }

// Selected says how many clips are selected.
func Selected(n int) string { return say("%d selected", n) }

// Favoured says that clips have become favourites, or are none any more.
func Favoured(n int, on bool) string {
	switch {
	case on && n == 1:
		return say("A favourite now.")
	case on:
		return say("%s are favourites now.", Clips(n))
	case n == 1:
		return say("No longer a favourite.")
	}
	return say("%s are no longer favourites.", Clips(n))
}

// Copied says that the files of so many clips are on the computer's clipboard, or that they could not be put there.
func Copied(n int, done bool) string {
	switch {
	case !done:
		return say("The clipboard could not be reached. “Show in folder” leads to the clip's file.")
	case n == 1:
		return say("The clip's file is on the clipboard. Paste it into a folder or a message.")
	}
	return say("%s are on the clipboard. Paste them into a folder or a message.", Clips(n))
}

// KeptHere adds how many clips could not be told of it in their own files.
func KeptHere(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return " " + say("The clip's file cannot be written to, so only this computer knows.")
	}
	return " " + say("The files of %s cannot be written to, so only this computer knows.", Clips(n))
}

// Retagged says what became of the tags of clips.
func Retagged(n int, added, removed []string) string {
	var parts []string
	if len(added) > 0 {
		parts = append(parts, say("%s tagged %s.", Clips(n), tagList(added)))
	}
	if len(removed) > 0 {
		parts = append(parts, say("%s no longer tagged %s.", Clips(n), tagList(removed)))
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
		list = say("%s and %d more", list, more)
	}
	return list
}

// TagTitle is the title of the place where clips are tagged.
func TagTitle(n int) string {
	if n == 1 {
		return say("Tags")
	}
	return say("Tags of %s", Clips(n))
}

// TagsOf stands over the tags that clips have.
func TagsOf(n int) string {
	if n == 1 {
		return say("On this clip:")
	}
	return say("On all of them:")
}

// Imported says that films were copied into the library, how many were there already, and how many could not be read.
func Imported(added, there, failed int) string {
	var said []string
	if added > 0 {
		said = append(said, say("%s copied into your library.", Clips(added)))
	}
	if there > 0 {
		said = append(said, say("Already in your library: %s.", Clips(there)))
	}
	if failed > 0 {
		said = append(said, say("%d could not be read.", failed))
	}
	return strings.Join(said, " ")
}

// Importing says that films are being copied into the library.
func Importing(n int) string { return say("Copying %s into your library…", Clips(n)) }
