package settings

import (
	"context"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/gui/door"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// A folderCard says where the clips are, and lets the person keep them elsewhere from the next start on: the library that is open stays open.
type folderCard struct {
	host     Host
	inbox    *door.Inbox
	settings *door.Settings
	now      string // the library's folder
	reveal   func(ctx context.Context, path string) error

	card   *kit.Panel
	column *fyne.Container
	next   *kit.Text // where it will be
}

// newFolderCard returns the card for a library that is at now.
func newFolderCard(h Host, in *door.Inbox, set *door.Settings, now string, reveal func(ctx context.Context, path string) error) *folderCard {
	c := &folderCard{host: h, inbox: in, settings: set, now: now, reveal: reveal, next: kit.NewSmall("")}
	about := kit.NewSmall("Every clip is an ordinary MP4 file in this folder, sorted by month. Copy, move and back them up as you like.")
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(8), kit.NewButton("Show in folder", nil, c.open), kit.NewButton("Change…", nil, c.choose))
	c.column = container.New(&kit.Column{Gap: 8}, &kit.Text{Text: now, Fit: kit.Wrap}, about, c.next, buttons)
	c.card = kit.NewCard(c.column)
	c.show()
	return c
}

// open shows the folder in the file manager.
func (c *folderCard) open() {
	c.inbox.Ask(func(ctx context.Context) func() {
		if err := c.reveal(ctx, c.now); err != nil && ctx.Err() == nil {
			return func() { c.host.Say("The folder could not be opened here. It is " + c.now) }
		}
		return nil
	})
}

// choose lets the person choose another folder.
func (c *folderCard) choose() { c.host.OpenFolder(words.ChooseLibrary, c.now, c.use) }

// use takes a folder for the next start, if clips can be written to it.
func (c *folderCard) use(path string) {
	c.inbox.Ask(func(context.Context) func() {
		err := tryFolder(path)
		return func() {
			if err != nil {
				c.host.Say("Clips cannot be kept there, because the folder cannot be written to. Choose another.")
				return
			}
			c.settings.Change(func(s *core.Settings) { s.Library = path })
			c.show()
		}
	})
}

// tryFolder writes a file to a folder and takes it away again.
func tryFolder(path string) error {
	f, err := os.CreateTemp(path, ".caracal-*")
	if err != nil {
		return err
	}
	f.Close()
	return os.Remove(f.Name())
}

// show says which folder comes next, if another does.
func (c *folderCard) show() {
	next := c.settings.Get().Library
	text := ""
	if next != "" && next != c.now {
		text = "From the next start on: " + next + ". The clips that are here stay here; move them over if you want them there."
	}
	c.next.Set(text, kit.ColorInfo)
	kit.SetVisible(c.next, text != "")
	kit.Settle(c.column)
}
