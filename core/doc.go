// Package core holds the nouns of Caracal and the Studio that runs its jobs.
//
// A person asks for a clip with a [Request]; the [Studio] turns it into a [Job], runs an [Engine] for it in a goroutine of its own,
// writes every step to a [Journal] before and after it happens, and puts the finished MP4 on a [Shelf].
//
// The rules of this room:
//   - It imports the standard library, google/uuid and golang.org/x/text, and none of the rooms beneath it: it says what it needs as interfaces
//     ([Engine], [Journal], [Shelf], [Pictures]), and the rooms implement them.
//   - A Job is a value. Whoever holds one holds a snapshot that nobody changes.
//   - Nothing that costs money happens before the journal has said that it is on disk.
//   - Errors are [*Error]: an operation, a kind and a cause. Sentences for people are made elsewhere, from the kind.
package core
