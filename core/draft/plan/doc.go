// Package plan reads the camera, light and style words out of a prompt, in the languages that the window speaks, and makes a plan of them for Draft.
//
// The way of a prompt is tokens (words and where they are), hits (the longest phrases of the [Vocabulary] that stand there), what is denied, how fast, and what comes after a "then",
// and in the end a [Plan]. Everything in between belongs to one call of [Parse] and is thrown away after it.
//
// The rules of this room:
//   - It knows words and amounts, and nothing of pictures, frames and engines: a page can ask it at every keystroke.
//   - The same prompt gives the same plan. There is no state.
//   - Words that it does not know change nothing, and a prompt of any length takes a time that grows with its length only.
//   - What it understood it can show: [Plan.Words] says which part of the prompt had which effect.
package plan
