package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"caracal/core"
	"caracal/core/export"
	"caracal/gui/words"
)

// Export exports clips, by their ids or their files, and prints where each is.
func Export(ctx context.Context, p Parts, term Terminal) int {
	var o export.Options
	as, out, frame, fit, replace, number := "", ".", "first", "blur", false, false
	least := 0.0
	flags := flagsOf("export", term)
	flags.StringVar(&as, "as", as, "the `format`: "+formats())
	flags.StringVar(&out, "out", out, "the `folder` to write to")
	flags.IntVar(&o.Width, "width", export.DefaultWidth, "of gif and webp, in `pixels`")
	flags.IntVar(&o.FPS, "rate", export.DefaultFPS, "of gif and webp, `frames` a second")
	flags.StringVar(&frame, "frame", frame, "of png and jpeg: first, last, or a `time` in seconds")
	flags.StringVar(&fit, "fit", fit, "`how` a platform's shape is filled: blur or crop")
	flags.Float64Var(&least, "least", least, "repeat the clip for a platform until it has so many `seconds`")
	flags.BoolVar(&replace, "replace", false, "write over files of the same name")
	flags.BoolVar(&number, "number", false, "number what has the name of another file")
	clips, err := parseAround(flags, term.Args)
	if errors.Is(err, flag.ErrHelp) {
		return OK
	}
	if err != nil {
		return Usage
	}
	o.As, err = export.ParseFormat(as)
	if err != nil || len(clips) == 0 || replace && number || fit != "blur" && fit != "crop" || o.Width < 16 || o.FPS < 1 || least < 0 || least > 3600 {
		fmt.Fprint(term.Err, usage)
		return Usage
	}
	if o.Frame, o.At, err = parseFrame(frame); err != nil {
		fmt.Fprint(term.Err, usage)
		return Usage
	}
	if fit == "crop" {
		o.Fit = export.Cropped
	}
	o.Least = time.Duration(least * float64(time.Second))
	switch {
	case replace:
		o.Exists = export.Replace
	case number:
		o.Exists = export.Numbered
	}
	var paths []string
	for _, c := range clips {
		path, err := p.find(ctx, c)
		if err != nil {
			return Refuse(term, err)
		}
		if path == "" {
			fmt.Fprintln(term.Err, words.NoSuchClip(c))
			return Usage
		}
		paths = append(paths, path)
	}
	return printExported(ctx, term, p.Exporter.All(ctx, paths, out, o, quarters(term)))
}

// printExported says what became of each clip.
func printExported(ctx context.Context, term Terminal, results []export.Result) int {
	code := OK
	for _, r := range results {
		switch {
		case r.Err == nil:
			fmt.Fprintln(term.Out, r.Path)
		case ctx.Err() == nil:
			fmt.Fprintf(term.Err, "%s: ", r.Clip)
			code = Refuse(term, r.Err)
		}
	}
	if ctx.Err() != nil {
		fmt.Fprintln(term.Err, words.Stopped)
		return Failed
	}
	return code
}

// find returns the path of the clip that is meant, or "" when it is none or could be several.
func (p Parts) find(ctx context.Context, clip string) (string, error) {
	if info, err := os.Stat(clip); err == nil && info.Mode().IsRegular() {
		return clip, nil
	}
	found, err := p.Clips.Named(ctx, clip)
	if err != nil || len(found) != 1 {
		return "", err
	}
	return found[0].Path, nil
}

// parseAround parses flags that may stand before, between and behind the arguments that are none, and returns those.
func parseAround(flags *flag.FlagSet, args []string) (rest []string, err error) {
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		if args = flags.Args(); len(args) == 0 {
			return rest, nil
		}
		rest, args = append(rest, args[0]), args[1:]
	}
}

func parseFrame(text string) (export.Frame, time.Duration, error) {
	switch text {
	case "first":
		return export.FirstFrame, 0, nil
	case "last":
		return export.LastFrame, 0, nil
	}
	at, err := time.ParseDuration(strings.TrimSuffix(text, "s") + "s")
	if err == nil && at < 0 {
		err = core.Errorf("read --frame", core.Internal, "%s is before the clip", at)
	}
	return export.CurrentFrame, at, err
}

func formats() string {
	var names []string
	for _, f := range export.Formats() {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

// quarters returns a func that says how much is done, in steps of a quarter.
func quarters(term Terminal) func(float64) {
	var mu sync.Mutex
	said := 0
	return func(done float64) {
		mu.Lock()
		defer mu.Unlock()
		if q := int(done * 4); q > said {
			said = q
			fmt.Fprintf(term.Err, "%d %%\n", q*25)
		}
	}
}
