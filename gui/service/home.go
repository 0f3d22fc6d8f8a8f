package service

import (
	"context"
	"errors"
	"maps"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/core/wavespeed"
	"caracal/gui/door"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// Runs tell what became of earlier runs; wavespeed.Client is one. It waits for the network.
type Runs interface {
	Account() string // tells the account that is asked; empty for none
	Finished(ctx context.Context, skip func(id string) bool) ([]wavespeed.Prediction, error)
	Refunds(ctx context.Context, ids []string) (map[string]core.USD, error)
}

// A Collector is what bringing clips home needs of core.Studio. All of it waits for the disk, and Collect perhaps for the network.
type Collector interface {
	Collect(ctx context.Context, engine core.EngineID, remoteID, account string) (core.JobID, error)
	Known(remoteID string) bool
	Owed(account string) ([]string, error)
	Refunded(paid map[string]core.USD) error
}

// A Homecoming finds clips that are finished at the service and not on this computer, and offers to save them, which costs nothing. It also notes refunds.
type Homecoming struct {
	window kit.Window
	inbox  *door.Inbox
	runs   Runs
	studio Collector

	card     *kit.Panel
	words    *kit.Text
	take     *kit.Button
	offered  []wavespeed.Prediction
	declined map[string]bool // not now
	started  bool            // refunds are asked for from time to time
	watchers []func()        // called after the card has come or gone
}

// refundsEvery is how often the service is asked about refunds. It gives them within about three hours.
const refundsEvery = 30 * time.Minute

// NewHomecoming returns one that has looked for nothing yet.
func NewHomecoming(w kit.Window, in *door.Inbox, remote Runs, studio Collector) *Homecoming {
	h := &Homecoming{window: w, inbox: in, runs: remote, studio: studio, words: kit.NewSmall(""), declined: map[string]bool{}}
	h.words.ColorName = kit.ColorText
	h.take = kit.NewButton("", nil, h.save)
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(8), h.take, kit.NewButton(words.NotNow(), nil, h.decline))
	h.card = kit.NewCard(container.New(layout.NewCustomPaddedVBoxLayout(8), h.words, buttons))
	h.card.Hide()
	return h
}

// GoOn takes over what the person has put away from one that nobody uses any more, before this one looks.
func (h *Homecoming) GoOn(from *Homecoming) { h.declined = maps.Clone(from.declined) }

// Card is the offer, which can be seen only while there is something to offer.
func (h *Homecoming) Card() fyne.CanvasObject { return h.card }

// Watch has fn called on the Fyne goroutine after the card has come or gone.
func (h *Homecoming) Watch(fn func()) { h.watchers = append(h.watchers, fn) }

// Start looks for clips and refunds, and for refunds again from time to time. It is called whenever there is a key after there was none.
func (h *Homecoming) Start() {
	h.look(func(int, error) {})
	h.refunds()
	if !h.started {
		h.started = true
		h.inbox.Every(refundsEvery, h.refunds)
	}
}

// look asks the service for finished clips that are not here, offers them, and tells done how many there are.
func (h *Homecoming) look(done func(n int, err error)) {
	declined := maps.Clone(h.declined)
	h.inbox.Ask(func(ctx context.Context) func() {
		runs, err := h.runs.Finished(ctx, func(id string) bool { return declined[id] || h.studio.Known(id) })
		if ctx.Err() != nil {
			return nil
		}
		return func() {
			if err == nil {
				h.offer(runs)
			}
			done(len(runs), err)
		}
	})
}

// LookAgain is look for a person who asks for it: what was declined counts again, and the answer is said.
func (h *Homecoming) LookAgain(found func()) {
	clear(h.declined)
	h.look(func(n int, err error) {
		switch trouble := words.Explain(err); {
		case trouble.What != "":
			h.window.Say(words.NotLooked(trouble))
		case n == 0:
			h.window.Say(words.AllHome())
		default:
			found()
		}
	})
}

// offer shows the card, or hides it where there is nothing to offer.
func (h *Homecoming) offer(runs []wavespeed.Prediction) {
	h.offered = runs
	h.words.Set(words.AtService(len(runs)), kit.ColorText)
	h.take.SetText(words.SaveAtService(len(runs)))
	kit.SetVisible(h.card, len(runs) > 0)
	for _, moved := range h.watchers {
		moved()
	}
}

// save brings the offered clips home.
func (h *Homecoming) save() {
	runs := h.offered
	h.offer(nil)
	h.inbox.Ask(func(ctx context.Context) func() {
		var errs []error
		for _, r := range runs {
			_, err := h.studio.Collect(ctx, core.Lynx, r.ID, r.Account)
			errs = append(errs, err)
		}
		err := errors.Join(errs...)
		if err == nil {
			return nil
		}
		return func() {
			h.window.Say(words.Explain(err).String())
		}
	})
}

// decline puts the offer away until the program is started again or the person asks.
func (h *Homecoming) decline() {
	for _, r := range h.offered {
		h.declined[r.ID] = true
	}
	h.offer(nil)
}

// refunds notes what the service has given back. That it cannot be asked just now is no news: it is asked again.
func (h *Homecoming) refunds() {
	h.inbox.Ask(func(ctx context.Context) func() {
		owed, err := h.studio.Owed(h.runs.Account())
		if err != nil || len(owed) == 0 {
			return nil
		}
		if paid, err := h.runs.Refunds(ctx, owed); err == nil && len(paid) > 0 {
			_ = h.studio.Refunded(paid)
		}
		return nil
	})
}
