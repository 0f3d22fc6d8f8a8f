package shots

import (
	"context"

	"caracal/core"
	"caracal/core/picture"
	"caracal/core/shots"
	"caracal/gui/door"
	"caracal/gui/kit"
	"caracal/gui/prompt"
)

// A Host is the window around the list, with what the list wants of the pages.
type Host interface {
	kit.Window
	OpenMake()                       // shows the page that the list is on
	OnePicture(path string)          // makes a single clip of a picture
	Typical(core.EngineID) core.Span // how long most jobs take
	Limit(core.EngineID) core.Limit  // how fast the studio may go now
	LacksKey() bool                  // there is no key for the service
	OpenSettings()                   // shows the page where one is put in
	Spent() core.USD                 // in this month, on clips, as far as anybody knows yet
	ChoosePicture()                  // lets the person choose pictures from the disk, which come back by Take
	ChooseFolder()                   // the same for a folder of them
	ListsChanged()                   // a list that was begun stands differently
	Play(core.JobID)                 // shows the clip of a job and plays it
	ShowClip(core.JobID)             // shows the clip of a job in the library
}

// A Desk carries out lists; core/shots has it. Its methods may wait for the disk, except Lists, Owns and Watch.
type Desk interface {
	AwaitTurn(context.Context) (release func(), err error) // may wait for another process
	Begin(shots.List) error
	Lists() []shots.Status
	Owns(core.JobID) bool
	Watch(func(shots.Status)) (stop func())
	Pause(id string) error
	Continue(id string, told []core.Info) error
	StopUnsent(id string) error
	Retry(ctx context.Context, id string, rows []string, told []core.Info) error
	Dismiss(id string) error
}

var _ Desk = (*shots.Desk)(nil)

// Parts are what the list works with. All of them are needed.
type Parts struct {
	Inbox    *door.Inbox
	Desk     Desk
	Book     *shots.Book // where the list that is edited is kept
	Engines  func() []core.Info
	Quote    func(context.Context, core.EngineID) core.USD // asks the service for a price; never called on the Fyne goroutine
	Settings *door.Settings
	Past     prompt.Past
	Open     func(context.Context, string) (*picture.Picture, error) // picture.Open; never called on the Fyne goroutine
}
