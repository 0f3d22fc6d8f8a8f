package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"caracal/core"
	"caracal/core/shots"
	"caracal/gui/words"
)

// Make makes a clip of each picture, or those of a list, and prints where they are.
func Make(ctx context.Context, p Parts, term Terminal) int {
	var (
		r        core.Request
		pictures []string
		out      string
		list     string
		with     = string(core.Draft)
		as       = string(core.Wide)
	)
	flags := flagsOf("make", term)
	flags.Func("picture", "the picture's `file`; given several times it makes a clip of each", func(path string) error {
		pictures = append(pictures, path)
		return nil
	})
	flags.StringVar(&r.Prompt, "prompt", "", "what should happen, in `words`")
	flags.StringVar(&as, "aspect", as, "16:9, 9:16 or 1:1")
	flags.StringVar(&with, "with", with, "the `engine`: "+engines())
	flags.StringVar(&out, "out", "", "also copy the clip to this `file`")
	flags.StringVar(&list, "list", "", "a CSV `file` with a clip in each row; prompt, aspect and engine are then those of rows that name none")
	if err := flags.Parse(term.Args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return OK
		}
		return Usage
	}
	many := list != ""
	if flags.NArg() > 0 || (len(pictures) > 0) == many || slices.Contains(pictures, "") || (many || len(pictures) > 1) && out != "" {
		fmt.Fprint(term.Err, usage)
		return Usage
	}
	if out != "" {
		if err := checkOut(out); err != nil {
			fmt.Fprintf(term.Err, "%s\n(%v)\n", words.NotCopyable(out), err)
			return Usage
		}
	}
	r.Aspect, r.Engine = core.Aspect(as), core.EngineID(with)
	if many {
		return makeList(ctx, p, list, shots.Rules{Choice: shots.Choice{Aspect: r.Aspect, Engine: r.Engine}, Prompt: r.Prompt}, term)
	}
	if len(pictures) > 1 {
		return makeEach(ctx, p.Studio, pictures, r, term)
	}
	r.Picture.Path = pictures[0]
	return makeOne(ctx, p.Studio, r, out, term)
}

// makeOne submits the request, follows its job to the end and prints where the clip is.
func makeOne(ctx context.Context, studio *core.Studio, r core.Request, out string, term Terminal) int {
	if r.AtMost = studio.Quote(ctx, r.Engine); r.AtMost > 0 {
		fmt.Fprintln(term.Err, words.Costs(r.AtMost))
	}
	f := newFollower(studio, term.Err)
	defer f.stop()
	id, err := studio.Submit(ctx, r)
	if err != nil {
		return Refuse(term, err)
	}
	return finish(ctx, f, id, out, term)
}

// finish follows a job to the end and prints where its clip is, or says how it stands.
func finish(ctx context.Context, f *follower, id core.JobID, out string, term Terminal) int {
	job := f.await(ctx, id)
	code := report(term, job)
	if code != OK {
		return code
	}
	path := job.Clip.Path
	if out != "" {
		if err := copyFile(out, path); err != nil {
			fmt.Fprintln(term.Err, words.SavedAs(path))
			Refuse(term, core.WrapFile("copy clip", err)) // whose code would say that there is no clip
			fmt.Fprintln(term.Out, path)
			return NotCopied
		}
		path = out
	}
	fmt.Fprintln(term.Out, path)
	return OK
}

// makeEach makes a clip of each picture, and prints where each is in the order of the pictures. One that fails does not stop the others; the exit code is the worst.
func makeEach(ctx context.Context, studio *core.Studio, pictures []string, r core.Request, term Terminal) int {
	if r.AtMost = studio.Quote(ctx, r.Engine); r.AtMost > 0 {
		fmt.Fprintln(term.Err, words.CostsAll(len(pictures), r.AtMost))
	}
	f := newFollower(studio, term.Err)
	defer f.stop()
	code, ids := OK, make([]core.JobID, len(pictures))
	for i, path := range pictures {
		r.Picture.Path = path
		// With ids of their own, because the same picture may be meant twice.
		id := core.NewJobID()
		if err := studio.SubmitAs(ctx, id, r); err != nil {
			fmt.Fprintf(term.Err, "%s: ", path)
			code = worse(code, Refuse(term, err))
			continue
		}
		ids[i] = id
	}
	for i, id := range ids {
		if id == "" {
			continue
		}
		j := f.await(ctx, id)
		if j.State != core.Saved {
			fmt.Fprintf(term.Err, "%s: ", pictures[i])
		}
		code = worse(code, reportLine(term, j))
	}
	return code
}

func engines() string {
	var ids []string
	for _, id := range core.EngineIDs() {
		ids = append(ids, string(id))
	}
	return strings.Join(ids, " or ")
}

// checkOut reports, before anything is spent, why a clip cannot be copied to path.
func checkOut(path string) error {
	const op = "look at --out"
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return core.Errorf(op, core.FolderDenied, "%s is not a file", path)
	}
	return core.WrapFile(op, core.CheckWritable(filepath.Dir(path)))
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
