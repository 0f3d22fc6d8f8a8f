package words

// What is said beside buttons while the pointer rests on them: what they do, and by which key.
func TipBack() string      { return tip(L("One frame back"), "Left") }
func TipForward() string   { return tip(L("One frame on"), "Right") }
func TipPlay() string      { return tip(L("Play or pause"), "Space") }
func TipLoop() string      { return tip(L("Begin again at the end, or not"), "L") }
func TipFull() string      { return tip(L("The whole screen and back"), "F") }
func TipFavourite() string { return tip(L("Favourite or not"), "H") }
func TipTags() string      { return tip(L("Tags"), "T") }
func TipCompare() string   { return tip(L("Compare the chosen clips"), "C") }
func TipExport() string    { return tip(L("Export"), withMain("E")) }
func TipDelete() string    { return tip(L("Move to the bin"), "Del") }

func TipBackAgain() string { return tip(L("Back"), "Esc") }
func TipSwap() string      { return tip(L("Let the clips change places"), "S") }

// TipKeep is for the button that keeps the clip with this number.
func TipKeep(i int) string { return tip(L("Keep that clip"), letter(i)) }

func tip(does, key string) string { return does + " · " + key }
