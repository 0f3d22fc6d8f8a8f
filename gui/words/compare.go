package words

import "caracal/core"

// What people read where clips are compared.
func Back() string      { return say("Back") }
func SplitMode() string { return say("Split") }
func SideMode() string  { return say("Side by side") }
func Swap() string      { return say("Swap") }
func Preparing() string { return say("Preparing the player…") }

// letter is what the clip with this number is called while it is compared.
func letter(i int) string { return string(rune('A' + i)) }

// Keep is the button that keeps the clip with this number.
func Keep(i int) string { return say("Keep %s", letter(i)) }

// KeepAll is the button that decides nothing.
func KeepAll(n int) string {
	if n == 2 {
		return say("Keep both")
	}
	return say("Keep all")
}

// Compared is what stands on a clip that is compared: "A · Smiles, golden hour · Lynx".
func Compared(i int, c core.Brief) string {
	return letter(i) + " · " + ShortName(ClipTitle(c)) + " · " + engineName(c.Engine)
}

// Kept says that one of several clips was kept and the others went to the bin.
func Kept(others int) string {
	if others == 1 {
		return say("Kept. The other one is in the bin.")
	}
	return say("Kept. The other %s are in the bin.", Clips(others))
}

// CompareTwo says how many clips can be compared.
func CompareTwo() string {
	return say("Choose two to four clips to compare: hold Ctrl or ⌘ and click them.")
}
