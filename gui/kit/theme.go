package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// The colours of Caracal. Where Fyne has a name for the same role it is used, so that Fyne's own widgets look as ours do.
const (
	ColorBackground                     = theme.ColorNameBackground
	ColorSurface    fyne.ThemeColorName = "caracalSurface"               // cards and the rail
	ColorRaised                         = theme.ColorNameButton          // buttons, and what is chosen without being selected
	ColorLine                           = theme.ColorNameSeparator       // the 1 px line around things
	ColorWell                           = theme.ColorNameInputBackground // what things are put into: entries, the stage
	ColorText                           = theme.ColorNameForeground
	ColorMuted                          = theme.ColorNamePlaceHolder // what can be read later
	ColorAccent                         = theme.ColorNamePrimary     // amber
	ColorInk                            = theme.ColorNameForegroundOnPrimary
	ColorGood                           = theme.ColorNameSuccess
	ColorBad                            = theme.ColorNameError
	ColorInfo                           = theme.ColorNameHyperlink
	ColorEdge                           = theme.ColorNameInputBorder // around what is typed into
	ColorRing       fyne.ThemeColorName = "caracalRing"              // around what the keyboard acts on

	ColorVeil   fyne.ThemeColorName = "caracalVeil"   // behind words on a picture, in dark and in light
	ColorOnVeil fyne.ThemeColorName = "caracalOnVeil" // words on a veil
	ColorClear  fyne.ThemeColorName = "caracalClear"  // nothing
)

// The sizes of Caracal, in Fyne's device independent pixels.
const (
	SizeText                        = theme.SizeNameText
	SizeSmall                       = theme.SizeNameCaptionText    // what stands under things
	SizeTiny     fyne.ThemeSizeName = "caracalTiny"                // words on the rail and on badges
	SizeButton   fyne.ThemeSizeName = "caracalButton"              // words on buttons, and above sections
	SizeMain                        = theme.SizeNameSubHeadingText // words on the main button
	RadiusCard                      = theme.SizeNameCardRadius     // cards
	RadiusEntry                     = theme.SizeNameInputRadius    // entries, switches and the main button
	RadiusButton                    = theme.SizeNameButtonRadius   // buttons
	RadiusImage  fyne.ThemeSizeName = "caracalImageRadius"         // pictures on cards
	RadiusStage  fyne.ThemeSizeName = "caracalStageRadius"         // the stage
	RadiusPill   fyne.ThemeSizeName = "caracalPillRadius"          // chips and tags: as round as can be
)

// The two spaces between things.
const (
	Gap    float32 = 12 // between the parts of a column
	Margin float32 = 16 // around a column
)

// A Theme is Caracal's look. The zero Theme follows the system between dark and light.
type Theme struct {
	Forced  bool              // use Variant whatever the system says
	Variant fyne.ThemeVariant // theme.VariantDark or theme.VariantLight
}

var _ fyne.Theme = Theme{}

// A palette is one variant's colours.
type palette map[fyne.ThemeColorName]color.Color

// The palettes are only ever read.
var (
	darkPalette = complete(palette{
		ColorBackground: rgb(0x14120F), ColorSurface: rgb(0x1C1916), ColorRaised: rgb(0x26211C), ColorLine: rgb(0x352E27), ColorWell: rgb(0x0C0B09),
		ColorText: rgb(0xF3EEE6), ColorMuted: rgb(0xA79F93), ColorAccent: rgb(0xF0A030), ColorInk: rgb(0x1A1206),
		ColorGood: rgb(0x7CC483), ColorBad: rgb(0xE8705E), ColorInfo: rgb(0x7FB2EA), ColorEdge: rgb(0x746B60),
		theme.ColorNameShadow: color.NRGBA{A: 0x73},
	})
	lightPalette = complete(palette{
		ColorBackground: rgb(0xFAF7F2), ColorSurface: rgb(0xFFFFFF), ColorRaised: rgb(0xF3EEE6), ColorLine: rgb(0xE2DACE), ColorWell: rgb(0xEDE6DB),
		ColorText: rgb(0x1E1A15), ColorMuted: rgb(0x655C52), ColorAccent: rgb(0xBD720D), ColorInk: rgb(0x1A1206),
		ColorGood: rgb(0x2B7537), ColorBad: rgb(0xB93A27), ColorInfo: rgb(0x245F9E), ColorEdge: rgb(0x8A8073),
		theme.ColorNameShadow: color.NRGBA{A: 0x4D},
	})
)

