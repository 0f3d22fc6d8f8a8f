// Package stage is the large place where a film that is being thought up stands in its shape, and can be dragged.
//
// The rules of this room:
//   - It tells what a person does with it, and decides nothing.
//   - All of it runs on the Fyne goroutine.
package stage
