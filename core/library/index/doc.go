// Package index is library.db: what is known of the clips in every library folder that was ever used from one data folder, and who answers what is asked about them.
//
// The rules of this room:
//   - It can be deleted at any time, and whatever it knows of clips comes from their files: it touches none of them, and is told by who reads them. Only marks that could not be written into
//     a file are here alone, and are carried over when a damaged index is replaced.
//   - It is changed only in an [Index.Change], of which there is one at a time over all processes. Files are moved only in there too, see core/library.
//   - A list of clips is row numbers: little more than four bytes a clip, found in a sheet of all clips that takes nine, and two and a half for the searches that a [Reader] remembers:
//     sixteen in all. What tiles show is read by row, a screen at a time, and a whole clip only when one is chosen. So nothing grows with the library but by bytes.
//   - A file that is gone keeps its row, because a disk may only be unplugged.
//   - Who meets damage need not know of it: it is noted, and told by [Index.Alarm] to who can do something about it.
//   - A migration that was published is never changed; a new one goes to the end.
package index
