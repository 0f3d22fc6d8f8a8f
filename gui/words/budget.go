package words

import (
	"time"

	"caracal/core"
)

// What people read about the budget for a month, and about what else holds spending.

// MonthCost says what a month has cost so far, and of how large a budget; 0 for none. The clips may be of more than one account.
func MonthCost(m time.Month, clips, accounts int, spent, limit core.USD) string {
	text := say("%s: %s · %s", Month(m), Clips(clips), Price(spent))
	if limit > 0 {
		text = say("%s: %s · %s of %s budget", Month(m), Clips(clips), Price(spent), Price(limit))
	}
	if accounts > 1 {
		text += " · " + say("all accounts")
	}
	return text
}

// OverBudgetTitle and OverBudgetWords ask whether a clip is to be made that the budget of a month does not allow. MakeAnyway and KeepBudget answer.
func OverBudgetTitle() string { return say("Over your budget") }

func OverBudgetWords(budget core.USD, m time.Month) string {
	return say("This clip would go over your budget of %s for %s.", Price(budget), Month(m))
}

func MakeAnyway(price core.USD) string { return say("Make it anyway — %s", Price(price)) }
func KeepBudget() string               { return say("Keep the budget") }

// What names the fields of Settings in which spending is held.
func BudgetField() string  { return say("Budget for a month, in dollars") }
func NoBudget() string     { return say("No budget") }
func AtOnceField() string  { return say("Lynx clips at once") }
func SpacingField() string { return say("Seconds between two Lynx clips") }

// AboutBudget and AboutLimits stand below them.
func AboutBudget() string {
	return say("0 or empty is no budget. A clip that would go over it is made only if you say so for that one clip.")
}

func AboutLimits() string {
	return say("WaveSpeed lets a new account make two at once, and two a minute.")
}

// What is wrong with what was typed into them.
func BudgetWrong() string {
	return say("The budget is not an amount, so it stays as it was. Type one such as 20.")
}

func AtOnceWrong(most int) string  { return say("Clips at once are from 1 to %d.", most) }
func SpacingWrong(most int) string { return say("Seconds between two clips are from 0 to %d.", most) }

// What people read about the table of what was paid for.
func ExportAccounts() string      { return say("Export accounts…") }
func ExportAccountsTitle() string { return say("Export accounts") }
func Tables() string              { return say("Tables") }

// AccountsName is the name that is proposed for it.
func AccountsName(now time.Time) string {
	return say("Caracal accounts %s", now.Format(time.DateOnly)) + ".csv"
}

// AccountsWritten says where it is, or that it could not be written there.
func AccountsWritten(path string, done bool) string {
	if !done {
		return say("The accounts could not be written to %s", path)
	}
	return say("The accounts are in %s", path)
}
