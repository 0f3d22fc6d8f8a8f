package library

import (
	"path/filepath"

	"github.com/adrg/xdg"
)

// DefaultFolder returns where the library is unless a person says otherwise: Caracal in their videos folder, which each system keeps and translates in its own way.
func DefaultFolder() string { return filepath.Join(xdg.UserDirs.Videos, "Caracal") }
