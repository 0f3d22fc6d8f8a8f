// Package program is all of Caracal but its face: it opens the rooms of core in the order in which they need each other, and closes them in the reverse order.
//
// The rules of this room:
//   - It decides nothing but the order: what each room does is that room's.
//   - What has been opened when something cannot be is closed again.
//   - Nobody but the program's beginning and the window's wiring knows it.
package program

import (
	"errors"
	"io"
	"log/slog"
	"slices"
	"time"

	"caracal/core"
	"caracal/core/draft"
	"caracal/core/export"
	"caracal/core/journal"
	"caracal/core/keychain"
	"caracal/core/library"
	"caracal/core/library/folder"
	"caracal/core/lynx"
	"caracal/core/media"
	"caracal/core/picture"
	"caracal/core/shots"
	"caracal/core/wavespeed"
)

// submitGrace is how long the answer to a submit is waited for when the program ends. One that comes later is looked up by the next start.
const submitGrace = 10 * time.Second

// Parts are the rooms of core, opened.
type Parts struct {
	Folders  core.Folders
	Settings core.Settings
	Damage   []error // what was found damaged and put aside, to be told
	Log      *slog.Logger
	Journal  *journal.Journal
	Decoder  *media.Decoder
	Library  *library.Library
	Pictures *picture.Store // the studio's own, so that nothing is decoded twice
	Keys     *keychain.Keychain
	Lynx     *lynx.Engine // one of the studio's engines
	Studio   *core.Studio
	Shots    *shots.Desk
	Exporter *export.Exporter

	closers []func() error // in the order of opening
}

// Open opens the rooms in these folders. base is the service's address, empty for its own, and version what the service is told of us. The library is where the settings
// have it. Errors are *core.Error. The caller closes the parts.
func Open(folders core.Folders, base, version string) (*Parts, error) {
	p := &Parts{Folders: folders}
	if err := p.open(base, version); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

func (p *Parts) open(base, version string) error {
	var err error
	var file io.Closer
	if p.Log, file, err = core.OpenLog(p.Folders.Data); err != nil {
		return err
	}
	p.closers = append(p.closers, file.Close)
	if p.Settings, err = core.LoadSettings(p.Folders.Data); core.KindOf(err) == core.SettingsDamaged {
		p.Log.Error("the settings were damaged", "error", err)
		p.Damage = append(p.Damage, err)
	} else if err != nil {
		return err
	}
	if p.Settings.Library != "" {
		p.Folders.Library = p.Settings.Library
	}
	if p.Journal, err = journal.Open(p.Folders.Data); err != nil {
		return err
	}
	p.closers = append(p.closers, p.Journal.Close)
	if err := p.Journal.Damage(); err != nil {
		p.Log.Error("the journal was damaged", "error", err)
		p.Damage = append(p.Damage, err)
	}
	p.Decoder = media.NewDecoder(p.Folders.Cache)
	p.closers = append(p.closers, infallible(p.Decoder.Close))
	if p.Library, err = library.Open(p.Folders, p.Decoder); err != nil {
		return err
	}
	p.closers = append(p.closers, p.Library.Close)
	p.Library.LimitPreviews(p.Settings.Previews)
	p.Pictures = picture.NewStore(folder.Pictures(p.Folders))
	p.Keys = keychain.New()
	p.Lynx = &lynx.Engine{
		Client: &wavespeed.Client{Base: base, Key: p.Keys.Key, AwaitKey: p.Keys.Await, Version: version}, Ledger: p.Journal,
		Limit: core.Limit{InFlight: p.Settings.InFlight, Spacing: p.Settings.Spacing},
	}
	rooms := core.Rooms{Journal: p.Journal, Shelf: p.Library, Pictures: p.Pictures, Work: p.Folders.Work(), Log: p.Log}
	p.Studio = core.NewStudio(rooms, draft.New(), p.Lynx)
	p.closers = append(p.closers, infallible(func() { p.Studio.CloseWithin(submitGrace) }))
	p.Lynx.Client.OnReconnect = p.Studio.LookAgain
	p.Studio.SetBudget(p.Settings.Budget)
	p.Shots = shots.NewDesk(p.Folders.Lists(), p.Studio, p.Log)
	p.closers = append(p.closers, infallible(p.Shots.Close))
	p.Exporter = export.New(p.Decoder)
	return nil
}

// infallible is an end that cannot fail, as a closer.
func infallible(end func()) func() error {
	return func() error {
		end()
		return nil
	}
}

// Close closes what has been opened, the last first.
func (p *Parts) Close() error {
	var errs []error
	for _, end := range slices.Backward(p.closers) {
		errs = append(errs, end())
	}
	p.closers = nil
	return errors.Join(errs...)
}
