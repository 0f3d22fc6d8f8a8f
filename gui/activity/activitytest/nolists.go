package activitytest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"caracal/core"
	"caracal/gui/kit"
)

// NoLists stand for lists of shots where there are none, edited or begun.
type NoLists struct{}

func (NoLists) Build() fyne.CanvasObject          { return container.NewWithoutLayout() }
func (NoLists) Watch(func())                      {}
func (NoLists) LoadWith(func(*kit.Thumb, string)) {}
func (NoLists) Owns(core.JobID) bool              { return false }
func (NoLists) Working(core.EngineID) bool        { return false }
func (NoLists) Active() bool                      { return false }
func (NoLists) Take([]string, core.Request)       {}
func (NoLists) Add(...core.Request)               {}
func (NoLists) Submit()                           {}
func (NoLists) Recount()                          {}
func (NoLists) Close()                            {}

// Card is not seen.
func (NoLists) Card() fyne.CanvasObject {
	card := container.NewWithoutLayout()
	card.Hide()
	return card
}
