package kit

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// inTheme prepares an app in Caracal's own look.
func inTheme(t *testing.T, variant fyne.ThemeVariant) {
	test.NewTempApp(t).Settings().SetTheme(Theme{Forced: true, Variant: variant})
}

func TestThemeHasEveryColour(t *testing.T) {
	test.NewTempApp(t)
	names := []fyne.ThemeColorName{
		ColorBackground, ColorSurface, ColorRaised, ColorLine, ColorWell, ColorText, ColorMuted, ColorAccent, ColorInk, ColorGood, ColorBad, ColorInfo, ColorVeil, ColorOnVeil,
		theme.ColorNameDisabled, theme.ColorNameHover, theme.ColorNameFocus, theme.ColorNameSelection, theme.ColorNameInputBorder, theme.ColorNameMenuBackground,
		theme.ColorNameOverlayBackground, theme.ColorNameShadow, theme.ColorNameScrollBar,
	}
	for _, name := range names {
		if _, ok := darkPalette[name]; !ok {
			t.Errorf("dark has no %s", name)
		}
		if _, ok := lightPalette[name]; !ok {
			t.Errorf("light has no %s", name)
		}
	}
	if got := (Theme{Forced: true, Variant: theme.VariantLight}).Color(ColorText, theme.VariantDark); got != lightPalette[ColorText] {
		t.Error("a forced light theme follows the system")
	}
	if got := (Theme{}).Color(ColorText, theme.VariantLight); got != lightPalette[ColorText] {
		t.Error("the theme does not follow the system")
	}
}

// TestReadable holds every pair of colours that meet in the window to WCAG 2.2: 4.5 to 1 for words (1.4.3) and 3 to 1 for marks (1.4.11). What is disabled is free of both.
func TestReadable(t *testing.T) {
	type pairs struct {
		over    []fyne.ThemeColorName
		grounds []fyne.ThemeColorName
		least   float64
	}
	grounds := []fyne.ThemeColorName{ColorBackground, ColorSurface, ColorRaised, ColorWell, theme.ColorNameOverlayBackground, theme.ColorNameMenuBackground, theme.ColorNameHeaderBackground}
	for name, p := range map[string]palette{"dark": darkPalette, "light": lightPalette} {
		for _, rule := range []pairs{
			{[]fyne.ThemeColorName{ColorText, ColorMuted, ColorGood, ColorBad, ColorInfo}, grounds, 4.5},
			{[]fyne.ThemeColorName{ColorInk, theme.ColorNameForegroundOnWarning}, []fyne.ThemeColorName{ColorAccent, theme.ColorNameWarning}, 4.5},
			{[]fyne.ThemeColorName{theme.ColorNameForegroundOnError}, []fyne.ThemeColorName{ColorBad}, 4.5},
			{[]fyne.ThemeColorName{theme.ColorNameForegroundOnSuccess}, []fyne.ThemeColorName{ColorGood}, 4.5},
			{[]fyne.ThemeColorName{ColorAccent, ColorRing, ColorEdge, theme.ColorNameScrollBar, theme.ColorNameWarning}, grounds, 3},
		} {
			for _, over := range rule.over {
				for _, ground := range rule.grounds {
					if got := contrast(p[over], p[ground]); got < rule.least {
						t.Errorf("%s: %s on %s has a contrast of %.2f", name, over, ground, got)
					}
				}
			}
		}
		for _, ground := range grounds { // what lies between words and their ground is seen through
			for _, through := range []fyne.ThemeColorName{theme.ColorNameHover, theme.ColorNameSelection, theme.ColorNameFocus} {
				if got := contrast(p[ColorText], laid(p[through], p[ground])); got < 4.5 {
					t.Errorf("%s: words on %s on %s have a contrast of %.2f", name, through, ground, got)
				}
			}
			if got := contrast(p[ColorMuted], laid(p[theme.ColorNameHover], p[ground])); got < 4.5 {
				t.Errorf("%s: muted words under the pointer on %s have a contrast of %.2f", name, ground, got)
			}
		}
		for _, picture := range []color.Color{color.White, color.Black} {
			if got := contrast(p[ColorOnVeil], laid(p[ColorVeil], picture)); got < 4.5 {
				t.Errorf("%s: words on a picture of %v have a contrast of %.2f", name, picture, got)
			}
		}
	}
}

