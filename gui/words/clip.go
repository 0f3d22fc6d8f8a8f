package words

import (
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/number"

	"caracal/core"
)

// What people read about a clip.

// ScanProgress says how far the library has been read: "Reading 12,345 of 100,000 clips…".
func ScanProgress(done, all int) string { return say("Reading %d of %d clips…", min(done, all), all) }

// ScanPaused says how far the library was read when the person stopped that: "12,345 of 100,000 clips are read".
func ScanPaused(done, all int) string { return say("%d of %d clips are read", min(done, all), all) }

// StillLooking says that clips are looked for and that it takes long, as on a slow disk.
func StillLooking() string { return say("Still looking…") }

// InTheBin says that a clip that was asked for is shown where it is.
func InTheBin() string { return say("This clip is in the bin.") }

// NotInLibrary says that a clip that was asked for could not be found.
func NotInLibrary() string {
	return say("This clip is not in your library any more. If you still have its file, drop it on the window to bring it back.")
}

// ClipTitle is the prompt on one line. A clip of no words is called after its picture.
func ClipTitle(c core.Brief) string {
	title := c.Prompt
	if title = strings.Join(strings.Fields(title), " "); title == "" {
		title = c.PictureName
	}
	if title == "" {
		title = say("Untitled clip")
	}
	return title
}

// ClipNote is what stands under the title, as of now: "Draft · 8 minutes ago".
func ClipNote(c core.Brief, now time.Time) string {
	if !c.Deleted.IsZero() {
		return say("Deleted %s", ago(c.Deleted, now))
	}
	note := engineName(c.Engine) + " · " + ago(c.Created, now)
	if c.Copy {
		note = say("Copy · %s", note)
	}
	return note
}

// StackNote is what stands under the title of a clip that lies on others of its picture: "Draft · 3 takes".
func StackNote(c core.Brief, takes int) string {
	return engineName(c.Engine) + " · " + say("%d takes", takes)
}

// What stands on buttons and in menus about takes: clips of the same picture.
func AnotherTake() string { return say("Make another take") }
func StackTakes() string  { return say("Stack takes of one picture") }
func OpenStack() string   { return say("Open the stack") }
func CloseStack() string  { return say("Close the stack") }

// RealOnes stands on what makes the clips of so many drafts with Lynx. The price of several is said in their list.
func RealOnes(n int, price core.USD) string {
	if n == 1 {
		return say("Make the real one · %s", Price(price))
	}
	return say("Make the real ones")
}

// ClipBadge is what stands on the picture: "0:05 · 16:9", after "NSFW" where the service marked the clip so.
func ClipBadge(c core.Brief) string {
	seconds := int(c.Duration.Round(time.Second).Seconds())
	badge := fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
	if c.Aspect != "" {
		badge += " · " + string(c.Aspect)
	}
	if c.NSFW {
		badge = say("NSFW") + " · " + badge
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
		with = say("%s on this computer · free", with)
	case core.Lynx:
		with = say("%s on WaveSpeedAI · %s", with, Price(c.Story.Price))
	case "":
		with = say("not known")
	}
	when := day(c.Story.Created, now)
	if c.Took > 0 {
		when = say("%s · took %s", when, took(c.Took))
	}
	facts := []Fact{{say("Made with"), with}, {say("When"), when}, {say("Video"), clipVideo(c)}}
	if c.PictureName != "" {
		facts = append(facts, Fact{say("Picture"), c.PictureName})
	}
	if c.Story.Inference > 0 {
		facts = append(facts, Fact{say("At WaveSpeed"), say("took %s", took(c.Story.Inference))})
	}
	if c.Story.NSFW {
		facts = append(facts, Fact{say("Marked"), say("not safe for work, by WaveSpeed")})
	}
	if c.Story.Task != "" {
		facts = append(facts, Fact{say("Task"), c.Story.Task})
	}
	if c.IsCopy() {
		facts = append(facts, Fact{say("Copy"), say("of another clip’s file, made by hand")})
	}
	if !c.Deleted.IsZero() {
		facts = append(facts, Fact{say("Deleted"), day(c.Deleted, now)})
	}
	return facts
}

// clipVideo describes the file: "1280 × 720 · 24 fps · 5.0 s · 3.1 MB".
func clipVideo(c core.Clip) string {
	return say("%s · %v fps · %.1f s · %s", Size(c.Width, c.Height), number.Decimal(c.FPS, number.MaxFractionDigits(2)), c.Duration.Seconds(), Bytes(c.Bytes))
}

// EngineName is what an engine is called where one is chosen.
func EngineName(info core.Info) string {
	if info.ID == core.Draft {
		return engineName(core.Draft)
	}
	return info.Name
}

func engineName(id core.EngineID) string {
	switch id {
	case core.Draft:
		return say("Draft")
	case core.Lynx:
		return "Lynx"
	case core.Imported:
		return say("Imported")
	case "":
		return say("Clip")
	}
	return string(id)
}
