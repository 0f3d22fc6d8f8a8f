package command

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"

	"caracal/core"
	"caracal/core/export"
	"caracal/core/shots"
)

// A Terminal is where a command's words come from and go to.
type Terminal struct {
	Args     []string // without the program and the verb
	Out, Err io.Writer
}

// Parts are what commands work with.
type Parts struct {
	Studio   *core.Studio
	Shots    *shots.Desk
	Clips    Clips
	Exporter *export.Exporter
	Runs     Runs
	Keys     Keys
}

// Clips finds the clips of the library; *library.Library is one.
type Clips interface {
	// Scan takes notice of what has come into the library's folder. It may take minutes.
	Scan(ctx context.Context) error
	// Named returns the clips whose id begins so, at most two.
	Named(ctx context.Context, id string) ([]core.Clip, error)
}

// Keys get the service's key from the system's keychain; *keychain.Keychain is one. The error has kind KeychainLocked when there may be a key and it was not given.
type Keys interface {
	Load(ctx context.Context) error
}

// A Verb carries out one command and returns its exit code. When ctx ends first, what was begun stays in the journal, where Resume finds it.
type Verb func(ctx context.Context, p Parts, term Terminal) int

const usage = `usage:
  caracal [PICTURE…]                       open the window, with these pictures
  caracal make --picture FILE [--picture FILE…] --prompt TEXT [--aspect 16:9] [--with draft|lynx] [--out FILE]
  caracal make --list FILE.csv             one clip for each row: picture,prompt,aspect,engine
  caracal resume [--no-home]               finish what was interrupted, check what is unclear, bring finished clips home
  caracal jobs [--json]                    how each job stands, its price and its task id
  caracal decide ID send|forget            your word on a job of which nobody knows whether it was sent
  caracal export CLIP… --as FORMAT [--out DIR] [--width N] [--rate N] [--frame first|last|SECONDS] [--fit blur|crop] [--least SECONDS] [--replace|--number]
                                           CLIP is a file or an id; FORMAT is mp4, clean, gif, webp, png, jpeg, tiktok, reels, shorts, youtube or whatsapp
`

// VerbOf returns the verb that the program's arguments ask for and the arguments that are left for it; nil stands for the window.
func VerbOf(args []string) (Verb, []string) {
	if len(args) > 0 {
		if verb, ok := verbs()[args[0]]; ok {
			return verb, args[1:]
		}
		if strings.HasPrefix(args[0], "-") {
			return help, args
		}
	}
	if !hasDisplay() {
		return Headless, args
	}
	return nil, args
}

func verbs() map[string]Verb {
	return map[string]Verb{"make": Make, "resume": Resume, "jobs": Jobs, "decide": Decide, "export": Export}
}

// NeedsNoParts reports whether the program's arguments only ask how it is called, or begin with a flag that it does not have. Their verb is answered without Parts: also where there is no home
// to open, and without making one.
func NeedsNoParts(args []string) bool {
	if len(args) == 0 {
		return false
	}
	_, ok := verbs()[args[0]]
	return strings.HasPrefix(args[0], "-") || ok && asksHelp(args[1:])
}

// asksHelp reports whether the first of a verb's arguments asks how it is called.
func asksHelp(args []string) bool {
	return len(args) > 0 && slices.Contains([]string{"-h", "--h", "-help", "--help"}, args[0]) // as package flag has them
}

// flagsOf returns the flags of a verb, of which there are none yet. What is asked for goes to Out, and reproaches to Err.
func flagsOf(verb string, term Terminal) *flag.FlagSet {
	flags := flag.NewFlagSet("caracal "+verb, flag.ContinueOnError)
	flags.SetOutput(term.Err)
	if asksHelp(term.Args) {
		flags.SetOutput(term.Out)
	}
	return flags
}

// help says what can be said to the program. Asked for it is an answer, and else a reproach.
func help(_ context.Context, _ Parts, term Terminal) int {
	if asksHelp(term.Args) {
		fmt.Fprint(term.Out, usage)
		return OK
	}
	fmt.Fprint(term.Err, usage)
	return Usage
}

// hasDisplay reports whether a window could be opened. On macOS and Windows there always is one.
func hasDisplay() bool {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}
