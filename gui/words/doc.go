// Package words has every sentence that people read, in the window and without it: what went wrong and what to do, how a job is doing, what became of the money, what
// is known of a clip, and how long things take.
//
// The rules of this room:
//   - Its functions are pure: they turn values of core into words, and may be called on any goroutine.
//   - It knows nothing of a window. How words are meant is said by a Tone, which the window gives a colour.
//   - A sentence is written in English, as the argument of say, and is said in the language that was chosen, by the translations in gui/words/language. Nobody else can call say, so
//     that no page has a sentence of its own: it calls the function here that is called after what the sentence is for. What only commands print is English.
//   - An error is two sentences: what happened, and what to do now. Each kind of core has its own; a test holds that.
//   - Nothing here says that nothing was charged unless that is known, and nobody is advised to pay again for a clip that was paid for.
package words
