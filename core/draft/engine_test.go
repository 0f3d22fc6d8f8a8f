package draft

import (
	"path/filepath"
	"testing"

	"caracal/core"
	"caracal/core/enginetest"
)

func TestEngine(t *testing.T) {
	enginetest.Run(t, func(t *testing.T) enginetest.World {
		return enginetest.World{
			Engine: func() core.Engine { return New() },
			Request: core.Request{
				Picture: core.Picture{Path: filepath.Join("testdata", "coffee.jpg")},
				Prompt:  "slow push in",
				Aspect:  core.Square,
				Engine:  core.Draft,
				Focus:   core.Point{X: 0.5, Y: 0.5},
			},
		}
	})
}
