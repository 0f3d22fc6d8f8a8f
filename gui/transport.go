package gui

import (
	"fmt"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"caracal/gui/kit"
)

// A transport is what a player is worked with: the scrubber, buttons, the time and keys. There is one in the panel and one in the full view.
type transport struct {
	player *player
	large  func() // goes to the full view, or back

	scrubber                        *kit.Scrubber
	back, play, forward, loop, full *kit.Button
	time                            *kit.Text

	resume bool // it was playing when a drag began
}

// newTransport returns a transport for a player. The icon is that of the button which calls large.
func newTransport(p *player, icon fyne.Resource, large func()) *transport {
	t := &transport{player: p, large: large}
	t.scrubber = kit.NewScrubber(func(done float64) { p.Seek(frameAt(p.State().Film, done)) })
	t.scrubber.OnDragged = func(begins bool) {
		if begins {
			t.resume = p.State().Playing
			p.Pause()
		} else if t.resume {
			p.Play()
		}
	}
	t.back = kit.NewButton("", theme.MediaSkipPreviousIcon(), func() { p.Step(-1) })
	t.play = kit.NewButton("", theme.MediaPlayIcon(), p.Toggle)
	t.forward = kit.NewButton("", theme.MediaSkipNextIcon(), func() { p.Step(1) })
	t.loop = kit.NewButton("Loop", theme.CheckButtonIcon(), t.toggleLoop)
	t.full = kit.NewButton("", icon, large)
	t.time = &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted, Align: fyne.TextAlignCenter}
	t.show(p.State())
	return t
}

// buttons returns the buttons.
func (t *transport) buttons() []*kit.Button {
	return []*kit.Button{t.back, t.play, t.forward, t.loop, t.full}
}

// show makes everything agree with the player.
func (t *transport) show(s playerState) {
	film := s.Film
	if film.Frames == 0 {
		film = filmInfo{Frames: 1, FPS: 1}
	}
	// The last frame is the end of the bar, however long it is seen itself.
	t.scrubber.Set(float64(s.Frame) / float64(max(film.Frames-1, 1)))
	t.time.Set(playTime(film.time(s.Frame))+" / "+playTime(film.time(s.Film.Frames)), kit.ColorMuted)
	setIcon(t.play, s.Playing, theme.MediaPauseIcon(), theme.MediaPlayIcon())
	setIcon(t.loop, s.Loop, theme.CheckButtonCheckedIcon(), theme.CheckButtonIcon())
}

// key does what a key stands for and reports whether it stands for anything.
func (t *transport) key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeySpace:
		t.player.Toggle()
	case fyne.KeyLeft, fyne.KeyComma:
		t.player.Step(-1)
	case fyne.KeyRight, fyne.KeyPeriod:
		t.player.Step(1)
	case fyne.KeyHome:
		t.player.Seek(0)
	case fyne.KeyEnd:
		t.player.Seek(math.MaxInt)
	case fyne.KeyL:
		t.toggleLoop()
	case fyne.KeyF:
		t.large()
	default:
		return false
	}
	return true
}

func (t *transport) toggleLoop() { t.player.SetLoop(!t.player.State().Loop) }

// frameAt returns the frame at a place on the scrubber.
func frameAt(film filmInfo, done float64) int {
	return int(math.Round(done * float64(film.Frames-1)))
}

// setIcon changes a button's icon when it is another, because each change draws the button anew.
func setIcon(b *kit.Button, on bool, yes, no fyne.Resource) {
	icon := no
	if on {
		icon = yes
	}
	if b.Icon.Name() != icon.Name() {
		b.SetIcon(icon)
	}
}

// playTime is a place in a clip to a tenth of a second: "0:02.1".
func playTime(d time.Duration) string {
	tenths := d / (100 * time.Millisecond)
	return fmt.Sprintf("%d:%02d.%d", tenths/600, tenths/10%60, tenths%10)
}
