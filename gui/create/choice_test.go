package create

import (
	"image"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"caracal/core"
	"caracal/core/draft/plan"
	"caracal/core/picture"
	"caracal/core/vision"
	"caracal/gui/activity/activitytest"
)

// wideSource is a picture of 400×100 with faces at these places.
func wideSource(faces ...image.Rectangle) *source {
	s := &source{
		path: "/a.jpg", name: "a.jpg", picture: &picture.Picture{Image: image.NewRGBA(image.Rect(0, 0, 400, 100))},
		subject: vision.Subject{Rect: image.Rect(150, 0, 250, 100)},
	}
	var found []vision.Face
	for _, r := range faces {
		found = append(found, vision.Face{Rect: r})
	}
	s.picture.Width, s.picture.Height = 400, 100
	s.quality = vision.AssessQuality(s.picture, found)
	return s
}

// chosen is a choice with which an engine makes a clip, changed by edit.
func chosen(engine core.EngineID, edit func(*choice)) choice {
	c := choice{
		source: wideSource(), aspect: core.Square, engine: engine, text: "orbit", key: hasKey,
		infos: []core.Info{activitytest.Draft(), activitytest.Lynx()},
	}
	edit(&c)
	return c
}

func TestWhatTheButtonSays(t *testing.T) {
	same := func(*choice) {}
	for _, tt := range []struct {
		name   string
		choice choice
		word   string
		reason string // a part of it; empty for none
		ready  bool
	}{
		{"a draft", chosen(core.Draft, same), "Make draft — free", "", true},
		{"a draft without words", chosen(core.Draft, func(c *choice) { c.text = " " }), "Make draft — free", "", true},
		{"a draft without a key", chosen(core.Draft, func(c *choice) { c.key = noKey }), "Make draft — free", "", true},
		{"a draft without a picture", chosen(core.Draft, func(c *choice) { c.source = nil }), "Make draft — free", "Choose a picture", false},
		{"a picture on its way", chosen(core.Draft, func(c *choice) { c.opening = "b.jpg" }), "Make draft — free", "Opening", false},
		{"trouble with another picture", chosen(core.Draft, func(c *choice) { c.trouble = "b.jpg is empty." }), "Make draft — free", "", true},
		{"a clip", chosen(core.Lynx, same), "Make clip — $0.50", "", true},
		{"a clip without words", chosen(core.Lynx, func(c *choice) { c.text = " \n" }), "Make clip — $0.50", "needs a prompt", false},
		{"a clip without a key", chosen(core.Lynx, func(c *choice) { c.key, c.source = noKey, nil }), "Add your WaveSpeed key", "needs your WaveSpeed key", true},
		{"a clip while the key is sought", chosen(core.Lynx, func(c *choice) { c.key = unknownKey }), "Make clip — $0.50", "Looking for your", false},
		{"no engine", chosen(core.Lynx, func(c *choice) { c.infos = nil }), "Make clip — $0.00", "nothing to make clips with", false},
	} {
		word, reason, ready := tt.choice.mainButton()
		if word != tt.word || ready != tt.ready || (reason == "") != (tt.reason == "") || !strings.Contains(reason, tt.reason) {
			t.Errorf("%s: the button says %q (%v), because %q", tt.name, word, ready, reason)
		}
	}
}

func TestWhatIsSent(t *testing.T) {
	left, right := image.Rect(0, 0, 40, 40), image.Rect(360, 0, 400, 40)
	for _, tt := range []struct {
		name   string
		choice choice
		framed bool
		faces  int // in what is sent; -1 where nothing is
		says   string
		stage  string // how it ends
	}{
		{"a draft", chosen(core.Draft, func(c *choice) { c.framedOnly = true }), false, -1, "", ""},
		{"the whole picture", chosen(core.Lynx, func(c *choice) { c.source = wideSource(left, right) }), false, 2, "Sends 1 picture (9\u00a0kB, location removed)", "looks for the face"},
		{"the part in the middle", chosen(core.Lynx, func(c *choice) { c.source, c.framedOnly = wideSource(left, right), true }), true, 0, "Sends the framed part (9\u00a0kB, ", "gets this frame"},
		{"the part at the right", chosen(core.Lynx, func(c *choice) {
			c.source, c.framedOnly, c.focus = wideSource(left, right), true, &core.Point{X: 0.9, Y: 0.5}
		}), true, 1, "Sends the framed part", "gets this frame"},
	} {
		if got := tt.choice.request().Framed; got != tt.framed {
			t.Errorf("%s: framed is %v", tt.name, got)
		}
		sent, sends := tt.choice.parcel()
		if sends != (tt.faces >= 0) || sends && len(sent.view().People) != tt.faces {
			t.Errorf("%s: something is sent: %v", tt.name, sends)
		}
		if got := tt.choice.stageWords(); !strings.HasSuffix(got, tt.stage) || !sends && strings.Contains(got, "Lynx") {
			t.Errorf("%s: the stage says %q", tt.name, got)
		}
		if got := tt.choice.sentWords(9000); sends && !strings.HasPrefix(got, tt.says) {
			t.Errorf("%s: the page says %q", tt.name, got)
		}
	}
	if got := chosen(core.Lynx, func(*choice) {}).sentWords(0); !strings.HasPrefix(got, "Sends 1 picture (location removed)") {
		t.Errorf("while nobody knows the size the page says %q", got)
	}
}

func TestWhatIsSeenIsWhatIsMade(t *testing.T) {
	for _, focus := range []*core.Point{nil, {X: 0.25, Y: 0.5}} {
		c := chosen(core.Draft, func(c *choice) { c.focus = focus })
		r, s := c.request(), c.script()
		want := core.Request{Picture: core.Picture{Path: "/a.jpg", Name: "a.jpg"}, Prompt: "orbit", Aspect: core.Square, Engine: core.Draft, Focus: c.focusPoint()}
		if diff := cmp.Diff(want, r); diff != "" {
			t.Error(diff)
		}
		if s.Picture != c.source.picture.Image || s.Aspect != r.Aspect || s.Focus != r.Focus || len(s.Plan.Words()) != len(plan.Parse(r.Prompt).Words()) {
			t.Errorf("what is previewed is %+v, and what is made %+v", s, r)
		}
	}
}

func TestMoving(t *testing.T) {
	for _, tt := range []struct {
		name   string
		dx, dy float64
		want   float64 // the frame's left edge in the picture of 400×100
	}{
		{"nowhere", 0, 0, 150},
		{"half a frame to the left moves the frame to the right", -0.5, 0, 200},
		{"far beyond the right border", 9, 0, 0},
		{"far beyond the left border", -9, 0, 300},
		{"up, where there is no room", 0, 3, 150},
	} {
		before := chosen(core.Draft, func(*choice) {})
		after := before.moved(tt.dx, tt.dy)
		if before.focus != nil {
			t.Errorf("%s: the choice before was changed", tt.name)
		}
		if r := picture.FrameRegion(after.source.size(), after.aspect, after.focusPoint()); r.X != tt.want || r.Y != 0 {
			t.Errorf("%s: the frame is %+v", tt.name, r)
		}
	}
	if none := (choice{}).moved(1, 1); none.focus != nil {
		t.Error("without a picture something was moved")
	}
}
