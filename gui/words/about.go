package words

// What people read in Settings about the program itself.
func ShortcutsButton() string   { return ShortcutsTitle() + "…" }
func SentButton() string        { return say("What Caracal sends…") }
func SentTitle() string         { return say("What Caracal sends, and when") }
func NoticesButton() string     { return say("Open-source notices…") }
func NoticesTitle() string      { return say("Open-source notices") }
func ShowLicences() string      { return say("Show the file with all licences") }
func CopyDiagnostics() string   { return say("Copy diagnostics") }
func DiagnosticsCopied() string { return say("The diagnostics are on the clipboard.") }
func LookForNewer() string      { return say("Look for a newer version") }
func Newest() string            { return say("This is the newest version.") }
func OpenVersionPage() string   { return say("Open its page") }

// Version names this program and which of its versions it is.
func Version(number string) string { return Program + " " + number }

// Licence says what may be done with it.
func Licence() string {
	return say("Free software under the GNU General Public License, version 3 or later.")
}

// Newer says that there is a newer version than this one.
func Newer(newer, this string) string { return say("Caracal %s is there. This is %s.", newer, this) }

// AboutDiagnostics says what is in the diagnostics, and what is not.
func AboutDiagnostics() string {
	return say("The diagnostics say what this computer is and how Caracal is set, for whoever helps you. No key, prompt, file name or folder is in them.")
}

// MadeByOthers stands above the libraries that the program contains, and LicencesElsewhere where their licences are not beside it.
func MadeByOthers() string {
	return say("Caracal contains FFmpeg (GPL-3.0), OpenH264 by Cisco (BSD), libheif and libavif, and these libraries.")
}

func LicencesElsewhere() string {
	return say("A packaged Caracal has the full text of each licence beside it.")
}

// A Sending is something that leaves this computer.
type Sending struct{ When, What string }

// WhatIsSent says all that ever leaves this computer, and when. published is for a program that can look where it was published for a newer one.
func WhatIsSent(published bool) []Sending {
	all := []Sending{
		{
			say("When you make a Lynx clip"),
			say("The picture, or the framed part of it, without its location and other notes of the camera, and your prompt go to WaveSpeedAI, with your key. The line above the button says so before you press it."),
		},
		{
			say("While a Lynx clip is made"),
			say("Caracal asks WaveSpeedAI how it is doing, and fetches the clip when it is ready."),
		},
		{
			say("When there is a key"),
			say("At the start, and from time to time, Caracal asks WaveSpeedAI for your balance, the price of a clip, finished clips that are not here yet, and refunds."),
		},
	}
	if published {
		all = append(all, Sending{
			say("When you look for a newer version"),
			say("Caracal asks GitHub, where it is published, for the number of the newest version. Nothing is said about you but the version that you have."),
		})
	}
	return append(all, Sending{
		say("At all other times"),
		say("Nothing. Drafts are made on this computer. Nobody counts what you do, there are no reports of crashes, and Caracal does not look for newer versions by itself."),
	})
}
