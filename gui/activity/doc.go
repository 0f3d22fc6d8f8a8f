// Package activity is the column that shows what becomes of the clips that were asked for: a card for each job, with the one thing that a person would do about it,
// and what the month has cost.
//
// The rules of this room:
//   - Every order for a clip goes through the column, a first one and one that is tried again, so that the budget is asked about in one place.
//   - What costs money a second time, or may, is never done without the person's word.
//   - The studio is asked on goroutines of the inbox where it may wait; everything else here runs on the Fyne goroutine.
//   - What the column wants of the pages it says through its Host. It knows none of them.
package activity
