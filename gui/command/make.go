package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"caracal/core"
	"caracal/core/shots"
	"caracal/gui/words"
)

// Make makes one clip, or those of a list, and prints where they are.
func Make(ctx context.Context, p Parts, term Terminal) int {
	var (
		r    core.Request
		out  string
		list string
		with = string(core.Draft)
		as   = string(core.Wide)
	)
	flags := flag.NewFlagSet("caracal make", flag.ContinueOnError)
	flags.SetOutput(term.Err)
	flags.StringVar(&r.Picture.Path, "picture", "", "the picture's `file`")
	flags.StringVar(&r.Prompt, "prompt", "", "what should happen, in `words`")
	flags.StringVar(&as, "aspect", as, "16:9, 9:16 or 1:1")
	flags.StringVar(&with, "with", with, "the `engine`: "+engines(p.Studio))
	flags.StringVar(&out, "out", "", "also copy the clip to this `file`")
	flags.StringVar(&list, "list", "", "a CSV `file` with a clip in each row; prompt, aspect and engine are then those of rows that name none")
	if err := flags.Parse(term.Args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return OK
		}
		return Usage
	}
	one, many := r.Picture.Path != "", list != ""
	if flags.NArg() > 0 || one == many || many && out != "" {
		fmt.Fprint(term.Err, usage)
		return Usage
	}
	if out != "" {
		if err := checkOut(out); err != nil {
			fmt.Fprintf(term.Err, "Nothing was begun, because the clip could not be copied to %s. Give --out a file in a folder that can be written to.\n(%v)\n", out, err)
			return Usage
		}
	}
	r.Aspect, r.Engine = core.Aspect(as), core.EngineID(with)
	if many {
		return makeList(ctx, p, list, shots.Rules{Choice: shots.Choice{Aspect: r.Aspect, Engine: r.Engine}, Prompt: r.Prompt}, term)
	}
	return produce(ctx, p.Studio, r, out, term)
}

// produce submits the request, follows its job to the end and prints where the clip is.
func produce(ctx context.Context, studio *core.Studio, r core.Request, out string, term Terminal) int {
	if price := studio.Quote(ctx, r.Engine); price > 0 {
		fmt.Fprintln(term.Err, words.Costs(price))
	}
	f := newFollower(studio, term.Err)
	defer f.stop()
	id, err := studio.Submit(ctx, r)
	if err != nil {
		return Refuse(term, err)
	}
	job := f.wait(ctx, func(j core.Job) bool { return j.ID == id && settled(j) })[id]
	code := report(term, job)
	if code != OK {
		return code
	}
	path := job.Clip.Path
	if out != "" {
		if err := copyFile(out, path); err != nil {
			fmt.Fprintf(term.Err, "The clip is saved as %s.\n", path)
			return Refuse(term, core.WrapFile("copy clip", err))
		}
		path = out
	}
	fmt.Fprintln(term.Out, path)
	return OK
}

// settled reports whether there is no use in waiting for the job: it has ended, or something that a person must see to holds it up.
func settled(j core.Job) bool { return j.State.Ended() || j.Err != nil }

// report says how a job stands when nobody waits for it any longer, unless it is saved, and returns the exit code.
func report(term Terminal, j core.Job) int {
	switch {
	case j.State == core.Saved:
		return OK
	case j.State == core.Unclear:
		return Refuse(term, j.Err)
	case j.State == core.Stopped:
		fmt.Fprintln(term.Err, "Stopped.")
		return Failed
	case j.State.Ended():
		what, next := words.ExplainJob(j)
		return refuse(term, j.Err, what, next)
	}
	code := Failed
	if j.Err != nil {
		code = Refuse(term, j.Err)
	}
	switch {
	case j.Money == core.Charged:
		fmt.Fprintln(term.Err, "Nothing is lost: the clip is paid for, and `caracal resume` fetches it. To make it again would cost again.")
		return Going
	case j.Step.Reached(core.Submitting):
		fmt.Fprintln(term.Err, "Nothing is lost: it may have been sent, and `caracal resume` finds out. To make it again could cost again.")
		return Unknown
	}
	fmt.Fprintln(term.Err, "Nothing is lost: `caracal resume` goes on with it.")
	return code
}

// Refuse says what went wrong and what to do, and returns the exit code for it.
func Refuse(term Terminal, err error) int {
	what, next := words.Explain(err)
	return refuse(term, err, what, next)
}

func refuse(term Terminal, err error, what, next string) int {
	fmt.Fprintf(term.Err, "%s %s\n(%v)\n", what, next, err)
	nature := core.KindOf(err).Nature()
	switch {
	case core.KindOf(err) == core.OverBudget:
		return OverBudget
	case nature.Move == core.SaySo:
		return Unknown
	case nature.About == core.AboutRequest, nature.About == core.AboutPicture:
		return Usage
	}
	return Failed
}

func engines(studio *core.Studio) string {
	var ids []string
	for _, info := range studio.Engines() {
		ids = append(ids, string(info.ID))
	}
	return strings.Join(ids, " or ")
}

// checkOut reports, before anything is spent, why a clip cannot be copied to path.
func checkOut(path string) error {
	const op = "look at --out"
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return core.Errorf(op, core.FolderDenied, "%s is not a file", path)
	}
	// Only a file that is made tells whether one can be.
	f, err := os.CreateTemp(filepath.Dir(path), ".caracal-*.tmp")
	if err != nil {
		return core.WrapFile(op, err)
	}
	return core.WrapFile(op, errors.Join(f.Close(), os.Remove(f.Name())))
}

// copyFile copies a file, whole.
func copyFile(dst, src string) error {
	f, err := os.Open(src)
	if err != nil {
		return err
	}
	defer f.Close()
	return core.WriteSharedFile(dst, func(w io.Writer) error {
		_, err := io.Copy(w, f)
		return err
	})
}
