package service

import (
	"net/url"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"caracal/core"
	"caracal/core/keychain"
	"caracal/core/lynx"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// A Card is where the key is put in, checked and taken away.
type Card struct {
	window  kit.Window
	account *Account
	first   func() // after the first key has been put in

	card   *kit.Panel
	column *fyne.Container
	key    *kit.Text       // which key is in use and where it is kept
	kept   *kit.Text       // what the keychain has against it
	put    *fyne.Container // where a key is put in
	entry  *kit.Entry
	found  *kit.Text // what the doctor found
	row    *fyne.Container
	save   *kit.Button
	check  *kit.Button
	remove *kit.Button
	fetch  *kit.Button
	retry  *kit.Button // asks a keychain once more that did not open
}

// NewCard returns the card for an account. first is called after the first key has been put in, opened when the keychain has opened after all and there is a key, and home when the person
// asks for the clips that are at the service.
func NewCard(w kit.Window, a *Account, first, opened, home func()) *Card {
	c := &Card{
		window: w, account: a, first: first,
		key: &kit.Text{Fit: kit.Wrap}, kept: kit.NewSmall(""), found: kit.NewSmall(""),
		entry: kit.NewEntry(),
	}
	c.entry.Password = true
	c.entry.OnSubmitted = func(string) { c.keep() }
	c.entry.OnChanged = func(string) { c.show() }
	c.save = kit.NewButton(words.SaveKey(), nil, c.keep)
	c.check = kit.NewButton(words.CheckKey(), nil, c.examine)
	c.remove = kit.NewButton(words.RemoveKey(), nil, c.forget)
	c.fetch = kit.NewButton(words.BringHome(), nil, home)
	c.retry = kit.NewButton(words.RetryKeychain(), nil, func() {
		a.loading = true
		c.show()
		a.Load(opened)
	})
	c.row = container.New(layout.NewCustomPaddedHBoxLayout(8), c.check, c.fetch, c.remove, c.retry)
	links := container.New(layout.NewCustomPaddedHBoxLayout(kit.Margin),
		link(words.GetKey(), "https://wavespeed.ai/accesskey"), link(words.TopUp(), "https://wavespeed.ai/top-up"))
	c.put = container.NewBorder(nil, nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 8, 0), c.save), c.entry)
	c.column = container.New(&kit.Column{Gap: 8}, c.key, c.kept, c.put, c.found, c.row, kit.NewSmall(words.KeyHelp()), links)
	c.card = kit.NewCard(c.column)
	a.Watch(c.show)
	c.show()
	return c
}

// View is the card.
func (c *Card) View() fyne.CanvasObject { return c.card }

// link returns words that open a page of the web.
func link(text, address string) fyne.CanvasObject {
	u, _ := url.Parse(address) // our own
	l := widget.NewHyperlink(text, u)
	l.SizeName = kit.SizeSmall
	return container.New(layout.NewCustomPaddedLayout(-8, -8, -8, -8), l) // Fyne's padding would put it out of line
}

// keep puts what was typed into use and checks it.
func (c *Card) keep() {
	key := keychain.Clean(c.entry.Text)
	if key == "" {
		return
	}
	c.entry.SetText("")
	had := c.account.HasKey()
	c.say(words.SavingKey(), kit.ColorMuted)
	c.account.Store(key, func(err error) {
		if kind := core.KindOf(err); kind == core.NeedsKey || kind == core.KeyRefused {
			c.say(words.NotKey(), kit.ColorBad)
			return
		}
		c.examine()
		if !had {
			c.first()
		}
	})
}

// examine has the doctor look at the key.
func (c *Card) examine() {
	c.say(words.CheckingKey(), kit.ColorMuted)
	c.account.Check(func(d lynx.Diagnosis) {
		text, tone := words.Doctor(accountOf(d))
		c.say(text, kit.Tone(tone))
	})
}

// forget takes the key away, if that is meant.
func (c *Card) forget() {
	c.window.Confirm(words.RemoveKeyTitle(), words.RemoveKeyWords(words.KeychainName(runtime.GOOS)), words.Remove(), words.KeepKey(), func() {
		c.say("", kit.ColorMuted)
		c.account.Remove(func(err error) {
			if said := words.Explain(err).String(); said != "" {
				c.say(said, kit.ColorInfo)
			}
		})
	})
}

// say says what came of the last button.
func (c *Card) say(text string, color fyne.ThemeColorName) {
	c.found.Set(text, color)
	kit.SetVisible(c.found, text != "")
	kit.Settle(c.column)
}

// show brings the card up to date with the key that is in use.
func (c *Card) show() {
	a := c.account
	key, from := a.keys.Key(), a.keys.Source()
	text := keyWords(key, from, words.KeychainName(runtime.GOOS))
	if key == "" && a.loading {
		text = words.LookingForKey(words.KeychainName(runtime.GOOS))
	}
	c.key.Set(text, kit.ColorText)
	c.entry.SetPlaceHolder(words.PasteKey(key != ""))
	trouble := ""
	if from != keychain.Environment {
		trouble = words.Explain(a.trouble).String()
	}
	c.kept.Set(trouble, kit.ColorInfo)
	kit.SetVisible(c.kept, trouble != "")
	kit.Enable(c.save, c.entry.Text != "")
	kit.SetVisible(c.put, from != keychain.Environment) // which wins, so that another would be of no use
	kit.SetVisible(c.remove, from == keychain.System || from == keychain.Session)
	kit.SetVisible(c.check, key != "")
	kit.SetVisible(c.fetch, key != "")
	kit.SetVisible(c.retry, core.KindOf(a.trouble) == core.KeychainLocked && key == "")
	kit.SetVisible(c.row, c.check.Visible() || c.retry.Visible())
	kit.Enable(c.retry, !a.loading)
	kit.SetVisible(c.found, c.found.Text != "")
	kit.Settle(c.column)
}

// keyWords say which key is in use and where it is kept. system is the keychain's name on this computer.
func keyWords(key string, from keychain.Source, system string) string {
	switch from {
	case keychain.System:
		return words.KeyInKeychain(keychain.Mask(key), system)
	case keychain.Session:
		return words.KeyForSession(keychain.Mask(key))
	case keychain.Environment:
		return words.KeyInVariable(keychain.Mask(key), keychain.Variable)
	}
	return words.NoKeyYet()
}
