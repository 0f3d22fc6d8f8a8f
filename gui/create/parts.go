package create

import (
	"context"

	"fyne.io/fyne/v2"

	"caracal/core"
	"caracal/core/picture"
	"caracal/gui/door"
	"caracal/gui/files"
	"caracal/gui/kit"
	"caracal/gui/prompt"
	"caracal/gui/words"
)

// A Host is the window around the page, with what the page wants of the others.
type Host interface {
	kit.Window
	files.Chooser
	OpenMake()                            // shows this page
	OpenSettings()                        // shows the page where a key is put in
	ShowClip(core.JobID)                  // shows a clip in the library
	Shortcut(key fyne.KeyName, fn func()) // has fn called for Ctrl or ⌘ with a key, on every page
}

// A Studio is what the page needs of core.Studio. Its methods answer at once.
type Studio interface {
	Engines() []core.Info
}

// An Account is the person's account at the service that makes paid clips.
type Account interface {
	HasKey() bool
	Loading() bool                              // nobody knows yet whether there is a key
	Credit() (credit words.Account, known bool) // what is left
	Refresh()                                   // asks what is left, unless that is known well enough
	Watch(changed func())                       // has changed called on the Fyne goroutine after any of this has changed
}

// An Activity is the column at the right that shows what becomes of the clips that were asked for. It orders them, and tells the page through Page.JobsChanged and
// Page.JobEnded.
type Activity interface {
	Build() fyne.CanvasObject
	Shown()
	Hidden()
	Close()
	Order(r core.Request, shown core.USD, answered func()) // orders a clip for the price on the button; answered is called when it is taken or refused, before Page.Refused
	Busy(core.EngineID) bool                               // a job of the engine works
	Typical(core.EngineID) core.Span                       // how long most jobs take
}

// A ShotList is the list of many shots, which takes the place of the picture and the stage while it has any.
type ShotList interface {
	Build() fyne.CanvasObject
	Active() bool
	Watch(changed func())                     // has changed called on the Fyne goroutine after the list has come or gone
	Take(paths []string, single core.Request) // adds pictures, folders and CSV files; a list that begins by it takes the single clip in, whose picture may be missing
	Add(...core.Request)                      // adds a shot for each
	Submit()                                  // does what its button does
	Recount()                                 // follows what was spent, and how long jobs take
	Close()
}

// A PictureOpener opens pictures; picture.Store is one. It is never called on the Fyne goroutine.
type PictureOpener interface {
	Open(ctx context.Context, path string) (*picture.Picture, error)
}

// A Past knows what was asked for before. It is never called on the Fyne goroutine.
type Past interface {
	prompt.Past
	// Asked returns what was asked for a clip, and false when that is not known.
	Asked(ctx context.Context, id core.JobID) (r core.Request, known bool, err error)
}

// Parts are what the page works with. All of them are needed.
type Parts struct {
	Inbox    *door.Inbox
	Studio   Studio
	Pictures PictureOpener
	Account  Account
	Activity Activity
	Shots    ShotList
	Past     Past
	Settings *door.Settings
	Cache    string // the folder for the sample
	Own      string // the folder for pictures that are pasted and cropped
}
