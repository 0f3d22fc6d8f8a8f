package folder

import (
	"path/filepath"

	"github.com/adrg/xdg"

	"caracal/core"
	"caracal/core/library/layout"
)

// Default returns where the library is unless a person says otherwise: Caracal in their videos folder, which each system keeps and translates in its own way.
func Default() string { return filepath.Join(xdg.UserDirs.Videos, "Caracal") }

// Pictures returns where the pictures that clips were made from are kept for using them again: inside the library, so that they move with it.
func Pictures(f core.Folders) string { return New(f).Abs(layout.Pictures) }
