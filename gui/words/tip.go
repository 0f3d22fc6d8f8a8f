package words

// What is said beside buttons while the pointer rests on them: what they do, and by which key.
func TipBack() string      { return tip(say("One frame back"), "Left") }
func TipForward() string   { return tip(say("One frame on"), "Right") }
func TipPlay() string      { return tip(say("Play or pause"), "Space") }
func TipLoop() string      { return tip(say("Begin again at the end, or not"), "L") }
func TipFull() string      { return tip(say("The whole screen and back"), "F") }
func TipFavourite() string { return tip(say("Favourite or not"), "H") }
func TipTags() string      { return tip(say("Tags"), "T") }
func TipCompare() string   { return tip(say("Compare the chosen clips"), "C") }
func TipExport() string    { return tip(Export(), withMain("E")) }
func TipDelete() string    { return tip(say("Move to the bin"), "Del") }

func TipBackAgain() string { return tip(Back(), "Esc") }
func TipSwap() string      { return tip(say("Let the clips change places"), "S") }

// TipKeep is for the button that keeps the clip with this number.
func TipKeep(i int) string { return tip(say("Keep that clip"), letter(i)) }

func tip(does, key string) string { return does + " · " + key }
