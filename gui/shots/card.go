package shots

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"caracal/core"
	"caracal/core/shots"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// A card shows how one list stands, and unfolds into its shots.
type card struct {
	cards  *Cards
	status shots.Status
	open   bool

	panel   *kit.Panel
	picture *kit.Thumb
	title   *kit.Text
	bar     *kit.Bar
	barRow  *fyne.Container
	counts  *kit.Text
	more    *kit.Text
	unfold  *kit.Button
	pause   *kit.Button
	stop    *kit.Button
	retry   *kit.Button
	cross   *kit.Icon
	shots   *fyne.Container
	folded  *container.Scroll
}

// newCard returns the card of one list, by its id.
func newCard(c *Cards, id string) *card {
	d := &card{
		cards:   c,
		picture: kit.NewThumb(fyne.NewSquareSize(64)),
		title:   &kit.Text{Fit: kit.Cut},
		bar:     kit.NewBar(),
		counts:  kit.NewSmall(""),
		more:    kit.NewSmall(""),
		shots:   container.New(layout.NewCustomPaddedVBoxLayout(2)),
	}
	d.unfold = kit.NewButton("", nil, func() {
		d.open = !d.open
		d.cards.refresh()
	})
	d.pause = kit.NewButton("", nil, func() {
		if d.status.List.Paused {
			c.do(func(context.Context) error { return c.desk.Go(id) })
		} else {
			c.do(func(context.Context) error { return c.desk.Pause(id) })
		}
	})
	d.stop = kit.NewButton(words.StopRest(), nil, func() {
		c.host.Confirm(words.StopRestTitle(), words.StopRestWords(d.status.Count(shots.ToCome)), words.StopRest(), words.GoOn(), func() {
			c.do(func(context.Context) error { return c.desk.StopUnsent(id) })
		})
	})
	d.retry = kit.NewButton("", nil, func() {
		c.do(func(ctx context.Context) error { return c.desk.Retry(ctx, id) })
	})
	d.cross = kit.NewIcon(theme.CancelIcon(), words.RemoveCard(), func() {
		c.do(func(context.Context) error { return c.desk.Dismiss(id) })
	})
	buttons := container.New(layout.NewCustomPaddedLayout(6, 0, 0, 0), container.New(layout.NewCustomPaddedVBoxLayout(6),
		container.NewHBox(d.unfold, d.pause), container.NewHBox(d.retry, d.stop)))
	d.barRow = container.New(layout.NewCustomPaddedLayout(4, 3, 0, 0), d.bar)
	title := container.NewBorder(nil, nil, nil, d.cross, d.title)
	text := container.New(layout.NewCustomPaddedVBoxLayout(2), title, d.barRow, d.counts, d.more, buttons)
	picture := container.New(layout.NewCustomPaddedLayout(0, 0, 0, 10), container.NewVBox(d.picture))
	d.folded = container.NewVScroll(d.shots)
	d.folded.SetMinSize(fyne.NewSize(0, 168))
	d.folded.Hide()
	d.panel = kit.NewPanel(kit.ColorSurface, kit.ColorLine, kit.RadiusCard, fyne.NewSquareSize(10),
		container.NewBorder(nil, d.folded, picture, nil, text))
	return d
}

// show brings the card up to date, and reports whether it may be of another height now.
func (d *card) show(s shots.Status) (moved bool) {
	d.status = s
	n := len(s.List.Rows)
	d.title.Set(words.ListTitle(n, s.List.Name), kit.ColorText)
	ended := s.Ended()
	done := n - s.Count(shots.ToCome) - s.Count(shots.Making)
	d.bar.Set(float64(done) / float64(n))
	tone := kit.ColorMuted
	switch {
	case s.Count(shots.Failed)+s.Count(shots.Unclear) > 0:
		tone = kit.ColorBad
	case ended:
		tone = kit.ColorGood
	}
	moved = d.say(d.counts, words.Counts(s), tone) || moved
	moved = d.say(d.more, d.outlook(ended), kit.ColorMuted) || moved
	moved = kit.SetVisible(d.barRow, !ended) || moved
	moved = kit.SetVisible(d.pause, s.Count(shots.ToCome) > 0) || moved
	moved = kit.SetVisible(d.stop, s.Count(shots.ToCome) > 0) || moved
	moved = kit.SetVisible(d.retry, s.Count(shots.Failed) > 0) || moved
	moved = kit.SetVisible(d.cross, ended) || moved
	moved = kit.SetVisible(d.folded, d.open) || moved
	d.unfold.SetText(words.Unfold(d.open))
	d.pause.SetText(words.PauseOrGo(s.List.Paused))
	d.retry.SetText(words.RetryFailed(s.Count(shots.Failed)))
	d.fold()
	return moved
}

// say changes words, and reports whether they may take more lines or fewer now.
func (d *card) say(t *kit.Text, text string, color fyne.ThemeColorName) bool {
	before := t.MinSize().Height
	t.Set(text, color)
	return t.MinSize().Height != before
}

// outlook says why the list does not go on, or how long it will.
func (d *card) outlook(ended bool) string {
	l := d.status.List
	switch {
	case ended:
		return ""
	case l.Paused && l.Why != nil:
		what, next := words.Explain(l.Why)
		return what + " " + next
	case l.Paused:
		return words.ListPaused()
	}
	left := map[core.EngineID]int{}
	for i, r := range l.Rows {
		if s := d.status.State(i); s == shots.ToCome || s == shots.Making {
			left[r.Engine]++
		}
	}
	return words.ListLeft(d.cards.duration(left))
}

// guess is how long a draft takes before any has been made.
const guess = 6 * time.Second

// duration is how long so many clips will take.
func (c *Cards) duration(clips map[core.EngineID]int) (longest time.Duration) {
	for _, info := range c.infos() {
		low, high, ok := c.host.Typical(info.ID)
		switch {
		case !ok && info.Local:
			low, high = guess, guess
		case !ok:
			low, high = words.FirstGuess, words.FirstGuess
		}
		limit := info.Limit
		if info.Local {
			limit.InFlight = 1 // a draft has all cores to itself
		}
		longest = max(longest, shots.Duration(clips[info.ID], (low+high)/2, limit))
	}
	return longest
}

// fold shows a line for each shot while the card is unfolded. A line whose clip is saved plays it.
func (d *card) fold() {
	if !d.open {
		d.shots.RemoveAll()
		return
	}
	for len(d.shots.Objects) < len(d.status.List.Rows) {
		d.shots.Add(kit.NewLine())
	}
	for i, o := range d.shots.Objects {
		j := d.status.Jobs[i]
		request, _ := d.status.List.Request(i)
		why := ""
		if d.status.State(i) == shots.Failed {
			err := error(d.status.List.Rows[i].Err)
			if j.ID != "" {
				err = j.Err
			}
			why, _ = words.Explain(err)
		}
		text, tone := words.ShotLine(d.status.State(i), request, why)
		line := o.(*kit.Line)
		line.OnTapped = nil
		if j.State == core.Saved {
			line.OnTapped = func() { d.cards.host.Play(j.ID) }
		}
		line.Set(text, kit.Tone(tone))
	}
}
