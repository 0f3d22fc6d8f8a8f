// Package motion asks the system whether the person wants little to move by itself: a wish for all programs, which people have who become dizzy or distracted.
package motion
