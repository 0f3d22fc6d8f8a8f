package words

// DialogFailed is for a file dialog that could not do what was chosen.
const DialogFailed = "That cannot be opened here. Choose something else, or drop the file on this window instead."
