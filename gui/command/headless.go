package command

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"caracal/core"
	"caracal/gui/words"
	"caracal/resources"
)

// Headless stands in for the window where there is no display: it says so, makes a draft of the sample picture and prints where it is. Whoever has named something, a picture or a
// command that there is not, is told how to go on, and gets no clip of something else.
func Headless(ctx context.Context, p Parts, term Terminal) int {
	if len(term.Args) > 0 {
		fmt.Fprintf(term.Err, "%s\n%s", words.NoDisplayForThat, usage)
		return Usage
	}
	fmt.Fprintln(term.Err, words.NoDisplay)
	dir, err := os.MkdirTemp("", "caracal-")
	if err != nil {
		return Refuse(term, core.WrapFile("unpack the sample picture", err))
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, resources.SampleName)
	if err := os.WriteFile(path, resources.Sample(), 0o600); err != nil {
		return Refuse(term, core.WrapFile("unpack the sample picture", err))
	}
	return makeOne(ctx, p.Studio, core.Request{
		Picture: core.Picture{Path: path}, Prompt: "slow push in, golden hour", Aspect: core.Wide, Engine: core.Draft,
	}, "", term)
}
