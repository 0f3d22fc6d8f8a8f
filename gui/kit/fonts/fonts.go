// Package fonts knows in which scripts this computer can write. The window has letters of its own for Latin, Greek and Cyrillic; for all others it takes the fonts
// of the system, and where there are none it draws boxes.
//
// The rules of this room:
//   - It asks the disk, so it is called on goroutines of the inbox, or before there is a window.
//   - It looks where the toolkit looks, with the toolkit's own library, so that what it says is what is seen.
package fonts

import (
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// CanWrite says of each text whether there are letters for all of it. It reads the list of the system's fonts, which is made anew where that is out of date; that takes
// some milliseconds, or a second at the first time. A text that the window writes with its own letters needs no look at the disk.
func CanWrite(texts ...string) []bool {
	can := make([]bool, len(texts))
	var system *fontscan.FontMap // as soon as it is needed
	for i, text := range texts {
		can[i] = true
		for _, r := range text {
			if own(r) {
				continue
			}
			if system == nil {
				system = fontscan.NewFontMap(silence{})
				if err := system.UseSystemFonts(""); err != nil {
					system = fontscan.NewFontMap(silence{}) // one without fonts
				}
				system.SetQuery(fontscan.Query{Families: []string{fontscan.SansSerif}, Aspect: font.Aspect{Style: font.StyleNormal}})
			}
			system.SetScript(language.LookupScript(r))
			face := system.ResolveFace(r)
			if face == nil {
				can[i] = false
				break
			}
			if _, ok := face.NominalGlyph(r); !ok {
				can[i] = false
				break
			}
		}
	}
	return can
}

// own reports whether the toolkit's own font has a letter.
func own(r rune) bool {
	return r < unicode.MaxLatin1 || unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
}

// silence is a log that nobody reads: that a font is broken is no news.
type silence struct{}

func (silence) Printf(string, ...any) {}
