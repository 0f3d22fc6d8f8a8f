package words

// Program is what this program is called, in all languages.
const Program = "Caracal"

// The pages, as the rail names them.
func Make() string     { return say("Make") }
func Library() string  { return say("Library") }
func Settings() string { return say("Settings") }

// The words on buttons that mean the same wherever they stand.
func Cancel() string       { return say("Cancel") }
func Close() string        { return say("Close") }
func Done() string         { return say("Done") }
func NotNow() string       { return say("Not now") }
func Remove() string       { return say("Remove") }
func Stop() string         { return say("Stop") }
func Undo() string         { return say("Undo") }
func ChangeFolder() string { return say("Change…") }
func ShowInFolder() string { return say("Show in folder") }

// DamageTitle stands over what was found damaged at the start.
func DamageTitle() string { return say("Something was damaged") }

// ClipReady is told by the system's notifications, while the window is not in front.
func ClipReady() string { return say("Your clip is ready.") }

// ClipNotShown says why a film that was given to the window is not shown. ours tells that Caracal made it.
func ClipNotShown(ours bool) string {
	if ours {
		return say("This clip is not in your library. Put its file into the library's folder to have it here.")
	}
	return say("This video was not made by Caracal. Give it a picture instead.")
}

// DialogFailed is for a file dialog that could not do what was chosen.
func DialogFailed() string {
	return say("That cannot be opened here. Choose something else, or drop the file on this window instead.")
}

// NoFileManager says where a file is that could not be shown.
func NoFileManager(path string) string {
	return say("The file manager could not be opened. The file is %s", path)
}
