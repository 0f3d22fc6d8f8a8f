package create

import (
	"caracal/core"
	"caracal/core/draft/plan"
	"caracal/gui/film"
)

// A choice is what the person has chosen on the page, with what has to be known beside it to say what follows. It knows no widgets and asks nobody; widgets show it.
type choice struct {
	source     *source     // nil for no picture
	focus      *core.Point // where the person moved the frame to; nil for where it falls by itself
	aspect     core.Aspect
	engine     core.EngineID
	text       string // the prompt, as it was typed
	framedOnly bool   // only the framed part of the picture is to be sent

	opening string // the base name of the picture that is being opened, empty for none
	trouble string // what is wrong with the picture that was tried last
	busy    bool   // an order has not been answered yet

	infos []core.Info // the engines that there are
	key   key
}

// request returns what would be made now. There is a picture.
func (c choice) request() core.Request {
	sent, sends := c.parcel()
	return core.Request{
		Picture: core.Picture{Path: c.source.path, Name: c.source.name},
		Prompt:  c.text,
		Aspect:  c.aspect,
		Engine:  c.engine,
		Focus:   c.focusPoint(),
		Framed:  sends && sent.framed, // an engine on this computer makes the frame anyway
	}
}

// script returns what is previewed. There is a picture.
func (c choice) script() film.Script {
	return film.Script{
		Picture: c.source.picture.Image, Subject: c.source.subject, Aspect: c.aspect, Focus: c.focusPoint(), Plan: plan.Parse(c.text),
	}
}
