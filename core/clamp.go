package core

// Clamp returns v, or the bound that it is beyond. NaN becomes the lower bound.
func Clamp(v, low, high float64) float64 {
	if !(v > low) {
		return low
	}
	return min(v, high)
}
