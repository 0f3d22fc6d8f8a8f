package media_test

import (
	"testing"

	"caracal/core/media/mediatest"
)

// wide makes a clip of the size that Draft makes.
func wide(t testing.TB, frames int) string { return mediatest.Clip(t, 1280, 720, 24, frames) }

// small makes a clip where the size does not matter.
func small(t testing.TB, frames int) string { return mediatest.Clip(t, 160, 96, 24, frames) }
