// Package selection is what a person has asked of the library, what was found, and what of it is selected.
//
// The rules of this room:
//   - It knows no widgets and asks nobody: the page asks the library, puts the answers in, and shows what has become of them.
//   - Clips go by their rows of the library's index, and places are those in the list. What is chosen stays chosen wherever an answer has put it.
//   - A model is used on the Fyne goroutine. A copy of one may be read elsewhere, as far as no tile's words are asked of it.
package selection
