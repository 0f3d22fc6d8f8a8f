package words

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"caracal/core"
)

// What people read about a clip.

// ClipTitle is the prompt on one line. A clip of no words is called after its picture.
func ClipTitle(c core.Brief) string {
	title := c.Prompt
	if title = strings.Join(strings.Fields(title), " "); title == "" {
		title = c.PictureName
	}
	if title == "" {
		title = "Untitled clip"
	}
	return title
}

// ClipNote is what stands under the title, as of now: "Draft · 8 minutes ago".
func ClipNote(c core.Brief, now time.Time) string {
	if !c.Deleted.IsZero() {
		return "Deleted " + ago(c.Deleted, now)
	}
	note := engineName(c.Engine) + " · " + ago(c.Created, now)
	if c.Copy {
		note = "Copy · " + note
	}
	return note
}

// ClipBadge is what stands on the picture: "0:05 · 16:9".
func ClipBadge(c core.Brief) string {
	seconds := int(c.Duration.Round(time.Second).Seconds())
	badge := fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
	if c.Aspect != "" {
		badge += " · " + string(c.Aspect)
	}
	return badge
}

// A Fact is a line about a clip.
type Fact struct{ Name, Value string }

// ClipFacts is what is known about a clip, as of now.
func ClipFacts(c core.Clip, now time.Time) []Fact {
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
	facts := []Fact{{"Made with", with}, {"When", when}, {"Video", clipVideo(c)}}
	if c.PictureName != "" {
		facts = append(facts, Fact{"Picture", c.PictureName})
	}
	if c.Story.Task != "" {
		facts = append(facts, Fact{"Task", c.Story.Task})
	}
	if c.IsCopy() {
		facts = append(facts, Fact{"Copy", "of another clip’s file, made by hand"})
	}
	if !c.Deleted.IsZero() {
		facts = append(facts, Fact{"Deleted", day(c.Deleted, now)})
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
