package kit

import "fyne.io/fyne/v2"

// Tone returns the colour of words that are meant as good, bad or info; all others are muted.
func Tone[T ~string](tone T) fyne.ThemeColorName {
	switch tone {
	case "good":
		return ColorGood
	case "bad":
		return ColorBad
	case "info":
		return ColorInfo
	}
	return ColorMuted
}
