package words

import "caracal/core"

// ExplainJob puts into words why a job has no clip: what happened, and what became of the money and what to do.
func ExplainJob(j core.Job) Trouble {
	t := Explain(j.Err)
	if money := moneyWords(j); money != "" && t.Next != "" {
		t.Next = money + " " + t.Next
	}
	return t
}

// moneyWords says what became of the price of a job that failed; empty for one that cost nothing to begin with. That a run failed does not mean that it cost
// nothing: the service charges when it accepts one, and gives the money back later.
func moneyWords(j core.Job) string {
	if j.State != core.Failed {
		return ""
	}
	switch j.Money {
	case core.Refunded:
		return say("Refunded.")
	case core.Released:
		return say("Nothing was charged.")
	case core.Charged:
		switch core.KindOf(j.Err) {
		case core.Expired:
			return say("It was charged; your WaveSpeed account tells more.")
		case core.Unplayable: // the run did not fail
			return ""
		}
		return say("WaveSpeed refunds failed runs within about 3 hours.")
	}
	return ""
}

// Costs says what one clip costs, before it is ordered.
func Costs(price core.USD) string { return "This clip costs " + price.String() + "." }

// Charged reports whether a job costs its price whatever is done about it now: it was accepted, or may have been.
func Charged(j core.Job) bool { return j.Money.Counts() && j.Step.Reached(core.Submitting) }

// PriceRoseTitle is over the question that PriceRose begins.
func PriceRoseTitle() string { return say("The price has changed") }

// PriceRose says that a clip costs more than the button said.
func PriceRose(now, shown core.USD) string {
	return say("A clip costs %s now, and not %s.", Price(now), Price(shown))
}

// MakeFor is the button that agrees to a price.
func MakeFor(price core.USD) string { return say("Make it for %s", Price(price)) }
