// Caracal turns a picture and a prompt into a five-second clip. This file wires the rooms together and starts the window or a command.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"caracal/core"
	"caracal/core/draft"
	"caracal/core/journal"
	"caracal/core/library"
	"caracal/core/media"
	"caracal/core/picture"
	"caracal/gui"
	"caracal/gui/command"
)

func main() { os.Exit(run(os.Args[1:])) }

// run does what the arguments ask for and returns the exit code.
func run(args []string) (code int) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	verb, args := command.Named(args)
	term := command.Terminal{Args: args, Out: os.Stdout, Err: os.Stderr}

	folders, err := openFolders()
	if err != nil {
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
	pictures := picture.NewStore(filepath.Join(folders.Library, ".caracal", "pictures"))
	studio := core.NewStudio(core.Rooms{Journal: jobs, Shelf: clips, Pictures: pictures, Work: folders.Work(), Log: log}, draft.New())
	defer closeStudio(studio)

	if verb != nil {
		return verb(ctx, studio, term)
	}
	gui.Run(ctx, gui.Parts{
		Studio: studio, Library: clips, Decoder: decoder, Pictures: pictures, Settings: settings, Folders: folders, Instance: instance, Open: args, Log: log,
		Damage: jobs.Damage(),
	})
	return command.OK
}

// openFolders finds our folders and makes them, but for the library, which makes its own.
func openFolders() (core.Folders, error) {
	folders, err := core.FindFolders(os.Getenv("CARACAL_HOME"), library.DefaultFolder())
	if err != nil {
		return folders, err
	}
	return folders, errors.Join(core.WrapFile("open data folder", os.MkdirAll(folders.Work(), 0o700)), core.WrapFile("open cache folder", os.MkdirAll(folders.Cache, 0o700)))
}

// closeStudio ends the jobs where they stand. A submit that is on its way gets a moment to be heard; what comes later is looked up by the next start.
func closeStudio(s *core.Studio) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	_ = s.Close(ctx)
}
