package words

import (
	"strings"
	"time"

	"golang.org/x/text/number"
)

// What people read in Settings.

// AccountsName is the name that is proposed for a table of what was paid for.
func AccountsName(now time.Time) string {
	return L("Caracal accounts %s", now.Format(time.DateOnly)) + ".csv"
}

// NoLetters says that this computer has no font for some languages, which are given by their English names.
func NoLetters(languages []string) string {
	return L("This computer has no font for %s. Install one, and they can be chosen here.", strings.Join(languages, ", "))
}

// LibraryUsage says how much a library takes: its files and their bytes, the pictures that clips were made from, and the bin.
func LibraryUsage(files int, bytes, pictures, bin int64) string {
	text := L("%d files", files) + ", " + Bytes(bytes)
	if pictures > 0 {
		text += " · " + L("%s of pictures to use again", Bytes(pictures))
	}
	if bin > 0 {
		text += " · " + L("%s in the bin", Bytes(bin))
	}
	return text
}

// FilesLeft says how many files stay in a folder that was to be emptied.
func FilesLeft(n int, folder string) string {
	return L("%d files are not the same here and there, so they stay. They are in %s", n, folder)
}

// A Sending is something that leaves this computer.
type Sending struct{ When, What string }

// WhatIsSent says all that ever leaves this computer, and when. published is for a program that can look where it was published for a newer one.
func WhatIsSent(published bool) []Sending {
	all := []Sending{
		{
			L("When you make a Lynx clip"),
			L("The picture, or the framed part of it, without its location and other notes of the camera, and your prompt go to WaveSpeedAI, with your key. The line above the button says so before you press it."),
		},
		{
			L("While a Lynx clip is made"),
			L("Caracal asks WaveSpeedAI how it is doing, and fetches the clip when it is ready."),
		},
		{
			L("When there is a key"),
			L("At the start, and from time to time, Caracal asks WaveSpeedAI for your balance, the price of a clip, finished clips that are not here yet, and refunds."),
		},
	}
	if published {
		all = append(all, Sending{
			L("When you look for a newer version"),
			L("Caracal asks GitHub, where it is published, for the number of the newest version. Nothing is said about you but the version that you have."),
		})
	}
	return append(all, Sending{
		L("At all other times"),
		L("Nothing. Drafts are made on this computer. Nobody counts what you do, there are no reports of crashes, and Caracal does not look for newer versions by itself."),
	})
}

// SizeOfEverything stands before how large everything in the window is.
func SizeOfEverything() string { return L("Size of everything") }

// Percent is a part in percent: "125 %".
func Percent(part float64) string { return printer().Sprint(number.Percent(part)) }
