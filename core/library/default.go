package library

import (
	"path/filepath"

	"github.com/adrg/xdg"

	"caracal/core"
)

// DefaultFolder returns where the library is unless a person says otherwise: Caracal in their videos folder, which each system keeps and translates in its own way.
func DefaultFolder() string { return filepath.Join(xdg.UserDirs.Videos, "Caracal") }

// PicturesFolder returns where the pictures that clips were made from are kept for using them again: inside the library, so that they move with it.
func PicturesFolder(f core.Folders) string {
	return newFolder(f).abs(picturesDir)
}
