package draft

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"caracal/core"
	"caracal/core/enginetest"
	"caracal/core/media"
)

func TestEngine(t *testing.T) {
	enginetest.Run(t, func(t *testing.T) enginetest.World {
		return enginetest.World{
			Engine: func() core.Engine { return &Engine{frames: framesPerReport + 1} },
			Request: core.Request{
				Picture: core.Picture{Path: filepath.Join("testdata", "coffee.jpg")},
				Prompt:  "slow push in",
				Aspect:  core.Square,
				Engine:  core.Draft,
				Focus:   middle,
			},
		}
	})
}

// newTask returns a task for a picture in a folder of its own, and where its reports go.
func newTask(t *testing.T, picture string, a core.Aspect) (*core.Task, *[]core.Progress) {
	reports := new([]core.Progress)
	return &core.Task{
		ID:      core.NewJobID(),
		Request: core.Request{Picture: core.Picture{Path: picture}, Prompt: "push in, grain", Aspect: a, Engine: core.Draft, Focus: middle},
		Mark:    core.Mark{Step: core.New},
		Out:     filepath.Join(t.TempDir(), "clip.mp4"),
		Save:    func(core.Mark) error { return nil },
		Report:  func(p core.Progress) { *reports = append(*reports, p) },
	}, reports
}

func TestAClipIsExactlyFiveSecondsOfItsAspect(t *testing.T) {
	for _, c := range []struct {
		aspect   core.Aspect
		engine   *Engine
		frames   int
		duration time.Duration
	}{
		{core.Tall, New(), 120, 5 * time.Second},
		{core.Wide, &Engine{frames: framesPerReport}, framesPerReport, time.Second / 2},
		{core.Square, &Engine{frames: framesPerReport}, framesPerReport, time.Second / 2},
	} {
		task, reports := newTask(t, filepath.Join("testdata", "chelsea.jpg"), c.aspect)
		if err := c.engine.Generate(t.Context(), task); err != nil {
			t.Fatal(err)
		}
		info, err := media.ReadInfo(task.Out)
		if err != nil {
			t.Fatal(err)
		}
		w, h := c.aspect.Size()
		if info.Width != w || info.Height != h || info.FPS != 24 || info.Frames != c.frames || info.Duration != c.duration || info.Codec != "avc1" {
			t.Errorf("%s: %+v", c.aspect, info)
		}
		if last := (*reports)[len(*reports)-1]; last != (core.Progress{Phase: core.Making, Done: 1}) {
			t.Errorf("%s: the last report is %+v", c.aspect, last)
		}
	}
}

func TestFailuresHaveKindsAndLeaveNothing(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text.jpg")
	if err := os.WriteFile(text, []byte("this is no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	coffee := filepath.Join("testdata", "coffee.jpg")
	for name, c := range map[string]struct {
		picture string
		change  func(*core.Task)
		kind    core.Kind
	}{
		"no picture":    {filepath.Join(dir, "gone.jpg"), func(*core.Task) {}, core.PictureMissing},
		"no such thing": {text, func(*core.Task) {}, core.PictureUnknown},
		"a bad aspect":  {coffee, func(t *core.Task) { t.Request.Aspect = "4:3" }, core.BadAspect},
		"no folder":     {coffee, func(t *core.Task) { t.Out = filepath.Join(dir, "none", "clip.mp4") }, core.FolderMissing},
	} {
		task, _ := newTask(t, c.picture, core.Square)
		folder := filepath.Dir(task.Out)
		c.change(task)
		if err := (&Engine{frames: 3}).Generate(t.Context(), task); core.KindOf(err) != c.kind {
			t.Errorf("%s: %v, want kind %q", name, err, c.kind)
		}
		if left, _ := os.ReadDir(folder); len(left) != 0 {
			t.Errorf("%s: left %v", name, left)
		}
	}
}

func TestAClipThatIsThereIsNotMadeAgain(t *testing.T) {
	task, reports := newTask(t, "gone.jpg", core.Wide)
	task.Mark.Step = core.Fetched
	if err := os.WriteFile(task.Out, []byte("a whole clip"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := New().Generate(ctx, task); err != nil || len(*reports) != 0 {
		t.Errorf("Generate = %v after %d reports", err, len(*reports))
	}
}
