package core

import (
	"fmt"
	"math/big"
	"strings"
)

// USD is an exact amount of United States dollars, in millionths. Sums of it never round.
type USD int64

// Dollar and Cent are amounts to count in.
const (
	Dollar USD = 1_000_000
	Cent   USD = Dollar / 100
)

// ParseUSD reads a decimal number of dollars, such as "0.5", "$4.20" or "1e-3". Digits beyond a millionth of a dollar are rounded to the
// nearest, halves away from zero. The error has kind [Internal]: the caller knows where the text came from.
func ParseUSD(s string) (USD, error) {
	const op = "parse dollars"
	text := strings.TrimPrefix(strings.TrimSpace(s), "$")
	// A big.Rat of "1e999999999" would fill the memory before it could be refused.
	if len(text) > 40 || strings.ContainsAny(text, "/_xXpPbBoO") {
		return 0, Errorf(op, Internal, "%.40q is not an amount", s)
	}
	if _, exp, found := strings.Cut(strings.ToLower(text), "e"); found && len(strings.TrimLeft(exp, "+-0")) > 2 {
		return 0, Errorf(op, Internal, "%.40q is not an amount", s)
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return 0, Errorf(op, Internal, "%.40q is not an amount", s)
	}
	r.Mul(r, new(big.Rat).SetInt64(int64(Dollar)))
	half := big.NewRat(1, 2)
	if r.Sign() < 0 {
		half.Neg(half)
	}
	r.Add(r, half)
	n := new(big.Int).Quo(r.Num(), r.Denom())
	if !n.IsInt64() {
		return 0, Errorf(op, Internal, "%.40q is out of range", s)
	}
	return USD(n.Int64()), nil
}

// UnmarshalJSON reads a JSON number or a string of dollars, as ParseUSD does. A null leaves the amount as it was.
func (u *USD) UnmarshalJSON(b []byte) error {
	text := strings.Trim(string(b), `"`)
	if text == "null" {
		return nil
	}
	v, err := ParseUSD(text)
	if err != nil {
		return err
	}
	*u = v
	return nil
}

// MarshalJSON writes the amount as a JSON number of dollars that UnmarshalJSON reads back exactly.
func (u USD) MarshalJSON() ([]byte, error) { return []byte(u.decimal(0)), nil }

// String returns the amount as people write it: "$0.50", "-$1.25", and more digits only where cents do not hold it, "$0.005".
func (u USD) String() string {
	if u < 0 {
		return "-$" + strings.TrimPrefix(u.decimal(2), "-")
	}
	return "$" + u.decimal(2)
}

// decimal writes the amount with at least so many digits after the point.
func (u USD) decimal(least int) string {
	sign, n := "", uint64(u)
	if u < 0 {
		sign, n = "-", uint64(-u)
	}
	whole, part := n/uint64(Dollar), fmt.Sprintf("%06d", n%uint64(Dollar))
	for len(part) > least && strings.HasSuffix(part, "0") {
		part = part[:len(part)-1]
	}
	if part == "" {
		return fmt.Sprintf("%s%d", sign, whole)
	}
	return fmt.Sprintf("%s%d.%s", sign, whole, part)
}
