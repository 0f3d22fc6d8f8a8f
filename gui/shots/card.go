package shots

import (
	"context"
	"slices"
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
	shown  []core.Info // with the prices that its words are about
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
	again   *fyne.Container // the retry's line
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
		switch l := d.status.List; {
		case !l.Paused:
			c.do(func(context.Context) error { return c.desk.Pause(id) })
		case core.KindOf(l.Why) == core.PriceRose:
			d.agree(shots.ToCome)
		default:
			c.do(func(context.Context) error { return c.desk.Continue(id, nil) })
		}
	})
	d.stop = kit.NewButton(words.StopRest(), nil, func() {
		c.host.Confirm(words.StopRestTitle(), words.StopRestWords(d.status.Unsent()), words.StopRest(), words.GoOn(), func() {
			c.do(func(context.Context) error { return c.desk.StopUnsent(id) })
		})
	})
	d.retry = kit.NewButton("", nil, func() { d.agree(shots.Failed) })
	d.cross = kit.NewIcon(theme.CancelIcon(), words.RemoveCard(), func() {
		c.do(func(context.Context) error { return c.desk.Dismiss(id) })
	})
	d.again = container.NewHBox(d.retry) // which names a price, so that nothing has room beside it
	buttons := container.New(layout.NewCustomPaddedLayout(6, 0, 0, 0), container.New(layout.NewCustomPaddedVBoxLayout(6),
		container.NewHBox(d.unfold, d.pause), d.again, container.NewHBox(d.stop)))
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
	moved = kit.SetVisible(d.pause, s.Unsent() > 0) || moved
	moved = kit.SetVisible(d.stop, s.Unsent() > 0) || moved
	moved = kit.SetVisible(d.retry, s.Count(shots.Failed) > 0) || moved
	kit.SetVisible(d.again, d.retry.Visible())
	moved = kit.SetVisible(d.cross, ended && s.Count(shots.Unclear) == 0) || moved // money may hang there, which the job's card asks about
	moved = kit.SetVisible(d.folded, d.open) || moved
	d.unfold.SetText(words.Unfold(d.open))
	d.pause.SetText(words.PauseOrGo(s.List.Paused))
	d.shown = d.cards.infos()
	d.retry.SetText(words.RetryFailed(s.Count(shots.Failed), s.Total(d.shown, shots.Failed).Price))
	d.fold()
	return moved
}

// agree has what is to come, or what failed, sent. Where that costs more than the person has agreed to, or than the button said, they are asked first. What fails
// meanwhile is none of it.
func (d *card) agree(state shots.RowState) {
	c, s, shown := d.cards, d.status, d.shown
	var engines []core.EngineID
	for e := range s.Total(shown, state).Clips {
		engines = append(engines, e)
	}
	c.inbox.Ask(func(ctx context.Context) func() {
		for _, e := range engines {
			c.quote(ctx, e)
		}
		return func() {
			told := c.infos()
			send := func() {
				c.do(func(ctx context.Context) error {
					if state == shots.ToCome {
						return c.desk.Continue(s.List.ID, told)
					}
					return c.desk.Retry(ctx, s.List.ID, s.IDs(state), told)
				})
			}
			now, before, rose := s.PriceRose(told)
			if state == shots.Failed {
				now, before, rose = dearer(told, shown, engines)
			}
			if !rose {
				send()
				return
			}
			sum, n := s.Total(told, state), 0
			for _, of := range sum.Clips {
				n += of
			}
			c.host.Confirm(words.PriceRoseTitle(), words.PriceRoseForList(now, before, n, sum.Price), words.MakeClips(n, sum.Price), words.NotYet(), send)
		}
	})
}

// dearer returns what the first of the engines that costs more than it did costs, and did, and whether there is one.
func dearer(now, before []core.Info, engines []core.EngineID) (core.USD, core.USD, bool) {
	for i, e := range now {
		if slices.Contains(engines, e.ID) && i < len(before) && e.Price > before[i].Price {
			return e.Price, before[i].Price, true
		}
	}
	return 0, 0, false
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
	case l.Paused && core.KindOf(l.Why) == core.PriceRose:
		return words.ListPriceRose()
	case l.Paused && l.Why != nil:
		return words.Explain(l.Why).String()
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

// duration is how long so many clips will take.
func (c *Cards) duration(clips map[core.EngineID]int) (longest time.Duration) {
	for _, info := range c.infos() {
		limit := c.host.Limit(info.ID)
		if info.Local {
			limit.InFlight = 1 // a draft has all cores to itself
		}
		longest = max(longest, shots.EstimateDuration(clips[info.ID], c.host.Typical(info.ID).Middle(), limit))
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
			why = words.Explain(err).What
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
