package settings

import (
	"context"
	"io"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"caracal/core"
	"caracal/gui/door"
	"caracal/gui/files"
	"caracal/gui/kit"
	"caracal/gui/words"
)

// An AccountBook writes what was paid for as a table; journal.Journal is one. It waits for the disk.
type AccountBook interface {
	WriteCSV(w io.Writer, from, to time.Time) error
}

// A moneyCard is where the month's budget is set and how fast paid clips are ordered, and where the accounts are written to a file.
type moneyCard struct {
	host     Host
	inbox    *door.Inbox
	settings *door.Settings
	book     AccountBook

	card    *kit.Panel
	column  *fyne.Container
	budget  *kit.Entry
	atOnce  *kit.Entry
	spacing *kit.Entry
	wrong   *kit.Text

	unread bool   // something was typed that does not hold yet
	unwait func() // has what was typed not be read
}

// typingTime is how long nothing has been typed when it holds: the first digit of an amount is an amount too, and an empty field no budget at all.
const typingTime = 3 * time.Second

// The most that may be asked for: a slip of the finger must not order a hundred clips at once, nor none for hours.
const (
	mostAtOnce  = 20
	mostSpacing = 10 * time.Minute
)

// newMoneyCard returns the card.
func newMoneyCard(h Host, in *door.Inbox, set *door.Settings, book AccountBook) *moneyCard {
	c := &moneyCard{host: h, inbox: in, settings: set, book: book, budget: kit.NewEntry(), atOnce: kit.NewEntry(), spacing: kit.NewEntry(), wrong: kit.NewSmall(""), unwait: func() {}}
	now := set.Get()
	c.budget.SetPlaceHolder(words.NoBudget())
	if now.Budget > 0 {
		c.budget.SetText(now.Budget.String())
	}
	c.atOnce.SetText(strconv.Itoa(now.InFlight))
	c.spacing.SetText(strconv.Itoa(int(now.Spacing / time.Second)))
	for _, e := range []*kit.Entry{c.budget, c.atOnce, c.spacing} {
		e.OnChanged = func(string) { c.typed() }
		e.OnSubmitted = func(string) { c.read() }
		e.OnLeave = c.read
	}
	c.wrong.Hide()
	c.column = container.New(&kit.Column{Gap: 8},
		field(words.BudgetField(), c.budget),
		kit.NewSmall(words.AboutBudget()),
		field(words.AtOnceField(), c.atOnce),
		field(words.SpacingField(), c.spacing),
		kit.NewSmall(words.AboutLimits()),
		c.wrong,
		container.NewHBox(kit.NewButton(words.ExportAccounts(), nil, c.export)),
	)
	c.card = kit.NewCard(c.column)
	return c
}

// field returns an entry with its words at its left.
func field(name string, entry *kit.Entry) fyne.CanvasObject {
	entry.Label = name
	return container.NewBorder(nil, nil, nil, container.NewGridWrap(fyne.NewSize(140, entry.MinSize().Height), entry), &kit.Text{Text: name, Fit: kit.Cut})
}

// typed has what is typed read in a moment.
func (c *moneyCard) typed() {
	c.unwait()
	c.unread = true
	c.unwait = c.inbox.After(typingTime, c.read)
}

// close takes over what was typed in the last moment.
func (c *moneyCard) close() {
	if c.unread {
		c.read()
		c.settings.Write()
	}
}

// read takes over each of what is typed that makes sense, and says what does not.
func (c *moneyCard) read() {
	if !c.unread {
		return
	}
	c.unwait()
	c.unread = false
	next, wrong := c.settings.Get(), ""
	if b, err := budgetOf(c.budget.Text); err == nil && b >= 0 {
		next.Budget = b
	} else {
		wrong = words.BudgetWrong()
	}
	if n, err := strconv.Atoi(strings.TrimSpace(c.atOnce.Text)); err == nil && n >= 1 && n <= mostAtOnce {
		next.InFlight = n
	} else {
		wrong = words.AtOnceWrong(mostAtOnce)
	}
	if n, err := strconv.Atoi(strings.TrimSpace(c.spacing.Text)); err == nil && n >= 0 && n <= int(mostSpacing/time.Second) {
		next.Spacing = time.Duration(n) * time.Second
	} else {
		wrong = words.SpacingWrong(int(mostSpacing / time.Second))
	}
	if next != c.settings.Get() {
		c.settings.Change(func(s *core.Settings) { *s = next })
		c.host.Apply(next)
	}
	c.wrong.Set(wrong, kit.ColorBad)
	kit.SetVisible(c.wrong, wrong != "")
	kit.Settle(c.column)
}

// budgetOf returns the budget as people write it: "20", "$12.50" or "12,50 $"; nothing is none. A comma before three digits may be meant either way, and is no amount.
func budgetOf(text string) (core.USD, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, nil
	}
	text = strings.TrimSpace(strings.TrimSuffix(text, "$"))
	if whole, cents, found := strings.Cut(text, ","); found && len(cents) <= 2 {
		text = whole + "." + cents
	}
	return core.ParseUSD(text)
}

// export lets the person choose where the accounts go.
func (c *moneyCard) export() {
	table := files.Kind{Name: words.Tables(), Extensions: []string{".csv"}}
	c.host.SaveFile(words.ExportAccountsTitle(), words.AccountsName(time.Now()), table, c.write)
}

// write writes the accounts to a file, whole.
func (c *moneyCard) write(path string) {
	c.inbox.Ask(func(context.Context) func() {
		err := core.WrapFile("export accounts", core.WriteSharedFile(path, func(w io.Writer) error {
			return c.book.WriteCSV(w, time.Time{}, time.Now().Add(time.Hour))
		}))
		return func() { c.host.Say(words.AccountsWritten(path, err == nil)) }
	})
}
