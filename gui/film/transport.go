package film

import (
	"fmt"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"caracal/gui/kit"
	"caracal/gui/kit/playback"
)

// A Transport is what a player is worked with: the scrubber, buttons, the time and keys. There is one in the panel and one in the full view.
type Transport struct {
	player *Player
	large  func() // goes to the full view, or back

	Scrubber                        *playback.Scrubber
	Back, Play, Forward, Loop, Full *kit.Button
	Time                            *kit.Text

	resume bool // it was playing when a drag began
}

// Labels are the words on and beside a transport.
type Labels struct {
	Loop string // for playing it again and again

	// What the buttons do, and by which keys.
	BackTip, PlayTip, ForwardTip, LoopTip, FullTip, HeartTip string
}

// NewTransport returns a transport for a player. The icon is that of the button which calls large.
func NewTransport(p *Player, icon fyne.Resource, labels Labels, large func()) *Transport {
	t := &Transport{player: p, large: large}
	t.Scrubber = playback.NewScrubber(func(done float64) { p.Seek(frameAt(p.State().Film, done)) })
	t.Scrubber.OnDragged = func(begins bool) {
		if begins {
			t.resume = p.State().Playing
			p.Pause()
		} else if t.resume {
			p.Play()
		}
	}
	t.Back = kit.NewButton("", theme.MediaSkipPreviousIcon(), func() { p.Step(-1) })
	t.Play = kit.NewButton("", theme.MediaPlayIcon(), p.Toggle)
	t.Forward = kit.NewButton("", theme.MediaSkipNextIcon(), func() { p.Step(1) })
	t.Loop = kit.NewButton(labels.Loop, theme.CheckButtonIcon(), t.toggleLoop)
	t.Full = kit.NewButton("", icon, large)
	t.Loop.Holds = func() bool { return p.State().Loop }
	t.Back.Tip, t.Play.Tip, t.Forward.Tip, t.Loop.Tip, t.Full.Tip = labels.BackTip, labels.PlayTip, labels.ForwardTip, labels.LoopTip, labels.FullTip
	t.Time = &kit.Text{SizeName: kit.SizeSmall, ColorName: kit.ColorMuted, Align: fyne.TextAlignCenter}
	t.Show(p.State())
	return t
}

// Buttons returns the buttons, from left to right.
func (t *Transport) Buttons() []*kit.Button {
	return []*kit.Button{t.Back, t.Play, t.Forward, t.Loop, t.Full}
}

// Show makes everything agree with the player.
func (t *Transport) Show(s State) {
	film := s.Film
	if film.Frames == 0 {
		film = Info{Frames: 1, FPS: 1}
	}
	// The last frame is the end of the bar, however long it is seen itself.
	t.Scrubber.Set(float64(s.Frame) / float64(max(film.Frames-1, 1)))
	t.Time.Set(playTime(film.time(s.Frame))+" / "+playTime(film.time(s.Film.Frames)), kit.ColorMuted)
	setIcon(t.Play, s.Playing, theme.MediaPauseIcon(), theme.MediaPlayIcon())
	setIcon(t.Loop, s.Loop, theme.CheckButtonCheckedIcon(), theme.CheckButtonIcon())
}

// Key does what a key stands for and reports whether it stands for anything.
func (t *Transport) Key(name fyne.KeyName) bool {
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

func (t *Transport) toggleLoop() { t.player.SetLoop(!t.player.State().Loop) }

// frameAt returns the frame at a place on the scrubber.
func frameAt(film Info, done float64) int {
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
