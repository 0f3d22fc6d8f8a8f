package words

import (
	"golang.org/x/text/number"

	"caracal/core"
)

// Price says an amount of money: "$0.50". Fractions of a cent are said only where there are any.
func Price(usd core.USD) string {
	amount, sign := float64(usd)/float64(core.Dollar), ""
	if usd < 0 {
		amount, sign = -amount, "-"
	}
	return sign + say("$%v", number.Decimal(amount, number.MinFractionDigits(2), number.MaxFractionDigits(6)))
}

// cost is what something costs that may cost nothing.
func cost(price core.USD) string {
	if price == 0 {
		return say("free")
	}
	return Price(price)
}

// Bytes says the size of a file, in units of a thousand: "3.1 MB", and in French "3,1 Mo".
func Bytes(n int64) string {
	units := [...]string{"B", "kB", "MB", "GB", "TB"}
	value, unit := float64(max(n, 0)), 0
	for value >= 999.5 && unit < len(units)-1 { // from there on it would be written as 1000
		value, unit = value/1000, unit+1
	}
	digits := 0
	if unit > 0 && value < 9.95 {
		digits = 1
	}
	return say("%v %s", number.Decimal(value, number.MaxFractionDigits(digits)), translated(units[unit]))
}
