package words

import (
	"github.com/dustin/go-humanize"
	"golang.org/x/text/number"

	"caracal/core"
)

// Price says an amount of money: "$0.50". Fractions of a cent are said only where there are any.
func Price(usd core.USD) string {
	amount, sign := float64(usd)/float64(core.Dollar), ""
	if usd < 0 {
		amount, sign = -amount, "-"
	}
	return sign + L("$%v", number.Decimal(amount, number.MinFractionDigits(2), number.MaxFractionDigits(6)))
}

// Bytes says the size of a file, in units of a thousand: "3.1 MB".
func Bytes(n int64) string {
	value, prefix := humanize.ComputeSI(float64(max(n, 0)))
	digits := 0
	if prefix != "" && value < 9.95 {
		digits = 1
	}
	return L("%v %s", number.Decimal(value, number.MaxFractionDigits(digits)), prefix+"B")
}
