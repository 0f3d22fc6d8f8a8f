package gui

import (
	"context"
	"image"

	"caracal/core"
	"caracal/core/library"
)

// A past is what was asked for before.
type past struct {
	studio *core.Studio
	shelf  *library.Library
}

// mostPrompts is how many prompts are offered again, of those asked for and of those in the library: more than anybody scrolls through.
const mostPrompts = 10_000

// Prompts returns the prompts that were used, the best first.
func (p past) Prompts(ctx context.Context) ([]core.UsedPrompt, error) {
	made, err := p.shelf.Prompts(ctx, mostPrompts)
	if err != nil {
		return nil, err
	}
	asked, err := p.studio.Prompts(ctx, mostPrompts)
	return core.MergePrompts(made, asked), err
}

// Asked returns what was asked for a clip, and false when that is not known.
func (p past) Asked(_ context.Context, id core.JobID) (r core.Request, known bool, err error) {
	return p.studio.RequestOf(id)
}

// Poster returns where a clip's poster is.
func (p past) Poster(ctx context.Context, id core.JobID, size image.Point) (jpeg string, err error) {
	return p.shelf.Poster(ctx, id, size)
}
