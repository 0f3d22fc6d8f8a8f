// Package prose is an entry for a few sentences: passages of it are underlined as they are typed, and what a button writes into it can be undone like what a person types.
//
// The rules of this room:
//   - Fyne's entry lays the text out, and is asked where it is by what it makes public: nothing here wraps lines a second time.
//   - All of it runs on the Fyne goroutine.
package prose
