package words

// DialogFailed is for a file dialog that could not do what was chosen.
func DialogFailed() string {
	return L("That cannot be opened here. Choose something else, or drop the file on this window instead.")
}
