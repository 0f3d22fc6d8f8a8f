package words

import "caracal/core"

// An Account is what is known of the person's account at WaveSpeed.
type Account struct {
	Kind    core.Kind // what stands in the way of a clip; empty for nothing
	Balance core.USD
	Price   core.USD // of one clip
	Clips   int      // that the balance buys
}

// Credit says how many clips the credit buys. Where nobody knows just now they are empty, because an old number would be a lie.
func Credit(a Account) (words string, tone Tone) {
	switch a.Kind {
	case "":
		return say("%s left = %s", Price(a.Balance), Clips(a.Clips)), Muted
	case core.NoCredit:
		return say("%s left: not enough for a clip", Price(a.Balance)), Bad
	case core.KeyRefused, core.Forbidden:
		return ExplainKind(a.Kind).What, Bad
	}
	return "", Muted
}

// Clips counts clips in words.
func Clips(n int) string { return say("%d clips", n) }

// Doctor says what the doctor found: whether a clip could be made, and else what to do about it.
func Doctor(a Account) (words string, tone Tone) {
	switch a.Kind {
	case "":
		return say("Key works. %s = %s.", Price(a.Balance), Clips(a.Clips)), Good
	case core.NeedsKey:
		return say("There is no key yet. Put it in above and save it."), Muted
	case core.NoCredit:
		return say("Key works, but %s is not enough: a clip costs %s. Top up at WaveSpeed.", Price(a.Balance), Price(a.Price)), Bad
	}
	trouble := ExplainKind(a.Kind)
	switch a.Kind {
	case core.KeyRefused:
		return trouble.What + " " + say("Copy it again, or make a new one: a key made before your first top-up may not work."), Bad
	case core.Offline:
		return trouble.What + " " + say("The key could not be checked; look at the internet connection."), Info
	case core.ServiceDown, core.Busy:
		return trouble.What + " " + say("The key could not be checked; try again in a little while."), Info
	}
	return trouble.String(), Bad
}
