package gui

import (
	"caracal/core"
	"caracal/core/picture"
	"caracal/gui/clips"
)

// A house is the window with its pages. What a page wants of another goes through here.
type house struct {
	*shell
	make     *makePage
	library  *clips.Page
	care     *tender
	pictures *picture.Store
}

var _ clips.Host = (*house)(nil)

// OpenLibrary shows the Library page.
func (h *house) OpenLibrary() { h.open(h.library) }

// OpenMake shows the Make page.
func (h *house) OpenMake() { h.open(h.make) }

// UseAgain begins another clip of the same picture and prompt.
func (h *house) UseAgain(c core.Clip) { h.make.useAgain(h.pictures.Path(c.Story.Picture), c) }

// LibraryOpened is for when the library is looked at.
func (h *house) LibraryOpened() { h.care.look() }

// Playing is for each change of the library's player.
func (h *house) Playing(playing bool) { h.care.strips.Played(playing) }
