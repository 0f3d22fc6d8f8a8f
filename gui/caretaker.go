package gui

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"caracal/core"
	"caracal/core/library"
	"caracal/core/library/folder"
	"caracal/core/media"
	"caracal/gui/door"
)

const (
	// binTime is how long what was deleted can be had back.
	binTime = 30 * 24 * time.Hour
	// firstWarm is when a first start begins to prepare the player: a person is looking around by then, and the window is long there.
	firstWarm = 4 * time.Second
)

// A caretaker does in the background what the library and the player need and nobody waits for. What goes wrong with it is for the log: whoever needs its work hears
// of it there.
type caretaker struct {
	inbox   *door.Inbox
	library *library.Library
	decoder *media.Decoder
	strips  *lull
	code    *lull // the player's
	log     *slog.Logger
}

func newCaretaker(in *door.Inbox, l *library.Library, d *media.Decoder, log *slog.Logger) *caretaker {
	t := &caretaker{inbox: in, library: l, decoder: d, log: log}
	t.strips = newLull(in, func(ctx context.Context) { t.try(ctx, l.KeepFilmstrips) })
	t.code = newLull(in, func(ctx context.Context) { t.try(ctx, d.Prepare) })
	in.Listen(t.strips.changed)
	in.Listen(t.code.changed)
	return t
}

// begin is for when the window is on the screen. way is how the library came to its folder, if it was not there at the last start, and arrived is called on the Fyne
// goroutine when everything is there.
func (t *caretaker) begin(way *folder.Relocation, arrived func()) {
	t.do(func(ctx context.Context) error {
		if way != nil { // what came after the copy was made
			err := way.Copy(ctx, func(int64, int64) {})
			if err != nil {
				t.log.Warn("the old library folder could not be looked at", "error", err)
			} else {
				t.inbox.Answer(arrived)
			}
		}
		if err := t.library.Scan(ctx); err != nil {
			return err
		}
		_, err := t.library.EmptyBin(ctx, binTime)
		return err
	})
	t.do(func(ctx context.Context) error {
		t.library.Follow(ctx, func(err error) { t.log.Warn("the library folder could not be looked at", "error", err) })
		return nil
	})
	// Once it is compiled the decoder takes a moment only, and its memory is spared until there is something to play.
	t.inbox.After(firstWarm, t.code.want)
}

// look is for when the library is looked at: what was moved a moment ago is to be seen at once, and a clip is about to be played.
func (t *caretaker) look() {
	t.do(t.library.Scan)
	t.do(t.decoder.Warm)
	t.strips.want()
}

func (t *caretaker) do(work func(context.Context) error) {
	t.inbox.Ask(func(ctx context.Context) func() {
		t.try(ctx, work)
		return nil
	})
}

func (t *caretaker) try(ctx context.Context, work func(context.Context) error) {
	if err := work(ctx); err != nil && ctx.Err() == nil && !errors.Is(err, library.ErrPaused) {
		t.log.Warn("work in the background failed", "error", err)
	}
}

// settle returns how the library came to this folder, if it was copied here and this is the first start with it, and what is to be done when all has arrived.
func settle(set *door.Settings, here string) (way *folder.Relocation, arrived func()) {
	s := set.Get()
	if s.MovedFrom == "" || s.MovingTo != here {
		return nil, nil
	}
	return &folder.Relocation{From: s.MovedFrom, To: here}, func() {
		set.Change(func(s *core.Settings) { s.MovingTo = "" })
	}
}
