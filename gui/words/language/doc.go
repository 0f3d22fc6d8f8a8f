// Package language has the languages that Caracal speaks: which they are, which of them a system's tags mean, and what the sentences are in each.
//
// The rules of this room:
//   - It says nothing: gui/words has the sentences, in English, and says them. Tests there hold the translations to the sentences, both ways.
//   - Its functions are pure, and may be called on any goroutine.
package language
