package gui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"caracal/core"
	"caracal/core/keychain"
	"caracal/core/lynx"
	"caracal/gui/kit"
)

// A keyStore keeps the service's key; keychain.Keychain is one. Load, Store and Delete wait for the system and are never called on the Fyne goroutine.
type keyStore interface {
	Key() string
	Source() keychain.Source
	Load(context.Context) error
	Store(ctx context.Context, key string) error
	Delete(context.Context) error
}

// A doctor says whether the service would make a clip now; lynx.Engine is one. It waits for the network.
type doctor interface {
	Doctor(context.Context) lynx.Diagnosis
}

// A serviceCard is where the key is put in, tested and taken away. The service is asked only when the person presses a button.
type serviceCard struct {
	inbox  *inbox
	keys   keyStore
	doctor doctor

	card   *kit.Panel
	status *kit.Text
	entry  *kit.Entry
	found  *kit.Text // what the doctor found
	save   *kit.Button
	test   *kit.Button
	remove *kit.Button
	column *fyne.Container
	turn   int // counts what was asked for, so that a late answer is known
}

const keyHelp = "Make a key at wavespeed.ai under API Keys. Top up first: a key made before the first top-up may not work. It is kept in this computer's keychain and nowhere else."

// newServiceCard returns the card; show brings it up to date.
func newServiceCard(in *inbox, keys keyStore, doc doctor) *serviceCard {
	c := &serviceCard{
		inbox: in, keys: keys, doctor: doc,
		status: &kit.Text{Fit: kit.Wrap},
		entry:  kit.NewEntry(),
		found:  kit.NewSmall(""),
	}
	c.entry.Password = true
	c.entry.SetPlaceHolder("Paste your WaveSpeed key")
	c.entry.OnSubmitted = func(string) { c.keep() }
	c.entry.OnChanged = func(string) { c.show() }
	c.save = kit.NewButton("Save and test", nil, c.keep)
	c.test = kit.NewButton("Test", nil, c.examine)
	c.remove = kit.NewButton("Remove", nil, c.forget)
	c.column = container.New(layout.NewCustomPaddedVBoxLayout(8),
		c.status, c.entry, container.New(layout.NewCustomPaddedHBoxLayout(8), c.save, c.test, c.remove), c.found, kit.NewSmall(keyHelp))
	c.card = kit.NewCard(c.column)
	return c
}

// load asks the system's keychain for the key, if it is not known yet.
func (c *serviceCard) load() {
	if c.keys.Key() != "" {
		c.show()
		return
	}
	c.status.Set("Looking into this computer's keychain…", kit.ColorMuted)
	c.inbox.ask(func(ctx context.Context) func() {
		err := c.keys.Load(ctx)
		return func() {
			c.show()
			c.tell(err)
		}
	})
}

// keep stores what was typed and tests it.
func (c *serviceCard) keep() {
	key := c.entry.Text
	c.entry.SetText("")
	c.turn++
	turn := c.turn
	c.found.Set("Saving…", kit.ColorMuted)
	c.inbox.ask(func(ctx context.Context) func() {
		err := c.keys.Store(ctx, key)
		return func() {
			if turn != c.turn {
				return
			}
			c.show()
			c.tell(err)
			if kind := core.KindOf(err); kind != core.NeedsKey && kind != core.KeyRefused {
				c.examine()
			}
		}
	})
}

// examine has the doctor look.
func (c *serviceCard) examine() {
	c.turn++
	turn := c.turn
	before := c.found.Text
	if c.found.ColorName != kit.ColorInfo { // what the keychain had to say stays
		before = ""
	}
	c.found.Set("Asking WaveSpeed…", kit.ColorMuted)
	c.inbox.ask(func(ctx context.Context) func() {
		d := c.doctor.Doctor(ctx)
		return func() {
			if turn == c.turn {
				words, color := diagnosisWords(d)
				c.found.Set(join(words, before), color)
				settle(c.column)
			}
		}
	})
}

// forget takes the key away.
func (c *serviceCard) forget() {
	c.turn++
	c.inbox.ask(func(ctx context.Context) func() {
		err := c.keys.Delete(ctx)
		return func() {
			c.found.Set("", kit.ColorMuted)
			c.show()
			c.tell(err)
		}
	})
}

// show brings the card up to date with the key in use.
func (c *serviceCard) show() {
	key, source := c.keys.Key(), c.keys.Source()
	words := "Key " + keychain.Mask(key) + ", "
	switch source {
	case keychain.Environment:
		words += "from the environment variable " + keychain.Variable
	case keychain.System:
		words += "in this computer's keychain"
	case keychain.Session:
		words += "until Caracal is closed"
	default:
		words = "No key yet: Lynx needs one, Draft does not"
	}
	c.status.Set(words, kit.ColorText)
	setVisible(c.entry, source != keychain.Environment)
	setVisible(c.save, source != keychain.Environment)
	setVisible(c.remove, source == keychain.System || source == keychain.Session)
	setVisible(c.test, key != "")
	enable(c.save, c.entry.Text != "")
	settle(c.column)
}

// tell says what the keychain had against something; nothing for a nil err.
func (c *serviceCard) tell(err error) {
	what, next := Explain(err)
	if what == "" {
		return
	}
	c.found.Set(what+" "+next, kit.ColorInfo)
	settle(c.column)
}

// diagnosisWords puts a diagnosis into words.
func diagnosisWords(d lynx.Diagnosis) (words string, color fyne.ThemeColorName) {
	if d.Kind == "" {
		return "✓ All is well: " + balanceWords(d), kit.ColorGood
	}
	what, next := Explain(core.Errorf("examine", d.Kind, "%w", d.Err))
	return what + " " + next, kit.ColorBad
}

// balanceWords says what is left and what it buys.
func balanceWords(d lynx.Diagnosis) string {
	if n := d.Clips(); n != 1 {
		return fmt.Sprintf("%s left = %d clips", d.Balance, n)
	}
	return fmt.Sprintf("%s left = 1 clip", d.Balance)
}

// join puts two sentences after one another; either may be empty.
func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

// enable turns a button on or off.
func enable(b *kit.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}
