package clips

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/gui/kit"
	"caracal/gui/words"
)

// A libraryView puts the library page together: the browser and the panel beside it, or a friendly word where there are no clips at all.
type libraryView struct {
	content        *fyne.Container
	browser, panel fyne.CanvasObject
	line           fyne.CanvasObject // between the two
	welcome        fyne.CanvasObject
	title, more    *kit.Text // of the welcome
}

func newLibraryView(browser, panel fyne.CanvasObject, create func()) *libraryView {
	v := &libraryView{browser: browser, panel: panel, line: kit.NewPanel(kit.ColorLine, kit.ColorClear, "", fyne.NewSize(0.5, 0), nil)}
	v.title = &kit.Text{SizeName: kit.SizeMain, Bold: true, Align: fyne.TextAlignCenter}
	v.more = &kit.Text{ColorName: kit.ColorMuted, Align: fyne.TextAlignCenter}
	v.explain(nil)
	v.welcome = container.NewCenter(container.New(layout.NewCustomPaddedVBoxLayout(kit.Gap), v.title, v.more,
		container.NewCenter(kit.NewMainButton(words.MakeFirst(), create)),
	))
	v.content = container.New(v, v.browser, v.panel, v.line, v.welcome)
	v.show(browserAlone)
	return v
}

// explain says in place of the welcome why there are no clips to see, where that is because the library's folder could not be looked at.
func (v *libraryView) explain(err error) {
	title, more := words.NoClipsYet()
	if t := words.Explain(err); t.What != "" {
		title, more = t.What, t.Next
	}
	v.title.Set(title, kit.ColorText)
	v.more.Set(more, kit.ColorMuted)
}

// A scene is which of its parts the page shows.
type scene int

const (
	browserAlone    scene = iota // while it is not known what there is, where nothing was found, and where several clips are selected
	browserAndPanel              // there is one clip to show in the panel
	welcomeAlone                 // there are no clips at all
)

// show shows the parts of a scene.
func (v *libraryView) show(now scene) {
	changed := false
	set := func(o fyne.CanvasObject, on bool) {
		if kit.SetVisible(o, on) {
			changed = true
		}
	}
	set(v.welcome, now == welcomeAlone)
	set(v.browser, now != welcomeAlone)
	set(v.panel, now == browserAndPanel)
	set(v.line, now == browserAndPanel)
	if changed {
		v.content.Refresh()
	}
}

// panelWidth is the width of the panel on a page of the given width.
func panelWidth(page float32) float32 {
	const (
		narrow, wide         float32 = 300, 380  // of the panel
		narrowPage, widePage float32 = 884, 1204 // that they belong to
	)
	part := min(max((page-narrowPage)/(widePage-narrowPage), 0), 1)
	return narrow + part*(wide-narrow)
}

// MinSize is Fyne's.
func (v *libraryView) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(720, 520) }

// Layout is Fyne's.
func (v *libraryView) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	v.welcome.Move(fyne.Position{})
	v.welcome.Resize(size)
	left := size.Width
	if v.panel.Visible() {
		left -= panelWidth(size.Width)
	}
	v.browser.Move(fyne.Position{})
	v.browser.Resize(fyne.NewSize(left, size.Height))
	v.panel.Move(fyne.NewPos(left, 0))
	v.panel.Resize(fyne.NewSize(size.Width-left, size.Height))
	v.line.Move(fyne.NewPos(left, 0))
	v.line.Resize(fyne.NewSize(1, size.Height))
}
