//go:build !linux

package atspi

import (
	"context"

	"fyne.io/fyne/v2"

	"caracal/gui/door"
)

// A Bridge does nothing on this system, whose readers ask in other ways.
type Bridge struct{}

// New returns a bridge.
func New(fyne.Window, *door.Inbox) *Bridge { return &Bridge{} }

// SetAway does nothing.
func (*Bridge) SetAway(bool) {}

// Serve returns at once.
func (*Bridge) Serve(context.Context) {}
