package words

// What people read in Settings about the folder that their clips are in, and about the way to another one.
func ChooseLibrary() string { return say("Choose a folder for your clips") }
func StopCopying() string   { return say("Stop copying") }
func GoOnCopying() string   { return say("Go on copying") }
func RemoveCopies() string  { return say("Remove the old copies…") }
func CopiesRemoved() string { return say("The old copies are removed.") }
func KeepCopies() string    { return say("Keep them") }

// AboutLibrary says what the folder is.
func AboutLibrary() string {
	return say("Every clip is an ordinary video file in this folder, sorted by month. Copy, move and back them up as you like.")
}

// LibraryUsage says how much a library takes: its files and their bytes, the pictures that clips were made from, and the bin.
func LibraryUsage(files int, bytes, pictures, bin int64) string {
	text := say("%d files", files) + ", " + Bytes(bytes)
	if pictures > 0 {
		text += " · " + say("%s of pictures to use again", Bytes(pictures))
	}
	if bin > 0 {
		text += " · " + say("%s in the bin", Bytes(bin))
	}
	return text
}

// FilesLeft says how many files stay in a folder that was to be emptied.
func FilesLeft(n int, folder string) string {
	return say("%d files are not the same here and there, so they stay. They are in %s", n, folder)
}

// FolderNotShown says where a folder is that the file manager could not show.
func FolderNotShown(folder string) string {
	return say("The folder could not be opened here. It is %s", folder)
}

// FolderReadOnly says that clips cannot be kept in the folder that was chosen.
func FolderReadOnly() string {
	return say("Clips cannot be kept there, because the folder cannot be written to. Choose another.")
}

// FolderNested says that of the folder that was chosen and the one that there is one lies in the other.
func FolderNested() string {
	return say("This folder and that of your clips lie in each other. Choose one beside it.")
}

// MoveTitle and MoveWords ask what is to happen to the clips that there are, when those to come go to another folder. CopyThere and LeaveThere answer.
func MoveTitle() string { return say("Another folder for your clips") }

func MoveWords(folder string) string {
	return say("Your new clips go to %s from the next start on. What about those that you have?", folder)
}

func CopyThere() string  { return say("Copy them there") }
func LeaveThere() string { return say("Leave them where they are") }

// Copying says how far the way to another folder is, in bytes.
func Copying(folder string, done, all int64) string {
	return say("Copying to %s: %s of %s.", folder, Bytes(done), Bytes(all))
}

// CopyingStopped says that not all clips are in the other folder yet.
func CopyingStopped(folder string) string {
	return say("The copying to %s has stopped. Nothing is lost, and what is there already is not copied again.", folder)
}

// NextFolder says where clips are from the next start on, and whether those that there are have been copied there.
func NextFolder(folder string, copied bool) string {
	if copied {
		return say("All is copied. From the next start on your clips are in %s", folder)
	}
	return say("From the next start on: %s. The clips that are here stay here.", folder)
}

// CopiedFrom says that the clips are in two folders.
func CopiedFrom(folder string) string {
	return say("Your clips were copied from %s, and are still there too.", folder)
}

// RemoveCopiesTitle and RemoveCopiesWords ask whether they are to go from the old one.
func RemoveCopiesTitle() string { return say("Remove the old copies?") }

func RemoveCopiesWords(folder string) string {
	return say("What is in %s and also here, byte for byte, is removed there. Everything else stays.", folder)
}