// complete adds the colours that follow from the first thirteen.
func complete(p palette) palette {
	for name, from := range map[fyne.ThemeColorName]color.Color{
		theme.ColorNameDisabled:            faded(p[ColorMuted], 0xB0),
		theme.ColorNameDisabledButton:      p[ColorRaised],
		theme.ColorNameFocus:               faded(p[ColorAccent], 0x66),
		theme.ColorNameForegroundOnError:   p[ColorBackground],
		theme.ColorNameForegroundOnSuccess: p[ColorBackground],
		theme.ColorNameForegroundOnWarning: p[ColorInk],
		theme.ColorNameHeaderBackground:    p[ColorSurface],
		theme.ColorNameHover:               faded(p[ColorText], 0x14),
		theme.ColorNameMenuBackground:      p[ColorRaised],
		theme.ColorNameOverlayBackground:   p[ColorSurface],
		theme.ColorNamePressed:             faded(p[ColorText], 0x28),
		theme.ColorNameScrollBar:           p[ColorEdge],
		theme.ColorNameScrollBarBackground: color.Transparent,
		theme.ColorNameSelection:           faded(p[ColorAccent], 0x50),
		theme.ColorNameWarning:             p[ColorAccent],
		ColorRing:                          p[ColorText], // amber would not be seen around what is amber
		ColorVeil:                          color.NRGBA{A: 0x99},
		ColorOnVeil:                        color.White,
		ColorClear:                         color.Transparent,
	} {
		p[name] = from
	}
	return p
}

// Color returns the colour of that name; one that we do not have is Fyne's.
func (t Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if t.Forced {
		variant = t.Variant
	}
	p := darkPalette
	if variant == theme.VariantLight {
		p = lightPalette
	}
	if c, ok := p[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, variant)
}

// Font returns Fyne's fonts.
func (t Theme) Font(style fyne.TextStyle) fyne.Resource { return theme.DefaultTheme().Font(style) }

// Icon returns Fyne's icons.
func (t Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Size returns the size of that name; one that we do not set is Fyne's.
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case SizeText:
		return 14
	case SizeButton:
		return 13
	case SizeSmall:
		return 12
	case SizeTiny:
		return 11
	case SizeMain:
		return 16
	case RadiusStage:
		return 14
	case RadiusCard, theme.SizeNameDialogRadius:
		return 12
	case RadiusEntry, theme.SizeNamePopupRadius, theme.SizeNameMenuRadius:
		return 10
	case RadiusButton:
		return 8
	case RadiusImage, theme.SizeNameSelectionRadius:
		return 6
	case RadiusPill:
		return canvas.RadiusMaximum
	case theme.SizeNameInputBorder, theme.SizeNameSeparatorThickness:
		return 1
	}
	return theme.DefaultTheme().Size(name)
}

func rgb(v uint32) color.Color {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}

func faded(c color.Color, alpha uint8) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = alpha
	return n
}

// ColorOf returns a colour of a widget's theme as it is now.
func ColorOf(w interface{ Theme() fyne.Theme }, name fyne.ThemeColorName) color.Color {
	return w.Theme().Color(name, fyne.CurrentApp().Settings().ThemeVariant())
}

// SizeOf returns a size of a widget's theme as it is now, in points.
func SizeOf(w interface{ Theme() fyne.Theme }, name fyne.ThemeSizeName) float32 {
	return w.Theme().Size(name)
}
