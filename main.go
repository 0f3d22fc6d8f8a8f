// Caracal turns a picture and a prompt into a five-second clip. This file opens its rooms and starts the window or a command.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"caracal/core"
	"caracal/core/library/folder"
	"caracal/core/media"
	"caracal/core/program"
	"caracal/core/release"
	"caracal/core/wavespeed"
	"caracal/gui"
	"caracal/gui/command"
	"caracal/gui/instance"
)

// version is that of FyneApp.toml, as the service and the person are told it.
const version = "0.1.0"

// releases is where this program was published, by the linker's word; empty for nowhere. See release.Feed.
var releases string

func main() { os.Exit(run(os.Args[1:])) }

// run does what the arguments ask for and returns the exit code.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if len(args) == 2 && args[0] == media.CompileArgument {
		if err := media.Compile(ctx, args[1]); err != nil {
			return command.Refuse(command.Terminal{Out: os.Stdout, Err: os.Stderr}, err)
		}
		return command.OK
	}
	// A picture of 100 megapixels takes most of it while it is opened; garbage must not come on top.
	debug.SetMemoryLimit(480 << 20)
	asked := args
	verb, args := command.VerbOf(args)
	if verb != nil {
		command.JoinConsole()
	}
	term := command.Terminal{Args: args, Out: os.Stdout, Err: os.Stderr}
	if command.NeedsNoParts(asked) {
		return verb(ctx, command.Parts{}, term)
	}

	base := os.Getenv("CARACAL_API_URL")
	folders, err := core.OpenFolders(os.Getenv("CARACAL_HOME"), folder.Default())
	if err := errors.Join(err, wavespeed.CheckBase(base)); err != nil {
		return command.Refuse(term, err)
	}
	var claim *instance.Instance
	if verb == nil {
		claim, err = instance.Claim(folders.Data, args)
		if errors.Is(err, instance.ErrRaised) {
			return command.OK
		} else if err != nil {
			return command.Refuse(term, err)
		}
		defer claim.Close()
	}
	parts, err := program.Open(folders, base, version)
	if err != nil {
		return command.Refuse(term, err)
	}
	defer parts.Close()
	if verb != nil {
		command.Warn(term, parts.Damage)
		return verb(ctx, command.Parts{Studio: parts.Studio, Shots: parts.Shots, Clips: parts.Library, Exporter: parts.Exporter, Runs: parts.Lynx.Client, Keys: parts.Keys}, term)
	}
	parts.Decoder.Compiler = media.Ourselves
	gui.Run(ctx, gui.Parts{
		Parts: parts, Version: version, Releases: release.Feed(releases), Instance: claim, Open: args,
		Leave: func() {
			parts.Close()
			claim.Close()
			os.Exit(command.OK)
		},
	})
	return command.OK
}
