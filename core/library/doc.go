// Package library keeps finished clips: ordinary video files, nearly always MP4, in a folder of the person's own, and an index beside the journal that makes them quick to find.
//
// The rules of this room:
//   - The files are the library. The index, library.db, can be deleted at any time: [Library.Scan] makes it again from the stories in the files.
//   - A clip stays in the container that it came in, WebM say, with its story behind the film. What nothing here can show was paid for all the same: it is kept as it came,
//     in the folder “Not playable” beside the clips.
//   - A clip appears in the folder whole, under its name, or not at all. It is written in .caracal/incoming and moved from there.
//   - Each part has its own type, its own lock and one story: core/library/folder the files, index the rows, core/library/previews the cache, watches who is told. They know nothing of
//     each other; a [Library] brings them together and has no lock of its own.
//   - A list of clips is row numbers: little more than four bytes a clip, found in a sheet of all clips that takes nine, and two and a half for the searches that it remembers:
//     sixteen in all. What tiles show is read by row, a screen at a time, and a whole clip only when one is chosen. So nothing grows with the library but by bytes.
//   - A file is moved only inside a write transaction of the index. That makes the index's lock the one lock of the folder, over all processes: whoever
//     holds it sees files and rows agree, or was told by a crash that they do not, which Scan puts right.
//   - Nothing is deleted but by [Library.EmptyBin], and by [folder.Relocation.RemoveOld] what is in another folder byte for byte. A file that is gone keeps its row, because a disk may only be unplugged.
//   - A library folder that was there before is never made again by itself: see [Library.Ready].
//   - Nothing in a file is believed: its story is checked before it is indexed, and a file that cannot be read is passed over.
package library
