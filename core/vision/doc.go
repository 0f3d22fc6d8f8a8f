// Package vision looks at a picture that core/picture has opened: where faces are in it, what it is about, and what a clip of it will suffer from.
//
// [Examine] finds out all of that. [Faces], [FindSubject] and [AssessQuality] are its parts, for those who need no more.
//
// The rules of this room:
//   - It judges pixels. Files, their formats and their metadata are core/picture's, which does not know who looks at what it opens.
//   - It looks at copies of fixed sizes, so that it takes about the same time for every picture.
//   - It says what is so. Whether that matters to an engine, and in which words, is for others to say.
//   - Every threshold stands in thresholds.go, with what it was taken from.
//   - It keeps no goroutine: whatever it starts has ended when the call returns.
//
// Nothing here fails: where nothing is found, that is the answer. Every function may be called from any goroutine; those that look at pixels take up to a second, and do not
// belong on the UI's.
package vision