// laid is what is seen of a ground through a colour that lies over it.
func laid(over, ground color.Color) color.Color {
	o, g := color.NRGBAModel.Convert(over).(color.NRGBA), color.NRGBAModel.Convert(ground).(color.NRGBA)
	mix := func(a, b uint8) uint8 { return uint8((int(a)*int(o.A) + int(b)*(255-int(o.A))) / 255) }
	return color.NRGBA{R: mix(o.R, g.R), G: mix(o.G, g.G), B: mix(o.B, g.B), A: 0xFF}
}

// contrast is the ratio of the relative luminances of two colours, as WCAG 2.2 defines it.
func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of a colour, as WCAG 2.2 defines it.
func luminance(c color.Color) float64 {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	linear := func(v uint8) float64 {
		if s := float64(v) / 255; s > 0.04045 {
			return math.Pow((s+0.055)/1.055, 2.4)
		} else {
			return s / 12.92
		}
	}
	return 0.2126*linear(n.R) + 0.7152*linear(n.G) + 0.0722*linear(n.B)
}

func TestTextKeepsRoomForItsLines(t *testing.T) {
	inTheme(t, theme.VariantDark)
	text := NewSmall("one two three four five six seven eight nine ten")
	text.Resize(fyne.NewSize(80, 10))
	one := fyne.MeasureText("M", 12, fyne.TextStyle{}).Height
	if got := text.MinSize().Height; got < 3*one {
		t.Errorf("a text of several lines asks for %v, one line is %v", got, one)
	}
	text.Lines = 2
	text.Set("short", ColorMuted)
	if got := text.MinSize().Height; got != 2*one {
		t.Errorf("a short text that keeps room for two lines asks for %v, want %v", got, 2*one)
	}
}

// withShift is an app while Shift is held down.
type withShift struct{ fyne.App }

func (a withShift) Driver() fyne.Driver { return shiftDriver{a.App.Driver()} }

type shiftDriver struct{ fyne.Driver }

var _ desktop.Driver = shiftDriver{}

func (shiftDriver) CreateSplashWindow() fyne.Window       { return nil }
func (shiftDriver) CurrentKeyModifiers() fyne.KeyModifier { return fyne.KeyModifierShift }
func (shiftDriver) HasSecondaryDisplay() bool             { return false }

func TestEntryKeepsTabAndNotShiftTab(t *testing.T) {
	inTheme(t, theme.VariantDark)
	e := NewEntry()
	e.OnTab = func() {}
	if !e.AcceptsTab() {
		t.Error("Tab leads on")
	}
	app := fyne.CurrentApp()
	defer fyne.SetCurrentApp(app)
	if fyne.SetCurrentApp(withShift{app}); e.AcceptsTab() {
		t.Error("Shift+Tab does not lead back")
	}
}

func TestColumn(t *testing.T) {
	test.NewTempApp(t)
	elastic, spring, last := NewPanel(ColorWell, ColorLine, "", fyne.Size{}, nil), layout.NewSpacer(), NewPanel(ColorWell, ColorLine, "", fyne.Size{}, nil)
	elastic.Least, last.Least = fyne.NewSize(10, 20), fyne.NewSize(30, 40)
	box := container.New(&Column{Gap: 10, Elastic: elastic, Likes: 50, Spring: spring}, elastic, spring, last)
	if got := box.MinSize(); got != fyne.NewSize(30, 80) {
		t.Errorf("the least is %v", got)
	}
	for height, want := range map[float32][3]float32{80: {20, 0, 40}, 100: {40, 0, 40}, 200: {50, 90, 40}} {
		box.Resize(fyne.NewSize(100, height))
		got := [3]float32{elastic.Size().Height, spring.Size().Height, last.Size().Height}
		if got != want {
			t.Errorf("in %v the heights are %v, want %v", height, got, want)
		}
		if bottom := last.Position().Y + last.Size().Height; bottom != height {
			t.Errorf("in %v the column ends at %v", height, bottom)
		}
	}
}

func TestToast(t *testing.T) {
	inTheme(t, theme.VariantDark)
	toast := NewToast()
	undone := 0
	toast.Show("Deleted", "Undo", func() { undone++ })
	if toast.Text() != "Deleted" {
		t.Errorf("the toast says %q", toast.Text())
	}
	test.Tap(toast.action)
	if undone != 1 || toast.Text() != "" {
		t.Error("the action was not done, or the toast is still there")
	}
	toast.Show("Hello", "", nil)
	if toast.action.Visible() {
		t.Error("there is a button without a word")
	}
}
