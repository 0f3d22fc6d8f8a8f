package words

// What people read about clips that are finished at the service and not on this computer.

// BringHome is the button that looks for them.
func BringHome() string { return say("Bring my clips home") }

// AtService says how many there are. SaveAtService is the button that fetches them.
func AtService(n int) string {
	return say("%d finished clips are at WaveSpeed and not on this computer. Saving them is free.", n)
}

func SaveAtService(n int) string {
	if n == 1 {
		return say("Save it")
	}
	return say("Save them")
}

// AllHome says that there are none.
func AllHome() string {
	return say("All finished clips of the last 7 days are on this computer.")
}

// NotLooked says why nobody knows whether there are any.
func NotLooked(t Trouble) string { return t.What + " " + say("Look again in a little while.") }
