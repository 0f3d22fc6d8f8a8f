// Package choices holds the widgets that offer a few things of which one is chosen: a switch with words under each choice, picks that fit a row of a list, and options with pictures.
//
// The rules of this room:
//   - Like all of kit it knows Fyne and nothing of us. A choice by a person is told by a callback, one by the page is not.
//   - All of it runs on the Fyne goroutine.
package choices
