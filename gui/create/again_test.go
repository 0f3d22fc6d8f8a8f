package create

import (
	"slices"
	"testing"

	"caracal/core"
	"caracal/gui/activity/activitytest"
)

// template returns a clip of a picture on this computer.
func template(t *testing.T) Template {
	return Template{
		Clip:    core.Clip{PictureName: "portrait.jpg", Story: core.Story{ID: "made", Prompt: "slow push in", Aspect: core.Tall, Engine: core.Draft}},
		Picture: sample(t, "kept.jpg"),
	}
}

func TestTheRealOneHasTheDraftsPicturePromptFrameAndAspect(t *testing.T) {
	s := newMakeStand(t, activitytest.Draft(), activitytest.Lynx())
	s.UseAgain(core.Lynx, template(t))
	s.opens()
	s.until("the frame", func() bool { return s.focus != nil })
	r := s.request()
	if r.Picture.Name != "portrait.jpg" || r.Prompt != "slow push in" || r.Aspect != core.Tall || r.Engine != core.Lynx || r.Focus != (core.Point{X: 0.25, Y: 0.5}) || !r.Framed {
		t.Errorf("%+v", r)
	}
	if s.Choose(); s.host.folder != "" {
		t.Errorf("other pictures are looked for in our own %s", s.host.folder)
	}
	if s.engines.Chosen() != 1 {
		t.Error("the switch does not show Lynx")
	}
}

func TestSeveralToBeMadeAgainAreShots(t *testing.T) {
	s := newMakeStand(t, activitytest.Draft(), activitytest.Lynx())
	a := template(t)
	s.UseAgain(core.Lynx, a, a)
	s.until("the shots", func() bool { return s.list.added != nil })
	want := core.Request{Picture: core.Picture{Path: a.Picture, Name: "portrait.jpg"}, Prompt: "slow push in", Aspect: core.Tall, Engine: core.Lynx, Focus: core.Point{X: 0.25, Y: 0.5}, Framed: true}
	if !slices.Equal(s.list.added, []core.Request{want, want}) {
		t.Errorf("%+v", s.list.added)
	}
	s.list.active, s.list.added = true, nil
	s.UseAgain(core.Draft, a)
	s.until("the shot", func() bool { return s.list.added != nil })
	if len(s.list.added) != 1 || s.list.added[0].Engine != core.Draft {
		t.Errorf("while there is a list: %+v", s.list.added)
	}
}
