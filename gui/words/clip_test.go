package words

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
)

func TestClipWords(t *testing.T) {
	now := time.Date(2026, 11, 22, 14, 2, 0, 0, time.Local)
	c := core.Clip{
		Width: 1280, Height: 720, FPS: 24, Duration: 5 * time.Second, Bytes: 3_100_000, PictureName: "portrait.jpg", Took: 41 * time.Second,
		Story: core.Story{
			Prompt: "Smiles and\nslowly  turns", Aspect: core.Wide, Engine: core.Lynx, Price: core.Dollar / 2, Task: "e6832d4a", Created: now.Add(-2 * time.Minute),
		},
	}
	if got := ClipTitle(c.Brief()); got != "Smiles and slowly turns" {
		t.Errorf("the title is %q", got)
	}
	if got := ClipNote(c.Brief(), now); got != "Lynx · 2 minutes ago" {
		t.Errorf("the note is %q", got)
	}
	if got := ClipBadge(c.Brief()); got != "0:05 · 16:9" {
		t.Errorf("the badge is %q", got)
	}
	marked := c
	marked.Story.NSFW = true
	if got := ClipBadge(marked.Brief()); got != "NSFW · 0:05 · 16:9" {
		t.Errorf("the badge of a marked clip is %q", got)
	}
	want := []Fact{
		{"Made with", "Lynx on WaveSpeedAI · $0.50"},
		{"When", "today 14:00 · took 41 s"},
		{"Video", "1280 × 720 · 24 fps · 5.0 s · 3.1 MB"},
		{"Picture", "portrait.jpg"},
		{"Task", "e6832d4a"},
	}
	if diff := cmp.Diff(want, ClipFacts(c, now), cmp.AllowUnexported(Fact{})); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}

// A file that was found without a story.
func TestClipWordsOfAClipWithoutAStory(t *testing.T) {
	c := core.Clip{Width: 640, Height: 480, FPS: 29.97, Duration: 65 * time.Second}
	now := time.Now()
	got := []string{ClipTitle(c.Brief()), ClipNote(c.Brief(), now), ClipBadge(c.Brief()), clipVideo(c)}
	if diff := cmp.Diff([]string{"Untitled clip", "Clip · some time ago", "1:05", "640 × 480 · 29.97 fps · 65.0 s · 0 B"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWordsForTime(t *testing.T) {
	now := time.Date(2026, 11, 22, 14, 2, 0, 0, time.Local)
	for past, want := range map[time.Duration][2]string{
		0:                    {"just now", "today 14:02"},
		-3 * time.Second:     {"just now", "today 14:02"}, // another computer's clock
		90 * time.Second:     {"1 minute ago", "today 14:00"},
		8 * time.Minute:      {"8 minutes ago", "today 13:54"},
		time.Hour:            {"1 hour ago", "today 13:02"},
		15 * time.Hour:       {"15 hours ago", "yesterday 23:02"},
		30 * time.Hour:       {"1 day ago", "yesterday 08:02"},
		9 * 24 * time.Hour:   {"9 days ago", "13 November 14:02"},
		370 * 24 * time.Hour: {"1 year ago", "17 November 2025 14:02"},
	} {
		if diff := cmp.Diff(want, [2]string{ago(now.Add(-past), now), day(now.Add(-past), now)}); diff != "" {
			t.Errorf("%v before (-want +got):\n%s", past, diff)
		}
	}
	for d, want := range map[time.Duration]string{1840 * time.Millisecond: "1.8 s", 41 * time.Second: "41 s", 185 * time.Second: "3 min 5 s"} {
		if got := took(d); got != want {
			t.Errorf("took %q, want %q", got, want)
		}
	}
}
