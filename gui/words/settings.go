package words

import "time"

// What people read in Settings.

const (
	Tables         = "Tables"
	ExportAccounts = "Export accounts"
	ChooseLibrary  = "Choose a folder for your clips"
)

// AccountsName is the name that is proposed for a table of what was paid for.
func AccountsName(now time.Time) string {
	return "Caracal accounts " + now.Format(time.DateOnly) + ".csv"
}
