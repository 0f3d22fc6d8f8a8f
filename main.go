// Caracal turns a picture and a prompt into a five-second clip. This file wires the rooms together and starts the window or a command.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"caracal/core"
	"caracal/core/draft"
	"caracal/core/export"
	"caracal/core/journal"
	"caracal/core/keychain"
	"caracal/core/library"
	"caracal/core/lynx"
	"caracal/core/media"
	"caracal/core/picture"
	"caracal/core/shots"
	"caracal/gui"
	"caracal/gui/command"
)

// version is that of FyneApp.toml, as the service is told it.
const version = "0.1.0"

func main() { os.Exit(run(os.Args[1:])) }

// run does what the arguments ask for and returns the exit code.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// A picture of 100 megapixels takes most of it while it is opened; garbage must not come on top.
	debug.SetMemoryLimit(480 << 20)
	verb, args := command.Named(args)
	term := command.Terminal{Args: args, Out: os.Stdout, Err: os.Stderr}

	base := os.Getenv("CARACAL_API_URL")
	folders, err := core.OpenFolders(os.Getenv("CARACAL_HOME"), library.DefaultFolder())
	if err := errors.Join(err, lynx.CheckBase(base)); err != nil {
		return command.Refuse(term, err)
	}
	var instance *gui.Instance
	if verb == nil {
		instance, err = gui.Claim(folders.Data, args)
		if errors.Is(err, gui.ErrRaised) {
			return command.OK
		} else if err != nil {
			return command.Refuse(term, err)
		}
		defer instance.Close()
	}
	log, logFile, err := core.OpenLog(folders.Data)
	if err != nil {
		return command.Refuse(term, err)
	}
	defer logFile.Close()
	settings, err := core.LoadSettings(folders.Data)
	if err != nil {
		log.Warn("the settings are those of a first start", "error", err)
	}
	if settings.Library != "" {
		folders.Library = settings.Library
	}

	jobs, err := journal.Open(folders.Data)
	if err != nil {
		return command.Refuse(term, err)
	}
	defer jobs.Close()
	decoder := media.NewDecoder(folders.Cache)
	defer decoder.Close()
	clips, err := library.Open(folders, decoder)
	if err != nil {
		return command.Refuse(term, err)
	}
	defer clips.Close()
	clips.LimitPreviews(settings.Previews)
	pictures := picture.NewStore(library.PicturesFolder(folders))
	keys := keychain.New()
	service := &lynx.Engine{
		Client: &lynx.Client{Base: base, Key: keys.Awaited, Version: version}, Ledger: jobs,
		Limit: core.Limit{InFlight: settings.InFlight, Spacing: settings.Spacing},
	}
	studio := core.NewStudio(core.Rooms{Journal: jobs, Shelf: clips, Pictures: pictures, Work: folders.Work(), Log: log}, draft.New(), service)
	service.Client.Back = studio.LookAgain
	studio.SetBudget(settings.Budget)
	// A submit that is on its way gets a moment to be heard; what comes later is looked up by the next start.
	defer studio.CloseWithin(10 * time.Second)
	lists := shots.NewDesk(folders.Lists(), studio, log)
	defer lists.Close()
	if verb != nil {
		return verb(ctx, command.Parts{Studio: studio, Shots: lists, Clips: clips, Exporter: export.New(decoder), Runs: service.Client}, term)
	}
	gui.Run(ctx, gui.Parts{
		Studio: studio, Shots: lists, Library: clips, Decoder: decoder, Pictures: pictures, Settings: settings, Folders: folders, Version: version, Instance: instance, Open: args, Log: log,
		Damage: jobs.Damage(), Service: service, Keys: keys, Accounts: jobs,
	})
	return command.OK
}
