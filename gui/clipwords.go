package gui

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"caracal/core"
)

// What people read about a clip.

// clipTitle is the prompt on one line. A clip of no words is called after its picture.
func clipTitle(c core.Clip) string {
	const most = 200 // characters; no tile shows more
	title := c.Story.Prompt
	if runes := []rune(title); len(runes) > most {
		title = string(runes[:most])
	}
	if title = strings.Join(strings.Fields(title), " "); title == "" {
		title = c.PictureName
	}
	if title == "" {
		title = "Untitled clip"
	}
	return title
}

// clipNote is what stands under the title, as of now: "Draft · 8 minutes ago".
func clipNote(c core.Clip, now time.Time) string {
	if !c.Deleted.IsZero() {
		return "Deleted " + ago(c.Deleted, now)
	}
	return engineName(c.Story.Engine) + " · " + ago(c.Story.Created, now)
}

// clipBadge is what stands on the picture: "0:05 · 16:9".
func clipBadge(c core.Clip) string {
	seconds := int(c.Duration.Round(time.Second).Seconds())
	badge := fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
	if c.Story.Aspect != "" {
		badge += " · " + string(c.Story.Aspect)
	}
	return badge
}

// A fact is a line about a clip.
type fact struct{ name, value string }

// clipFacts is what is known about a clip, as of now.
func clipFacts(c core.Clip, now time.Time) []fact {
	with := engineName(c.Story.Engine)
	switch c.Story.Engine {
	case core.Draft:
		with += " on this computer · free"
	case core.Lynx:
		with += " on WaveSpeedAI · " + c.Story.Price.String()
	case "":
		with = "not known"
	}
	when := day(c.Story.Created, now)
	if c.Took > 0 {
		when += " · took " + took(c.Took)
	}
	facts := []fact{{"Made with", with}, {"When", when}, {"Video", clipVideo(c)}}
	if c.PictureName != "" {
		facts = append(facts, fact{"Picture", c.PictureName})
	}
	if c.Story.Task != "" {
		facts = append(facts, fact{"Task", c.Story.Task})
	}
	if !c.Deleted.IsZero() {
		facts = append(facts, fact{"Deleted", day(c.Deleted, now)})
	}
	return facts
}

// clipVideo describes the file: "1280 × 720 · 24 fps · 5.0 s · 3.1 MB".
func clipVideo(c core.Clip) string {
	fps := strconv.FormatFloat(c.FPS, 'f', 2, 64)
	fps = strings.TrimSuffix(strings.TrimRight(fps, "0"), ".")
	return fmt.Sprintf("%d × %d · %s fps · %.1f s · %s", c.Width, c.Height, fps, c.Duration.Seconds(), humanize.Bytes(uint64(max(c.Bytes, 0))))
}

func engineName(id core.EngineID) string {
	switch id {
	case core.Draft:
		return "Draft"
	case core.Lynx:
		return "Lynx"
	case "":
		return "Clip"
	}
	return string(id)
}

// ago is how long something has been, in words: "just now", "8 minutes ago", "yesterday".
func ago(then, now time.Time) string {
	if then.IsZero() {
		return "some time ago"
	}
	return humanize.CustomRelTime(then, now, "ago", "from now", []humanize.RelTimeMagnitude{
		{D: time.Minute, Format: "just now", DivBy: 1},
		{D: 2 * time.Minute, Format: "1 minute %s", DivBy: 1},
		{D: time.Hour, Format: "%d minutes %s", DivBy: time.Minute},
		{D: 2 * time.Hour, Format: "1 hour %s", DivBy: 1},
		{D: humanize.Day, Format: "%d hours %s", DivBy: time.Hour},
		{D: 2 * humanize.Day, Format: "1 day %s", DivBy: 1},
		{D: humanize.Month, Format: "%d days %s", DivBy: humanize.Day},
		{D: 2 * humanize.Month, Format: "1 month %s", DivBy: 1},
		{D: humanize.Year, Format: "%d months %s", DivBy: humanize.Month},
		{D: 2 * humanize.Year, Format: "1 year %s", DivBy: 1},
		{D: humanize.LongTime, Format: "%d years %s", DivBy: humanize.Year},
	})
}

// day is a moment in the person's own time: "today 14:02", "yesterday 9:30", "3 November 2026 9:30".
func day(t, now time.Time) string {
	if t.IsZero() {
		return "not known"
	}
	t, now = t.Local(), now.Local()
	clock := t.Format("15:04")
	switch {
	case sameDay(t, now):
		return "today " + clock
	case sameDay(t, now.AddDate(0, 0, -1)):
		return "yesterday " + clock
	case t.Year() == now.Year():
		return t.Format("2 January ") + clock
	}
	return t.Format("2 January 2006 ") + clock
}

func sameDay(a, b time.Time) bool {
	ay, am, ad := a.Date()
	by, bm, bd := b.Date()
	return ay == by && am == bm && ad == bd
}

// took is a length of time that someone waited: "1.8 s", "41 s", "3 min 5 s".
func took(d time.Duration) string {
	switch {
	case d < 10*time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < 2*time.Minute:
		return fmt.Sprintf("%.0f s", d.Seconds())
	}
	d = d.Round(time.Second)
	return fmt.Sprintf("%d min %d s", int(d/time.Minute), int(d%time.Minute/time.Second))
}

// playTime is a place in a clip to a tenth of a second: "0:02.1".
func playTime(d time.Duration) string {
	tenths := d / (100 * time.Millisecond)
	return fmt.Sprintf("%d:%02d.%d", tenths/600, tenths/10%60, tenths%10)
}
